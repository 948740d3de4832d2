import GRDB
public import Training

extension Reader {
  private static func workoutRow(_ row: Row) -> WorkoutRow {
    WorkoutRow(
      id: row[0], date: LocalDate(dayNumber: row[1]), name: row[2], exercises: row[3],
      sets: row[4], volume: (row[5] as Int64).fromThousandths, minutes: row[6], records: row[7],
      isFinished: row[8])
  }

  /// The workout that was begun last and is not finished; nil where none is.
  public func unfinishedWorkout() throws -> WorkoutRow? {
    let statement = try database.cachedStatement(sql: WorkoutQuery.unfinished.sql)
    return try Row.fetchOne(statement).map(Self.workoutRow)
  }

  /// Workouts, newest first, from a day (and a workout of that day) on downwards; nil for the newest.
  public func workouts(from date: LocalDate? = nil, id: String? = nil, limit: Int) throws
    -> [WorkoutRow]
  {
    let last = date?.dayNumber ?? Int(Int32.max)
    var began = Int64.max
    if let id {
      let statement = try database.cachedStatement(
        sql: "SELECT began FROM workout WHERE id = ? AND date = ?")
      began = try Int64.fetchOne(statement, arguments: [id, last]) ?? .max
    }
    let statement = try database.cachedStatement(sql: WorkoutQuery.page.sql)
    let from = id.map { began == .max ? "\u{10FFFF}" : $0 } ?? "\u{10FFFF}"
    return try Row.fetchAll(statement, arguments: [last, began, from, limit]).map(Self.workoutRow)
  }

  /// Whether a workout stands before (`newer`: after) this one in the list.
  public func hasWorkout(_ direction: ListDirection, than row: WorkoutRow) throws -> Bool {
    let began = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT began FROM workout WHERE id = ?"), arguments: [row.id])
    let sql = direction == .newer ? WorkoutQuery.hasNewer.sql : WorkoutQuery.hasOlder.sql
    return try Bool.fetchOne(
      database.cachedStatement(sql: sql), arguments: [row.date.dayNumber, began ?? 0, row.id])
      ?? false
  }

  /// Days with a workout, in order.
  public func days(_ range: ClosedRange<LocalDate>) throws -> [DayFigures] {
    let statement = try database.cachedStatement(sql: WorkoutQuery.days.sql)
    return try Row.fetchAll(
      statement, arguments: [range.lowerBound.dayNumber, range.upperBound.dayNumber]
    ).map {
      DayFigures(
        date: LocalDate(dayNumber: $0[0]), workouts: $0[1], sets: $0[2],
        volume: ($0[3] as Int64).fromThousandths)
    }
  }

  /// Counted sets by muscle group over some days, most first.
  public func setsByMuscle(_ range: ClosedRange<LocalDate>) throws -> [MuscleSets] {
    let statement = try database.cachedStatement(sql: WorkoutQuery.groups.sql)
    return try Row.fetchAll(
      statement, arguments: [range.lowerBound.dayNumber, range.upperBound.dayNumber]
    ).map { MuscleSets(group: MuscleGroup(rawValue: $0[0]), sets: $0[1]) }
  }

  /// The latest records, newest first.
  public func records(limit: Int) throws -> [RecentRecord] {
    let statement = try database.cachedStatement(sql: WorkoutQuery.records.sql)
    return try Row.fetchAll(statement, arguments: [limit]).compactMap(Self.record)
  }

  /// The records that one workout set.
  public func records(ofWorkout id: String) throws -> [RecentRecord] {
    let statement = try database.cachedStatement(sql: WorkoutQuery.recordsOfWorkout.sql)
    return try Row.fetchAll(statement, arguments: [id]).compactMap(Self.record)
  }

  private static func record(_ row: Row) -> RecentRecord? {
    guard let kind = RecordKind(columnText: row[2]) else { return nil }
    return RecentRecord(
      exerciseId: row[1], exerciseName: row[5],
      record: BrokenRecord(kind: kind, value: row[3], previous: row[4]),
      date: LocalDate(dayNumber: row[0]))
  }

  /// The days of a program that were trained last, newest first.
  public func trainedDays(ofProgram id: String, limit: Int) throws -> [(
    key: ProgramDayKey, date: LocalDate
  )] {
    let statement = try database.cachedStatement(sql: WorkoutQuery.ofProgram.sql)
    return try Row.fetchAll(statement, arguments: [id, limit]).map {
      (ProgramDayKey(week: $0[0], day: $0[1]), LocalDate(dayNumber: $0[2]))
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
  case unfinished, page, hasNewer, hasOlder, days, groups, records, recordsOfWorkout, ofProgram

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
      SELECT date, exercise, kind, value, previous, name FROM record
      ORDER BY date DESC, began DESC, log DESC LIMIT ?
      """
    case .recordsOfWorkout:
      """
      SELECT r.date, r.exercise, r.kind, r.value, r.previous, r.name
      FROM workout w JOIN record r ON r.date = w.date AND r.began = w.began AND r.log = w.id
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
