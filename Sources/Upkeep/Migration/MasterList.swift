public import Training

/// The exercises that copies are taken from, by id.
public struct MasterList: Hashable, Sendable {
  private let exercises: [String: ExerciseMetadata]

  public init(_ exercises: [String: ExerciseMetadata]) { self.exercises = exercises }

  /// Nil where nothing is known of the exercise.
  subscript(id: String) -> ExerciseMetadata? { exercises[id] }

  /// Whether a copy says of an exercise what the list says, on what figures and names depend on; nil where the list
  /// does not have the exercise.
  func agrees(_ copy: ExerciseMetadata, of id: String) -> Bool? {
    exercises[id].map {
      $0.name == copy.name && $0.primaryMuscleGroup == copy.primaryMuscleGroup
        && $0.exerciseType == copy.exerciseType
    }
  }
}
