import Terminal
import Training

/// The conflicts: a line each, the focused one with both sides field by field beside what they came from.
struct ConflictDrawing {
  let state: SyncState
  let page: SyncPage
  let shared: Shared

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  func draw(in frame: inout Frame) {
    guard !page.conflicts.isEmpty else { return }
    let detail = state.focused.map { $0.fields.count + 3 } ?? 0
    let room = max(1, frame.height - detail)
    let top = ListMove.top(state.focus, count: page.conflicts.count, room: room)
    var y = 0
    for (offset, conflict) in page.conflicts.dropFirst(top).prefix(room).enumerated() {
      frame.put(
        title(conflict), x: 3, y: y, role: conflict.isWaiting ? .conflict : .text,
        maxWidth: frame.width - 4)
      frame.mark(row: y, Mark(row: top + offset))
      let isFocused = top + offset == state.focus
      if isFocused { frame.focus(row: y) }
      y += 1
      if isFocused { y += drawSides(conflict, y: y, in: &frame) }
    }
  }

  /// `Push A, Thu 19 Nov · Bench Press · set 3`.
  private func title(_ conflict: SyncConflict) -> String {
    let place = conflict.place
    var words = [place.title + (place.date.map { ", " + values.fullDay($0) } ?? "")]
    if let exercise = place.exercise { words.append(exercise) }
    if let set = place.set { words.append(set.lowercased()) }
    return words.joined(separator: " \(shared.glyphs.dot) ")
  }

  /// Columns of names and values; the values share what is left.
  private static let nameX = 3
  private static let valueX = 15

  private func drawSides(_ conflict: SyncConflict, y: Int, in frame: inout Frame) -> Int {
    let width = max(8, (frame.width - Self.valueX - 1) / 3)
    let columns = (0..<3).map { Self.valueX + $0 * width }
    let room = width - 2
    for (x, words) in zip(columns, ["this machine", conflict.other, "before"]) {
      frame.put(words, x: x, y: y, role: .dim, maxWidth: room)
    }
    for (offset, field) in conflict.fields.enumerated() {
      let row = y + 1 + offset
      frame.put(field.name, x: Self.nameX, y: row, maxWidth: Self.valueX - Self.nameX - 1)
      // What was kept is strong, what lost is dim: the two differ without colours too.
      frame.put(
        field.mine.onOneLine, x: columns[0], y: row, role: field.mineStands ? .strong : .dim,
        maxWidth: room)
      frame.put(
        field.theirs.onOneLine, x: columns[1], y: row, role: field.mineStands ? .dim : .strong,
        maxWidth: room)
      let before = field.before.isEmpty ? shared.glyphs.dash : field.before.onOneLine
      frame.put(before, x: columns[2], y: row, role: .dim, maxWidth: room)
      let stands = field.mineStands ? columns[0] : columns[1]
      frame.put(shared.glyphs.check, x: stands - 2, y: row, role: .good)
    }
    let last = y + 1 + conflict.fields.count
    frame.put("changed", x: Self.nameX, y: last, role: .dim)
    for (x, at) in zip(columns, [conflict.mineAt, conflict.theirsAt]) {
      if let at { frame.put(values.moment(at, shared), x: x, y: last, role: .dim, maxWidth: room) }
    }
    return conflict.fields.count + 3
  }
}
