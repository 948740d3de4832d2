/// The kinds of documents that are kept and synced, by the names they have on the wire.
public enum Collection: String, Hashable, Sendable, CaseIterable {
  case workoutLogs
  case programs
  case exercises
  case bodyWeights

  /// What one document is called in a sentence.
  public var noun: String {
    switch self {
    case .workoutLogs: "workout"
    case .programs: "program"
    case .exercises: "exercise"
    case .bodyWeights: "body weight"
    }
  }
}
