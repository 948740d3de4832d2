import Catalog
import Store
public import Training

/// What logging from the command line did.
public struct CommandLogged: Sendable {
  public var log: WorkoutLog
  public var exercise: ExerciseMetadata
  public var sets: [LoggedSet]
  public var records: [BrokenRecord]
}

extension Logbook {
  /// The exercise that goes by a name; an unknown name suggests the right ones.
  public func exercise(named name: String) throws -> Exercise {
    try store.read { try exercise(named: name, $0) }
  }

  private func exercise(named name: String, _ reader: Reader) throws -> Exercise {
    let catalogue = try catalogue(reader)
    if let exercise = catalogue.entry(named: name) ?? catalogue.entry(id: name) { return exercise }
    throw LogbookError.unknownExercise(
      name: name, suggestions: catalogue.suggestions(for: name).map(\.name))
  }

  /// Logs completed sets of one exercise as they are typed after `tonnage log NAME`: into the unfinished workout of the
  /// day, else the last of the day, else a new one that is finished with it.
  ///
  /// Planned sets of the exercise that are still open are completed first, as in *Log*. Bare numbers mean what the
  /// exercise measures.
  ///
  /// - Parameters:
  ///   - unit: The unit of weights that name none.
  ///   - isSure: Whether what ``Training/Bounds`` asks about was answered with yes.
  /// - Throws: ``LogbookError/unlikely(questions:)`` where it was not; `SetEntryError` for what cannot be read, and for a
  ///   set that says nothing of what was done.
  public func log(
    _ name: String, typed text: String, unit: WeightUnit, date: LocalDate? = nil,
    note: String = "", isSure: Bool = false
  ) throws -> CommandLogged {
    let exercise = try exercise(named: name)
    let entries = try SetEntry.parse(
      text, measuring: exercise.metadata.measures, unit: unit, distanceUnit: nil
    ).map { entry in
      try entry.requireWork()
      var entry = entry
      if entry.weight != nil { entry.unit = entry.unit ?? unit }
      return entry
    }
    return try log(exercise, entries, date: date, note: note, isSure: isSure)
  }

  private func log(
    _ exercise: Exercise, _ entries: [SetEntry], date: LocalDate?, note: String, isSure: Bool
  ) throws -> CommandLogged {
    let (today, now, offset) = surroundings.today()
    let day = date ?? today
    let count = entries.reduce(0) { $0 + $1.count }
    let label = "\(count == 1 ? "A set" : "\(count) sets") of \(exercise.name) logged"
    return try store.write(Step(label), at: now) { transaction in
      let reader = transaction.reader
      let present = try self.workout(on: day, reader)
      var log =
        try present?.document
        ?? WorkoutLog(
          id: self.surroundings.documentID(), userId: self.athlete(transaction), name: "Workout",
          date: day, startedAt: day == today ? now : nil, utcOffset: offset,
          isWorkoutFinished: true, weightUnit: self.preferences.unit)
      let place = try self.entry(of: exercise, in: &log, reader)
      let book = try reader.history(of: exercise.id, before: log).book
      let odd = LiftBounds(log.exercises[place], book: book)
        .questions(entries, unit: self.preferences.unit)
      try Self.ask([Bounds.date(day, today: today)] + odd, isSure)
      let ids = Set(self.complete(entries, in: &log.exercises[place], at: now))
      guard
        log.exercises[place].sets.allSatisfy({ !ids.contains($0.id) || $0.saysItsWeight(exercise) })
      else { throw LogbookError.noWeight(exercise: exercise.name) }
      log.exercises[place].note(note)
      log = try self.refreshed(log, reader)
      let stored = try transaction.put(log, expecting: present?.version).document
      let broken = try book.broken(
        by: stored.exercises.filter { $0.exerciseId == exercise.id }, formula: reader.formula())
      return CommandLogged(
        log: stored, exercise: stored.exercises[place].metadata,
        sets: stored.exercises[place].sets.filter { ids.contains($0.id) },
        records: stored.exercises[place].sets.filter { ids.contains($0.id) }
          .flatMap { broken[$0.id] ?? [] })
    }
  }

  private func workout(on day: LocalDate, _ reader: Reader) throws -> Versioned<WorkoutLog>? {
    let rows = try reader.workouts(from: day, limit: Self.mostWorkoutsADay).filter {
      $0.date == day
    }
    let row = rows.first { !$0.isFinished } ?? rows.first
    return try row.flatMap { try reader.document(WorkoutLog.self, $0.id) }
  }

  /// The place of the exercise's last entry; a new one at the end where it has none.
  private func entry(of exercise: Exercise, in log: inout WorkoutLog, _ reader: Reader) throws
    -> Int
  {
    if let place = log.exercises.lastIndex(where: { $0.exerciseId == exercise.id }) { return place }
    let entry = LoggedExercise(
      id: surroundings.elementID(), exerciseId: exercise.id,
      exerciseMetadata: exercise.embedded(at: surroundings.now()),
      position: Position.between(log.exercises.last?.position, nil))
    log.exercises.append(try withBodyWeight(entry, on: log.date, reader))
    return log.exercises.count - 1
  }

  /// Completes open sets in turn, then new ones at the end. Returns their ids.
  private func complete(_ entries: [SetEntry], in exercise: inout LoggedExercise, at now: Instant)
    -> [String]
  {
    entries.flatMap { Array(repeating: $0, count: $0.count) }.map { entry in
      var place = exercise.sets.firstIndex { !$0.completed } ?? exercise.sets.count
      if place == exercise.sets.count {
        exercise.sets.append(
          LoggedSet(
            id: surroundings.elementID(), unit: preferences.unit,
            position: Position.between(exercise.sets.last?.position, nil)))
        place = exercise.sets.count - 1
      }
      exercise.sets[place].take(entry, unit: preferences.unit)
      exercise.sets[place].completed = true
      exercise.sets[place].completedAt = now
      return exercise.sets[place].id
    }
  }
}

extension LoggedExercise {
  /// Adds a note after what is noted already.
  fileprivate mutating func note(_ note: String) {
    if !note.isEmpty { notes = notes.isEmpty ? note : notes + "; " + note }
  }
}

extension LoggedSet {
  /// Whether it has the weight that it needs: reps of a lift have to say what was lifted.
  fileprivate func saysItsWeight(_ exercise: Exercise) -> Bool {
    weight != nil || reps == nil || !exercise.metadata.needsWeight
  }

  /// Takes over what was typed: a weight without a unit is in the athlete's.
  fileprivate mutating func take(_ entry: SetEntry, unit: WeightUnit) {
    if entry.weight != nil { self.unit = unit }
    apply(entry)
  }
}
