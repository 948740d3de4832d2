/// A number as JSON writes it: exact where it is short, by the standard library where it is not.
struct JSONNumber {
  private let text: ArraySlice<UInt8>
  /// The digits without the point, and how many of them stand after it; nil where there are too many or an exponent.
  private var significand: Int64?
  private var decimals = 0
  private var isNegative = false

  /// Digits that a double holds exactly.
  private static let exactDigits = 15
  /// Powers of ten that a double holds exactly.
  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    var value: Int64 = 0
    var digits = 0
    var afterPoint = false
    for byte in text {
      if JSONByte.isDigit(byte) {
        value = value &* 10 &+ Int64(byte - JSONByte.zero)
        digits += 1
        if afterPoint { decimals += 1 }
        if digits > Self.exactDigits { return }
      } else if byte == UInt8(ascii: ".") {
        afterPoint = true
      } else if byte == JSONByte.minus, digits == 0 {
        isNegative = true
      } else {
        return
      }
    }
    significand = value
  }

  /// The nearest double; nil where there is none but infinity.
  var double: Double? {
    if let significand {
      // Both operands are exact, so that the quotient is rounded once (Clinger, 1990).
      let value = Double(significand) / Self.exactPowers[decimals]
      return isNegative ? -value : value
    }
    let value = Double(String(decoding: text, as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The number as an integer; nil where it has a fraction or is out of range.
  var int: Int? {
    if let significand, decimals == 0 { return Int(isNegative ? -significand : significand) }
    return Int(String(decoding: text, as: UTF8.self)) ?? double.flatMap { Int(exactly: $0) }
  }
}
