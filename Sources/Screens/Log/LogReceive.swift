import Terminal
import Training

/// The outcomes of what *Log* asked for.
extension LogScreen {
  static func receive(_ state: inout LogState, _ outcome: Outcome, shared: Shared) -> Update {
    state.look(at: shared)
    switch outcome {
    case .log(let page):
      return receive(&state, page: page, shared: shared)
    case .started(let page, let message):
      state = LogState(logId: page.log.id, readOnlyReason: shared.readOnlyReason)
      show(page, &state)
      return Update(message: Message(message, kind: .good, undoable: true), navigate: .screen(.log))
    case .edited(let page, let message, let focus):
      return edited(&state, page, message, focus: focus)
    case .finished(let page):
      guard page.log.id == state.log?.id else { return .none }
      state.page?.log = page.log
      state.drafts = [:]
      state.mode = .summary(page)
      mendFocus(&state)
      let words =
        page.log.dayStaysOpen ? "Workout finished, the day stays open." : "Workout finished."
      return Update(message: Message(words, kind: .good, undoable: true))
    case .textEdited(let text, let token):
      return note(text, token, &state)
    case .done(_, let changed):
      guard changed.contains(.workoutLogs) else { return .none }
      state.seeksRestored = true
      return state.isLoaded ? Update(effects: [state.reading]) : .none
    case .failed(let sentence, let effect):
      return failed(&state, sentence, effect)
    default:
      return .none
    }
  }

  private static func receive(_ state: inout LogState, page: LogPage?, shared: Shared) -> Update {
    state.isLoaded = true
    guard let page else {
      let wasAsked = state.logId != nil
      let words = state.unsaved.isEmpty ? nil : state.wordsWhenGone
      state = LogState(isLoaded: true, readOnlyReason: shared.readOnlyReason)
      // What was asked for is gone: another may be open.
      return Update(
        effects: wasAsked ? [.load(.log(id: nil))] : [],
        message: words.map { Message($0, kind: .warning) })
    }
    guard state.logId == nil || state.logId == page.log.id else { return .none }
    if page.log.isWorkoutFinished, !state.isEditing, state.isAtRest { return leave(page, &state) }
    let before = state.page
    show(page, &state)
    settle(&state)
    seekRestored(before, &state)
    return .none
  }

  /// A workout that was finished elsewhere, or again by redo, is not the one under way any more.
  private static func leave(_ page: LogPage, _ state: inout LogState) -> Update {
    let name = page.log.name.isEmpty ? "The workout" : page.log.name
    let isNews = state.page != nil && !state.seeksRestored
    state = LogState(readOnlyReason: state.readOnlyReason)
    return Update(
      effects: [state.reading],
      message: isNews ? Message("\(name) was finished elsewhere: it is in History.") : nil)
  }

  /// Puts the cursor on the first set that undo or redo brought back, or whose tick it changed.
  private static func seekRestored(_ before: LogPage?, _ state: inout LogState) {
    guard state.seeksRestored else { return }
    state.seeksRestored = false
    guard state.mode == .rows, let before, let log = state.log, before.log.id == log.id else {
      return
    }
    let ticks = Dictionary(
      before.log.exercises.flatMap(\.sets).map { ($0.id, $0.completed) }, uniquingKeysWith: { $1 })
    let sets = log.exercises.flatMap { entry in
      entry.sets.map { (place: LogPlace(entry: entry.id, set: $0.id), set: $0) }
    }
    let found =
      sets.first { ticks[$0.set.id] == nil }
      ?? sets.first { ticks[$0.set.id] != $0.set.completed }
    if let found { focus(found.place, &state) }
  }

  private static func show(_ page: LogPage, _ state: inout LogState) {
    if state.log?.id != page.log.id {
      state.drafts = [:]
      state.focus = nil
      state.mode = .rows
    }
    state.isLoaded = true
    state.logId = page.log.id
    state.page = page
    if case .summary = state.mode, !page.log.isWorkoutFinished { state.mode = .rows }
    mendFocus(&state)
  }

  private static func edited(
    _ state: inout LogState, _ page: LogPage, _ message: String, focus: SetFocus?
  ) -> Update {
    guard state.logId == page.log.id else { return .none }
    show(page, &state)
    if let focus {
      Self.focus(LogPlace(entry: focus.entry, set: focus.set), &state)
      mendFocus(&state)
    }
    settle(&state)
    return Update(message: Message(message, kind: .good, undoable: true))
  }

  /// Drops the drafts that are on disk, and those of sets that are gone.
  private static func settle(_ state: inout LogState) {
    let sets = (state.log?.exercises ?? []).flatMap(\.sets)
    let known = Set(sets.map(\.id))
    state.drafts = state.drafts.filter { known.contains($0.key) }
    for set in sets {
      if set.completed { state.drafts[set.id]?.wasToBeLogged = false }
      guard let draft = state.drafts[set.id], draft.isSent, draft.change.isHeld(by: set),
        draft.stage != .logging || set.completed
      else { continue }
      state.drafts[set.id] = nil
    }
  }

  /// Takes `saving…` off and keeps the values; the focus goes back to the set that was not written.
  private static func failed(_ state: inout LogState, _ sentence: String, _ effect: Effect)
    -> Update
  {
    let message = Message(sentence, kind: .error)
    switch effect {
    case .workout(.edit(let id, let edit)):
      guard id == state.log?.id else { return .none }
      fail(edit, &state)
      return Update(message: message)
    case .workout(.setRest(let id, _)):
      guard id == state.log?.id else { return .none }
      state.page?.rest = nil
      return Update(message: message)
    case .load(.log), .load(.workout):
      state.isLoaded = true
      return Update(message: message)
    case .terminal(.editText(let text, let token)):
      guard let log = state.log, token.logId == log.id else { return .none }
      if text != log.note(token) { typeAgain(text, .note(token), &state) }
      return Update(message: message)
    case .workout: return Update(message: message)
    case .load, .program, .athlete, .journal, .importing, .sync, .terminal: return .none
    }
  }

  private static func fail(_ edit: LogEdit, _ state: inout LogState) {
    switch edit {
    case .changeSet(let entry, let set, let change):
      guard let note = change.note, let id = state.log?.id else {
        state.drafts[set]?.fail()
        return
      }
      typeAgain(note, .note(.setNote(logId: id, entry: entry, set: set)), &state)
    case .logSet(let entry, let set, _):
      state.drafts[set]?.fail()
      backTo(LogPlace(entry: entry, set: set), &state)
    case .logSets(let entry, let set, _):
      let place = LogPlace(entry: entry, set: set)
      for (id, draft) in state.drafts where draft.entry == entry { state.drafts[id]?.fail() }
      backTo(place, &state)
      // Its rows have the values; sets that have no row yet are in the line alone.
      guard case .rows = state.mode, let line = state.drafts[set]?.line else { return }
      state.mode = .entry(RowEditor(place: place, line: LineEditor(line)))
    case .noteWorkout(let text):
      guard let id = state.log?.id else { return }
      typeAgain(text, .note(.workoutNote(logId: id)), &state)
    case .noteExercise(let entry, let text):
      guard let id = state.log?.id else { return }
      typeAgain(text, .note(.exerciseNote(logId: id, entry: entry)), &state)
    case .rename(let name): typeAgain(name, .name, &state)
    case .setDate(let date): typeAgain(date.description, .date, &state)
    default:
      break
    }
  }

  /// A text that could not be written stands in its line again.
  private static func typeAgain(
    _ text: String, _ purpose: TextField.Purpose, _ state: inout LogState
  ) {
    guard case .rows = state.mode else { return }
    state.mode = .text(TextField(purpose: purpose, line: LineEditor(text)))
  }

  /// Not while something is being typed elsewhere.
  private static func backTo(_ place: LogPlace, _ state: inout LogState) {
    guard case .rows = state.mode, row(of: place, in: state) != nil else { return }
    focus(place, &state)
  }
}
