import Terminal
import Training

/// The athletes of a file that holds several, to choose one from.
struct AthleteList: Equatable, Sendable {
  var path: String
  var users: [ImportUser]
  var focus = 0

  var focused: ImportUser? { users.indices.contains(focus) ? users[focus] : nil }

  mutating func move(_ rows: Int) {
    focus = ListMove.by(rows).applied(to: focus, count: users.count)
  }

  /// What choosing the focused athlete asks for; nil where there is none.
  var chosen: Effect? { focused.map { .importFile(path: path, user: $0.id) } }

  /// Takes a key while the list lies over a screen. Returns what is asked for, and whether the list stays.
  mutating func press(_ key: Key) -> (effects: [Effect], stays: Bool) {
    switch key {
    case .escape, .character("q"): return ([], false)
    case .enter: return (chosen.map { [$0] } ?? [], false)
    case .down, .character("j"), .control("n"): move(1)
    case .up, .character("k"), .control("p"): move(-1)
    default: break
    }
    return ([], true)
  }

  func draw(in frame: inout Frame, y: Int) {
    frame.put("It holds several athletes. Whose is this log?", x: 3, y: y)
    let top = y + 2
    let room = max(1, frame.height - top)
    let first = ListMove.top(focus, count: users.count, room: room)
    for (row, user) in users.dropFirst(first).prefix(room).enumerated() {
      let workouts = user.workouts == 1 ? "1 workout" : "\(user.workouts) workouts"
      frame.put(user.name, x: 5, y: top + row, maxWidth: max(1, frame.width - 24))
      frame.putRight(workouts, right: frame.width - 2, y: top + row, role: .dim)
      if first + row == focus { frame.focus(row: top + row, x: 3) }
    }
  }
}
