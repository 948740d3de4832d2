/// Where a JSON text breaks the rules of RFC 8259.
struct JSONFault: Error {
  var problem: JSONProblem
  var offset: Int
}

/// Checks a whole JSON text once, so that everything after it may read without checking.
///
/// Recursive descent over the bytes; the depth limit bounds the recursion.
struct JSONValidator {
  /// How deep arrays and objects may be nested.
  static let depthLimit = 128

  private let input: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ input: UnsafeBufferPointer<UInt8>) { self.input = input }

  mutating func validate() throws(JSONFault) {
    skipWhitespace()
    guard index < input.count else { throw JSONFault(problem: .empty, offset: 0) }
    try value(depth: 0)
    skipWhitespace()
    guard index == input.count else { throw fault(.afterEnd) }
  }

  private func fault(_ problem: JSONProblem) -> JSONFault {
    JSONFault(problem: index < input.count ? problem : .endsEarly, offset: index)
  }

  /// The byte at the cursor; 0, which stands nowhere in valid JSON, at the end.
  private var next: UInt8 { index < input.count ? input[index] : 0 }

  private mutating func skipWhitespace() {
    while index < input.count, JSONByte.isWhitespace(input[index]) { index += 1 }
  }

  private mutating func value(depth: Int) throws(JSONFault) {
    switch next {
    case JSONByte.quote: try string()
    case JSONByte.openBrace: try object(depth: depth + 1)
    case JSONByte.openBracket: try array(depth: depth + 1)
    case JSONByte.minus, JSONByte.zero...JSONByte.nine: try number()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: throw fault(.expected("a value"))
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) {
    guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
    index += 1
    skipWhitespace()
    if next == JSONByte.closeBrace {
      index += 1
      return
    }
    while true {
      guard next == JSONByte.quote else { throw fault(.expected("a key in quotes")) }
      try string()
      skipWhitespace()
      guard next == JSONByte.colon else { throw fault(.expected("a colon after the key")) }
      index += 1
      skipWhitespace()
      try value(depth: depth)
      skipWhitespace()
      switch next {
      case JSONByte.comma:
        index += 1
        skipWhitespace()
      case JSONByte.closeBrace:
        index += 1
        return
      default: throw fault(.expected("a comma or a closing brace"))
      }
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) {
    guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
    index += 1
    skipWhitespace()
    if next == JSONByte.closeBracket {
      index += 1
      return
    }
    while true {
      try value(depth: depth)
      skipWhitespace()
      switch next {
      case JSONByte.comma:
        index += 1
        skipWhitespace()
      case JSONByte.closeBracket:
        index += 1
        return
      default: throw fault(.expected("a comma or a closing bracket"))
      }
    }
  }

  private mutating func word(_ word: StaticString) throws(JSONFault) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard next == word.utf8Start[offset] else { throw fault(.expected("a value")) }
      index += 1
    }
  }

  private mutating func number() throws(JSONFault) {
    if next == JSONByte.minus { index += 1 }
    if next == JSONByte.zero {
      index += 1
      if JSONByte.isDigit(next) { throw fault(.badNumber) }
    } else {
      try digits()
    }
    if next == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if next | 0x20 == UInt8(ascii: "e") {
      index += 1
      if next == JSONByte.minus || next == UInt8(ascii: "+") { index += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(JSONFault) {
    guard JSONByte.isDigit(next) else { throw fault(.badNumber) }
    while JSONByte.isDigit(next) { index += 1 }
  }

  // MARK: Texts

  private mutating func string() throws(JSONFault) {
    index += 1
    while index < input.count {
      skipPlainWords()
      guard index < input.count else { break }
      let byte = input[index]
      if byte == JSONByte.quote {
        index += 1
        return
      }
      if byte == JSONByte.backslash {
        try escape()
      } else if byte >= 0x80 {
        try multibyte(byte)
      } else if byte >= 0x20 {
        index += 1
      } else {
        throw fault(.controlCharacter)
      }
    }
    throw fault(.endsEarly)
  }

  private mutating func skipPlainWords() { index = JSONByte.nextSpecial(input, index) }

  private mutating func escape() throws(JSONFault) {
    index += 1
    switch next {
    case JSONByte.quote, JSONByte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 1
    case UInt8(ascii: "u"):
      index += 1
      try unicodeEscape()
    default: throw fault(.badEscape)
    }
  }

  private mutating func unicodeEscape() throws(JSONFault) {
    let start = index
    let unit = try hexadecimal()
    if (0xDC00...0xDFFF).contains(unit) { throw JSONFault(problem: .loneSurrogate, offset: start) }
    guard (0xD800...0xDBFF).contains(unit) else { return }
    let ended = index >= input.count
    guard next == JSONByte.backslash, index + 1 < input.count,
      input[index + 1] == UInt8(ascii: "u")
    else { throw ended ? fault(.endsEarly) : JSONFault(problem: .loneSurrogate, offset: start) }
    index += 2
    guard (0xDC00...0xDFFF).contains(try hexadecimal()) else {
      throw JSONFault(problem: .loneSurrogate, offset: start)
    }
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = JSONByte.hexadecimal(next) else { throw fault(.badEscape) }
      unit = unit << 4 | digit
      index += 1
    }
    return unit
  }

  /// One character of two to four bytes, by the table of well-formed sequences of RFC 3629.
  private mutating func multibyte(_ first: UInt8) throws(JSONFault) {
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw fault(.notUTF8)
    }
    guard index + length <= input.count else { throw JSONFault(problem: .endsEarly, offset: index) }
    guard second.contains(input[index + 1]) else { throw fault(.notUTF8) }
    for offset in 2..<max(2, length) where input[index + offset] & 0xC0 != 0x80 {
      throw fault(.notUTF8)
    }
    index += length
  }
}

/// The bytes that JSON is made of.
enum JSONByte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")

  static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

  static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The place of the next byte that is a quote, a backslash, a control character or not ASCII, from `index` on; at most
  /// seven bytes before it where the text ends.
  ///
  /// Eight bytes are looked at at a time. A byte that stops it sets its highest bit; a borrow only travels upwards, so
  /// the lowest one set is right.
  static func nextSpecial(_ input: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    guard let base = input.baseAddress else { return start }
    var index = start
    while index + 8 <= input.count {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      let quotes = word ^ (ones &* UInt64(quote))
      let slashes = word ^ (ones &* UInt64(backslash))
      let special =
        word | (word &- ones &* 0x20) | ((quotes &- ones) & ~quotes)
        | ((slashes &- ones) & ~slashes)
      guard special & highs == 0 else {
        return index + (special & highs).trailingZeroBitCount / 8
      }
      index += 8
    }
    return index
  }

  static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case zero...nine: UInt32(byte - zero)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 87)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 55)
    default: nil
    }
  }
}
