/// Why an edit of a workout was not made. Nothing was changed.
public struct EditError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Problem: Hashable, Sendable {
    /// The exercise is not in the workout any more.
    case exerciseGone
    /// The set is not in the exercise any more.
    case setGone
    /// Neither repetitions nor a time nor a distance: there is nothing to log.
    case setIsEmpty
    /// A superset needs an exercise below.
    case nothingBelow
    /// No set was logged and nothing was noted.
    case nothingLogged
    case alreadyFinished
    case notFinished
  }

  /// What was attempted, as in `log the set`.
  public var attempt: String
  public var problem: Problem

  public init(attempt: String, problem: Problem) {
    self.attempt = attempt
    self.problem = problem
  }

  /// One sentence: what was attempted, what went wrong, what to do.
  public var sentence: String { "Could not \(attempt): \(reason)" }

  public var description: String { sentence }

  private var reason: String {
    switch problem {
    case .exerciseGone:
      "the exercise is gone, removed elsewhere; u undoes that if it was done here."
    case .setGone: "the set is gone, removed elsewhere; a adds one."
    case .setIsEmpty: "it has no reps yet; type them, as in 100x5."
    case .nothingBelow: "there is no exercise below to join; add one or move this one up."
    case .nothingLogged: "nothing is logged yet; log a set, or discard the workout."
    case .alreadyFinished: "it is already finished; resume it to go on."
    case .notFinished: "it is not finished; go on where you are."
    }
  }
}

extension LogEdit {
  /// What the edit attempts, as it stands after "Could not".
  var attempt: String {
    switch self {
    case .changeSet: "change the set"
    case .logSet: "log the set"
    case .logSets: "log the sets"
    case .unlogSet: "remove the set's tick"
    case .addSet: "add a set"
    case .duplicateSet: "duplicate the set"
    case .removeSet: "remove the set"
    case .moveSet: "move the set"
    case .addExercise: "add the exercise"
    case .duplicateExercise: "duplicate the exercise"
    case .removeExercise: "remove the exercise"
    case .moveExercise: "move the exercise"
    case .swapExercise: "swap the exercise"
    case .toggleSuperset: "change the superset"
    case .noteExercise: "save the exercise's note"
    case .setRest: "set the rest"
    case .noteWorkout: "save the workout's note"
    case .rename: "rename the workout"
    case .finish: "finish the workout"
    case .resume: "resume the workout"
    case .setDate: "move the workout to another day"
    }
  }
}
