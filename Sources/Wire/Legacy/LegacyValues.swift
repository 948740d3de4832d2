import Training

/// Numbers that were written as text.
enum LegacyNumber {
  /// The number of a text (a decimal comma included), nothing for an empty text; nil for anything else.
  static func read(_ json: JSONSlice) -> LegacyValue<Double?>? {
    guard let text = json.string else { return nil }
    let trimmed = text.filter { !$0.isWhitespace }
    if trimmed.isEmpty {
      return LegacyValue(value: nil, sentence: "an empty text was read as nothing")
    }
    guard let value = value(trimmed) else { return nil }
    return LegacyValue(
      value: value, sentence: "the text \(json.raw) was read as \(JSONText.number(value))")
  }

  /// A plain decimal number: no words, no exponents, no hexadecimal digits.
  static func value(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy {
      JSONByte.isDigit($0) || $0 == JSONByte.minus || $0 == JSONByte.comma
        || $0 == UInt8(ascii: ".")
    }
    guard isPlain, text.utf8.count(where: { $0 == JSONByte.comma || $0 == UInt8(ascii: ".") }) <= 1
    else { return nil }
    return Double(String(text.map { $0 == "," ? "." : $0 }))
  }
}

/// Instants as the databases of other programs write them.
enum LegacyInstant {
  /// Milliseconds below this are taken for seconds: it is the year 2001 in seconds and 1970 in milliseconds.
  private static let leastMilliseconds = 100_000_000_000.0

  /// An ISO 8601 text, a number of milliseconds or seconds, or `{_seconds, _nanoseconds}`; nil for anything else.
  static func read(_ json: JSONSlice) throws(WireError) -> Instant? {
    if let text = json.string { return Instant(iso8601: text) ?? LocalDate(text).map(start) }
    if let number = json.double {
      return instant(milliseconds: abs(number) < leastMilliseconds ? number * 1000 : number)
    }
    guard json.kind == .object, let seconds = try part("seconds", of: json) else {
      return nil
    }
    let nanoseconds = try part("nanoseconds", of: json) ?? 0
    return instant(milliseconds: seconds * 1000 + nanoseconds / 1_000_000)
  }

  private static func part(_ name: String, of json: JSONSlice) throws(WireError) -> Double? {
    try json.members().first { $0.key == name || $0.key == "_" + name }?.value.double
  }

  private static func instant(milliseconds: Double) -> Instant? {
    Int64(exactly: milliseconds.rounded(.down)).map { Instant(milliseconds: $0) }
  }

  private static func start(_ day: LocalDate) -> Instant {
    Instant(milliseconds: Int64(day.dayNumber) * 86_400_000)
  }
}
