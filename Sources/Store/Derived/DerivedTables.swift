import GRDB
import Training

/// One row a workout: what lists of workouts show.
struct WorkoutTable {
  let database: Database

  func replace(_ old: WorkoutLog?, with new: WorkoutLog?) throws {
    guard let new else {
      if let old {
        try database.cachedStatement(sql: "DELETE FROM workout WHERE id = ?")
          .execute(arguments: [old.id])
      }
      return
    }
    let row = WorkoutColumns(new)
    let former = old.map(WorkoutColumns.init)
    guard former?.place == row.place else { return try put(row) }
    if former == row { return }
    // Nothing that an index holds has changed: only the row itself is written.
    try database.cachedStatement(
      sql: """
        UPDATE workout SET name = ?, exercises = ?, sets = ?, volume = ?, minutes = ? WHERE id = ?
        """
    ).execute(arguments: [row.name, row.exercises, row.sets, row.volume, row.minutes, new.id])
  }

  private func put(_ row: WorkoutColumns) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO workout (id, \(WorkoutColumns.names.joined(separator: ", ")), records)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        ON CONFLICT (id) DO UPDATE SET date = excluded.date, began = excluded.began,
          name = excluded.name, program = excluded.program, week = excluded.week,
          day = excluded.day, finished = excluded.finished, exercises = excluded.exercises,
          sets = excluded.sets, volume = excluded.volume, minutes = excluded.minutes
        """)
    try statement.execute(arguments: StatementArguments([row.place.key.log] + row.values))
  }
}

/// The columns of a workout's row that come from its log.
struct WorkoutColumns: Hashable {
  /// What the indexes hold.
  struct Place: Hashable {
    var key: SessionKey
    var program: String?
    var week: Int?
    var day: Int?
    var isFinished: Bool
  }

  var place: Place
  var name: String
  var exercises: Int
  var sets: Int
  var volume: Int64
  var minutes: Double?

  init(_ log: WorkoutLog) {
    // A day that stays open was not trained: the row names none.
    place = Place(
      key: SessionKey(log), program: log.programId,
      week: log.dayStaysOpen ? nil : log.weekIndex, day: log.dayStaysOpen ? nil : log.dayIndex,
      isFinished: log.isWorkoutFinished)
    name = log.name
    exercises = log.exercises.count
    sets = log.countedSetCount
    volume = log.volume.thousandths
    minutes = log.durationMilliseconds.map { Double($0) / 60_000 }
  }

  static let names = [
    "date", "began", "name", "program", "week", "day", "finished", "exercises", "sets", "volume",
    "minutes",
  ]

  /// In the order of ``names``.
  var values: [(any DatabaseValueConvertible)?] {
    [
      place.key.date, place.key.began, name, place.program, place.week, place.day,
      place.isFinished, exercises, sets, volume, minutes,
    ]
  }
}

/// One row a day, and one a day and muscle group.
struct DayTable {
  let database: Database

  func replace(_ old: WorkoutLog?, with new: WorkoutLog?) throws {
    var days: [Int: DayDelta] = [:]
    if let old { days[old.date.dayNumber, default: DayDelta()].add(old, sign: -1) }
    if let new { days[new.date.dayNumber, default: DayDelta()].add(new, sign: 1) }
    for (date, delta) in days.sorted(by: { $0.key < $1.key }) { try add(delta, to: date) }
  }

  private func add(_ delta: DayDelta, to date: Int) throws {
    if delta.workouts != 0 || delta.volume != 0 || delta.sets != 0 {
      try database.cachedStatement(
        sql: """
          INSERT INTO day (date, workouts, sets, volume) VALUES (?, ?, ?, ?)
          ON CONFLICT (date) DO UPDATE SET workouts = workouts + excluded.workouts,
            sets = sets + excluded.sets, volume = volume + excluded.volume
          """
      ).execute(arguments: [date, delta.workouts, delta.sets, delta.volume])
    }
    if delta.workouts < 0 {
      try database.cachedStatement(sql: "DELETE FROM day WHERE date = ? AND workouts = 0")
        .execute(arguments: [date])
    }
    for (muscle, sets) in delta.groups.sorted(by: { $0.key < $1.key }) where sets != 0 {
      try add(sets, to: date, muscle)
    }
  }

  private func add(_ sets: Int, to date: Int, _ muscle: String) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO day_group (date, muscle, sets) VALUES (?, ?, ?)
        ON CONFLICT (date, muscle) DO UPDATE SET sets = sets + excluded.sets
        """
    ).execute(arguments: [date, muscle, sets])
    if sets < 0 {
      try database.cachedStatement(
        sql: "DELETE FROM day_group WHERE date = ? AND muscle = ? AND sets = 0"
      ).execute(arguments: [date, muscle])
    }
  }
}

/// What a step changes in the figures of one day.
struct DayDelta {
  var workouts = 0
  var volume: Int64 = 0
  /// Counted sets by muscle group.
  var groups: [String: Int] = [:]

  var sets: Int { groups.values.reduce(0, +) }

  mutating func add(_ log: WorkoutLog, sign: Int) {
    workouts += sign
    volume += Int64(sign) * log.volume.thousandths
    for exercise in log.exercises {
      let count = exercise.sets.count(where: \.counts)
      if count > 0 {
        groups[exercise.metadata.primaryMuscleGroup.rawValue, default: 0] += sign * count
      }
    }
  }
}

/// One row a record that a session set.
struct RecordTable {
  let database: Database

  func delete(_ exercise: String, _ key: SessionKey) throws {
    try database.cachedStatement(
      sql: "DELETE FROM record WHERE exercise = ? AND date = ? AND began = ? AND log = ?"
    ).execute(arguments: [exercise, key.date, key.began, key.log])
  }

  func put(_ broken: [BrokenRecord], _ exercise: String, _ key: SessionKey) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO record (date, began, log, exercise, kind, value, previous)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for record in broken {
      try statement.execute(arguments: [
        key.date, key.began, key.log, exercise, record.kind.columnText, record.value,
        record.previous,
      ])
    }
  }
}

/// One row an exercise and month: what long plots show.
struct MonthTable {
  let database: Database
  let exercise: String

  func refresh(_ month: Int) throws {
    let first = LocalDate(year: month / 12, month: month % 12 + 1, day: 1)
    let next = LocalDate(year: (month + 1) / 12, month: (month + 1) % 12 + 1, day: 1)
    try database.cachedStatement(sql: "DELETE FROM month WHERE exercise = ? AND month = ?")
      .execute(arguments: [exercise, month])
    try database.cachedStatement(
      sql: """
        INSERT INTO month (exercise, month, e1rm, weight, volume)
        SELECT :exercise, :month, max(e1rm), max(weight), sum(volume) FROM session
        WHERE exercise = :exercise AND date >= :first AND date < :next HAVING count(*) > 0
        """
    ).execute(arguments: [
      "exercise": exercise, "month": month, "first": first?.dayNumber ?? .min,
      "next": next?.dayNumber ?? .max,
    ])
  }
}
