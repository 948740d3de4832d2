import GRDB
import Training

/// Folds one exercise's history from a touched session on: records, intensity, months, and its summary.
///
/// The fold stops behind the last touched session as soon as the record book comes out as it stood: nothing after
/// that can differ.
struct Fold {
  let database: Database
  let exercise: String
  private let books: BookTable
  private let records: RecordTable

  init(database: Database, exercise: String) {
    self.database = database
    self.exercise = exercise
    books = BookTable(database: database, exercise: exercise)
    records = RecordTable(database: database)
  }

  /// - Returns: The workouts whose records may have changed.
  func run(_ change: ExerciseDelta) throws -> Set<String> {
    guard let first = change.touched.min(), let last = change.touched.max() else {
      try SummaryTable(database: database, exercise: exercise).renew(change)
      return []
    }
    var delta = change
    let logs = try foldSessions(
      from: first, touchedUpTo: last, knowing: change.bests, &delta)
    let months = MonthTable(database: database, exercise: exercise)
    for month in Set(change.touched.map(\.month)).sorted() { try months.refresh(month) }
    try SummaryTable(database: database, exercise: exercise).update(delta)
    return logs
  }

  private func foldSessions(
    from first: SessionKey, touchedUpTo last: SessionKey, knowing bests: [SessionKey: SessionBests],
    _ delta: inout ExerciseDelta
  ) throws -> Set<String> {
    var book = try books.book(before: first)
    var stood = try books.book(upTo: last)
    for key in delta.touched { try books.delete(key) }
    var logs: Set<String> = []
    try walk(from: first, knowing: bests) { entry in
      if entry.key > last {
        if book == stood { return false }
        if let text = entry.book { stood = try BookTable.book(text) }
      }
      delta.intensity = delta.intensity - entry.intensity
      delta.intensity = delta.intensity + (try fold(entry, into: &book))
      logs.insert(entry.key.log)
      return true
    }
    return logs
  }

  /// Takes a session into the book, and writes what that makes of it. Returns its share of the intensity.
  private func fold(_ entry: Entry, into book: inout RecordBook) throws -> Intensity {
    let before = book
    let broken = book.absorb(
      entry.bests, date: LocalDate(dayNumber: entry.key.date), logId: entry.key.log)
    if book != before {
      try books.put(book, at: entry.key)
    } else if entry.book != nil {
      try books.delete(entry.key)
    }
    let intensity = Intensity(
      weightSum: entry.weightSum, weightedSets: entry.weightedSets,
      bestE1RMToDate: book[.bestE1RM]?.value
    ).bounded
    try update(entry.key, records: broken.count, intensity: intensity)
    try records.delete(exercise, entry.key)
    try records.put(broken, exercise, entry.key)
    return intensity
  }

  private struct Entry {
    var key: SessionKey
    var bests: SessionBests
    var weightSum: Double
    var weightedSets: Int
    var intensity: Intensity
    /// The book that stands after the session, where the session had changed it.
    var book: String?

    init(_ row: Row, knowing known: [SessionKey: SessionBests]) throws {
      key = try row.sessionKey(0)
      bests = try known[key] ?? BestsText.bests(row.at(4), SetList.sets(row.at(3)))
      weightSum = try row.at(5)
      weightedSets = try row.at(6)
      intensity = try row.intensity(7)
      book = try row.at(9)
    }
  }

  /// How many sessions are read at once: most folds touch the last one only.
  private static let portion = 8
  private static let laterPortion = 256

  /// Hands the sessions from `key` on to `body`, oldest first, until it says no.
  private func walk(
    from key: SessionKey, knowing bests: [SessionKey: SessionBests],
    _ body: (Entry) throws -> Bool
  ) throws {
    var (next, comparison) = (key, ">=")
    var size = Self.portion
    while true {
      let statement = try database.cachedStatement(sql: Self.sql(comparison))
      let rows = try Row.fetchAll(
        statement, arguments: [exercise, next.date, next.began, next.log, size])
      for row in rows {
        let entry = try Entry(row, knowing: bests)
        guard try body(entry) else { return }
        next = entry.key
      }
      if rows.count < size { return }
      (comparison, size) = (">", Self.laterPortion)
    }
  }

  /// Sessions from a key on, each with the book it left.
  static func sql(_ comparison: String) -> String {
    """
    SELECT s.date, s.began, s.log, list, bests, weight_sum, weighted_sets, intensity, weighted, text
    FROM session s LEFT JOIN book b
      ON b.exercise = s.exercise AND b.date = s.date AND b.began = s.began AND b.log = s.log
    WHERE s.exercise = ? AND (s.date, s.began, s.log) \(comparison) (?, ?, ?)
    ORDER BY s.date, s.began, s.log LIMIT ?
    """
  }

  private func update(_ key: SessionKey, records: Int, intensity: Intensity) throws {
    try database.cachedStatement(
      sql: """
        UPDATE session SET records = ?, intensity = ?, weighted = ? WHERE \(SessionTable.key)
        """
    ).execute(arguments: [
      records, intensity.millionths, intensity.sets, exercise, key.date, key.began, key.log,
    ])
  }
}
