/// Where the share of differing copies is going, over the last checks.
public struct ConsistencyTrend: Hashable, Sendable {
  /// Of the differences: increasing is for the worse.
  public enum Direction: String, Sendable {
    case increasing, decreasing, stable
  }

  public var direction: Direction
  /// Points of per cent per check, without a sign.
  public var magnitude: Double
  /// The mean share of differing copies over these checks, in per cent.
  public var mean: Double

  /// The direction is that of the line that fits best (least squares), as the plan leaves open how it tells a trend.
  ///
  /// - Parameter rates: The shares of differing copies in per cent, oldest first; the last ones count.
  /// - Returns: Nil where there are fewer than two.
  public init?(_ rates: [Double]) {
    let recent = rates.suffix(Thresholds.trendChecks.count)
    guard recent.count >= 2 else { return nil }
    let count = Double(recent.count)
    let mean = recent.reduce(0, +) / count
    let middle = (count - 1) / 2
    var (products, squares) = (0.0, 0.0)
    for (place, rate) in recent.enumerated() {
      let distance = Double(place) - middle
      products += distance * (rate - mean)
      squares += distance * distance
    }
    let slope = products / squares
    let step = Thresholds.trendStep.value
    direction = slope > step ? .increasing : slope < -step ? .decreasing : .stable
    magnitude = abs(slope)
    self.mean = mean
  }
}
