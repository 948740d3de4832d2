import GRDB
import Training
import Wire

/// One row an exercise that has sessions: what *Progress* lists.
struct SummaryTable {
  let database: Database
  let exercise: String

  static func metadata(_ text: String) throws -> ExerciseMetadata {
    do {
      return try ExerciseMetadata(jsonText: text)
    } catch {
      throw StoreError.failed(attempt: "Reading an exercise", reason: error.description)
    }
  }

  /// Adds what changed to the sums, and works out trend, latest session and metadata again from the last sessions.
  func update(_ delta: ExerciseDelta) throws {
    let old = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT sessions, volume, intensity, weighted, last_log, metadata FROM summary
          WHERE exercise = ?
          """), arguments: [exercise])
    let recent = try RecentSessions(database: database, exercise: exercise)
    guard let last = recent.last else {
      try database.cachedStatement(sql: "DELETE FROM summary WHERE exercise = ?")
        .execute(arguments: [exercise])
      return
    }
    let sums = try SummarySums(old, delta)
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO summary (exercise, metadata, \(Self.figures.joined(separator: ", ")))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(
      arguments: StatementArguments(
        [exercise, try metadata(at: last, old, delta)] + Self.values(sums, recent, last)))
  }

  /// The columns beside the exercise and its metadata.
  static let figures = [
    "sessions", "volume", "e1rm", "weight", "intensity", "weighted", "last_date", "last_log",
    "last_set", "recent", "trend", "change",
  ]

  /// In the order of ``figures``.
  static func values(_ sums: SummarySums, _ recent: RecentSessions, _ last: SessionKey)
    -> [(any DatabaseValueConvertible)?]
  {
    let trend = recent.trend
    return [
      sums.sessions, sums.volume, recent.book[.bestE1RM]?.value,
      recent.book[.heaviestWeight]?.value, sums.intensity.millionths, sums.intensity.sets,
      last.date, last.log, recent.lastSet.map(SetList.text), recent.sparkline,
      trend.trend.rawValue, trend.changePercent,
    ]
  }

  /// Takes over what the last session says of the exercise, where that is all that has changed.
  func renew(_ delta: ExerciseDelta) throws {
    let last = try String.fetchOne(
      database.cachedStatement(sql: "SELECT last_log FROM summary WHERE exercise = ?"),
      arguments: [exercise])
    guard let said = delta.metadata.first(where: { $0.key.log == last })?.value else { return }
    try database.cachedStatement(sql: "UPDATE summary SET metadata = ? WHERE exercise = ?")
      .execute(arguments: [said.jsonText(), exercise])
  }

  /// The metadata that the last session has: of the delta, as it stood, or read from its workout.
  private func metadata(at last: SessionKey, _ old: Row?, _ delta: ExerciseDelta) throws -> String {
    if let metadata = delta.metadata[last] { return metadata.jsonText() }
    if let old, try old.at(4) == last.log { return try old.at(5) }
    let log = try DocumentTable(database: database, name: .document).read(
      WorkoutLog.self, last.log)
    let entries = (log?.exercises ?? []).filter { $0.exerciseId == exercise }
    return ExerciseMetadata.newest(of: entries).jsonText()
  }
}

/// The sums of an exercise's row, with what a step changes in them.
struct SummarySums {
  var sessions = 0
  var volume: Int64 = 0
  var intensity = Intensity()

  init() {}

  init(_ old: Row?, _ delta: ExerciseDelta) throws {
    sessions = delta.sessions
    volume = delta.volume
    intensity = delta.intensity
    guard let old else { return }
    // Wrapping: a damaged row may hold any number.
    sessions &+= try old.at(0)
    volume &+= try old.at(1)
    intensity = intensity + Intensity(millionths: try old.at(2), sets: try old.at(3))
  }
}

extension ExerciseMetadata {
  /// What the entries of one exercise in one workout say of it.
  static func newest(of entries: [LoggedExercise]) -> ExerciseMetadata {
    guard let first = entries.first else { return ExerciseMetadata() }
    return entries.dropFirst().map(\.metadata).reduce(first.metadata, newer)
  }
}

/// The last sessions of one exercise: enough for sparkline, trend and plateau, and no more.
struct RecentSessions {
  /// How many sessions are looked at at most, those without an estimated 1RM among them: two a day for the time a
  /// plateau takes, and then some. What lies further back says nothing of where an exercise is going.
  static let reach = 64

  private(set) var last: SessionKey?
  private(set) var lastSet: PastSet?
  private(set) var book = RecordBook()
  /// Oldest first; sessions with an e1RM only.
  private(set) var points: [SessionPoint] = []
  /// The best e1RM before the first of ``points``.
  private(set) var bestBefore: Double?

  init(database: Database, exercise: String) throws {
    let books = BookTable(database: database, exercise: exercise)
    let statement = try database.cachedStatement(sql: ProgressQuery.trend.sql)
    let cursor = try Row.fetchCursor(statement, arguments: [exercise])
    var newestFirst: [SessionPoint] = []
    var seen = 0
    while let row = try cursor.next() {
      let key = try row.sessionKey(0)
      if seen == 0 { try take(row, last: key, books) }
      let point = try Self.point(row)
      if seen == Self.reach || Self.isEnough(newestFirst, before: point) {
        bestBefore = try books.book(upTo: key)[.bestE1RM]?.value
        break
      }
      seen += 1
      if let point { newestFirst.append(point) }
    }
    points = newestFirst.reversed()
  }

  private mutating func take(_ row: Row, last key: SessionKey, _ books: BookTable) throws {
    last = key
    book = try books.latest()
    let sets = try SetList.sets(row.at(5))
    lastSet = (try row.at(4) as Int?).flatMap { sets.indices.contains($0) ? sets[$0] : nil }
  }

  private static func point(_ row: Row) throws -> SessionPoint? {
    let e1rm: Double? = try row.at(3)
    return try e1rm.map { SessionPoint(date: try row.day(0), bestE1RM: $0) }
  }

  /// Whether the sparkline is full and `point` lies before the days a plateau is judged by.
  private static func isEnough(_ newestFirst: [SessionPoint], before point: SessionPoint?) -> Bool {
    guard let point, let newest = newestFirst.first,
      newestFirst.count >= ProgressRow.sparklineLength
    else { return false }
    return point.date.dayNumber <= newest.date.dayNumber - TrendFigures.plateauDays
  }

  var trend: TrendFigures { TrendFigures.of(points, bestBefore: bestBefore) }

  /// The e1RMs of the sparkline, oldest first, as the column holds them.
  var sparkline: String {
    points.suffix(ProgressRow.sparklineLength).map { "\($0.bestE1RM)" }.joined(separator: ",")
  }
}
