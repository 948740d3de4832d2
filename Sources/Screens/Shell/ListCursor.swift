import Terminal

/// A cursor in a list: moves, stays inside, and keeps its row in view.
enum ListMove: Hashable, Sendable {
  case by(Int)
  case first, last

  func applied(to index: Int, count: Int) -> Int {
    guard count > 0 else { return 0 }
    return switch self {
    case .by(let rows): max(0, min(count - 1, index + rows))
    case .first: 0
    case .last: count - 1
    }
  }

  /// The first row to draw so that the cursor stands in view.
  static func top(_ index: Int, count: Int, room: Int) -> Int {
    max(0, min(index - room / 2, count - room))
  }

  /// The usual keys of a list, for a table of bindings.
  static func bindings<State, Action>(
    _ wrap: (ListMove) -> Action,
    when isPresent: @escaping @Sendable (State) -> Bool = { _ in true }
  ) -> [Binding<State, Action>] {
    let moves: [(ListMove, [KeySequence], String)] = [
      (.by(1), ["j", "Down"], "Down"), (.by(-1), ["k", "Up"], "Up"),
      (.by(10), ["C-d", "PgDn"], "Down ten"), (.by(-10), ["C-u", "PgUp"], "Up ten"),
      (.first, ["gg", "Home"], "To the first"), (.last, ["G", "End"], "To the last"),
    ]
    return moves.map { move, keys, help in
      Binding(
        wrap(move), keys: keys, words: "move", help: help, group: "Moving", when: isPresent)
    }
  }
}

extension Frame {
  /// Marks a row of a list as the focused one.
  mutating func focus(row y: Int, x: Int = 1) {
    put(glyphs.pointer, x: x, y: y, role: .accent)
    select(row: y)
    cursor = Point(x: x, y: y)
  }
}
