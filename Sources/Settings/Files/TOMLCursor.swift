/// A place in a TOML text that moves on over keys and values.
struct TOMLCursor {
  let lines: [String]
  private(set) var line: Int
  private var characters: [Character]
  private var column = 0

  init(lines: [String], line: Int) {
    self.lines = lines
    self.line = line
    characters = Array(lines[line])
  }

  /// The character here; nil at the end of the line.
  var character: Character? { column < characters.count ? characters[column] : nil }

  /// The line up to here.
  var taken: String { String(characters[..<column]) }

  /// The line from here, without a carriage return.
  var rest: String { String(characters[column...].filter { $0 != "\r" }) }

  mutating func advance() { column += 1 }

  mutating func skipSpaces() {
    while character == " " || character == "\t" { advance() }
  }

  /// The name in a table's header.
  mutating func header() -> [String] {
    while character == "[" { advance() }
    return key()
  }

  /// A key with its dots; stops at what is no part of one.
  mutating func key() -> [String] {
    var path: [String] = []
    while let first = character {
      if first == " " || first == "\t" || first == "." {
        advance()
      } else if first == "\"" || first == "'" {
        advance()
        path.append(quoted(until: first))
      } else if first.isLetter || first.isNumber || first == "_" || first == "-" {
        path.append(bare())
      } else {
        break
      }
    }
    return path
  }

  private mutating func bare() -> String {
    var word = ""
    while let next = character, next.isLetter || next.isNumber || next == "_" || next == "-" {
      word.append(next)
      advance()
    }
    return word
  }

  /// The inside of a string of one line, escapes as they are written.
  private mutating func quoted(until quote: Character) -> String {
    var word = ""
    while let next = character {
      advance()
      if next == quote { break }
      word.append(next)
      if next == "\\", quote == "\"", let escaped = character {
        word.append(escaped)
        advance()
      }
    }
    return word
  }

  /// Moves over a value, and with it over the lines that a long string or an array takes; stops
  /// before the spaces and the comment after it.
  mutating func skipValue() {
    skipSpaces()
    var depth = 0
    var end = column
    while true {
      guard let next = character else {
        guard depth > 0, nextLine() else { break }
        continue
      }
      if next == "#" || next == "\r" {
        if depth == 0 { break }
        column = characters.count
        continue
      }
      if next == "\"" || next == "'" {
        skipString(next)
      } else {
        if next == "[" || next == "{" { depth += 1 }
        if next == "]" || next == "}" { depth -= 1 }
        advance()
      }
      if next != " ", next != "\t" { end = column }
    }
    column = end
  }

  private mutating func skipString(_ quote: Character) {
    if isLong(quote) {
      for _ in 0..<3 { advance() }
      while !isLong(quote) {
        if quote == "\"", character == "\\" { advance() }
        if column < characters.count {
          advance()
        } else if !nextLine() {
          return
        }
      }
      while character == quote { advance() }
    } else {
      advance()
      _ = quoted(until: quote)
    }
  }

  private func isLong(_ quote: Character) -> Bool {
    column + 2 < characters.count && characters[column] == quote
      && characters[column + 1] == quote && characters[column + 2] == quote
  }

  private mutating func nextLine() -> Bool {
    guard line + 1 < lines.count else { return false }
    line += 1
    characters = Array(lines[line])
    column = 0
    return true
  }
}
