/// Numbers, booleans, dates and times.
extension TOMLScanner {
  mutating func scalar() throws(TOMLProblem) -> TOMLContent {
    let start = place
    skipToken()
    if place - start == 10, Self.isDay(bytes[start..<place]), byte == TOMLByte.space,
      byte(after: 1)?.isDigit == true,
      byte(after: 2)?.isDigit == true, byte(after: 3) == UInt8(ascii: ":")
    {
      // A space may part a date from its time.
      place += 1
      skipToken()
    }
    let token = bytes[start..<place]
    do {
      return try Self.content(token)
    } catch {
      place = start
      throw problem(error.words ?? "“\(word)” is not a value; text needs quotes")
    }
  }

  private mutating func skipToken() {
    while let next = byte,
      next.isBare || next == UInt8(ascii: "+") || next == TOMLByte.dot || next == UInt8(ascii: ":")
    {
      place += 1
    }
  }

  /// Whether it begins as a date does: `2026-`.
  private static func isDay(_ token: ArraySlice<UInt8>) -> Bool {
    token.dropFirst(4).first == UInt8(ascii: "-") && token.prefix(4).allSatisfy(\.isDigit)
  }

  /// What keeps a word from being a value; without words, it is like none at all.
  private struct Refusal: Error {
    var words: String?
  }

  private static func content(_ token: ArraySlice<UInt8>) throws(Refusal) -> TOMLContent {
    let unsigned = token.dropFirst(token.first?.isSign == true ? 1 : 0)
    let isNegative = token.first == UInt8(ascii: "-")
    switch String(decoding: unsigned.prefix(6), as: UTF8.self) {
    case "inf": return .number(isNegative ? -.infinity : .infinity)
    case "nan": return .number(.nan)
    case "true" where unsigned.count == token.count: return .boolean(true)
    case "false" where unsigned.count == token.count: return .boolean(false)
    case let word where ["true", "false"].contains(word.lowercased()):
      throw Refusal(words: "true and false are written in lower case, without a sign")
    default: break
    }
    guard unsigned.first?.isDigit == true else {
      throw Refusal(words: unsigned.first == TOMLByte.dot ? pointed : nil)
    }
    if let prefix = unsigned.dropFirst().first, let radix = radices[prefix],
      unsigned.first == UInt8(ascii: "0")
    {
      guard unsigned.count == token.count else {
        throw Refusal(words: "a number in base \(radix) has no sign")
      }
      return try integer(unsigned.dropFirst(2), radix: radix, isNegative: false)
    }
    if isDay(unsigned) || token.contains(UInt8(ascii: ":")) {
      guard let moment = TOMLMoment(token) else {
        let text = String(decoding: token, as: UTF8.self).shortened
        throw Refusal(words: "“\(text)” is not a date or a time")
      }
      return .moment(moment)
    }
    return try number(unsigned, isNegative: isNegative)
  }

  private static let radices: [UInt8: Int] = [
    UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2,
  ]

  private static func integer(
    _ token: ArraySlice<UInt8>, radix: Int, isNegative: Bool
  ) throws(Refusal) -> TOMLContent {
    guard let digits = digits(token), digits.allSatisfy({ $0.isAlphanumeric }) else {
      throw Refusal(words: pointed)
    }
    let text = (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
    if let value = Int(text, radix: radix) { return .integer(value) }
    let isNumber = digits.allSatisfy { UInt8(String(Unicode.Scalar($0)), radix: radix) != nil }
    throw Refusal(
      words: isNumber ? "the number is too large for 64 bits" : "a digit is outside base \(radix)")
  }

  private static let pointed = "a number needs digits on both sides of its point, and of each _"

  /// A decimal number, without its sign: an integer, or one with a fraction, an exponent, or both.
  private static func number(
    _ token: ArraySlice<UInt8>, isNegative: Bool
  ) throws(Refusal) -> TOMLContent {
    let mantissa = token.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let whole = mantissa.prefix { $0 != TOMLByte.dot }
    guard whole.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "_") }) else { throw Refusal() }
    guard whole.count == 1 || whole.first != UInt8(ascii: "0") else {
      throw Refusal(words: "a number cannot begin with 0")
    }
    if whole.count == token.count {
      return try integer(token, radix: 10, isNegative: isNegative)
    }
    var parts = [whole]
    if mantissa.count > whole.count { parts.append(mantissa.dropFirst(whole.count + 1)) }
    var exponent = token.dropFirst(mantissa.count + 1)
    let exponentSign = exponent.first?.isSign == true ? exponent.first : nil
    if exponentSign != nil { exponent = exponent.dropFirst() }
    if mantissa.count < token.count { parts.append(exponent) }
    let plain = parts.compactMap(digits)
    guard plain.count == parts.count, plain.allSatisfy({ $0.allSatisfy(\.isDigit) }) else {
      throw Refusal(words: pointed)
    }
    var text = isNegative ? "-" : ""
    text += String(decoding: plain[0], as: UTF8.self)
    if mantissa.count > whole.count { text += "." + String(decoding: plain[1], as: UTF8.self) }
    if mantissa.count < token.count {
      text += "e" + (exponentSign == UInt8(ascii: "-") ? "-" : "")
      text += String(decoding: plain[plain.count - 1], as: UTF8.self)
    }
    guard let value = Double(text) else { throw Refusal(words: pointed) }
    return .number(value)
  }

  /// Digits without the underscores between them; nil where there are none, or an underscore stands elsewhere.
  private static func digits(_ token: ArraySlice<UInt8>) -> [UInt8]? {
    var digits: [UInt8] = []
    var wasUnderscore = true
    for byte in token {
      let isUnderscore = byte == UInt8(ascii: "_")
      if isUnderscore, wasUnderscore { return nil }
      if !isUnderscore { digits.append(byte) }
      wasUnderscore = isUnderscore
    }
    return wasUnderscore ? nil : digits
  }
}

extension UInt8 {
  /// Whether a key without quotes may have it.
  var isBare: Bool { isAlphanumeric || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }

  fileprivate var isAlphanumeric: Bool { isDigit || (0x61...0x7A).contains(self | 0x20) }

  fileprivate var isSign: Bool { self == UInt8(ascii: "+") || self == UInt8(ascii: "-") }
}
