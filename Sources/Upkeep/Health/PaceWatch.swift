/// Tells whether the screens are too slow, by the median of their latest page times.
public struct PaceWatch: Hashable, Sendable {
  /// Milliseconds, the latest last.
  private var latest: [Double] = []
  public private(set) var isSlow = false

  /// How many page times are looked at, and from how many on.
  private static let window = 9
  private static let least = 3

  public init() {}

  /// Notes how long a page took. Returns the median where the screens have become too slow by it or are no longer; nil
  /// where nothing has changed.
  ///
  /// After a change the pages before it count no more: they were drawn otherwise.
  public mutating func add(_ milliseconds: Double) -> Double? {
    latest.append(milliseconds)
    if latest.count > Self.window { latest.removeFirst() }
    guard latest.count >= Self.least else { return nil }
    let median = latest.sorted()[(latest.count - 1) / 2]
    guard (median > Thresholds.responseTime.value) != isSlow else { return nil }
    isSlow.toggle()
    latest = []
    return median
  }
}
