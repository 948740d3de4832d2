import GRDB
import Training

/// Folds one exercise's history from a touched session on: records, intensity, months, and its summary.
///
/// The fold stops at the first untouched session whose record book comes out as it stands: nothing after it can differ.
struct Fold {
  let database: Database
  let exercise: String

  /// - Returns: The workouts whose records may have changed.
  func run(_ change: ExerciseDelta) throws -> Set<String> {
    guard let from = change.from else { return [] }
    var delta = change
    let summaries = SummaryTable(database: database, exercise: exercise)
    let name = try summaries.metadata(newerThan: change.metadata).name
    let logs = try foldSessions(from: from, &delta, name: name)
    for month in Set(change.touched.map(\.month)).sorted() {
      try MonthTable(database: database, exercise: exercise).refresh(month)
    }
    try summaries.update(delta)
    return logs
  }

  private func foldSessions(from: SessionKey, _ delta: inout ExerciseDelta, name: String) throws
    -> Set<String>
  {
    let records = RecordTable(database: database)
    var book = try SessionTable(database: database, exercise: exercise).book(before: from)
    var logs: Set<String> = []
    var waiting = delta.touched
    try walk(from: from) { entry in
      waiting.remove(entry.key)
      let broken = book.absorb(
        entry.bests, date: LocalDate(dayNumber: entry.key.date), logId: entry.key.log)
      let intensity = Intensity(
        weightSum: entry.weightSum, weightedSets: entry.weightedSets,
        bestE1RMToDate: book[.bestE1RM]?.value)
      let text = book.text
      if waiting.isEmpty, text == entry.book, intensity == entry.intensity { return false }
      delta.intensity = delta.intensity + intensity - entry.intensity
      try update(entry.key, book: text, records: broken.count, intensity: intensity)
      try records.delete(exercise, entry.key)
      try records.put(broken, exercise, entry.key, name: name)
      logs.insert(entry.key.log)
      return true
    }
    return logs
  }

  private struct Entry {
    var key: SessionKey
    var bests: SessionBests
    var weightSum: Double
    var weightedSets: Int
    var intensity: Intensity
    var book: String

    init(_ row: Row) throws {
      key = SessionKey(date: row[0], began: row[1], log: row[2])
      bests = try BestsText.bests(row[4], try SetList.sets(row[3]))
      weightSum = row[5]
      weightedSets = row[6]
      intensity = Intensity(millionths: row[7], sets: row[8])
      book = row[9]
    }
  }

  /// How many sessions are read at once: most folds touch the last one only.
  private static let portion = 8

  /// Hands the sessions from `key` on to `body`, oldest first, until it says no.
  private func walk(from key: SessionKey, _ body: (Entry) throws -> Bool) throws {
    var (next, comparison) = (key, ">=")
    var size = Self.portion
    while true {
      let statement = try database.cachedStatement(
        sql: """
          SELECT date, began, log, list, bests, weight_sum, weighted_sets, intensity, weighted, book
          FROM session WHERE exercise = ? AND (date, began, log) \(comparison) (?, ?, ?)
          ORDER BY date, began, log LIMIT ?
          """)
      let rows = try Row.fetchAll(
        statement, arguments: [exercise, next.date, next.began, next.log, size])
      for row in rows {
        let entry = try Entry(row)
        guard try body(entry) else { return }
        next = entry.key
      }
      if rows.count < size { return }
      comparison = ">"
      size = 256
    }
  }

  private func update(_ key: SessionKey, book: String, records: Int, intensity: Intensity) throws {
    try database.cachedStatement(
      sql: """
        UPDATE session SET book = ?, records = ?, intensity = ?, weighted = ?
        WHERE \(SessionTable.key)
        """
    ).execute(arguments: [
      book, records, intensity.millionths, intensity.sets, exercise, key.date, key.began, key.log,
    ])
  }
}
