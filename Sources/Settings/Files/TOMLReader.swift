/// One `key = value` of a TOML text, and where it stands.
struct TOMLEntry {
  /// With the tables it is in: `["kg", "bar"]`.
  let path: [TOMLKey]
  /// The bytes of the value.
  let value: Range<Int>
}

/// A table's header, or the beginning of the file, and the keys below it.
struct TOMLSection {
  /// Empty for what stands before the first header.
  let path: [TOMLKey]
  /// The place after the last line that belongs to it.
  var end: Int
}

/// Something that is not TOML, and what is left out for it.
struct TOMLSlip {
  let problem: TOMLProblem
  /// The bytes that are left out.
  let lines: Range<Int>
  /// The key that they would set, as far as it was read.
  let path: [TOMLKey]
  /// Whether it is a header, without which nothing below it has a place.
  let isHeader: Bool
}

/// Reads a TOML text, whole. What is not TOML is told and left out, so that one slip does not undo all the rest of
/// the file.
struct TOMLReader {
  private(set) var scanner: TOMLScanner
  /// The place of the first byte that is text.
  let start: Int
  let root = TOMLTable(.header)
  private(set) var entries: [TOMLEntry] = []
  private(set) var sections: [TOMLSection] = []
  private(set) var slips: [TOMLSlip] = []
  /// Whether so much is wrong that the rest is left out.
  private(set) var hasGivenUp = false

  /// The table that keys go into; nil below a header that is not TOML.
  private var table: TOMLTable?
  private var path: [TOMLKey] = []
  private var sectionNumber = 0
  private var statement: [TOMLKey] = []

  /// How much may be wrong before the rest is left out. It keeps the time in proportion to the text: what follows
  /// a slip is looked at again.
  private static let patience = 20

  init(_ text: String) {
    scanner = TOMLScanner(text)
    start = scanner.place
    sections = [TOMLSection(path: [], end: start)]
    table = root
    var slipCount = 0
    while !scanner.isAtEnd, !hasGivenUp {
      guard let slip = readStatement() else { continue }
      slipCount += 1
      hasGivenUp = slipCount == Self.patience && !scanner.isAtEnd
      // What stands below a bad header is left out with it.
      if table != nil || slip.isHeader { slips.append(slip) }
      if slip.isHeader { table = nil }
    }
  }

  /// Reads up to the end of a statement's last line.
  private mutating func readStatement() -> TOMLSlip? {
    let start = scanner.place
    var isHeader = false
    statement = []
    do {
      scanner.skipSpaces()
      switch scanner.byte {
      case TOMLByte.openBracket:
        isHeader = true
        try readHeader()
      case TOMLByte.hash, nil: try scanner.endLine(after: "it")
      default:
        if scanner.isAtLineEnd { return takeLine() }
        try readKey()
      }
      return nil
    } catch {
      let end = isTaken(error, since: start) ? scanner.place : afterSlip(from: start)
      scanner.place = end
      return TOMLSlip(problem: error, lines: start..<end, path: statement, isHeader: isHeader)
    }
  }

  private mutating func takeLine() -> TOMLSlip? {
    _ = scanner.takeNewline()
    return nil
  }

  // MARK: Statements

  private mutating func readHeader() throws(TOMLProblem) {
    let start = scanner.place
    scanner.place += 1
    let isRepeated = scanner.take(TOMLByte.openBracket)
    scanner.skipSpaces()
    let name = try scanner.key()
    statement = name
    guard scanner.take(TOMLByte.closeBracket),
      !isRepeated || scanner.take(TOMLByte.closeBracket)
    else { throw scanner.problem("the header has no closing \(isRepeated ? "]]" : "]")") }
    try scanner.endLine(after: "the header")
    table = try isRepeated ? root.append(name, at: start) : root.define(name, at: start)
    path = name
    sectionNumber += 1
    sections.append(TOMLSection(path: name, end: scanner.place))
  }

  private mutating func readKey() throws(TOMLProblem) {
    let start = scanner.place
    let key = try scanner.key()
    statement = path + key
    try scanner.equalsSign()
    let first = scanner.place
    let depth = try scanner.deeper(path.count, by: key.count - 1, at: start)
    let content = try scanner.value(depth: depth)
    let value = first..<scanner.place
    try scanner.endLine(after: "the value")
    guard let table else { return }
    try table.set(key, to: content, at: start, section: sectionNumber)
    entries.append(TOMLEntry(path: path + key, value: value))
    sections[sections.count - 1].end = scanner.place
  }

  // MARK: Slips

  /// Whether a statement was read to its end, and only has no place among the others.
  private func isTaken(_ problem: TOMLProblem, since start: Int) -> Bool {
    problem.earlier != nil && scanner.place > start
      && (scanner.isAtEnd || scanner.bytes[scanner.place - 1] == TOMLByte.newline)
  }

  /// The beginning of the next line that looks like a statement.
  private func afterSlip(from start: Int) -> Int {
    var scanner = scanner
    scanner.place = start
    scanner.skipLine()
    var end = scanner.place
    while !scanner.isAtEnd {
      let line = scanner.place
      if scanner.isAtStatement { return end }
      scanner.place = line
      scanner.skipSpaces()
      let isBlank = scanner.isAtLineEnd || scanner.byte == TOMLByte.hash
      scanner.skipLine()
      // Blank lines and comments before the next statement are not left out for it.
      if !isBlank { end = scanner.place }
    }
    return end
  }
}

extension TOMLScanner {
  /// Whether the line that begins here looks like a statement; moves on over some of it.
  fileprivate var isAtStatement: Bool {
    mutating get {
      skipSpaces()
      let brackets = [1, 2].prefix { byte(after: $0 - 1) == TOMLByte.openBracket }.count
      place += brackets
      if brackets > 0 { skipSpaces() }
      do {
        _ = try key()
        guard brackets > 0 else { return byte == TOMLByte.equals }
        for _ in 0..<brackets where !take(TOMLByte.closeBracket) { return false }
        skipSpaces()
        return isAtLineEnd || byte == TOMLByte.hash
      } catch {
        return false
      }
    }
  }
}
