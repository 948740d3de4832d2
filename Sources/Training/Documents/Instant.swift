/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant this many seconds later; earlier when negative. A step of more than ``longestStep`` is taken for one
  /// of that length: a file may say anything of how long something lasts.
  public func advanced(bySeconds seconds: Double) -> Instant {
    let step = min(max(seconds, -Self.longestStep), Self.longestStep) * 1000
    let (sum, overflow) = milliseconds.addingReportingOverflow(Int64(step.rounded()))
    return Instant(milliseconds: overflow ? (step > 0 ? .max : .min) : sum)
  }

  /// Ten thousand years in seconds: more than the calendar has.
  public static let longestStep = 315_576_000_000.0

  /// A day in minutes: more than any zone is away from UTC.
  public static let furthestOffset = 1440

  /// Seconds from `other` to this instant.
  public func seconds(since other: Instant) -> Double {
    // Apart, so that instants at the ends of the range cannot overflow.
    (Double(milliseconds) - Double(other.milliseconds)) / 1000
  }

  /// The local calendar day and time of day at an offset of `minutes` east of UTC. An offset of more than
  /// ``furthestOffset`` is taken for one of that size: a file may say anything.
  public func local(offsetMinutes minutes: Int) -> (date: LocalDate, secondOfDay: Int) {
    let minutes = min(max(minutes, -Self.furthestOffset), Self.furthestOffset)
    let seconds = Int(milliseconds.flooredQuotient(by: 1000)) + minutes * 60
    let day = seconds.flooredQuotient(by: 86_400)
    return (LocalDate(dayNumber: day), seconds - day * 86_400)
  }

  /// ISO 8601 in UTC with milliseconds: `2026-11-19T18:22:05.120Z`.
  public var iso8601: String {
    let (date, second) = local(offsetMinutes: 0)
    let fraction = Int(milliseconds - milliseconds.flooredQuotient(by: 1000) * 1000)
    return "\(date)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):"
      + "\(twoDigits(second % 60)).\(fraction < 100 ? "0" : "")\(twoDigits(fraction))Z"
  }

  /// Reads an ISO 8601 date and time with `Z` or an offset; a time without either is taken as UTC.
  ///
  /// Returns nil for anything else, days that do not exist included.
  public init?(iso8601 text: some StringProtocol) {
    guard let parsed = ISO8601Time(text) else { return nil }
    self = parsed.instant
  }
}

/// An ISO 8601 date and time as it was written.
struct ISO8601Time {
  var date: LocalDate
  var millisecondOfDay: Int64
  /// Minutes east of UTC; nil where the text has none.
  var offsetMinutes: Int?

  var instant: Instant {
    let local = Int64(date.dayNumber) * 86_400_000 + millisecondOfDay
    return Instant(milliseconds: local - Int64(offsetMinutes ?? 0) * 60_000)
  }

  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, let date = LocalDate(text.prefix(10)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ")
    else { return nil }
    self.date = date
    var scanner = DigitScanner(bytes: bytes, index: 11)
    guard let hour = scanner.number(digits: 2), hour < 24, scanner.take(UInt8(ascii: ":")),
      let minute = scanner.number(digits: 2), minute < 60
    else { return nil }
    var second = 0
    var millisecond = 0
    if scanner.take(UInt8(ascii: ":")) {
      guard let value = scanner.number(digits: 2), value < 60 else { return nil }
      second = value
      if scanner.take(UInt8(ascii: ".")) {
        guard let value = scanner.fraction() else { return nil }
        millisecond = value
      }
    }
    millisecondOfDay = Int64((hour * 60 + minute) * 60 + second) * 1000 + Int64(millisecond)
    guard let offset = scanner.offset() else { return nil }
    offsetMinutes = offset.minutes
    guard scanner.isAtEnd else { return nil }
  }
}

/// Reads fixed-width decimal numbers off bytes.
private struct DigitScanner {
  let bytes: [UInt8]
  var index: Int

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard index + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<index + digits] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    index += digits
    return value
  }

  /// The digits after the decimal point as milliseconds; further digits are dropped.
  mutating func fraction() -> Int? {
    var value = 0
    var count = 0
    while let digit = number(digits: 1) {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    guard count > 0 else { return nil }
    while count < 3 {
      value *= 10
      count += 1
    }
    return value
  }

  /// `Z`, `+hh:mm`, `-hhmm` or nothing.
  mutating func offset() -> (minutes: Int?, Void)? {
    if isAtEnd { return (nil, ()) }
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return (0, ()) }
    let sign = take(UInt8(ascii: "+")) ? 1 : take(UInt8(ascii: "-")) ? -1 : 0
    guard sign != 0, let hours = number(digits: 2), hours < 24 else { return nil }
    _ = take(UInt8(ascii: ":"))
    guard let minutes = number(digits: 2), minutes < 60 else { return nil }
    return (sign * (hours * 60 + minutes), ())
  }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

extension FixedWidthInteger where Self: SignedInteger {
  /// The quotient rounded towards negative infinity.
  func flooredQuotient(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
