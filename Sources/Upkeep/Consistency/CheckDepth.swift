public import Store
import Training
import Wire

/// How much a check looks at.
public enum CheckDepth: String, Sendable {
  /// So many documents by chance as ``Thresholds/quickSample`` says.
  case quick
  /// The larger samples of the check that runs by itself every day; noted as a quick one.
  case daily
  /// All documents, all that is derived, and the file.
  case deep

  public var scope: Inspection.Scope {
    switch self {
    case .quick:
      return .samples([
        Inspection.Sample(
          Thresholds.quickSample.count, of: [.workoutLogs, .programs])
      ])
    case .daily:
      let others = Collection.allCases.filter { $0 != .workoutLogs && $0 != .programs }
      return .samples(
        [
          Inspection.Sample(Thresholds.workoutSample.count, of: [.workoutLogs]),
          Inspection.Sample(Thresholds.programSample.count, of: [.programs]),
        ] + others.map { Inspection.Sample(Thresholds.workoutSample.count, of: [$0]) })
    case .deep: return .everything
    }
  }

  /// What a note calls it.
  var noted: CheckDepth { self == .daily ? .quick : self }
}
