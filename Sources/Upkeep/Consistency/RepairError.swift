/// Why a repair that was chosen is not made. Nothing was changed.
public enum RepairError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing was found under this id.
  case noFinding(id: String)
  /// Copies of one exercise say different things, and only one of them can stand.
  case severalFindings(id: String, ids: [String])
  /// No exercise says what the copies should be.
  case noExercise(id: String)
  /// No copy says what the exercise should be.
  case noCopy(id: String)

  /// What was attempted, what went wrong, and what the athlete can do.
  public var description: String {
    switch self {
    case .noFinding(let id):
      "Repairing “\(id)”: nothing was found wrong with an exercise of that id. “tonnage repair” lists what there is to choose. Nothing was changed."
    case .severalFindings(let id, let ids):
      "Repairing “\(id)”: its copies say different things. Name the one that is right: \(ids.joined(separator: ", ")). Nothing was changed."
    case .noExercise(let id):
      "Repairing “\(id)”: no exercise of that id is known, so there is nothing to take over. --take embedded makes one of your own from what your workouts say. Nothing was changed."
    case .noCopy(let id):
      "Repairing “\(id)”: no workout or program says what that exercise is. Swap it for another where it is used. Nothing was changed."
    }
  }
}
