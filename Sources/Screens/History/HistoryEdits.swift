import Terminal
import Training

/// An old workout edited in place, with *Log*'s keys; *Log* itself always has the workout under way.
extension HistoryScreen {
  /// Opens a workout to be edited.
  ///
  /// - Parameter page: The workout, where it is known already.
  static func edit(
    _ state: inout HistoryState, _ id: String, _ page: LogPage?, shared: Shared
  ) {
    if state.editing?.logId == id { return }
    let known = page ?? state.workout.flatMap { $0.log.id == id ? $0 : nil }
    state.opened = id
    state.scroll = 0
    if let page {
      state.workout = page
      state.day = page.log.date
      state.year = page.log.date.components.year
    }
    state.editing = LogState(logId: id, isEditing: true)
    if let known { _ = receiveEdited(&state, .log(known), shared: shared) }
  }

  /// Lets the editor do something, and keeps the result.
  private static func withEditor<Result>(
    _ state: inout HistoryState, _ body: (inout LogState) -> Result
  ) -> Result? {
    guard var editing = state.editing else { return nil }
    let result = body(&editing)
    state.editing = editing
    return result
  }

  /// Sends what was typed and not sent.
  static func leave(_ state: inout HistoryState, shared: Shared) -> [Effect] {
    withEditor(&state) { LogScreen.leave(&$0, shared: shared) } ?? []
  }

  /// Sends all that is not on disk, for the last time.
  static func end(_ state: inout HistoryState, shared: Shared) -> [Effect] {
    withEditor(&state) { LogScreen.end(&$0, shared: shared) } ?? []
  }

  /// Sends every change that waits, and leaves what is being typed where it is.
  static func flush(_ state: inout HistoryState) -> [Effect] {
    withEditor(&state) { LogScreen.flush(&$0) } ?? []
  }

  static func tick(_ state: inout HistoryState, shared: Shared) -> Update {
    withEditor(&state) { LogScreen.tick(&$0, shared: shared) } ?? .none
  }

  static func nextDeadline(_ state: HistoryState) -> Instant? {
    state.editing.flatMap(LogScreen.nextDeadline)
  }

  static func beingTyped(_ state: HistoryState) -> TypedText? { state.editing?.beingTyped }

  static func editKey(_ state: inout HistoryState, _ key: Key, shared: Shared) -> Update? {
    withEditor(&state) { LogScreen.key(&$0, key, shared: shared) } ?? nil
  }

  static func editClick(_ state: inout HistoryState, _ mark: Mark, shared: Shared) -> Update {
    withEditor(&state) { LogScreen.click(&$0, mark, shared: shared) } ?? .none
  }

  static func receiveEdited(
    _ state: inout HistoryState, _ outcome: Outcome, shared: Shared
  ) -> Update {
    withEditor(&state) { LogScreen.receive(&$0, outcome, shared: shared) } ?? .none
  }

  static func edit(_ state: inout HistoryState, _ action: LogAction, shared: Shared) -> Update {
    if action == .closeSummary { return closeEditing(&state, shared: shared) }
    return withEditor(&state) { LogScreen.update(&$0, action, shared: shared) } ?? .none
  }

  /// Back to looking at the workout, as it is now. What could not be written before is sent once more.
  static func closeEditing(_ state: inout HistoryState, shared: Shared) -> Update {
    let effects = end(&state, shared: shared)
    state.editing = nil
    return Update(
      effects: effects + load(state) + (state.opened.map { [.load(.workout(id: $0))] } ?? []))
  }

  /// The workout that is shown or edited was deleted; says what was typed into it.
  static func close(gone state: inout HistoryState) -> Update {
    let editing = state.editing
    state.opened = nil
    state.previewed = nil
    state.editing = nil
    guard let editing, let words = editing.wordsWhenGone else { return .none }
    return Update(message: Message(words, kind: .warning))
  }
}
