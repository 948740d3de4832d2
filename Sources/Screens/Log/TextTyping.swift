import Terminal
import Training

/// Notes, the name and the date.
extension LogScreen {
  static func updateText(_ state: inout LogState, _ action: LogAction, shared: Shared) -> Update {
    switch action {
    case .note(let scope):
      guard let token = token(scope, state) else { return .none }
      let text = text(of: token, in: state)
      // A line cannot hold several; the editor can.
      if text.contains(where: \.isNewline) { return edit(text, token, &state) }
      return type(.note(token), text, &state)
    case .editNote(let scope):
      guard let token = token(scope, state) else { return .none }
      return edit(text(of: token, in: state), token, &state)
    case .rename:
      return type(.name, state.log?.name ?? "", &state)
    case .setDate:
      return type(.date, state.log?.date.description ?? "", &state)
    default:
      guard case .text(let field) = state.mode, case .note(let token) = field.purpose else {
        return .none
      }
      state.mode = .rows
      return edit(field.line.text, token, &state)
    }
  }

  private static func type(
    _ purpose: TextField.Purpose, _ text: String, _ state: inout LogState
  ) -> Update {
    let effects = flush(&state)
    state.mode = .text(TextField(purpose: purpose, line: LineEditor(text)))
    return Update(effects: effects)
  }

  private static func edit(_ text: String, _ token: TextToken, _ state: inout LogState) -> Update {
    Update(effects: flush(&state) + [.editText(text, token: token)])
  }

  static func accept(_ field: TextField, _ state: inout LogState, shared: Shared) -> Update {
    let text = field.line.text
    switch field.purpose {
    case .note(let token):
      state.mode = .rows
      return note(text, token, &state)
    case .name:
      state.mode = .rows
      return text == state.log?.name ? .none : send(.rename(text), &state)
    case .date:
      return acceptDate(field, &state, shared: shared)
    }
  }

  private static func acceptDate(_ field: TextField, _ state: inout LogState, shared: Shared)
    -> Update
  {
    let date: LocalDate
    do {
      date = try LocalDate.typed(field.line.text, today: shared.today)
    } catch {
      return Update(message: Message(error.sentence, kind: .error))
    }
    if let words = Bounds.date(date, today: shared.today) {
      return ask(words, .oddDate(date, field), &state)
    }
    state.mode = .rows
    return send(.setDate(date), &state)
  }

  // Notes

  private static func token(_ scope: NoteScope, _ state: LogState) -> TextToken? {
    guard let log = state.log else { return nil }
    switch scope {
    case .workout:
      return .workoutNote(logId: log.id)
    case .exercise:
      return state.focus.map { .exerciseNote(logId: log.id, entry: $0.entry) }
    case .set:
      guard let focus = state.focus, let set = focus.set else { return nil }
      return .setNote(logId: log.id, entry: focus.entry, set: set)
    }
  }

  private static func text(of token: TextToken, in state: LogState) -> String {
    switch token {
    case .workoutNote: state.log?.notes ?? ""
    case .exerciseNote: state.focusedEntry?.notes ?? ""
    case .setNote: state.focusedSet.map { state.shown($0).note } ?? ""
    }
  }

  /// Sends a note where it differs from what is there.
  static func note(_ text: String, _ token: TextToken, _ state: inout LogState) -> Update {
    guard let log = state.log else { return .none }
    switch token {
    case .workoutNote(let id):
      guard id == log.id, text != log.notes else { return .none }
      return send(.noteWorkout(text), &state)
    case .exerciseNote(let id, let entry):
      let before = log.exercises.first { $0.id == entry }?.notes
      guard id == log.id, text != before else { return .none }
      return send(.noteExercise(entry: entry, text), &state)
    case .setNote(let id, let entry, let set):
      let before = log.exercises.first { $0.id == entry }?.sets.first { $0.id == set }?.note
      guard id == log.id, text != before else { return .none }
      var change = SetChange()
      change.note = text
      return send(.changeSet(entry: entry, set: set, change), &state)
    }
  }
}
