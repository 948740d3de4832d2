import Store
import Training

/// A document that is being written refreshes its stale copies of metadata from their exercises.
extension Logbook {
  /// Whether all copies of metadata in the workout are fresh.
  func isFresh(_ log: WorkoutLog) -> Bool {
    let now = surroundings.now()
    return log.exercises.allSatisfy { $0.exerciseMetadata?.isFresh(at: now) ?? false }
  }

  func refreshed(_ log: WorkoutLog, _ reader: Reader) throws -> WorkoutLog {
    var log = log
    for index in log.exercises.indices {
      let entry = log.exercises[index]
      log.exercises[index].exerciseMetadata = try refreshed(
        entry.exerciseMetadata, of: entry.exerciseId, reader)
    }
    return log
  }

  func refreshed(_ program: Program, _ reader: Reader) throws -> Program {
    var program = program
    // A program has an exercise many times over: each is looked up once.
    var found: [String: ExerciseMetadata?] = [:]
    for day in program.days.indices {
      for place in program.days[day].exercises.indices {
        let entry = program.days[day].exercises[place]
        program.days[day].exercises[place].exerciseMetadata = try refreshed(
          entry.exerciseMetadata
        ) {
          if let known = found[entry.exerciseId] { return known }
          let known = try metadata(entry.exerciseId, reader)
          found[entry.exerciseId] = .some(known)
          return known
        }
      }
    }
    return program
  }

  /// The copy itself where it is fresh; else the exercise's, unless the copy is of a later revision or nothing knows
  /// the exercise.
  func refreshed(_ present: ExerciseMetadata?, of id: String, _ reader: Reader) throws
    -> ExerciseMetadata?
  {
    try refreshed(present) { try metadata(id, reader) }
  }

  private func refreshed(
    _ present: ExerciseMetadata?, _ lookUp: () throws -> ExerciseMetadata?
  ) throws -> ExerciseMetadata? {
    if let present, present.isFresh(at: surroundings.now()) { return present }
    guard let fresh = try lookUp() else { return present }
    guard let present, present.revision > fresh.revision else { return fresh }
    return present
  }
}
