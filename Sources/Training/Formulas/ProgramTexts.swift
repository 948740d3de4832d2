extension ProgramExercise {
  /// Sets and repetitions as the athlete reads them: `3 × 5`, `3 × 5/5/5+`; `3 sets` where left open.
  public var targetText: String {
    let text = Self.joined(reps.map(\.text))
    return text.isEmpty ? "\(plannedSetCount) sets" : "\(plannedSetCount) × \(text)"
  }

  /// The loads as the program writes them: `100`, `65/75/85 %`; empty where left open.
  public var loadText: String {
    let percentages = loads.filter { if case .percentage = $0 { true } else { false } }
    let isAllPercentages = percentages.count == loads.count
    let texts = loads.map { load in
      switch load {
      case .weight(let weight): plain(weight)
      case .percentage(let percent): plain(percent) + (isAllPercentages ? "" : " %")
      }
    }
    return Self.joined(texts) + (isAllPercentages && !loads.isEmpty ? " %" : "")
  }

  /// Once where all are the same.
  private static func joined(_ texts: [String]) -> String {
    Set(texts).count <= 1 ? texts.first ?? "" : texts.joined(separator: "/")
  }
}
