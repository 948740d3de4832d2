public import Training

/// How sure it is that an exercise is the one that a name of another app means.
public enum Certainty: Hashable, Sendable {
  /// The athlete, or an earlier import, said so.
  case decided
  /// Its own name.
  case exact
  /// Another of its names.
  case alias
  /// One of its names, with the equipment beside it.
  case equipment
  /// One of its names with so many letters wrong, and no other exercise is as near.
  case spelling(distance: Int)
  /// No exercise is certain: one of the athlete's own stands for the name.
  case custom
}

/// The exercise that stands for a name of another app.
public struct NameMatch: Hashable, Sendable {
  public var exerciseId: String
  /// Without a date: it gets one when it is embedded.
  public var metadata: ExerciseMetadata
  public var certainty: Certainty
  /// Exercises that were near but not certain.
  public var alternatives: [Exercise] = []
  /// Whether the exercise is there already; a custom one that is not has to be made.
  public var isKnown = true

  /// The exercise to make for the name; nil where it exists.
  public var newExercise: Exercise? {
    isKnown ? nil : Exercise(id: exerciseId, metadata: metadata)
  }
}

/// What the athlete, or an earlier import, decided a name to mean.
public struct DecidedExercise: Hashable, Sendable {
  public var exerciseId: String
  public var metadata: ExerciseMetadata

  public init(exerciseId: String, metadata: ExerciseMetadata) {
    self.exerciseId = exerciseId
    self.metadata = metadata
  }
}
