/// How long something took each time, as counts by bucket: eight buckets to a doubling, so that a time is known to a
/// sixteenth, whatever its size. Two spreads add up, and one takes as much room after an hour as after a year.
public struct TimeSpread: Hashable, Sendable {
  /// Times by bucket.
  private(set) var counts: [Int: Int] = [:]

  private static let bucketsPerDoubling = 8
  /// Milliseconds: shorter and longer times count as these.
  private static let shortest = 0.01
  private static let longest = 1e8

  public init() {}

  /// - Parameter counts: Times by bucket; what is no bucket is left out.
  init(counts: [Int: Int]) {
    let range = Self.bucket(Self.shortest)...Self.bucket(Self.longest)
    self.counts = counts.filter { range.contains($0.key) && $0.value > 0 }
  }

  public var count: Int { counts.values.reduce(0) { $0.addingReportingOverflow($1).partialValue } }

  public mutating func add(_ milliseconds: Double) {
    counts[Self.bucket(milliseconds), default: 0] += 1
  }

  mutating func add(_ other: TimeSpread) {
    counts.merge(other.counts) { $0.addingReportingOverflow($1).partialValue }
  }

  /// Milliseconds that half of the times stay within; nil where there are none.
  public var median: Double? { quantile(0.5) }

  /// Milliseconds that all but the slowest hundredth stay within; nil where there are none.
  public var p99: Double? { quantile(0.99) }

  private func quantile(_ share: Double) -> Double? {
    let sorted = counts.sorted { $0.key < $1.key }
    let rank = (Double(count) * share).rounded(.up)
    var seen = 0.0
    for (bucket, count) in sorted {
      seen += Double(count)
      if seen >= rank { return Self.middle(of: bucket) }
    }
    return nil
  }

  private static func bucket(_ milliseconds: Double) -> Int {
    let time = milliseconds.isNaN ? shortest : min(max(milliseconds, shortest), longest)
    let part = Int((time.significand - 1) * Double(bucketsPerDoubling))
    return Int(time.exponent) * bucketsPerDoubling + part
  }

  private static func middle(of bucket: Int) -> Double {
    // Rounded down for times below a millisecond too.
    let part = (bucket % bucketsPerDoubling + bucketsPerDoubling) % bucketsPerDoubling
    let exponent = (bucket - part) / bucketsPerDoubling
    let significand = 1 + (Double(part) + 0.5) / Double(bucketsPerDoubling)
    return Double(sign: .plus, exponent: exponent, significand: significand)
  }
}
