/// One edit under way.
struct LogEditor {
  var log: WorkoutLog
  let edit: LogEdit
  let now: Instant
  let makeID: () -> String

  mutating func result() throws(EditError) -> EditResult {
    switch edit {
    case .changeSet(let entry, let set, let change): try changeSet(entry, set, change)
    case .logSet(let entry, let set, let change): try logSet(entry, set, change)
    case .logSets(let entry, let set, let changes): try logSets(entry, set, changes)
    case .unlogSet(let entry, let set): try unlogSet(entry, set)
    case .addSet(let entry, let after): try addSet(entry, after: after)
    case .duplicateSet(let entry, let set): try duplicateSet(entry, set)
    case .removeSet(let entry, let set): try removeSet(entry, set)
    case .moveSet(let entry, let set, let places): try moveSet(entry, set, by: places)
    case .addExercise(let exerciseId, let metadata, let sets, let after):
      try addExercise(exerciseId, metadata, sets, after: after)
    case .duplicateExercise(let entry): try duplicateExercise(entry)
    case .removeExercise(let entry): try removeExercise(entry)
    case .moveExercise(let entry, let places): try moveExercise(entry, by: places)
    case .swapExercise(let entry, let exerciseId, let metadata, let sets):
      try swapExercise(entry, for: exerciseId, metadata, sets)
    case .toggleSuperset(let entry): try toggleSuperset(entry)
    case .noteExercise(let entry, let note): try noteExercise(entry, note)
    case .setRest(let entry, let seconds): try setRest(entry, seconds)
    case .noteWorkout(let note): noteWorkout(note)
    case .rename(let name): rename(name)
    case .finish(let keepsDayOpen): try finish(keepsDayOpen: keepsDayOpen)
    case .resume: try resume()
    case .setDate(let date): setDate(date)
    }
  }

  // Finding

  func indexOfEntry(_ id: String) throws(EditError) -> Int {
    guard let index = log.exercises.firstIndex(where: { $0.id == id }) else {
      throw error(.exerciseGone)
    }
    return index
  }

  func place(_ entry: String, _ set: String) throws(EditError) -> (entry: Int, set: Int) {
    let index = try indexOfEntry(entry)
    guard let place = log.exercises[index].sets.firstIndex(where: { $0.id == set }) else {
      throw error(.setGone)
    }
    return (index, place)
  }

  func error(_ problem: EditError.Problem) -> EditError {
    EditError(attempt: edit.attempt, problem: problem)
  }

  // Telling

  func done(_ message: String, entry: String? = nil, set: String? = nil) -> EditResult {
    EditResult(
      log: log, message: message, focus: entry.map { EditResult.Focus(entry: $0, set: set) })
  }
}
