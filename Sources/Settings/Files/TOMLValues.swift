/// Keys, lists, and tables in braces.
extension TOMLScanner {
  /// A key with its dots; stops at what cannot be part of one.
  mutating func key() throws(TOMLProblem) -> [TOMLKey] {
    let start = place
    var path = [try keyPart()]
    skipSpaces()
    while take(TOMLByte.dot) {
      guard path.count < Self.deepest else { throw tooDeep(at: start) }
      skipSpaces()
      path.append(try keyPart())
      skipSpaces()
    }
    return path
  }

  private mutating func keyPart() throws(TOMLProblem) -> TOMLKey {
    if byte == TOMLByte.quote || byte == TOMLByte.apostrophe { return TOMLKey(try lineText()) }
    let start = place
    while byte?.isBare == true { place += 1 }
    guard place > start else {
      throw problem(
        byte.map { $0 >= 0x80 } == true
          ? "a key with letters other than a to z needs quotes" : "a key is missing")
    }
    if let next = byte, next >= 0x80 {
      throw problem("a key with letters other than a to z needs quotes", at: start)
    }
    return TOMLKey(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  /// The equals sign between a key and its value, and the spaces about it.
  mutating func equalsSign() throws(TOMLProblem) {
    skipSpaces()
    guard take(TOMLByte.equals) else {
      throw problem(
        isAtLineEnd ? "= and a value are missing" : "= is missing before “\(word)”")
    }
    skipSpaces()
  }

  /// - Parameter depth: How many tables and lists it lies in.
  mutating func value(depth: Int) throws(TOMLProblem) -> TOMLContent {
    switch byte {
    case TOMLByte.quote, TOMLByte.apostrophe: return .string(try text())
    case TOMLByte.openBracket: return .array(try list(depth: depth + 1))
    case TOMLByte.openBrace: return .table(try tableInBraces(depth: depth + 1))
    case TOMLByte.hash, TOMLByte.comma, TOMLByte.closeBracket, TOMLByte.closeBrace:
      throw problem("a value is missing")
    default:
      if isAtLineEnd { throw problem("a value is missing") }
      return try scalar()
    }
  }

  private mutating func list(depth: Int) throws(TOMLProblem) -> [TOMLContent] {
    let start = place
    guard depth <= Self.deepest else { throw tooDeep(at: start) }
    place += 1
    var items: [TOMLContent] = []
    while true {
      try skipLines()
      if take(TOMLByte.closeBracket) { return items }
      if isAtEnd { throw problem("the list has no closing ]", at: start) }
      items.append(try value(depth: depth))
      let end = place
      try skipLines()
      if take(TOMLByte.closeBracket) { return items }
      if isAtEnd { throw problem("the list has no closing ]", at: start) }
      guard take(TOMLByte.comma) else {
        throw problem("a comma or ] is missing", at: isOnLine(of: end) ? place : end)
      }
    }
  }

  private func isOnLine(of former: Int) -> Bool {
    !bytes[former..<place].contains(TOMLByte.newline)
  }

  private mutating func tableInBraces(depth: Int) throws(TOMLProblem) -> [TOMLKey: TOMLContent] {
    let start = place
    guard depth <= Self.deepest else { throw tooDeep(at: start) }
    place += 1
    let table = TOMLTable(.header)
    skipSpaces()
    if take(TOMLByte.closeBrace) { return [:] }
    while true {
      skipSpaces()
      if byte == TOMLByte.closeBrace { throw problem("a comma is not allowed before }") }
      try checkBraces(from: start)
      let keyPlace = place
      let path = try key()
      try equalsSign()
      let content = try value(depth: try deeper(depth, by: path.count - 1, at: keyPlace))
      try table.set(path, to: content, at: keyPlace, section: 0)
      skipSpaces()
      if take(TOMLByte.closeBrace) { return table.content }
      try checkBraces(from: start)
      guard take(TOMLByte.comma) else { throw problem("a comma or } is missing") }
    }
  }

  private func checkBraces(from start: Int) throws(TOMLProblem) {
    if isAtEnd { throw problem("the table has no closing }", at: start) }
    if isAtLineEnd { throw problem("a table in braces has to end on the line it begins on") }
  }

  /// The depth so much further in.
  func deeper(_ depth: Int, by levels: Int, at place: Int) throws(TOMLProblem) -> Int {
    guard depth + levels <= Self.deepest else { throw tooDeep(at: place) }
    return depth + levels
  }

  private func tooDeep(at place: Int) -> TOMLProblem {
    problem("tables and lists are nested more than \(Self.deepest) deep", at: place)
  }
}
