import Store
public import Training

extension Logbook {
  /// Starts a workout from a program's day, prefilled from the program and from last time.
  ///
  /// - Parameter date: The day it belongs to; nil for today.
  public func startDay(programId: String, week: Int, day: Int, date: LocalDate? = nil) throws
    -> LogPage
  {
    try start(date: date) { transaction, log in
      guard let program = try transaction.read(Program.self, programId)?.document else {
        throw StoreError.missing(collection: .programs, id: programId)
      }
      guard !program.trainingDays.isEmpty else {
        throw LogbookError.noDays(program: program.name)
      }
      guard let planned = program.day(week: week, day: day) else {
        throw LogbookError.noSuchDay(program: program.name)
      }
      log.name = planned.title
      log.programId = program.id
      log.weekIndex = week
      log.dayIndex = day
      log.weightUnit = program.weightUnit
      let reader = transaction.reader
      let context = try self.planContext(program, planned, on: log.date, reader) {
        self.surroundings.elementID()
      }
      let entries = planned.plannedExercises(context)
      log.exercises = try entries.indices.map { index in
        var entry = entries[index]
        entry.exerciseMetadata = try self.refreshed(
          entry.exerciseMetadata, of: entry.exerciseId, reader)
        entry = try self.withBodyWeight(entry, on: log.date, reader)
        let past = try reader.history(of: entry.exerciseId)
          .lastSets(after: entries.earlierSets(ofSameExerciseAs: index))
        entry.sets = self.filled(entry.sets, from: past)
        return entry
      }
    }
  }

  /// Starts a workout without a plan.
  public func startBlank(date: LocalDate? = nil) throws -> LogPage {
    try start(date: date) { _, log in
      log.name = "Workout"
      log.weightUnit = self.preferences.unit
    }
  }

  /// Starts a workout with the exercises and sets of a past one, none of them done.
  public func repeatWorkout(id: String) throws -> LogPage {
    try start(date: nil) { transaction, log in
      guard let past = try transaction.read(WorkoutLog.self, id)?.document else {
        throw LogbookError.noWorkout(id: id)
      }
      log.name = past.name
      log.weightUnit = past.weightUnit
      log.exercises = try past.exercises.map {
        try self.again($0, on: log.date, transaction.reader)
      }
    }
  }

  private func start(
    date: LocalDate?, _ fill: (Transaction, inout WorkoutLog) throws -> Void
  ) throws -> LogPage {
    let (today, now, offset) = surroundings.today()
    let day = date ?? today
    let id = surroundings.documentID()
    return try store.write(Step("Workout started"), at: now) { transaction in
      var log = WorkoutLog(
        id: id, userId: try self.athlete(transaction), date: day,
        startedAt: day == today ? now : nil, utcOffset: offset)
      try fill(transaction, &log)
      let stored = try transaction.put(log, expecting: nil)
      return try self.page(stored, transaction.reader)
    }
  }

  private func planContext(
    _ program: Program, _ day: ProgramDay, on date: LocalDate, _ reader: Reader,
    newId: @escaping () -> String
  ) throws -> PlanContext {
    var bests: [String: Double] = [:]
    for id in Set(day.exercises.map(\.exerciseId)) { bests[id] = try reader.bestE1RM(of: id) }
    return PlanContext(
      program: program, bestE1RMs: bests, bodyweight: try reader.bodyWeight(on: date),
      step: preferences.step(for: program.weightUnit), newId: newId)
  }

  /// What is planned for a day of a program, beside what was done last: for looking at, nothing is written.
  func planned(_ program: Program, _ day: ProgramDay, on date: LocalDate, _ reader: Reader) throws
    -> PlannedDay
  {
    // Nothing is kept of it: the same day gives the same page.
    var made = 0
    let context = try planContext(program, day, on: date, reader) {
      made += 1
      return "\(made)"
    }
    let entries = day.plannedExercises(context)
    let exercises = try entries.indices.map { index in
      let (source, entry) = (day.exercises[index], entries[index])
      let history = try reader.history(of: entry.exerciseId)
      let past = history.lastSets(after: entries.earlierSets(ofSameExerciseAs: index))
      return PlannedExercise(
        exerciseId: entry.exerciseId, metadata: entry.metadata,
        sets: filled(entry.sets, from: past), target: source.targetText,
        load: source.loadText, lastDate: history.lastDate, lastSets: past,
        supersetGroup: entry.supersetGroup)
    }
    return PlannedDay(
      programId: program.id, weekIndex: day.weekIndex, dayIndex: day.dayIndex, title: day.title,
      exercises: exercises, estimatedMinutes: day.estimatedMinutes)
  }

  /// The sets with what the program leaves open taken from the same set last time.
  private func filled(_ sets: [LoggedSet], from past: [PastSet]) -> [LoggedSet] {
    guard !past.isEmpty else { return sets }
    return sets.enumerated().map { index, set in
      let last = past[min(index, past.count - 1)]
      var set = set
      if set.weight == nil, let weight = last.weight {
        set.weight = weight
        set.unit = last.unit
      }
      if set.reps == nil, set.seconds == nil { set.reps = last.reps }
      if set.seconds == nil, set.reps == nil { set.seconds = last.seconds }
      if set.distance == nil, let distance = last.distance {
        set.distance = distance
        set.distanceUnit = last.distanceUnit
      }
      return set
    }
  }

  /// A past entry to be done again.
  private func again(_ past: LoggedExercise, on date: LocalDate, _ reader: Reader) throws
    -> LoggedExercise
  {
    var entry = LoggedExercise(
      id: surroundings.elementID(), exerciseId: past.exerciseId,
      exerciseMetadata: past.exerciseMetadata, supersetGroup: past.supersetGroup,
      restSeconds: past.restSeconds, position: past.position)
    entry.exerciseMetadata = try refreshed(past.exerciseMetadata, of: past.exerciseId, reader)
    entry.sets = past.sets.map { set in
      LoggedSet(
        id: surroundings.elementID(), kind: set.kind, weight: set.weight, unit: set.unit,
        reps: set.reps, seconds: set.seconds, distance: set.distance,
        distanceUnit: set.distanceUnit, target: set.target, position: set.position)
    }
    return try withBodyWeight(entry, on: date, reader)
  }

  /// The entry with the body weight of the day, where its type needs one.
  func withBodyWeight(_ entry: LoggedExercise, on date: LocalDate, _ reader: Reader) throws
    -> LoggedExercise
  {
    guard entry.metadata.exerciseType.usesBodyWeight,
      let weight = try reader.bodyWeight(on: date)
    else { return entry }
    var entry = entry
    entry.bodyweight = weight.value
    entry.bodyweightUnit = weight.unit
    return entry
  }

}
