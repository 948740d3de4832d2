import Terminal
import Training

/// Typing into a row.
extension LogScreen {
  static func begin(_ state: inout LogState, with text: String) -> Update {
    guard let place = state.focus else { return .none }
    state.mode = .entry(RowEditor(place: place, line: LineEditor(text)))
    return .none
  }

  static func update(_ state: inout LogState, _ action: TypingAction, shared: Shared) -> Update {
    switch (action, state.mode) {
    case (.accept, .entry(let editor)): return accept(editor, &state, shared: shared)
    case (.accept, .text(let field)): return accept(field, &state, shared: shared)
    case (.moveOut(let direction), .entry(let editor)):
      return keep(editor, &state, direction, shared: shared)
    // There is no line any more to accept.
    case (.cancel, _), (.accept, _), (.moveOut, _):
      state.mode = .rows
      return .none
    }
  }

  /// Logs what was typed. What cannot be read is reported, what is odd is asked about; until then the text stays.
  static func accept(
    _ editor: RowEditor, _ state: inout LogState, wasAsked: Bool = false, shared: Shared
  ) -> Update {
    guard let (entry, set) = find(editor, state) else { return retarget(editor, &state) }
    let entries: [SetEntry]
    do {
      entries = try TypedSets.parse(editor.line.text, entry: entry, set: state.shown(set))
    } catch {
      return refuse(editor, &state, error.sentence)
    }
    if !wasAsked, let words = question(entries, entry, set, state: state) {
      return ask(words, .entry(editor, logs: true), &state)
    }
    state.mode = .rows
    focus(editor.place, &state)
    let changes = entries.changes
    if changes.count == 1 {
      hold(changes[0], of: set, in: entry, &state, shared: shared)
      return logFocused(&state, shared: shared)
    }
    return log(&state, editor.place, changes, line: editor.line.text)
  }

  /// Keeps what was typed without logging it, and moves.
  static func keep(
    _ editor: RowEditor, _ state: inout LogState, _ direction: Int, wasAsked: Bool = false,
    shared: Shared
  ) -> Update {
    guard let (entry, set) = find(editor, state) else { return retarget(editor, &state) }
    let entries: [SetEntry]
    do {
      entries = try TypedSets.parse(editor.line.text, entry: entry, set: state.shown(set))
    } catch {
      return refuse(editor, &state, error.sentence)
    }
    guard entries.changes.count == 1 else {
      return refuse(editor, &state, "These are several sets: Enter logs them.")
    }
    if !wasAsked, let words = question(entries, entry, set, state: state) {
      return ask(words, .entry(editor, logs: false), &state)
    }
    state.mode = .rows
    hold(entries.changes[0], of: set, in: entry, &state, shared: shared)
    return move(&state, by: direction)
  }

  /// Keeps what was typed where it reads as one set without doubt; else it stays in the line.
  static func keepIfClear(_ editor: RowEditor, in state: inout LogState, shared: Shared) {
    guard let (entry, set) = find(editor, state) else { return }
    let entries: [SetEntry]
    do {
      entries = try TypedSets.parse(editor.line.text, entry: entry, set: state.shown(set))
    } catch {
      return
    }
    guard entries.changes.count == 1, question(entries, entry, set, state: state) == nil else {
      return
    }
    state.mode = .rows
    hold(entries.changes[0], of: set, in: entry, &state, shared: shared)
  }

  private static func question(
    _ entries: [SetEntry], _ entry: LoggedExercise, _ set: LoggedSet, state: LogState
  ) -> String? {
    TypedSets.question(entries, entry: entry, set: state.shown(set), page: state.page)
  }

  static func ask(_ words: String, _ subject: LogQuestion.Subject, _ state: inout LogState)
    -> Update
  {
    state.mode = .question(LogQuestion(words: words, subject: subject))
    return .none
  }

  private static func refuse(_ editor: RowEditor, _ state: inout LogState, _ sentence: String)
    -> Update
  {
    state.mode = .entry(editor)
    return Update(message: Message(sentence, kind: .error))
  }

  private static func find(_ editor: RowEditor, _ state: LogState) -> (
    entry: LoggedExercise, set: LoggedSet
  )? {
    guard let entry = state.log?.exercises.first(where: { $0.id == editor.place.entry }),
      let set = entry.sets.first(where: { $0.id == editor.place.set })
    else { return nil }
    return (entry, set)
  }

  /// The set was taken out while it was typed into: the text goes to the focused one, after another Enter.
  private static func retarget(_ editor: RowEditor, _ state: inout LogState) -> Update {
    guard let place = state.focus, place.set != nil else {
      state.mode = .rows
      return Update(message: Message("The set is gone.", kind: .warning))
    }
    state.mode = .entry(RowEditor(place: place, line: editor.line))
    return Update(
      message: Message(
        "The set is gone: Enter logs what you typed on the focused one.",
        kind: .warning))
  }
}
