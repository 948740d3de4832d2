/// How heavy sets were relative to the best estimated 1RM of their day, as a sum that does not depend on its order.
///
/// Each session adds whole millionths, so that sessions can be added and taken away again, in any order, and the
/// sum stays exact.
public struct Intensity: Hashable, Sendable {
  /// The sum over the sets of load ÷ best estimated 1RM, in millionths.
  public var millionths: Int64
  /// The sets in the sum.
  public var sets: Int

  public init(millionths: Int64 = 0, sets: Int = 0) {
    self.millionths = millionths
    self.sets = sets
  }

  /// What one session adds; nothing where it has no load, or where no best is known up to its day.
  ///
  /// - Parameters:
  ///   - weightSum: Kilograms; ``SessionFigures/weightSum``.
  ///   - weightedSets: ``SessionFigures/weightedSets``.
  ///   - bestE1RMToDate: The best estimated 1RM up to and including the session's day, in kilograms.
  public init(weightSum: Double, weightedSets: Int, bestE1RMToDate: Double?) {
    self.init()
    guard weightedSets > 0, let best = bestE1RMToDate, best > 0,
      let millionths = Int64(exactly: (weightSum / best * 1_000_000).rounded())
    else { return }
    self.millionths = millionths
    sets = weightedSets
  }

  /// The mean per set in per cent; nil without sets.
  public var percent: Double? {
    sets == 0 ? nil : Double(millionths) / Double(sets) / 10_000
  }

  // Wrapping: sums of what a file says of absurd loads mean nothing, but what is added can be taken away again.

  public static func + (left: Intensity, right: Intensity) -> Intensity {
    Intensity(millionths: left.millionths &+ right.millionths, sets: left.sets &+ right.sets)
  }

  public static func - (left: Intensity, right: Intensity) -> Intensity {
    Intensity(millionths: left.millionths &- right.millionths, sets: left.sets &- right.sets)
  }
}

extension SessionFigures {
  /// What the session adds to the average intensity.
  public func intensity(bestE1RMToDate: Double?) -> Intensity {
    Intensity(
      weightSum: weightSum, weightedSets: weightedSets, bestE1RMToDate: bestE1RMToDate)
  }
}
