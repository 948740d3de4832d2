/// One `key = value` of a TOML text, and where it stands.
struct TOMLEntry: Equatable {
  /// With the tables it is in: `["kg", "bar"]`.
  let path: [String]
  /// Lines, counted from 1; more than one where a value goes over several.
  let lines: ClosedRange<Int>
  /// Up to and including the equals sign, on the first line.
  let head: String
  /// What stands after the value on its last line: spaces and a comment, or nothing.
  let tail: String
}

/// A table's header and the last line that belongs to it.
struct TOMLSection: Equatable {
  /// Empty for what stands before the first header.
  let path: [String]
  /// 0 for what stands before the first header.
  let header: Int
  var lastLine: Int
}

/// Where the keys of a TOML text are. It knows as much of TOML as that takes, and is asked only
/// about texts that the parser takes: parsing gives lines for syntax errors alone, and writing a
/// parsed table back would lose the athlete's comments.
struct TOMLMap {
  private(set) var entries: [TOMLEntry] = []
  private(set) var sections: [TOMLSection] = [TOMLSection(path: [], header: 0, lastLine: 0)]
  let lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < lines.count {
      index = scan(from: index) + 1
    }
  }

  /// The first line of a key, or of the table of that name; nil if there is neither.
  func line(of path: [String]) -> Int? {
    if let entry = entries.first(where: { $0.path == path }) { return entry.lines.lowerBound }
    if let section = sections.first(where: { $0.path == path && $0.header > 0 }) {
      return section.header
    }
    // A key of a table written as a value stands where the table does.
    return path.count > 1 ? line(of: Array(path.dropLast())) : nil
  }

  /// Takes note of what stands on a line; gives the last line that belongs to it.
  private mutating func scan(from index: Int) -> Int {
    var cursor = TOMLCursor(lines: lines, line: index)
    cursor.skipSpaces()
    guard let first = cursor.character, first != "#" else { return index }
    if first == "[" {
      let path = cursor.header()
      sections.append(TOMLSection(path: path, header: index + 1, lastLine: index + 1))
      return index
    }
    let key = cursor.key()
    guard cursor.character == "=" else { return index }
    cursor.advance()
    let head = cursor.taken
    cursor.skipValue()
    let path = (sections.last?.path ?? []) + key
    entries.append(
      TOMLEntry(
        path: path, lines: (index + 1)...(cursor.line + 1), head: head, tail: cursor.rest))
    sections[sections.count - 1].lastLine = cursor.line + 1
    return cursor.line
  }
}
