/// Fractional positions: texts whose byte order is the order of the elements, with room between any two.
///
/// Two devices that insert at the same place make positions that merge without renumbering; ties are broken by
/// the element's id. The digits are `0…9A…Z…a…z`; a position never ends in `0`, so there is always room before it.
public enum Position {
  private static let digits = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  /// A position after `lower` and before `upper`; nil stands for the open end.
  ///
  /// Where `lower` is not before `upper` (damaged or equal positions), the result follows `lower`.
  public static func between(_ lower: String?, _ upper: String?) -> String {
    let low = (lower ?? "").utf8.map(value)
    guard let upper, lower.map({ $0 < upper }) ?? true else { return text(after(low)) }
    return text(middle(low, upper.utf8.map(value)))
  }

  /// `count` positions in order, all after `lower`.
  public static func sequence(_ count: Int, after lower: String? = nil) -> [String] {
    var last = lower
    return (0..<count).map { _ in
      let next = between(last, nil)
      last = next
      return next
    }
  }

  private static func value(_ byte: UInt8) -> Int { digits.firstIndex(of: byte) ?? 0 }

  private static func text(_ values: [Int]) -> String {
    String(decoding: values.map { digits[$0] }, as: UTF8.self)
  }

  /// The next position with little growth: the last digit that has room goes up by one.
  ///
  /// The first digit counts how many digits follow it, so that a hundred appends stay two digits long.
  private static func after(_ low: [Int]) -> [Int] {
    guard let first = low.first else { return [digits.count / 2, 1] }
    var result = low
    let whole = min(result.count, max(2, first - digits.count / 2 + 2))
    result = Array(result.prefix(whole))
    while result.count < whole { result.append(0) }
    var index = result.count - 1
    while index > 0 {
      if result[index] < digits.count - 1 {
        result[index] += 1
        if result[result.count - 1] == 0 { result[result.count - 1] = 1 }
        return result
      }
      result[index] = 0
      index -= 1
    }
    guard first < digits.count - 1 else { return low + [digits.count / 2] }
    return [first + 1] + Array(repeating: 0, count: result.count - 1) + [1]
  }

  private static func middle(_ low: [Int], _ high: [Int]) -> [Int] {
    var result: [Int] = []
    var index = 0
    var bounded = true
    while index <= max(low.count, high.count) || !bounded {
      let lower = index < low.count ? low[index] : 0
      let upper = bounded ? (index < high.count ? high[index] : 0) : digits.count
      if upper - lower > 1 {
        result.append(lower + (upper - lower) / 2)
        return result
      }
      if bounded && upper - lower == 1 { bounded = false }
      result.append(lower)
      index += 1
    }
    // No room: the upper position is damaged. Following the lower one keeps at least that order.
    return after(low)
  }
}
