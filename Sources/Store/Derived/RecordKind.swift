import Training

/// GRDB has a `Record` of its own; this file does not import it, so that ours has a name everywhere.
typealias RecordKind = Record.Kind

extension RecordKind {
  /// The kind as the store writes it.
  var columnText: String {
    switch self {
    case .heaviestWeight: "weight"
    case .bestE1RM: "e1rm"
    case .bestVolume: "volume"
    case .range(let range): "range\(range.rawValue)"
    }
  }

  init?(columnText: String) {
    guard let kind = Self.allCases.first(where: { $0.columnText == columnText }) else { return nil }
    self = kind
  }
}
