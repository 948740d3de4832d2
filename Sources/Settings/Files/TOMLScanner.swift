/// A place in a TOML text that moves on over what TOML is made of. The text is UTF-8; what of TOML is more than one
/// byte long stands only in texts and comments, and is taken as it is.
struct TOMLScanner {
  let bytes: [UInt8]
  var place = 0

  /// How deep tables and lists may lie in each other. TOML has no limit; the stack has.
  static let deepest = 128

  init(_ text: String) {
    bytes = Array(text.utf8)
    // What some editors put before UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The byte here; nil at the end.
  var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// The byte after so many others.
  func byte(after count: Int) -> UInt8? {
    place + count < bytes.count ? bytes[place + count] : nil
  }

  var isAtEnd: Bool { place >= bytes.count }

  /// Whether a line ends here, or the text.
  var isAtLineEnd: Bool {
    switch byte {
    case nil, TOMLByte.newline: true
    case TOMLByte.return: byte(after: 1) == TOMLByte.newline
    default: false
    }
  }

  mutating func take(_ wanted: UInt8) -> Bool {
    guard byte == wanted else { return false }
    place += 1
    return true
  }

  mutating func takeNewline() -> Bool {
    guard !isAtEnd, isAtLineEnd else { return false }
    place += byte == TOMLByte.return ? 2 : 1
    return true
  }

  mutating func skipSpaces() {
    while byte == TOMLByte.space || byte == TOMLByte.tab { place += 1 }
  }

  /// Moves over a comment, if one begins here, up to the end of its line.
  mutating func skipComment() throws(TOMLProblem) {
    guard byte == TOMLByte.hash else { return }
    while let next = byte, !isAtLineEnd {
      try check(next)
      place += 1
    }
  }

  /// Moves over spaces, lines' ends and comments.
  mutating func skipLines() throws(TOMLProblem) {
    repeat {
      skipSpaces()
      try skipComment()
    } while takeNewline()
  }

  /// Moves over what may stand after a statement, and its line's end.
  mutating func endLine(after what: String) throws(TOMLProblem) {
    skipSpaces()
    try skipComment()
    guard isAtLineEnd else {
      throw problem("only a comment may follow \(what), not “\(word)”")
    }
    _ = takeNewline()
  }

  /// Moves to the beginning of the next line.
  mutating func skipLine() {
    while let next = byte, next != TOMLByte.newline { place += 1 }
    _ = take(TOMLByte.newline)
  }

  /// Refuses what may stand neither in a text nor in a comment.
  func check(_ byte: UInt8) throws(TOMLProblem) {
    guard byte < 0x20 && byte != TOMLByte.tab || byte == 0x7F else { return }
    let digits = String(byte, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: 4 - digits.count) + digits
    throw problem("the control character U+\(code) is not allowed here")
  }

  func problem(_ words: String, at place: Int? = nil) -> TOMLProblem {
    TOMLProblem(place: place ?? self.place, words: words)
  }

  /// What stands here up to the next space or line's end, for a sentence.
  var word: String {
    let end = bytes[place...].prefix(Self.longestWord).firstIndex {
      $0 <= TOMLByte.space || $0 == 0x7F
    }
    let limit = min(bytes.count, place + Self.longestWord)
    return String(decoding: bytes[place..<(end ?? limit)], as: UTF8.self).shortened
  }

  /// Bytes of a word that are looked at; more than a sentence repeats.
  private static let longestWord = 300
}

/// The bytes that mean something in TOML.
enum TOMLByte {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let `return` = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let hash = UInt8(ascii: "#")
  static let equals = UInt8(ascii: "=")
  static let dot = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
}
