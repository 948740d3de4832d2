import GRDB
public import Training

extension Reader {
  private static func workoutRow(_ row: Row) throws -> WorkoutRow {
    WorkoutRow(
      id: try row.at(0), date: try row.day(1), name: try row.at(2), exercises: try row.at(3),
      sets: try row.at(4), volume: try row.thousandths(5), minutes: try row.at(6),
      records: try row.at(7), isFinished: try row.at(8))
  }

  /// The workout that was begun last and is not finished; nil where none is.
  public func unfinishedWorkout() throws -> WorkoutRow? {
    let statement = try derived(WorkoutQuery.unfinished.sql)
    return try Row.fetchOne(statement).map(Self.workoutRow)
  }

  /// Workouts, newest first, from a day (and a workout of that day) on downwards; nil for the newest.
  public func workouts(from date: LocalDate? = nil, id: String? = nil, limit: Int) throws
    -> [WorkoutRow]
  {
    let last = date?.dayNumber ?? Int(Int32.max)
    var began = Int64.max
    var from = Self.lastID
    if let id, let start = try self.began(id, on: last) { (began, from) = (start, id) }
    let statement = try derived(WorkoutQuery.page.sql)
    return try Row.fetchAll(statement, arguments: [last, began, from, limit]).map(Self.workoutRow)
  }

  /// Whether a workout stands before (`newer`: after) this one in the list.
  public func hasWorkout(_ direction: ListDirection, than row: WorkoutRow) throws -> Bool {
    let began = try began(row.id, on: row.date.dayNumber)
    let sql = direction == .newer ? WorkoutQuery.hasNewer.sql : WorkoutQuery.hasOlder.sql
    return try Bool.fetchOne(
      database.cachedStatement(sql: sql), arguments: [row.date.dayNumber, began ?? 0, row.id])
      ?? false
  }

  /// An id after all others in byte order.
  private static let lastID = "\u{10FFFF}"

  private func began(_ id: String, on date: Int) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: WorkoutQuery.began.sql), arguments: [id, date])
  }

  /// Days with a workout, in order.
  public func days(_ range: ClosedRange<LocalDate>) throws -> [DayFigures] {
    let statement = try derived(WorkoutQuery.days.sql)
    return try Row.fetchAll(
      statement, arguments: [range.lowerBound.dayNumber, range.upperBound.dayNumber]
    ).map {
      DayFigures(
        date: try $0.day(0), workouts: try $0.at(1), sets: try $0.at(2),
        volume: try $0.thousandths(3))
    }
  }

  /// Counted sets by muscle group over some days, most first.
  public func setsByMuscle(_ range: ClosedRange<LocalDate>) throws -> [MuscleSets] {
    let statement = try derived(WorkoutQuery.groups.sql)
    return try Row.fetchAll(
      statement, arguments: [range.lowerBound.dayNumber, range.upperBound.dayNumber]
    ).map { MuscleSets(group: MuscleGroup(rawValue: try $0.at(0)), sets: try $0.at(1)) }
  }

  /// The latest records, newest first.
  public func records(limit: Int) throws -> [RecentRecord] {
    let statement = try derived(WorkoutQuery.records.sql)
    return try Row.fetchAll(statement, arguments: [limit]).map(record)
  }

  /// The records that one workout set.
  public func records(ofWorkout id: String) throws -> [RecentRecord] {
    let statement = try derived(WorkoutQuery.recordsOfWorkout.sql)
    return try Row.fetchAll(statement, arguments: [id]).map(record)
  }

  private func record(_ row: Row) throws -> RecentRecord {
    let kind: String = try row.at(2)
    guard let kind = RecordKind(columnText: kind) else {
      throw StoreError.failed(
        attempt: "Reading the records", reason: "“\(kind)” is not a kind of record")
    }
    return RecentRecord(
      exerciseId: try row.at(1), exerciseName: try cache.metadata(row.at(5)).name,
      record: BrokenRecord(kind: kind, value: try row.at(3), previous: try row.at(4)),
      date: try row.day(0))
  }

  /// The days of a program that were trained last, newest first.
  public func trainedDays(ofProgram id: String, limit: Int) throws -> [(
    key: ProgramDayKey, date: LocalDate
  )] {
    let statement = try derived(WorkoutQuery.ofProgram.sql)
    return try Row.fetchAll(statement, arguments: [id, limit]).map {
      (ProgramDayKey(week: try $0.at(0), day: try $0.at(1)), try $0.day(2))
    }
  }

  public func hasWorkouts() throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM workout)")) ?? false
  }
}

/// Which way to look from a row of the list.
public enum ListDirection: Sendable {
  case newer
  case older
}

/// The questions that screens ask about workouts, each with a plan that a test looks at.
enum WorkoutQuery: String, CaseIterable {
  case unfinished, page, began, hasNewer, hasOlder, days, groups, records, recordsOfWorkout,
    ofProgram

  private static let columns =
    "id, date, name, exercises, sets, volume, minutes, records, finished"

  var sql: String {
    switch self {
    case .unfinished:
      """
      SELECT \(Self.columns) FROM workout WHERE finished = 0
      ORDER BY date DESC, began DESC, id DESC LIMIT 1
      """
    case .page:
      """
      SELECT \(Self.columns) FROM workout WHERE (date, began, id) <= (?, ?, ?)
      ORDER BY date DESC, began DESC, id DESC LIMIT ?
      """
    case .began: "SELECT began FROM workout WHERE id = ? AND date = ?"
    case .hasNewer:
      "SELECT EXISTS (SELECT 1 FROM workout WHERE (date, began, id) > (?, ?, ?))"
    case .hasOlder:
      "SELECT EXISTS (SELECT 1 FROM workout WHERE (date, began, id) < (?, ?, ?))"
    case .days:
      "SELECT date, workouts, sets, volume FROM day WHERE date BETWEEN ? AND ? ORDER BY date"
    case .groups:
      """
      SELECT muscle, sum(sets) FROM day_group WHERE date BETWEEN ? AND ?
      GROUP BY muscle ORDER BY sum(sets) DESC, muscle
      """
    case .records:
      """
      SELECT r.date, r.exercise, r.kind, r.value, r.previous, s.metadata
      FROM record r JOIN summary s ON s.exercise = r.exercise
      ORDER BY r.date DESC, r.began DESC, r.log DESC LIMIT ?
      """
    case .recordsOfWorkout:
      """
      SELECT r.date, r.exercise, r.kind, r.value, r.previous, s.metadata
      FROM workout w JOIN record r ON r.date = w.date AND r.began = w.began AND r.log = w.id
      JOIN summary s ON s.exercise = r.exercise
      WHERE w.id = ? ORDER BY r.exercise, r.kind
      """
    case .ofProgram:
      """
      SELECT week, day, date FROM workout
      WHERE program = ? AND week IS NOT NULL AND day IS NOT NULL
      ORDER BY date DESC, began DESC LIMIT ?
      """
    }
  }
}
