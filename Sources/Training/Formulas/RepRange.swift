/// The ranges of repetitions for which the best weight is kept.
public enum RepRange: Int, Hashable, Sendable, CaseIterable, Comparable {
  case one, twoToThree, fourToFive, sixToEight, nineToTwelve, thirteenToTwenty

  /// The range `reps` lies in; nil below 1 and above 20.
  public init?(reps: Int) {
    guard let range = Self.allCases.first(where: { $0.bounds.contains(reps) }) else { return nil }
    self = range
  }

  public var bounds: ClosedRange<Int> {
    switch self {
    case .one: 1...1
    case .twoToThree: 2...3
    case .fourToFive: 4...5
    case .sixToEight: 6...8
    case .nineToTwelve: 9...12
    case .thirteenToTwenty: 13...20
    }
  }

  /// As the athlete reads it: `1`, `2–3` … `13–20`.
  public var title: String {
    self == .one ? "1" : "\(bounds.lowerBound)–\(bounds.upperBound)"
  }

  public static func < (left: RepRange, right: RepRange) -> Bool { left.rawValue < right.rawValue }
}
