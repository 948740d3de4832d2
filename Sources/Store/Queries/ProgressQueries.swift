import GRDB
public import Training

extension Reader {
  /// All exercises that have sessions, in the order of their trends, then the latest first.
  ///
  /// One row an exercise; nothing is read of their sessions or of any exercise document.
  public func progress() throws -> [ProgressRow] {
    let statement = try derived(ProgressQuery.rows.sql)
    var rows: [ProgressRow] = []
    let cursor = try Row.fetchCursor(statement)
    while let row = try cursor.next() { rows.append(try progressRow(row)) }
    // Places are sorted, and not the rows, which are large.
    return rows.indices.sorted { Self.isBefore(rows[$0], rows[$1]) }.map { rows[$0] }
  }

  private static func isBefore(_ left: ProgressRow, _ right: ProgressRow) -> Bool {
    if left.trend != right.trend { return left.trend < right.trend }
    if left.lastDate != right.lastDate { return left.lastDate > right.lastDate }
    return left.metadata.name < right.metadata.name
  }

  private func progressRow(_ row: Row) throws -> ProgressRow {
    let recent: String = try row.at(5)
    let lastSet: String? = try row.at(4)
    return ProgressRow(
      exerciseId: try row.at(0), metadata: try cache.metadata(row.at(1)),
      bestE1RM: try row.at(2), recent: try SetList.numbers(recent),
      lastDate: try row.day(3), lastSet: try lastSet.map(SetList.set),
      trend: Trend(rawValue: try row.at(6)) ?? .notEnoughData, change: try row.at(7),
      sessions: try row.at(8))
  }

  /// Everything about one exercise's past: its sums, records, plot and latest sessions.
  ///
  /// - Parameters:
  ///   - range: How far the plot reaches back; over a year it shows the best of each month.
  ///   - limit: How many sessions to list.
  /// - Returns: Nil where the exercise has no counted set.
  public func exercise(_ id: String, userId: String, range: PlotRange, sessions limit: Int) throws
    -> ExercisePage?
  {
    let statement = try derived(ProgressQuery.summary.sql)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let metadata = try cache.metadata(row.at(0))
    let rows = try sessions(of: id, limit: limit)
    let last = try row.day(4)
    let recent = try RecentSessions(database: database, exercise: id)
    let metrics = PerformanceMetrics(
      totalSessions: try row.at(1), totalVolume: try row.thousandths(2), maxWeight: try row.at(3),
      avgIntensity: Intensity(millionths: try row.at(5), sets: try row.at(6)).percent,
      lastSession: last,
      trend: recent.trend.trend)
    let analytics = ExerciseAnalytics(
      userId: userId, exerciseId: id, exerciseMetadata: metadata, performanceMetrics: metrics,
      recentSessions: try recentSessions(of: id))
    return ExercisePage(
      exerciseId: id, metadata: metadata, analytics: analytics, trend: recent.trend,
      book: recent.book, range: range, points: try points(of: id, range: range, last: last),
      sessions: rows, hasOlderSessions: rows.count < metrics.totalSessions)
  }

  /// The sessions of an exercise, newest first.
  public func sessions(of id: String, limit: Int) throws -> [SessionRow] {
    let statement = try derived(ProgressQuery.sessions.sql)
    return try Row.fetchAll(statement, arguments: [id, limit]).map { row in
      SessionRow(
        logId: try row.at(0), date: try row.day(1), sets: try SetList.sets(row.at(2)),
        bestE1RM: try row.at(3), volume: try row.thousandths(4), records: try row.at(5))
    }
  }

  /// How many sessions the analytics document lists.
  private static let recentSessionCount = 10

  private func recentSessions(of id: String) throws -> [RecentSession] {
    let statement = try derived(ProgressQuery.recent.sql)
    return try Row.fetchAll(statement, arguments: [id, Self.recentSessionCount]).map { row in
      let sets: Int = try row.at(3)
      let reps: Int = try row.at(4)
      return RecentSession(
        date: try row.day(0), volume: try row.thousandths(1), maxWeight: try row.at(2), sets: sets,
        avgReps: sets == 0 ? 0 : Double(reps) / Double(sets))
    }
  }

  private func points(of id: String, range: PlotRange, last: LocalDate) throws -> [ProgressPoint] {
    func point(_ date: LocalDate, _ row: Row) throws -> ProgressPoint {
      ProgressPoint(
        date: date, bestE1RM: try row.at(1), maxWeight: try row.at(2),
        volume: try row.thousandths(3))
    }
    if let days = range.days, days <= 366 {
      let statement = try derived(ProgressQuery.points.sql)
      return try Row.fetchAll(
        statement, arguments: [id, last.dayNumber - days, last.dayNumber]
      ).map { try point($0.day(0), $0) }
    }
    let statement = try derived(ProgressQuery.months.sql)
    let first = range.days.map { last.advanced(byDays: -$0).components }
    return try Row.fetchAll(
      statement, arguments: [id, first.map { $0.year * 12 + $0.month - 1 } ?? 0]
    ).compactMap { row in
      let month: Int = try row.at(0)
      // The middle of the month stands for its best.
      return try LocalDate(year: month / 12, month: month % 12 + 1, day: 15).map {
        try point($0, row)
      }
    }
  }

  /// What an exercise's last session before a workout was, and the records that stood before it.
  ///
  /// - Parameters:
  ///   - log: The workout that is looked at; nil for the very latest session.
  public func history(of id: String, before log: WorkoutLog? = nil) throws -> ExerciseHistory {
    let key = log.map { SessionKey($0) } ?? SessionKey(date: .max, began: .max, log: "")
    let statement = try derived(ProgressQuery.history.sql)
    guard
      let row = try Row.fetchOne(statement, arguments: [id, key.date, key.began, key.log])
    else { return ExerciseHistory() }
    return ExerciseHistory(
      lastDate: try row.day(0), lastSets: try SetList.sets(row.at(1)),
      book: try BookTable(database: database, exercise: id).book(before: key))
  }

  /// The best estimated 1RM of an exercise in kilograms; nil where it has none.
  public func bestE1RM(of id: String) throws -> Double? {
    let statement = try derived(ProgressQuery.best.sql)
    return try Double?.fetchOne(statement, arguments: [id]) ?? nil
  }

  /// The embedded metadata last seen of every exercise that has sessions, for lists made without a catalogue.
  public func trainedExercises() throws -> [ExerciseChoice] {
    let statement = try derived(ProgressQuery.choices.sql)
    return try Row.fetchAll(statement).map {
      ExerciseChoice(exerciseId: try $0.at(0), metadata: try cache.metadata($0.at(1)))
    }
  }
}

/// The questions that screens ask about exercises, each with a plan that a test looks at.
enum ProgressQuery: String, CaseIterable {
  case rows, summary, sessions, recent, trend, book, points, months, history, best, choices

  var sql: String {
    switch self {
    case .rows:
      "SELECT exercise, metadata, e1rm, last_date, last_set, recent, trend, change, sessions FROM summary"
    case .summary:
      """
      SELECT metadata, sessions, volume, weight, last_date, intensity, weighted
      FROM summary WHERE exercise = ?
      """
    case .sessions:
      """
      SELECT log, date, list, e1rm, volume, records FROM session WHERE exercise = ?
      ORDER BY date DESC, began DESC, log DESC LIMIT ?
      """
    case .recent:
      """
      SELECT date, volume, weight, sets, reps FROM session WHERE exercise = ?
      ORDER BY date DESC, began DESC, log DESC LIMIT ?
      """
    case .trend:
      """
      SELECT date, began, log, e1rm, top, list FROM session WHERE exercise = ?
      ORDER BY date DESC, began DESC, log DESC
      """
    case .book:
      """
      SELECT text FROM book WHERE exercise = ?
      ORDER BY date DESC, began DESC, log DESC LIMIT 1
      """
    case .points:
      """
      SELECT date, e1rm, weight, volume FROM session
      WHERE exercise = ? AND date BETWEEN ? AND ? ORDER BY date, began, log
      """
    case .months:
      "SELECT month, e1rm, weight, volume FROM month WHERE exercise = ? AND month >= ? ORDER BY month"
    case .history:
      """
      SELECT date, list FROM session WHERE exercise = ? AND (date, began, log) < (?, ?, ?)
      ORDER BY date DESC, began DESC, log DESC LIMIT 1
      """
    case .best: "SELECT e1rm FROM summary WHERE exercise = ?"
    case .choices: "SELECT exercise, metadata FROM summary ORDER BY exercise"
    }
  }
}
