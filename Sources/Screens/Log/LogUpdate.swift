import Terminal
import Training

extension LogScreen {
  /// Does what the athlete asked for.
  static func update(_ state: inout LogState, _ action: LogAction, shared: Shared) -> Update {
    if case .letter = state.mode { state.mode = .rows }
    switch action {
    case .letter(let letter):
      if state.log != nil { state.mode = .letter(letter) }
      return Update.none
    case .log, .toggleDone, .step, .stepReps, .beginEntry, .beginReps, .beginRPE, .cycleKind,
      .toggleUnit:
      return updateSet(&state, action, shared: shared)
    case .addSet, .duplicateSet, .removeSet, .moveSet, .addExercise, .duplicateExercise,
      .removeExercise, .swapExercise, .toggleSuperset, .moveExercise:
      return updateList(&state, action)
    case .togglePlates:
      state.showsPlates.toggle()
      return Update.none
    case .note, .editNote, .rename, .setDate, .openEditor:
      return updateText(&state, action, shared: shared)
    case .toggleRest: return toggleRest(&state, shared: shared)
    case .addRest(let seconds): return addRest(&state, seconds, shared: shared)
    case .startBlank: return Update(effects: [.workout(.startBlank(date: nil))])
    case .finish, .finishKeepingDay, .resume, .discard, .yes, .no, .closeSummary:
      return updateWorkout(&state, action, shared: shared)
    case .move, .moveToExercise, .first, .last: return updateMove(&state, action)
    case .accept, .cancel, .moveOutOfEntry: return updateTyping(&state, action, shared: shared)
    }
  }

  private static func updateSet(_ state: inout LogState, _ action: LogAction, shared: Shared)
    -> Update
  {
    switch action {
    case .log: return logFocused(&state, shared: shared)
    case .toggleDone: return toggleDone(&state)
    case .step(let direction): return step(&state, direction, shared: shared)
    case .stepReps(let direction): return stepReps(&state, direction, shared: shared)
    case .beginReps: return begin(&state, with: "x")
    case .beginRPE: return begin(&state, with: "@")
    case .cycleKind: return cycleKind(&state, shared: shared)
    case .toggleUnit: return toggleUnit(&state, shared: shared)
    default: return begin(&state, with: "")
    }
  }

  private static func updateMove(_ state: inout LogState, _ action: LogAction) -> Update {
    switch action {
    case .move(let rows): move(&state, by: rows)
    case .moveToExercise(let direction): moveToExercise(&state, direction)
    case .first: moveTo(&state, row: 0)
    default: moveTo(&state, row: state.rows.count - 1)
    }
  }

  private static func updateList(_ state: inout LogState, _ action: LogAction) -> Update {
    guard let log = state.log else { return .none }
    switch action {
    case .addExercise:
      let after = state.focus?.entry
      return Update(
        effects: flush(&state), navigate: .picker(.add(logId: log.id, after: after)))
    case .swapExercise:
      guard let focus = state.focus else { return .none }
      return Update(
        effects: flush(&state), navigate: .picker(.swap(logId: log.id, entry: focus.entry)))
    default:
      guard let focus = state.focus, let edit = listEdit(action, focus) else { return .none }
      return send(edit, &state)
    }
  }

  private static func listEdit(_ action: LogAction, _ focus: LogPlace) -> LogEdit? {
    switch action {
    case .addSet: return .addSet(entry: focus.entry, after: focus.set)
    case .duplicateExercise: return .duplicateExercise(entry: focus.entry)
    case .removeExercise: return .removeExercise(entry: focus.entry)
    case .toggleSuperset: return .toggleSuperset(entry: focus.entry)
    case .moveExercise(let places): return .moveExercise(entry: focus.entry, by: places)
    default: break
    }
    guard let set = focus.set else { return nil }
    switch action {
    case .duplicateSet: return .duplicateSet(entry: focus.entry, set: set)
    case .removeSet: return .removeSet(entry: focus.entry, set: set)
    case .moveSet(let places): return .moveSet(entry: focus.entry, set: set, by: places)
    default: return nil
    }
  }

  /// Sends an edit after what waits to be sent.
  static func send(_ edit: LogEdit, _ state: inout LogState) -> Update {
    guard let id = state.log?.id else { return .none }
    return Update(effects: flush(&state) + [.workout(.edit(logId: id, edit))])
  }
}
