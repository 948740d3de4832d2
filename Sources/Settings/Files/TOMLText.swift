/// The four kinds of text that TOML has.
extension TOMLScanner {
  /// A text in quotes, of one line or of several.
  mutating func text() throws(TOMLProblem) -> String {
    let start = place
    guard let quote = byte, byte(after: 1) == quote, byte(after: 2) == quote else {
      return try lineText()
    }
    place += 3
    _ = takeNewline()
    return try longText(quote, from: start)
  }

  /// A text of one line, in either kind of quotes.
  mutating func lineText() throws(TOMLProblem) -> String {
    let start = place
    let quote = byte
    place += 1
    var text: [UInt8] = []
    while let next = byte, !isAtLineEnd {
      if next == quote {
        place += 1
        return String(decoding: text, as: UTF8.self)
      }
      if next == TOMLByte.backslash, quote == TOMLByte.quote {
        try escape(into: &text)
      } else {
        try check(next)
        text.append(next)
        place += 1
      }
    }
    throw problem("the text has no closing quote", at: start)
  }

  /// A text of several lines, after its three quotes.
  private mutating func longText(_ quote: UInt8, from start: Int) throws(TOMLProblem) -> String {
    var text: [UInt8] = []
    while let next = byte {
      if next == quote {
        var count = 1
        // Two quotes of the text may stand before the three that close it.
        while count < 5, byte(after: count) == quote { count += 1 }
        place += count
        text.append(contentsOf: repeatElement(quote, count: count < 3 ? count : count - 3))
        if count >= 3 { return String(decoding: text, as: UTF8.self) }
      } else if next == TOMLByte.backslash, quote == TOMLByte.quote {
        if !skipBrokenLine() { try escape(into: &text) }
      } else if takeNewline() {
        text.append(TOMLByte.newline)
      } else {
        try check(next)
        text.append(next)
        place += 1
      }
    }
    throw problem("the text has no closing quotes: three of them", at: start)
  }

  /// Moves over a backslash at a line's end, and over all spaces and lines' ends after it.
  private mutating func skipBrokenLine() -> Bool {
    let start = place
    place += 1
    skipSpaces()
    guard takeNewline() else {
      place = start
      return false
    }
    repeat { skipSpaces() } while takeNewline()
    return true
  }

  private mutating func escape(into text: inout [UInt8]) throws(TOMLProblem) {
    switch byte(after: 1) {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(TOMLByte.tab)
    case UInt8(ascii: "n"): text.append(TOMLByte.newline)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(TOMLByte.return)
    case TOMLByte.quote: text.append(TOMLByte.quote)
    case TOMLByte.backslash: text.append(TOMLByte.backslash)
    case UInt8(ascii: "u"): return try scalar(digits: 4, into: &text)
    case UInt8(ascii: "U"): return try scalar(digits: 8, into: &text)
    default:
      throw problem(
        "“\(word)” does not begin with an escape; a backslash is written \\\\, or the text stands in 'single quotes'"
      )
    }
    place += 2
  }

  private mutating func scalar(digits count: Int, into text: inout [UInt8]) throws(TOMLProblem) {
    var value: UInt32 = 0
    for index in 0..<count {
      guard let digit = byte(after: 2 + index)?.hexValue else {
        throw problem("\\\(count == 4 ? "u" : "U") takes \(count) hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw problem("“\(word)” does not begin with the number of a character")
    }
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    place += 2 + count
  }
}

extension UInt8 {
  /// What it is worth as a hexadecimal digit; nil where it is none.
  fileprivate var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
