public import Training

/// The exercises that copies are compared with: the athlete's own, and behind them the exercise master list.
public struct ExerciseMasters: Sendable {
  private var entries: [String: Exercise] = [:]
  /// Whether there is a master list: without one nothing tells whether an exercise is known.
  public let hasList: Bool

  /// - Parameters:
  ///   - list: The exercise master list; nil where there is none.
  ///   - own: Exercises that stand before it: the athlete's own, those of a file.
  public init(list: [Exercise]?, own: [Exercise]) {
    hasList = list != nil
    for exercise in (list ?? []) + own { entries[exercise.id] = exercise }
  }

  public subscript(id: String) -> Exercise? { entries[id] }
}
