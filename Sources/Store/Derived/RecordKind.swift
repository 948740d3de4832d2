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
    case .range(let range): Self.rangeTexts[range.rawValue]
    }
  }

  // Made once: a history has hundreds of thousands of bests.
  private static let rangeTexts = RepRange.allCases.map { "range\($0.rawValue)" }
  private static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.columnText, $0) })

  init?(columnText: some StringProtocol) {
    guard let kind = Self.byText[String(columnText)] else { return nil }
    self = kind
  }
}
