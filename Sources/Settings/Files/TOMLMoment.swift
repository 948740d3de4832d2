/// A date, a time of day, or both, as TOML has them after RFC 3339.
package struct TOMLMoment: Equatable, Sendable {
  package struct Day: Equatable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
  }

  package struct Time: Equatable, Sendable {
    package let hour: Int
    package let minute: Int
    /// 60 is a leap second.
    package let second: Int
    /// The digits after the point, as written.
    package let fraction: String
  }

  package let day: Day?
  package let time: Time?
  /// Minutes east of Greenwich; nil where the time is a local one.
  package let offset: Int?

  /// Reads one of the four kinds; nil where the text is none of them, or names a day or a time that does not exist.
  init?(_ bytes: ArraySlice<UInt8>) {
    var digits = MomentDigits(bytes)
    if digits.isDay {
      guard let day = digits.day() else { return nil }
      self.day = day
      guard !digits.isAtEnd else {
        (time, offset) = (nil, nil)
        return
      }
      guard digits.take("T", "t", " ") else { return nil }
    } else {
      day = nil
    }
    guard let time = digits.time() else { return nil }
    self.time = time
    guard !digits.isAtEnd else {
      offset = nil
      return
    }
    guard day != nil, let offset = digits.offset(), digits.isAtEnd else { return nil }
    self.offset = offset
  }
}

/// The digits of a date or time, read from left to right.
private struct MomentDigits {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  /// Whether a date stands here, and not a time of day.
  var isDay: Bool { rest.dropFirst(4).first == UInt8(ascii: "-") }

  mutating func take(_ wanted: Unicode.Scalar...) -> Bool {
    guard let first = rest.first, wanted.contains(Unicode.Scalar(first)) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func number(_ count: Int, in range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(\.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return range.contains(value) ? value : nil
  }

  mutating func day() -> TOMLMoment.Day? {
    guard let year = number(4, in: 0...9999), take("-"), let month = number(2, in: 1...12),
      take("-"), let day = number(2, in: 1...Self.length(of: month, year))
    else { return nil }
    return TOMLMoment.Day(year: year, month: month, day: day)
  }

  private static func length(of month: Int, _ year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  mutating func time() -> TOMLMoment.Time? {
    guard let hour = number(2, in: 0...23), take(":"), let minute = number(2, in: 0...59),
      take(":"), let second = number(2, in: 0...60)
    else { return nil }
    var fraction = ArraySlice<UInt8>()
    if take(".") {
      fraction = rest.prefix(while: \.isDigit)
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(fraction.count)
    }
    return TOMLMoment.Time(
      hour: hour, minute: minute, second: second,
      fraction: String(decoding: fraction, as: UTF8.self))
  }

  mutating func offset() -> Int? {
    if take("Z", "z") { return 0 }
    let sign = take("+") ? 1 : -1
    guard sign == 1 || take("-"), let hours = number(2, in: 0...23), take(":"),
      let minutes = number(2, in: 0...59)
    else { return nil }
    return sign * (hours * 60 + minutes)
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
