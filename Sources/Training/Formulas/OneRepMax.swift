/// How the most an athlete could lift once is estimated from a set of several repetitions.
public enum OneRepMaxFormula: String, Hashable, Sendable, CaseIterable {
  /// `weight × (1 + reps / 30)`, after Boyd Epley, "Poundage Chart", 1985.
  case epley
  /// `weight × 36 / (37 − reps)`, after Matt Brzycki, "Strength Testing", JOPERD 64 (1993).
  case brzycki

  /// Above this many repetitions an estimate is a rough figure and sets no record.
  public static let mostExactReps = 12

  /// The repetitions at which Brzycki's line reaches zero.
  private static let brzyckiLimit = 37

  /// The estimate in the unit of `weight`; a single is its own weight.
  ///
  /// Nil for fewer than one repetition, for a weight that is not above zero, and where Brzycki's formula is
  /// undefined: 37 repetitions and more.
  public func estimate(weight: Double, reps: Int) -> Double? {
    guard reps >= 1, weight > 0, weight.isFinite else { return nil }
    if reps == 1 { return weight }
    switch self {
    case .epley:
      return weight * (1 + Double(reps) / 30)
    case .brzycki:
      guard reps < Self.brzyckiLimit else { return nil }
      return weight * 36 / Double(Self.brzyckiLimit - reps)
    }
  }

  /// Whether an estimate from this many repetitions is only a rough figure.
  public static func isRough(reps: Int) -> Bool { reps > mostExactReps }

  /// Whether an estimate from this many repetitions is only a rough figure.
  public func isRough(reps: Int) -> Bool { Self.isRough(reps: reps) }
}
