import Terminal
import Training

/// *Log*: the workout that is being done.
enum LogScreen: ScreenKind {
  static let name = ScreenName.tab("Log", key: "l", word: "log")
  /// It reads the workout under way itself, with whatever is done to it.
  static let shows = Shown.nothing

  /// How long a changed value waits for the next key before it is written, in seconds.
  static let quietTime = 0.7

  /// What entering the screen asks for.
  static func open(_ state: inout LogState, shared: Shared) -> [Effect] {
    state.look(at: shared)
    return [state.reading]
  }

  /// Sends what was typed and not sent: to be asked for before the screen or the program is left.
  static func leave(_ state: inout LogState, shared: Shared) -> [Effect] {
    if case .letter = state.mode { state.mode = .rows }
    if case .entry(let editor) = state.mode { keepIfClear(editor, in: &state, shared: shared) }
    return flush(&state)
  }

  /// Sends all that is not on disk, for the last time: what is being typed, and what could not be written before.
  static func end(_ state: inout LogState, shared: Shared) -> [Effect] {
    var effects = flushAll(&state, shared: shared)
    if case .text(let field) = state.mode, case .note(let token) = field.purpose {
      state.mode = .rows
      effects += note(field.line.text, token, &state).effects
    }
    return effects + leave(&state, shared: shared)
  }

  /// The next moment at which ``tick(_:shared:)`` has something to do; nil where there is none.
  static func nextDeadline(_ state: LogState) -> Instant? {
    state.drafts.values.compactMap { draft in
      guard case .pending(let since) = draft.stage else { return nil }
      return since.advanced(bySeconds: quietTime)
    }.min()
  }

  static func beingTyped(_ state: LogState) -> TypedText? { state.beingTyped }

  /// Writes changed values after a moment of quiet.
  static func tick(_ state: inout LogState, shared: Shared) -> Update {
    guard let deadline = nextDeadline(state), deadline <= shared.now else { return .none }
    return Update(effects: flush(&state))
  }

  /// Takes the keys that are text: digits in the rows, everything in a line being typed.
  static func key(_ state: inout LogState, _ key: Key, shared: Shared) -> Update? {
    state.look(at: shared)
    switch state.mode {
    case .rows:
      return rowKey(&state, key, shared: shared)
    case .entry(var editor):
      guard editor.line.handle(key) != .ignored else { return nil }
      state.mode = .entry(editor)
      return Update.none
    case .text(var field):
      guard field.line.handle(key) != .ignored else { return nil }
      state.mode = .text(field)
      return Update.none
    case .letter(let letter):
      guard state.readOnlyReason == nil, let place = state.focus, place.set != nil,
        let text = letter.followed(by: key)
      else { return nil }
      state.mode = .entry(RowEditor(place: place, line: LineEditor(text)))
      return Update.none
    case .question, .summary:
      return nil
    }
  }

  private static func rowKey(_ state: inout LogState, _ key: Key, shared: Shared) -> Update? {
    let step = state.signStep
    state.signStep = nil
    if case .mouse(let mouse) = key {
      guard mouse.kind != .click else { return nil }
      return move(&state, by: mouse.kind == .wheelUp ? -1 : 1)
    }
    guard state.readOnlyReason == nil, let place = state.focus, let set = place.set else {
      return nil
    }
    switch key {
    case .character(let digit) where isDigit(digit):
      var text = String(digit)
      if let step, step.set == set {
        state.drafts[set] = step.draft
        text = String(step.sign) + text
      }
      state.mode = .entry(RowEditor(place: place, line: LineEditor(text)))
      return Update.none
    case .character(let letter) where SetLetter.free.contains(letter):
      state.mode = .entry(RowEditor(place: place, line: LineEditor(String(letter))))
      return Update.none
    case .paste(let pasted):
      var line = LineEditor()
      guard line.insert(pasted: pasted) else { return nil }
      state.mode = .entry(RowEditor(place: place, line: line))
      return Update.none
    default:
      return nil
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}

extension LineEditor {
  /// Puts pasted text in; whether there was any.
  fileprivate mutating func insert(pasted: String) -> Bool { handle(.paste(pasted)) == .edited }
}
