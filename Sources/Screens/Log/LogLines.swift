import Training

/// The list of *Log* as lines, before any text is made: only those that are seen become text.
struct LogLine: Hashable {
  enum Kind: Hashable {
    case blank
    case heading(Int)
    case note(Int)
    case folded(Int)
    case set(Int, Int)
    case noSets(Int)
    case plates(Int, Int)
  }

  /// The bracket beside a superset.
  enum Bracket: Hashable {
    case top, middle, bottom
  }

  var kind: Kind
  var bracket: Bracket?

  /// The heading that stands over this line: what the top of a scrolled list shows in its place.
  var underItsHeading: LogLine {
    switch kind {
    case .set(let entry, _), .plates(let entry, _), .note(let entry), .noSets(let entry):
      LogLine(kind: .heading(entry), bracket: bracket)
    case .blank, .heading, .folded: self
    }
  }
}

/// The lines of a workout, and which of them the focus is on.
struct LogLines {
  private(set) var lines: [LogLine] = []
  private(set) var focused = 0

  init(_ state: LogState) {
    guard let log = state.log else { return }
    var index = 0
    while index < log.exercises.count {
      let turn = log.superset(at: index) ?? index...index
      if index > 0, !(isFolded(turn, state, log) && endsFolded) {
        lines.append(LogLine(kind: .blank))
      }
      add(turn, state, log)
      index = turn.upperBound + 1
    }
  }

  private var endsFolded: Bool {
    if case .folded = lines.last?.kind { true } else { false }
  }

  /// Everything of it is logged and on disk, and the focus is elsewhere.
  private func isFolded(_ turn: ClosedRange<Int>, _ state: LogState, _ log: WorkoutLog) -> Bool {
    turn.allSatisfy { index in
      let entry = log.exercises[index]
      return entry.id != state.focus?.entry && !entry.sets.isEmpty
        && entry.sets.allSatisfy { $0.completed && state.drafts[$0.id] == nil }
    }
  }

  private mutating func add(_ turn: ClosedRange<Int>, _ state: LogState, _ log: WorkoutLog) {
    let start = lines.count
    let isFolded = isFolded(turn, state, log)
    for index in turn {
      if isFolded {
        lines.append(LogLine(kind: .folded(index)))
      } else {
        add(entry: index, state, log)
      }
    }
    guard turn.count > 1 else { return }
    for line in start..<lines.count { lines[line].bracket = .middle }
    lines[start].bracket = .top
    lines[lines.count - 1].bracket = .bottom
  }

  private mutating func add(entry index: Int, _ state: LogState, _ log: WorkoutLog) {
    let entry = log.exercises[index]
    lines.append(LogLine(kind: .heading(index)))
    if !entry.notes.isEmpty { lines.append(LogLine(kind: .note(index))) }
    if entry.sets.isEmpty {
      if state.focus?.entry == entry.id { focused = lines.count }
      lines.append(LogLine(kind: .noSets(index)))
    }
    for set in entry.sets.indices {
      let isFocused = state.focus == LogPlace(entry: entry.id, set: entry.sets[set].id)
      if isFocused { focused = lines.count }
      lines.append(LogLine(kind: .set(index, set)))
      if isFocused, state.showsPlates, entry.metadata.exerciseType.takesPlates {
        lines.append(LogLine(kind: .plates(index, set)))
      }
    }
  }

  /// The first of `height` lines to show, so that the focus is among them with some of what surrounds it, and never
  /// the first of them, where the heading stands.
  func top(height: Int) -> Int {
    max(0, min(lines.count - height, focused - max(1, height / 2)))
  }
}
