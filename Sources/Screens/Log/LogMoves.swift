import Terminal
import Training

/// Where the focus goes.
extension LogScreen {
  /// Moves by rows; past the ends it stays at the end.
  static func move(_ state: inout LogState, by rows: Int) -> Update {
    moveTo(&state, row: (row(of: state.focus, in: state) ?? state.focusRow) + rows)
  }

  /// Moves to a row, and sends what was changed in the row that is left.
  @discardableResult
  static func moveTo(_ state: inout LogState, row: Int) -> Update {
    let rows = state.rows
    guard !rows.isEmpty else { return .none }
    let target = max(0, min(row, rows.count - 1))
    focus(rows[target], &state)
    return Update(effects: flush(&state))
  }

  /// A click puts the focus on the set, or on the first open set of the exercise whose line it is.
  static func click(_ state: inout LogState, _ mark: Mark, shared: Shared) -> Update {
    let lines = LogLines(state).lines
    guard state.mode == .rows, let log = state.log, lines.indices.contains(mark.row) else {
      return .none
    }
    let place: LogPlace
    switch lines[mark.row].kind {
    case .blank: return .none
    case .set(let entry, let set), .plates(let entry, let set):
      place = LogPlace(entry: log.exercises[entry].id, set: log.exercises[entry].sets[set].id)
    case .heading(let index), .note(let index), .folded(let index), .noSets(let index):
      let entry = log.exercises[index]
      let set = entry.sets.first { !state.isDone($0) } ?? entry.sets.first
      place = LogPlace(entry: entry.id, set: set?.id)
    }
    return moveTo(&state, row: row(of: place, in: state) ?? state.focusRow)
  }

  /// To the first open set of the next exercise (or the one before), else its first set.
  static func moveToExercise(_ state: inout LogState, _ direction: Int) -> Update {
    guard let log = state.log, let index = state.focusedEntryIndex else { return .none }
    let target = max(0, min(index + direction, log.exercises.count - 1))
    guard target != index else { return Update(effects: flush(&state)) }
    let entry = log.exercises[target]
    let set = entry.sets.first { !state.isDone($0) } ?? entry.sets.first
    focus(LogPlace(entry: entry.id, set: set?.id), &state)
    return Update(effects: flush(&state))
  }

  static func focus(_ place: LogPlace, _ state: inout LogState) {
    state.focus = place
    state.focusRow = row(of: place, in: state) ?? state.focusRow
  }

  static func row(of place: LogPlace?, in state: LogState) -> Int? {
    guard let place else { return nil }
    return state.rows.firstIndex(of: place)
  }

  /// Puts the focus on a row that exists: where it is, else where the edit said, else on the row that took its place.
  static func mendFocus(_ state: inout LogState) {
    let rows = state.rows
    guard !rows.isEmpty else {
      state.focus = nil
      state.focusRow = 0
      return
    }
    if let focus = state.focus, let row = rows.firstIndex(of: focus) {
      state.focusRow = row
    } else if let focus = state.focus,
      let row = rows.firstIndex(where: { $0.entry == focus.entry })
    {
      let last = rows.lastIndex { $0.entry == focus.entry } ?? row
      Self.focus(rows[max(row, min(state.focusRow, last))], &state)
    } else if state.focus != nil {
      Self.focus(rows[min(state.focusRow, rows.count - 1)], &state)
    } else {
      Self.focus(firstOpen(state) ?? rows[0], &state)
    }
  }

  static func firstOpen(_ state: LogState) -> LogPlace? {
    for entry in state.log?.exercises ?? [] {
      if let set = entry.sets.first(where: { !state.isDone($0) }) {
        return LogPlace(entry: entry.id, set: set.id)
      }
    }
    return nil
  }

  /// The set to do after the one at `place`: in a superset the partner's next, else the next of the exercise, else of
  /// the exercises below, else of those above. Nil where all are done.
  static func nextOpen(after place: LogPlace, in state: LogState) -> LogPlace? {
    guard let log = state.log,
      let index = log.exercises.firstIndex(where: { $0.id == place.entry })
    else { return nil }
    let turn = log.superset(at: index) ?? index...index
    let partners = Array((index + 1)..<(turn.upperBound + 1)) + Array(turn.lowerBound..<index)
    let below = Array((turn.upperBound + 1)..<log.exercises.count)
    let order = partners + [index] + below + Array(0..<turn.lowerBound)
    for candidate in order {
      let entry = log.exercises[candidate]
      let start = candidate == index ? place.set : nil
      if let set = firstOpenSet(of: entry, after: start, in: state) {
        return LogPlace(entry: entry.id, set: set.id)
      }
    }
    return nil
  }

  /// The first open set after `start`, else the first of all.
  private static func firstOpenSet(
    of entry: LoggedExercise, after start: String?, in state: LogState
  ) -> LoggedSet? {
    let from = entry.sets.firstIndex { $0.id == start }.map { $0 + 1 } ?? 0
    return entry.sets[from...].first { !state.isDone($0) }
      ?? entry.sets.first { !state.isDone($0) }
  }
}
