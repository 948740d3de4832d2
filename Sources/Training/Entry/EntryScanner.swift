/// Reads words, signs and numbers off what was typed, and says where it could not.
struct EntryScanner {
  private let characters: [Character]
  private(set) var index = 0
  /// No field takes a number above this; it also keeps them exact.
  static let largestReadable = 99_999.0

  init(_ text: String) { characters = Array(text) }

  var isAtEnd: Bool { index == characters.count }
  var next: Character? { isAtEnd ? nil : characters[index] }

  mutating func move(to position: Int) { index = position }

  @discardableResult
  mutating func skipSpaces() -> Bool {
    let start = index
    while let next, next.isWhitespace { index += 1 }
    return index > start
  }

  /// Spaces, semicolons and commas between sets; a comma right before a digit is left, as it may be a decimal one.
  @discardableResult
  mutating func skipSeparators() -> Bool {
    let start = index
    while let next, next.isWhitespace || next == ";" || (next == "," && !isBeforeDigit) {
      index += 1
    }
    return index > start
  }

  /// Takes one of `wanted`.
  mutating func take(_ wanted: Set<Character>) -> Bool {
    guard let next, wanted.contains(next) else { return false }
    index += 1
    return true
  }

  /// Takes `word`, whatever its case, where `end` accepts the character after it (nil at the end).
  mutating func take(word: String, before end: (Character?) -> Bool) -> Bool {
    let length = word.count
    guard index + length <= characters.count,
      String(characters[index..<index + length]).lowercased() == word
    else { return false }
    let after = index + length < characters.count ? characters[index + length] : nil
    guard end(after) else { return false }
    index += length
    return true
  }

  /// A sign: −1, 1, or nil where there is none.
  mutating func sign() -> Int? {
    if take(["-", "−"]) { return -1 }
    return take(["+"]) ? 1 : nil
  }

  /// Digits with at most one decimal point or comma that digits follow, such as `102.5` or `102,5`; nil without digits.
  mutating func number() -> ScannedNumber? {
    let start = index
    let whole = digits()
    var fraction = ""
    if isBeforeDigit, next == "." || (next == "," && !whole.isEmpty) {
      index += 1
      fraction = digits()
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let text = String(characters[start..<index])
    guard let value = Double("\(whole.isEmpty ? "0" : whole).\(fraction.isEmpty ? "0" : fraction)")
    else { return nil }
    return ScannedNumber(
      value: value, text: text, position: start, fractionDigits: fraction.count,
      hasComma: text.contains(","))
  }

  /// Letters and whatever else stands up to the next space or semicolon, from `start`.
  func word(from start: Int) -> String {
    let rest = characters[min(start, characters.count)...]
    return String(rest.prefix { !$0.isWhitespace && $0 != ";" })
  }

  /// Whether the word that is being read ends here.
  var isAtWordEnd: Bool { word(from: index).isEmpty }

  /// An error that quotes the word from `start`.
  func error(_ problem: SetEntryError.Problem, from start: Int) -> SetEntryError {
    SetEntryError(position: start, quoted: Self.quote(word(from: start)), problem: problem)
  }

  /// An error that quotes all from `start` up to `end`.
  func error(_ problem: SetEntryError.Problem, from start: Int, upTo end: Int) -> SetEntryError {
    SetEntryError(
      position: start, quoted: Self.quote(text(from: start, upTo: end)), problem: problem)
  }

  func text(from start: Int, upTo end: Int) -> String {
    String(characters[min(start, end)..<min(end, characters.count)])
  }

  /// An error for something missing here; it quotes the word before.
  func missing(_ field: EntryField) -> SetEntryError {
    let before = characters[..<index].reversed().drop { $0.isWhitespace }
    let last = String(before.prefix { !$0.isWhitespace && $0 != ";" }.reversed())
    return SetEntryError(position: index, quoted: Self.quote(last), problem: .missing(field))
  }

  private static func quote(_ word: String) -> String {
    let printable = word.unicodeScalars.filter {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    let quoted = String(String.UnicodeScalarView(printable))
    return quoted.count > longestQuote ? quoted.prefix(longestQuote - 1) + "…" : quoted
  }

  private static let longestQuote = 24

  /// Whether a digit follows the next character.
  private var isBeforeDigit: Bool {
    index + 1 < characters.count && Self.isDigit(characters[index + 1])
  }

  private mutating func digits() -> String {
    let start = index
    while let next, Self.isDigit(next) { index += 1 }
    return String(characters[start..<index])
  }

  static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}

/// A number as it was typed.
struct ScannedNumber {
  var value: Double
  var text: String
  /// Characters before it.
  var position: Int
  var fractionDigits: Int
  var hasComma: Bool

  /// A question where `1,000` or `1.000` may have been meant as a thousand.
  var question: String? {
    guard fractionDigits == 3 else { return nil }
    let mark = hasComma ? "comma was read as a decimal comma" : "point was read as a decimal point"
    return "Is “\(text)” meant as \(plain(value))? The \(mark)."
  }
}

/// A number without a fraction where it has none.
func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}
