import Terminal
import Training

/// The exercise picker: type to search, Enter takes; what is not found can be made.
struct PickerState: Equatable, Sendable {
  /// How many exercises one search shows.
  static let limit = 50

  enum Step: Equatable, Sendable {
    case searching
    /// Making an exercise of the athlete's own.
    case choosingGroup(name: String)
    case choosingType(name: String, group: MuscleGroup)
  }

  var purpose: PickerPurpose
  var query = LineEditor()
  var choices: [ExerciseChoice] = []
  var hasAnswer = false
  var focus = 0
  var step = Step.searching

  init(purpose: PickerPurpose) { self.purpose = purpose }

  mutating func receive(_ outcome: Outcome) {
    // A late answer to an earlier query is passed over.
    guard case .exercises(let found, let asked) = outcome, asked == query.text else { return }
    choices = found
    hasAnswer = true
    focus = 0
  }

  /// The rows of the list just now.
  var rows: [String] {
    switch step {
    case .searching: choices.map(\.metadata.name)
    case .choosingGroup: MuscleGroup.known.map(\.rawValue)
    case .choosingType: ExerciseType.known.map(\.rawValue)
    }
  }

  enum Press {
    case stay([Effect])
    case close([Effect])
  }

  mutating func press(_ key: Key) -> Press {
    switch key {
    case .escape:
      if step == .searching { return .close([]) }
      step = .searching
      focus = 0
    case .down, .control("n"): focus = min(focus + 1, max(0, rows.count - 1))
    case .up, .control("p"): focus = max(0, focus - 1)
    case .pageDown: focus = min(focus + 10, max(0, rows.count - 1))
    case .pageUp: focus = max(0, focus - 10)
    case .enter: return accept()
    default:
      guard step == .searching, query.handle(key) == .edited else { return .stay([]) }
      hasAnswer = false
      return .stay([.load(.exercises(query: query.text, limit: Self.limit))])
    }
    return .stay([])
  }

  private mutating func accept() -> Press {
    switch step {
    case .searching:
      // What is listed may still be what was found for an earlier query.
      guard hasAnswer else { return .stay([]) }
      if choices.indices.contains(focus) { return .close([taking(choices[focus].exerciseId)]) }
      guard !query.isEmpty, case .add = purpose else { return .stay([]) }
      step = .choosingGroup(name: query.text)
      focus = 0
    case .choosingGroup(let name):
      step = .choosingType(name: name, group: MuscleGroup.known[focus])
      focus = 0
    case .choosingType(let name, let group):
      guard case .add(let logId, let after) = purpose else { return .close([]) }
      return .close([
        .workout(
          .createExercise(
            logId: logId, name: name, group: group, type: ExerciseType.known[focus], after: after))
      ])
    }
    return .stay([])
  }

  private func taking(_ exerciseId: String) -> Effect {
    switch purpose {
    case .add(let logId, let after):
      .workout(.addExercise(logId: logId, exerciseId: exerciseId, after: after))
    case .swap(let logId, let entry):
      .workout(.swapExercise(logId: logId, entry: entry, exerciseId: exerciseId))
    case .map(let format, let name, _):
      .importing(.mapName(format: format, name: name, exerciseId: exerciseId))
    }
  }

  func draw(in frame: inout Frame) {
    frame.put(title, x: 1, y: 0, role: .heading)
    if step == .searching {
      frame.put(query, x: 1 + title.displayWidth + 2, y: 0, width: max(1, frame.width - 24))
    }
    let room = max(1, frame.height - 2)
    let start = max(0, min(focus - room / 2, rows.count - room))
    for (y, row) in rows.enumerated().dropFirst(start).prefix(room) {
      let line = 2 + y - start
      frame.put(y == focus ? frame.glyphs.pointer : " ", x: 1, y: line, role: .accent)
      frame.put(row, x: 3, y: line, maxWidth: max(1, min(38, frame.width - 4)))
      if step == .searching, frame.width > 60 {
        let metadata = choices[y].metadata
        frame.put(
          "\(metadata.primaryMuscleGroup.rawValue) \(frame.glyphs.dot) \(metadata.exerciseType.rawValue)",
          x: 43, y: line, role: .dim)
      }
      if y == focus { frame.select(row: line) }
    }
    if rows.isEmpty, hasAnswer {
      let canMake = if case .add = purpose { !query.isEmpty } else { false }
      frame.put(
        canMake
          ? "No exercise fits. Enter makes “\(query.text)” your own exercise."
          : "No exercise fits.", x: 3, y: 2, role: .dim, maxWidth: frame.width - 4)
    }
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 2 + focus - start) }
  }

  private var title: String {
    switch step {
    case .searching:
      switch purpose {
      case .add: "Add exercise:"
      case .swap: "Swap for:"
      case .map(_, let name, _): "“\(name.prefix(24))” is:"
      }
    case .choosingGroup(let name): "“\(name)” works"
    case .choosingType(let name, _): "“\(name)” is done with"
    }
  }
}
