import Terminal
import Training

/// Notes, the name and the date.
extension LogScreen {
  static func update(_ state: inout LogState, _ action: TextAction) -> Update {
    switch action {
    case .note(let scope):
      guard let token = token(scope, state) else { return .none }
      let text = state.log?.note(token) ?? ""
      // A line cannot hold several; the editor can.
      if text.contains(where: \.isNewline) { return edit(text, token, &state) }
      return type(.note(token), text, &state)
    case .editNote(let scope):
      guard let token = token(scope, state) else { return .none }
      return edit(state.log?.note(token) ?? "", token, &state)
    case .rename:
      return type(.name, state.log?.name ?? "", &state)
    case .setDate:
      return type(.date, state.log?.date.description ?? "", &state)
    case .openEditor:
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
    Update(effects: flush(&state) + [.terminal(.editText(text, token: token))])
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

  /// Sends a note where it differs from what is there.
  static func note(_ text: String, _ token: TextToken, _ state: inout LogState) -> Update {
    guard let log = state.log, token.logId == log.id, text != log.note(token) else { return .none }
    return send(token.edit(text), &state)
  }
}

extension WorkoutLog {
  /// The note that a token of this workout names; nil where its exercise or set is gone.
  func note(_ token: TextToken) -> String? {
    switch token {
    case .workoutNote: notes
    case .exerciseNote(_, let entry): exercises.first { $0.id == entry }?.notes
    case .setNote(_, let entry, let set):
      exercises.first { $0.id == entry }?.sets.first { $0.id == set }?.note
    }
  }
}
