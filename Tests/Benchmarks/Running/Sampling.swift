/// Times of one thing in milliseconds.
struct Samples {
  private(set) var values: [Double] = []

  var count: Int { values.count }
  var median: Double { share(0.5) }
  var p99: Double { share(0.99) }

  mutating func add(_ milliseconds: Double) { values.append(milliseconds) }

  mutating func add(_ duration: Duration) { values.append(duration / .milliseconds(1)) }

  mutating func add(_ others: Samples) { values += others.values }

  /// Measures `body` once.
  mutating func time<Result>(_ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    let result = try body()
    add(ContinuousClock.now - start)
    return result
  }

  /// The value below which this share of the values lies (nearest rank).
  private func share(_ share: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))]
  }
}
