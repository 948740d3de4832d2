import Terminal

/// The help overlay: all keys of the focused screen and of the shell, to scroll and to filter.
struct HelpState: Equatable, Sendable {
  var first = 0
  var filter = LineEditor()
  var isFiltering = false
}

extension HelpState {
  /// Whether the overlay stays open after the key.
  mutating func press(_ key: Key) -> Bool {
    if isFiltering {
      switch key {
      case .enter: isFiltering = false
      case .escape:
        isFiltering = false
        filter = LineEditor()
      default: _ = filter.handle(key)
      }
      first = 0
      return true
    }
    switch key {
    case .escape, .character("q"), .character("?"), .function(1): return false
    case .character("/"): isFiltering = true
    case .down, .character("j"): first += 1
    case .up, .character("k"): first = max(0, first - 1)
    case .pageDown, .control("d"), .character(" "): first += 10
    case .pageUp, .control("u"): first = max(0, first - 10)
    case .home, .character("g"): first = 0
    case .mouse(let mouse): first = max(0, first + (mouse.kind == .wheelUp ? -3 : 3))
    default: break
    }
    return true
  }

  func draw(_ rows: [KeyHelp], in frame: inout Frame) {
    frame.put("Keys", x: 1, y: 0, role: .heading)
    let prompt = isFiltering || !filter.isEmpty
    if prompt {
      frame.put("/", x: 8, y: 0, role: .accent)
      if isFiltering {
        frame.put(filter, x: 9, y: 0, width: max(1, frame.width - 10))
      } else {
        frame.put(filter.text, x: 9, y: 0)
      }
    } else {
      frame.putRight("/ filter   Esc close", right: frame.width - 1, y: 0, role: .dim)
    }
    let lines = lines(rows, width: max(10, frame.width - Self.helpX - 1))
    let room = max(0, frame.height - 2)
    let start = max(0, min(first, lines.count - room))
    for (y, line) in lines.dropFirst(start).prefix(room).enumerated() {
      switch line {
      case .group(let name): frame.put(name, x: 1, y: y + 2, role: .strong)
      case .key(let keys, let help, let isDisabled):
        frame.put(keys, x: 3, y: y + 2, role: .footerKey, maxWidth: Self.helpX - 5)
        frame.put(help, x: Self.helpX, y: y + 2, role: isDisabled ? .dim : .text)
      }
    }
    if rows.isEmpty { frame.put("No key fits.", x: 3, y: 2, role: .dim) }
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
  }

  /// Where the words begin.
  private static let helpX = 25

  private enum Line {
    case group(String)
    /// Keys, and as much of the words as fits on the line; the rest follows without keys.
    case key(String, help: String, isDisabled: Bool)
  }

  private func lines(_ rows: [KeyHelp], width: Int) -> [Line] {
    var lines: [Line] = []
    var group: String?
    for row in rows {
      if row.group != group { lines.append(.group(row.group)) }
      group = row.group
      let help = row.disabledReason.map { "\(row.help) — not now: \($0)" } ?? row.help
      for (index, part) in help.wrapped(to: width).enumerated() {
        let keys = index == 0 ? row.keys : ""
        lines.append(.key(keys, help: part, isDisabled: row.disabledReason != nil))
      }
    }
    return lines
  }
}
