import GRDB
import Training
import Wire

/// One row an exercise that has sessions: what *Progress* lists.
struct SummaryTable {
  let database: Database
  let exercise: String

  /// The metadata to keep: the newer of the row's and `candidate`.
  func metadata(newerThan candidate: ExerciseMetadata?) throws -> ExerciseMetadata {
    let stored = try String.fetchOne(
      database.cachedStatement(sql: "SELECT metadata FROM summary WHERE exercise = ?"),
      arguments: [exercise])
    guard let stored else { return candidate ?? ExerciseMetadata() }
    let present = try Self.metadata(stored)
    return candidate.map { .newer($0, present) } ?? present
  }

  static func metadata(_ text: String) throws -> ExerciseMetadata {
    do {
      return try ExerciseMetadata(jsonText: text)
    } catch {
      throw StoreError.failed(attempt: "Reading an exercise", reason: error.description)
    }
  }

  /// Adds what changed to the sums, and takes trend and latest sessions anew from the last sessions.
  func update(_ delta: ExerciseDelta) throws {
    let old = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT sessions, volume, intensity, weighted FROM summary WHERE exercise = ?"),
      arguments: [exercise])
    let sessions = (old?[0] ?? 0) + delta.sessions
    guard sessions > 0 else {
      try database.cachedStatement(sql: "DELETE FROM summary WHERE exercise = ?")
        .execute(arguments: [exercise])
      return
    }
    let volume: Int64 = (old?[1] ?? 0) + delta.volume
    let before = Intensity(millionths: old?[2] ?? 0, sets: old?[3] ?? 0)
    let intensity = before + delta.intensity
    let recent = try RecentSessions(database: database, exercise: exercise)
    let trend = recent.trend
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO summary (exercise, metadata, sessions, volume, e1rm, weight,
          intensity, weighted, last_date, last_set, recent, trend, change)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      exercise, try metadata(newerThan: delta.metadata).jsonText(), sessions, volume,
      recent.book[.bestE1RM]?.value, recent.book[.heaviestWeight]?.value, intensity.millionths,
      intensity.sets, recent.lastDate, recent.lastSet.map(SetList.text), recent.sparkline,
      trend.trend.rawValue, trend.changePercent,
    ])
  }
}

/// The last sessions of one exercise: enough for sparkline, trend and plateau, and no more.
struct RecentSessions {
  private(set) var lastDate = 0
  private(set) var lastSet: PastSet?
  private(set) var book = RecordBook()
  /// Oldest first; sessions with an e1RM only.
  private(set) var points: [SessionPoint] = []
  /// The best e1RM before the first of ``points``.
  private(set) var bestBefore: Double?

  init(database: Database, exercise: String) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT date, e1rm, book, top, list FROM session WHERE exercise = ?
        ORDER BY date DESC, began DESC, log DESC
        """)
    let cursor = try Row.fetchCursor(statement, arguments: [exercise])
    var newestFirst: [SessionPoint] = []
    var isFirst = true
    while let row = try cursor.next() {
      let date: Int = row[0]
      if isFirst {
        lastDate = date
        book = try SessionTable.book(row[2])
        let sets = try SetList.sets(row[4])
        lastSet = (row[3] as Int?).flatMap { sets.indices.contains($0) ? sets[$0] : nil }
        isFirst = false
      }
      guard let e1rm: Double = row[1] else { continue }
      let point = SessionPoint(date: LocalDate(dayNumber: date), bestE1RM: e1rm)
      if newestFirst.count >= ProgressRow.sparklineLength, Self.isBeforeWindow(point, newestFirst) {
        bestBefore = try SessionTable.book(row[2])[.bestE1RM]?.value
        break
      }
      newestFirst.append(point)
    }
    points = newestFirst.reversed()
  }

  /// Whether a session lies before the days a plateau is judged by.
  private static func isBeforeWindow(_ point: SessionPoint, _ newestFirst: [SessionPoint]) -> Bool {
    newestFirst.first.map {
      point.date.dayNumber <= $0.date.dayNumber - TrendFigures.plateauDays
    } ?? false
  }

  var trend: TrendFigures { TrendFigures.of(points, bestBefore: bestBefore) }

  /// The e1RMs of the sparkline, oldest first, as the column holds them.
  var sparkline: String {
    points.suffix(ProgressRow.sparklineLength).map { "\($0.bestE1RM)" }.joined(separator: ",")
  }
}
