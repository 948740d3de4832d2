/// The values of one set as the athlete sees them in the row; nil leaves a field as it is.
public struct SetChange: Hashable, Sendable {
  /// A value to set, or the wish to clear it.
  public enum Value<Wrapped: Hashable & Sendable>: Hashable, Sendable {
    case set(Wrapped)
    case clear
  }
  public var weight: Value<Double>?
  public var unit: WeightUnit?
  public var reps: Value<Int>?
  public var rpe: Value<Double>?
  public var seconds: Value<Double>?
  public var distance: Value<Double>?
  public var distanceUnit: DistanceUnit?
  public var kind: SetKind?
  public var note: String?

  public init() {}
  public var isEmpty: Bool { self == SetChange() }
}

/// One thing the athlete does to a workout. Applying it is a pure function of the log; see ``WorkoutLog/applying(_:at:makeID:)``.
public enum LogEdit: Hashable, Sendable {
  // Sets
  case changeSet(entry: String, set: String, SetChange)
  /// Completes the set, with last changes to its values.
  case logSet(entry: String, set: String, SetChange)
  /// Completes the set and the open ones after it with these values in turn; where they run out, new ones are made.
  case logSets(entry: String, set: String, [SetChange])
  case unlogSet(entry: String, set: String)
  /// A new set after `set`, or at the end, with the values of the one before it.
  case addSet(entry: String, after: String?)
  case duplicateSet(entry: String, set: String)
  case removeSet(entry: String, set: String)
  /// Moves the set by this many places; beyond the ends it stays at the end.
  case moveSet(entry: String, set: String, by: Int)
  // Exercises
  /// A new entry after `entry`, or at the end.
  case addExercise(
    exerciseId: String, metadata: ExerciseMetadata, sets: [LoggedSet], after: String?)
  case duplicateExercise(entry: String)
  case removeExercise(entry: String)
  case moveExercise(entry: String, by: Int)
  /// Another exercise in the place of this one; logged sets stay with the old one.
  case swapExercise(
    entry: String, exerciseId: String, metadata: ExerciseMetadata, sets: [LoggedSet])
  /// Joins the entry to the one below it, or takes it out of its superset.
  case toggleSuperset(entry: String)
  case noteExercise(entry: String, String)
  case setRest(entry: String, seconds: Double?)
  // Workout
  case noteWorkout(String)
  case rename(String)
  /// Ends the workout; sets that were not done leave it. With `keepsDayOpen` the program's day is still to be done.
  case finish(keepsDayOpen: Bool = false)
  case resume
  case setDate(LocalDate)
}
