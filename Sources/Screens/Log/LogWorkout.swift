import Terminal
import Training

/// Rest, finishing, and what is asked before it is done.
extension LogScreen {
  // Rest

  static func update(_ state: inout LogState, _ action: RestAction, shared: Shared) -> Update {
    switch action {
    case .toggle: toggleRest(&state, shared: shared)
    case .add(let seconds): addRest(&state, seconds, shared: shared)
    }
  }

  private static func toggleRest(_ state: inout LogState, shared: Shared) -> Update {
    let isRunning = state.page?.rest.map { $0.remaining(at: shared.now) > 0 } ?? false
    return setRest(isRunning ? nil : usualRest(state, shared: shared), &state, shared: shared)
  }

  private static func addRest(_ state: inout LogState, _ seconds: Int, shared: Shared) -> Update {
    guard let rest = state.page?.rest else { return .none }
    let left = max(0, rest.remaining(at: shared.now)) + Double(seconds)
    return setRest(left > 0 ? left : nil, &state, shared: shared)
  }

  static func usualRest(_ state: LogState, shared: Shared) -> Double {
    state.focusedEntry?.restSeconds ?? shared.restSeconds
  }

  /// The timer shows at once; the effect makes it survive a restart.
  private static func setRest(_ seconds: Double?, _ state: inout LogState, shared: Shared)
    -> Update
  {
    guard let id = state.log?.id else { return .none }
    state.page?.rest = seconds.map {
      RestTimer(logId: id, startedAt: shared.now, duration: $0)
    }
    return Update(effects: [.workout(.setRest(logId: id, seconds: seconds))])
  }

  // The workout

  static func update(_ state: inout LogState, _ action: WorkoutAction, shared: Shared) -> Update {
    if action == .startBlank { return Update(effects: [.workout(.startBlank(date: nil))]) }
    guard let log = state.log else { return .none }
    switch action {
    // Done above: it needs no workout.
    case .startBlank: return .none
    case .finish(let keepsDayOpen):
      return Update(
        effects: flushAll(&state, shared: shared) + [
          .workout(.finish(logId: log.id, keepsDayOpen: keepsDayOpen))
        ])
    case .resume: return send(.resume, &state)
    case .discard:
      let sets = state.shownLog?.doneSetCount ?? 0
      let what = sets == 0 ? "" : " with its " + NumberText.counted(sets, "logged set")
      return ask("Discard this workout\(what)?", .discard, &state)
    }
  }

  static func closeSummary(_ state: inout LogState) -> Update {
    guard state.log != nil else { return .none }
    state = LogState(readOnlyReason: state.readOnlyReason)
    return Update(effects: [state.reading], navigate: .screen(.today))
  }

  static func answer(_ state: inout LogState, _ isYes: Bool, shared: Shared) -> Update {
    guard case .question(let question) = state.mode, let log = state.log else { return .none }
    state.mode = .rows
    switch question.subject {
    case .entry(let editor, let logs):
      guard isYes else {
        state.mode = .entry(editor)
        return .none
      }
      return logs
        ? accept(editor, &state, wasAsked: true, shared: shared)
        : keep(editor, &state, 1, wasAsked: true, shared: shared)
    case .discard:
      guard isYes else { return .none }
      // With it, so that undo brings back all that was changed.
      return Update(effects: flushAll(&state, shared: shared) + [.workout(.discard(logId: log.id))])
    case .oddDate(let date, let field):
      guard isYes else {
        state.mode = .text(field)
        return .none
      }
      return send(.setDate(date), &state)
    }
  }
}
