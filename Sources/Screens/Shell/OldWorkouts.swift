import Terminal
import Training

/// Which screen a workout belongs to: the one under way to *Log*, any other to the editor of *History*.
extension App {
  /// Opens the editor of *History*.
  mutating func edit(_ id: String, _ page: LogPage?) -> [Effect] {
    let effects = leave() + putAwayEditing(unlessOf: id)
    HistoryScreen.edit(&state.screens.history, id, page, shared: state.shared)
    return effects + go(to: .history)
  }

  /// Puts away the workout that *History* edits, unless it is this one: what is not on disk is sent for the last time,
  /// and what cannot be sent is told.
  mutating func putAwayEditing(unlessOf id: String? = nil) -> [Effect] {
    guard let editing = state.screens.history.editing, editing.logId != id else { return [] }
    let effects = HistoryScreen.end(&state.screens.history, shared: state.shared)
    tellOfLost(state.screens.history.editing)
    state.screens.history.editing = nil
    return effects
  }

  /// The same for the workout in *Log*, which makes room for another one.
  mutating func putAwayLog() -> [Effect] {
    let effects = LogScreen.end(&state.screens.log, shared: state.shared)
    tellOfLost(state.screens.log)
    return effects
  }

  /// Says that what was typed into a workout that makes room for another one is not kept.
  mutating func tellOfLost(_ log: LogState?) {
    guard let typed = log?.typed, !typed.isEmpty else { return }
    let before = state.message.map { $0.text + " " } ?? ""
    state.message = Message(
      "\(before)Not kept: “\(typed)”, typed before.", kind: .warning,
      undoable: state.message?.undoable ?? false)
  }

  /// A workout of the past that is begun while another is under way is written down in *History*; what is under way
  /// stays in *Log*.
  mutating func start(_ page: LogPage, _ message: String) -> [Effect]? {
    guard let underWay = state.underWay, underWay.id != page.log.id,
      page.log.date < underWay.date
    else { return nil }
    let name = underWay.name.isEmpty ? "The other workout" : underWay.name
    state.message = Message("\(message) \(name) goes on in Log.", kind: .good, undoable: true)
    return edit(page.log.id, page) + count()
  }

  /// A workout that is edited in *History* and goes on is the one under way: it belongs to *Log*.
  mutating func handOver() -> [Effect] {
    guard state.screen == .history, let log = state.screens.history.editing?.log,
      !log.isWorkoutFinished,
      state.underWay == nil || state.underWay?.id == log.id
    else { return [] }
    var effects = leave()
    if var editing = state.screens.history.editing, state.underWay == nil {
      editing.isEditing = false
      state.screens.log = editing
      state.screens.history.editing = nil
    }
    effects += putAwayEditing()
    return effects + go(to: .log)
  }

  /// Saves a note that comes back from the editor for a workout that is shown nowhere any more.
  mutating func keep(_ text: String, _ token: TextToken) -> [Effect]? {
    let shown = [state.screens.log.log?.id, state.screens.history.editing?.log?.id]
    guard !shown.contains(token.logId) else { return nil }
    return [.workout(.edit(logId: token.logId, token.edit(text)))]
  }
}
