import GRDB
import Sync
import Training

/// Of the table `workout`: one row a workout.
final class WorkoutCheck: DerivedCheck {
  private static let row = RowShape("workout", by: ["id"], WorkoutColumns.names)
  private var count = 0

  func look(at log: WorkoutLog, _ sessions: [String: Session], _ ground: InspectionGround) throws {
    count += 1
    let key = DocumentKey(.workoutLogs, log.id)
    try ground.expect(Self.row, [log.id], WorkoutColumns(log).values, of: log.words, document: key)
  }

  func finish(_ ground: InspectionGround) throws {
    try ground.expect(rows: count)
    // Records are looked at on their own; here it is whether they were counted.
    let rows = try Row.fetchCursor(ground.database, sql: Self.miscounted)
    while let row = try rows.next() {
      let id: String = try row.at(0)
      let (counted, there): (Int, Int) = (try row.at(1), try row.at(2))
      ground.report(
        DocumentKey(.workoutLogs, id),
        "records of the workout \(id) is \(counted), and should be \(there).")
    }
  }

  private static let miscounted = """
    SELECT id, records, found FROM (
      SELECT id, records, (SELECT count(*) FROM record WHERE record.log = workout.id
        AND record.date = workout.date AND record.began = workout.began) AS found FROM workout)
    WHERE records <> found
    """
}

/// Of the table `weighing`: one row a body weight.
final class WeighingCheck: DerivedCheck {
  private static let row = RowShape("weighing", by: ["date", "id"], ["id"])
  private var count = 0

  func look(at weighing: BodyWeight, _ ground: InspectionGround) throws {
    count += 1
    try ground.expect(
      Self.row, [weighing.date.dayNumber, weighing.id], [weighing.id],
      of: "the body weight of \(weighing.date)", document: DocumentKey(.bodyWeights, weighing.id))
  }

  func finish(_ ground: InspectionGround) throws { try ground.expect(rows: count) }
}

/// Of the table `day`: one row a day with workouts.
final class DayCheck: DerivedCheck {
  private static let row = RowShape("day", by: ["date"], ["workouts", "sets", "volume"])
  private var days: [Int: (workouts: Int, sets: Int, volume: Int64)] = [:]

  func look(at log: WorkoutLog, _ sessions: [String: Session], _ ground: InspectionGround) throws {
    guard ground.isWhole else { return }
    var delta = DayDelta()
    delta.add(log, sign: 1)
    var sums = days[log.date.dayNumber] ?? (0, 0, 0)
    sums.workouts += delta.workouts
    sums.sets += delta.sets
    sums.volume += delta.volume
    days[log.date.dayNumber] = sums
  }

  func finish(_ ground: InspectionGround) throws {
    for (date, sums) in days.sorted(by: { $0.key < $1.key }) {
      try ground.expect(
        Self.row, [date], [sums.workouts, sums.sets, sums.volume],
        of: "\(LocalDate(dayNumber: date))")
    }
    try ground.expect(rows: days.count)
  }
}

/// Of the table `day_group`: one row a day and muscle group.
final class DayGroupCheck: DerivedCheck {
  private struct Key: Hashable {
    var date: Int
    var muscle: String
  }

  private static let row = RowShape("day_group", by: ["date", "muscle"], ["sets"])
  private var groups: [Key: Int] = [:]

  func look(at log: WorkoutLog, _ sessions: [String: Session], _ ground: InspectionGround) throws {
    guard ground.isWhole else { return }
    var delta = DayDelta()
    delta.add(log, sign: 1)
    for (muscle, sets) in delta.groups {
      groups[Key(date: log.date.dayNumber, muscle: muscle), default: 0] += sets
    }
  }

  func finish(_ ground: InspectionGround) throws {
    for (key, sets) in groups.sorted(by: {
      ($0.key.date, $0.key.muscle) < ($1.key.date, $1.key.muscle)
    }) {
      try ground.expect(
        Self.row, [key.date, key.muscle], [sets],
        of: "\(key.muscle) on \(LocalDate(dayNumber: key.date))")
    }
    try ground.expect(rows: groups.count)
  }
}

extension WorkoutLog {
  /// What it is called in a finding.
  fileprivate var words: String { "the workout of \(date)\(name.isEmpty ? "" : ", “\(name)”")" }
}
