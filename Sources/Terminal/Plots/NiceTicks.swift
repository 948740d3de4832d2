/// Round numbers to mark on an axis.
enum NiceTicks {
  /// At most `most` multiples of a round step (1, 2, 2.5 or 5 times a power of ten) that lie in a
  /// range; at least one number even if none does.
  static func values(from low: Double, to high: Double, most: Int) -> [Double] {
    guard high > low, most > 1 else { return [low] }
    var power = 1.0
    while power * 10 < high - low { power *= 10 }
    while power > high - low { power /= 10 }
    power /= 10
    while true {
      for factor in [1, 2, 2.5, 5] {
        let step = power * factor
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        if last - first + 1 <= Double(most) {
          guard last >= first else { return [low] }
          return stride(from: first, through: last, by: 1).map { $0 * step }
        }
      }
      power *= 10
    }
  }
}
