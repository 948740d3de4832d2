/// Where an exercise is going. In the order of urgency in which exercises are listed.
public enum Trend: String, Hashable, Sendable, CaseIterable, Comparable {
  case declining
  case plateau
  case improving
  case stable
  case notEnoughData = "not-enough-data"

  public static func < (left: Trend, right: Trend) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .declining: 0
    case .plateau: 1
    case .improving: 2
    case .stable: 3
    case .notEnoughData: 4
    }
  }
}

/// The best estimated 1RM of one session. Sessions without one say nothing of the trend and make no point.
public struct SessionPoint: Hashable, Sendable {
  public var date: LocalDate
  /// Kilograms.
  public var bestE1RM: Double

  public init(date: LocalDate, bestE1RM: Double) {
    self.date = date
    self.bestE1RM = bestE1RM
  }
}

/// A trend with the figures it rests on.
public struct TrendFigures: Hashable, Sendable {
  public var trend: Trend
  /// The mean of the last two of the last four sessions against the mean of the first two, in per cent; nil while
  /// there is not enough data.
  public var changePercent: Double?
  /// How many sessions the change rests on: four, or as many as there are.
  public var sessions: Int

  public init(trend: Trend, changePercent: Double? = nil, sessions: Int) {
    self.trend = trend
    self.changePercent = changePercent
    self.sessions = sessions
  }

  /// Sessions that a trend, and a plateau, needs.
  public static let sessionsNeeded = 4
  /// Days that a plateau lasts at least.
  public static let plateauDays = 28
  /// A change within this many per cent is none.
  public static let thresholdPercent = 2.0

  /// The trend at the last of `points`.
  ///
  /// - Parameters:
  ///   - points: The latest sessions by day, oldest first: at least the last four and every one dated less than
  ///     ``plateauDays`` before the last. More do no harm.
  ///   - bestBefore: The best estimated 1RM of all sessions before `points`, in kilograms; nil where there are none.
  ///
  /// Declining: the change is below −2 %. Plateau: see ``isPlateau(_:bestBefore:)``. Improving: above +2 %. Else
  /// stable. The first that holds, in this order; fewer than four sessions are not enough data. A change of exactly
  /// 2 % is none.
  public static func of(_ points: [SessionPoint], bestBefore: Double? = nil) -> TrendFigures {
    let last = points.suffix(sessionsNeeded).map(\.bestE1RM)
    guard last.count == sessionsNeeded else {
      return TrendFigures(trend: .notEnoughData, sessions: last.count)
    }
    let before = (last[0] + last[1]) / 2
    let after = (last[2] + last[3]) / 2
    guard before > 0 else { return TrendFigures(trend: .notEnoughData, sessions: last.count) }
    let trend: Trend =
      if differs(before, from: after, byPercent: -thresholdPercent) {
        .declining
      } else if isPlateau(points, bestBefore: bestBefore) {
        .plateau
      } else if differs(before, from: after, byPercent: thresholdPercent) {
        .improving
      } else {
        .stable
      }
    return TrendFigures(
      trend: trend, changePercent: (after / before - 1) * 100, sessions: last.count)
  }

  /// Whether four weeks or more with four sessions or more brought nothing above what was best before them.
  ///
  /// The window holds the sessions dated less than 28 days before the last one, and earlier ones until it holds four.
  /// So the last session before it lies 28 days or more back, and all that time is looked at. It is a plateau where
  /// there was a session before the window and no session in it is more than 2 % above the best of those before.
  public static func isPlateau(_ points: [SessionPoint], bestBefore: Double?) -> Bool {
    guard points.count >= sessionsNeeded, let last = points.last else { return false }
    let firstDay = last.date.advanced(byDays: 1 - plateauDays)
    let recent = points.reversed().prefix { $0.date >= firstDay }.count
    let window = points.suffix(max(recent, sessionsNeeded))
    let earlier = points.dropLast(window.count).map(\.bestE1RM) + (bestBefore.map { [$0] } ?? [])
    guard let best = earlier.max() else { return false }
    return !window.contains { differs(best, from: $0.bestE1RM, byPercent: thresholdPercent) }
  }

  /// Whether `new` lies more than `percent` above `old` (below, where `percent` is negative).
  ///
  /// Exactly `percent` is not more: a billionth part is left to the rounding of binary fractions.
  private static func differs(_ old: Double, from new: Double, byPercent percent: Double) -> Bool {
    let limit = old * (100 + percent)
    let slack = old * 100 * 0.000_000_001
    return percent < 0 ? new * 100 < limit - slack : new * 100 > limit + slack
  }
}
