import Terminal

/// A path that is being typed, with what it could be.
struct PathLine: Equatable, Sendable {
  private(set) var line: LineEditor
  /// What the last completion found, until something else is typed.
  private(set) var found: PathCompletion?

  init(_ text: String = "") { line = LineEditor(text) }

  var text: String { line.text }

  /// Does what a key asks for; false where a line has no use for the key.
  mutating func handle(_ key: Key) -> Bool {
    switch line.handle(key) {
    case .ignored: return false
    case .moved: break
    case .edited: found = nil
    }
    return true
  }

  /// Asks how the path before the cursor could go on. A URL is not completed.
  func completion() -> [Effect] {
    line.text.contains("://") ? [] : [.load(.path(line.beforeCursor))]
  }

  /// Fills in what is certain. An answer to an earlier text is ignored: what was typed since stays.
  mutating func receive(_ completion: PathCompletion) {
    guard line.beforeCursor == completion.typed else { return }
    line.replaceBeforeCursor(with: completion.completed)
    found = completion
  }
}

extension PathCompletion {
  /// Rows that a list takes at most where a screen lies behind it.
  static let mostRows = 6

  /// The list in columns as wide as its longest name; what has no room is counted.
  func lines(width: Int, rows: Int) -> [String] {
    if let problem { return problem.wrapped(to: width) }
    guard !names.isEmpty, width > 0, rows > 0 else { return [] }
    let widest = min(width, (names.map(\.displayWidth).max() ?? 0) + Self.gap)
    let columns = max(1, width / max(1, widest))
    let room = columns * rows
    // The last row says how many more there are.
    let shown = names.count <= room ? names : Array(names.prefix(columns * (rows - 1)))
    var lines = stride(from: 0, to: shown.count, by: columns).map { start in
      shown[start..<min(start + columns, shown.count)].map { $0.padded(to: widest) }.joined()
    }
    if shown.count < names.count { lines.append("and \(names.count - shown.count) more") }
    return lines
  }

  private static let gap = 2

  /// Draws the list above a line that is typed at the bottom of a frame.
  func draw(above y: Int, in frame: inout Frame) {
    let lines = lines(width: frame.width - 2, rows: min(Self.mostRows, y - 1))
    for (offset, text) in lines.enumerated() {
      let row = y - lines.count + offset
      frame.fill(Region(x: 0, y: row, width: frame.width, height: 1))
      frame.put(text, x: 1, y: row, role: .dim, maxWidth: frame.width - 2)
    }
  }
}
