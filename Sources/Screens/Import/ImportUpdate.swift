import Terminal
import Training

extension ImportScreen {
  static func update(_ state: inout ImportState, _ action: ImportAction, shared: Shared) -> Update {
    switch action {
    case .move(let move): state.focus = move.applied(to: state.focus, count: state.rowCount)
    case .open: return open(&state)
    case .typePath: state.step = .typing(PathLine(state.path))
    case .complete:
      guard case .typing(let line) = state.step else { return .none }
      return Update(effects: line.completion())
    case .names:
      state.step = .names
      state.focus = 0
      return Update(effects: [.load(.importedNames)])
    case .unit(let unit):
      state.choices.unit = unit
      return read(&state)
    case .skipBadRows:
      state.choices.skipsBadRows = true
      return read(&state)
    case .cancel:
      state.progress = "cancelling"
      return Update(effects: [.importing(.cancel)])
    case .go:
      state.step = .working(.writing)
      state.progress = nil
      return Update(effects: [.importing(.run(path: state.path, state.choices))])
    case .choice(let action): return choose(&state, action)
    case .notes: turnToNotes(&state)
    case .takeBack:
      state.step = .files
      state.focus = 0
      return Update(effects: [.importing(.takeBack), .load(.importFiles)])
    case .history: return Update(navigate: .screen(.history))
    case .back: return back(&state)
    }
    return .none
  }

  private static func open(_ state: inout ImportState) -> Update {
    switch state.step {
    case .typing(let line):
      guard !line.text.isEmpty else { return .none }
      state.path = line.text
    case .files:
      guard let files = state.files, files.indices.contains(state.focus) else {
        state.step = .typing(PathLine(state.path))
        return .none
      }
      state.path = files[state.focus].path
    case .question(.user(let users)):
      guard users.indices.contains(state.focus) else { return .none }
      state.choices.user = users[state.focus].id
      return read(&state)
    default: return .none
    }
    state.choices = ImportChoices()
    return read(&state)
  }

  /// Reads the file with what has been decided so far.
  static func read(_ state: inout ImportState) -> Update {
    state.step = .working(.reading)
    state.progress = nil
    return Update(effects: [.importing(.plan(path: state.path, state.choices))])
  }

  private static func choose(_ state: inout ImportState, _ action: ChoiceAction) -> Update {
    switch action {
    case .twins: state.choices.addsTwins.toggle()
    case .changes: state.choices.takesChanges.toggle()
    case .deleted: state.choices.bringsBack.toggle()
    case .own:
      guard let name = state.focusedName else { return .none }
      guard state.step == .plan else {
        return Update(effects: [
          .importing(.mapName(format: name.format, name: name.name, exerciseId: ""))
        ])
      }
      state.choices.names[name.name] = ""
    case .exercise:
      guard let name = state.focusedName else { return .none }
      let isPlanned = state.step == .plan
      return Update(
        navigate: .picker(
          .map(format: name.format, name: name.name, isPlanned: isPlanned)))
    }
    return Update(effects: [.importing(.plan(path: state.path, state.choices))])
  }

  /// The exercise that a name of the plan is to stand for.
  static func decide(_ state: inout ImportState, name: String, exerciseId: String) -> [Effect] {
    state.choices.names[name] = exerciseId
    return [.importing(.plan(path: state.path, state.choices))]
  }

  private static func turnToNotes(_ state: inout ImportState) {
    if state.step == .notes { return leaveNotes(&state) }
    state.namesFocus = state.step == .result ? -1 : state.focus
    state.focus = 0
    state.step = .notes
  }

  private static func leaveNotes(_ state: inout ImportState) {
    state.step = state.namesFocus < 0 ? .result : .plan
    state.focus = max(0, state.namesFocus)
  }

  private static func back(_ state: inout ImportState) -> Update {
    switch state.step {
    case .files, .result: return Update(navigate: .back)
    case .notes: leaveNotes(&state)
    case .typing, .question, .plan, .names, .working:
      if case .typing(let line) = state.step { state.path = line.text }
      state.step = .files
      state.focus = 0
      return Update(effects: state.files == nil ? [.load(.importFiles)] : [])
    }
    return .none
  }

  static func receive(_ state: inout ImportState, _ outcome: Outcome, shared: Shared) -> Update {
    switch outcome {
    case .importFiles(let files): state.files = files
    case .pathCompleted(let completion):
      guard case .typing(var line) = state.step else { return .none }
      line.receive(completion)
      state.step = .typing(line)
    case .importAsks(let question):
      guard state.isWorking else { return .none }
      state.step = .question(question)
      state.focus = 0
    case .importPlan(let page):
      // A plan that is made again keeps the order of its names: the next one is a key away.
      let former = state.step == .plan ? state.page?.names.map(\.name) : nil
      guard state.isWorking || state.step == .plan else { return .none }
      state.page = page
      state.step = .plan
      if let former {
        state.page?.names.keepOrder(former)
      } else {
        state.focus = 0
      }
    case .imported(let page):
      state.page = page
      state.step = .result
    case .importedNames(let names):
      state.names = names
      if state.step == .names { state.focus = max(0, min(state.focus, names.count - 1)) }
    case .progressing(let words, let fraction):
      if state.isWorking { state.progress = "\(words): \(Int(fraction * 100)) %" }
    case .failed(_, .importing(.plan)), .failed(_, .importing(.run)): fail(&state)
    default: break
    }
    return .none
  }

  /// Goes back to where it was started; the message line has the sentence.
  private static func fail(_ state: inout ImportState) {
    switch state.step {
    case .working(.writing): state.step = .plan
    case .working(.reading): state.step = .typing(PathLine(state.path))
    default: break
    }
    state.progress = nil
  }
}

extension [ImportedName] {
  /// Puts the names in the order that they had; new ones follow.
  fileprivate mutating func keepOrder(_ names: [String]) {
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() { places[name] = place }
    self = enumerated().sorted {
      (places[$0.element.name] ?? names.count, $0.offset)
        < (places[$1.element.name] ?? names.count, $1.offset)
    }.map(\.element)
  }
}
