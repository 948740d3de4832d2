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
    let key = SessionKey(new)
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO workout (id, date, began, name, program, week, day, finished, exercises, sets,
          volume, minutes, records)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        ON CONFLICT (id) DO UPDATE SET date = excluded.date, began = excluded.began,
          name = excluded.name, program = excluded.program, week = excluded.week,
          day = excluded.day, finished = excluded.finished, exercises = excluded.exercises,
          sets = excluded.sets, volume = excluded.volume, minutes = excluded.minutes
        """)
    try statement.execute(arguments: [
      new.id, key.date, key.began, new.name, new.programId, new.weekIndex, new.dayIndex,
      new.isWorkoutFinished, new.exercises.count, new.countedSetCount,
      new.volume.thousandths, new.durationMilliseconds.map { Double($0) / 60_000 },
    ])
  }
}

/// One row a day, and one a day and muscle group.
struct DayTable {
  let database: Database

  func replace(_ old: WorkoutLog?, with new: WorkoutLog?) throws {
    if let old, let new, old.date == new.date, old.volume == new.volume,
      groups(old) == groups(new)
    {
      return
    }
    if let old { try add(old, sign: -1) }
    if let new { try add(new, sign: 1) }
  }

  private func groups(_ log: WorkoutLog) -> [String: Int] {
    var sets: [String: Int] = [:]
    for exercise in log.exercises {
      let count = exercise.countedSets.count
      if count > 0 { sets[exercise.metadata.primaryMuscleGroup.rawValue, default: 0] += count }
    }
    return sets
  }

  private func add(_ log: WorkoutLog, sign: Int) throws {
    let date = log.date.dayNumber
    let groups = groups(log)
    try database.cachedStatement(
      sql: """
        INSERT INTO day (date, workouts, sets, volume) VALUES (?, ?, ?, ?)
        ON CONFLICT (date) DO UPDATE SET workouts = workouts + excluded.workouts,
          sets = sets + excluded.sets, volume = volume + excluded.volume
        """
    ).execute(arguments: [
      date, sign, sign * groups.values.reduce(0, +), Int64(sign) * log.volume.thousandths,
    ])
    try database.cachedStatement(sql: "DELETE FROM day WHERE date = ? AND workouts = 0")
      .execute(arguments: [date])
    for (group, sets) in groups.sorted(by: { $0.key < $1.key }) {
      try database.cachedStatement(
        sql: """
          INSERT INTO day_group (date, muscle, sets) VALUES (?, ?, ?)
          ON CONFLICT (date, muscle) DO UPDATE SET sets = sets + excluded.sets
          """
      ).execute(arguments: [date, group, sign * sets])
      try database.cachedStatement(
        sql: "DELETE FROM day_group WHERE date = ? AND muscle = ? AND sets = 0"
      ).execute(arguments: [date, group])
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

  func put(_ broken: [BrokenRecord], _ exercise: String, _ key: SessionKey, name: String) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO record (date, began, log, exercise, kind, value, previous, name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for record in broken {
      try statement.execute(arguments: [
        key.date, key.began, key.log, exercise, record.kind.columnText, record.value,
        record.previous, name,
      ])
    }
  }
}

/// One row an exercise and month: what long plots show.
struct MonthTable {
  let database: Database
  let exercise: String

  func refresh(_ month: Int) throws {
    func firstDay(_ month: Int) -> Int {
      LocalDate(year: max(1, month / 12), month: month % 12 + 1, day: 1)?.dayNumber ?? 0
    }
    try database.cachedStatement(sql: "DELETE FROM month WHERE exercise = ? AND month = ?")
      .execute(arguments: [exercise, month])
    try database.cachedStatement(
      sql: """
        INSERT INTO month (exercise, month, e1rm, weight, volume)
        SELECT :exercise, :month, max(e1rm), max(weight), sum(volume) FROM session
        WHERE exercise = :exercise AND date >= :first AND date < :next HAVING count(*) > 0
        """
    ).execute(arguments: [
      "exercise": exercise, "month": month, "first": firstDay(month), "next": firstDay(month + 1),
    ])
  }
}
