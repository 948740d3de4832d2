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

  /// Logs completed sets of one exercise: into the unfinished workout of the day, else the last of the day, else a
  /// new one that is finished with it.
  public func log(_ name: String, _ entries: [SetEntry], date: LocalDate? = nil, note: String = "")
    throws -> CommandLogged
  {
    let (today, now, offset) = surroundings.today()
    let day = date ?? today
    let exercise = try exercise(named: name)
    guard !entries.isEmpty else { throw LogbookError.nothingToLog(exercise: exercise.name) }
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
          completedDate: now, isWorkoutFinished: true, weightUnit: self.preferences.unit)
      let place = try self.entry(of: exercise, in: &log, reader)
      let sets = self.sets(entries, after: log.exercises[place].sets.last, at: now)
      log.exercises[place].sets += sets
      if !note.isEmpty { log.exercises[place].notes = note }
      let stored = try transaction.put(log, expecting: present?.version).document
      let ids = Set(sets.map(\.id))
      let broken = try reader.history(of: exercise.id, before: stored).book.broken(
        by: stored.exercises.filter { $0.exerciseId == exercise.id }, formula: reader.formula())
      return CommandLogged(
        log: stored, exercise: stored.exercises[place].metadata, sets: sets,
        records: broken.filter { ids.contains($0.key) }.sorted { $0.key < $1.key }.flatMap(\.value))
    }
  }

  private func workout(on day: LocalDate, _ reader: Reader) throws -> Versioned<WorkoutLog>? {
    let rows = try reader.workouts(from: day, limit: 32).filter { $0.date == day }
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

  private func sets(_ entries: [SetEntry], after last: LoggedSet?, at now: Instant) -> [LoggedSet] {
    var position = last?.position
    return entries.flatMap { entry in
      (0..<entry.count).map { _ in
        position = Position.between(position, nil)
        var set = LoggedSet(
          id: surroundings.elementID(), unit: preferences.unit, completed: true,
          completedAt: now, position: position ?? "")
        set.apply(entry)
        return set
      }
    }
  }
}
