import Terminal
import Training

extension LogScreen {
  /// Does what the athlete asked for.
  static func update(_ state: inout LogState, _ action: LogAction, shared: Shared) -> Update {
    if case .letter = state.mode { state.mode = .rows }
    switch action {
    case .set(let action): return update(&state, action, shared: shared)
    case .list(let action): return update(&state, action)
    case .text(let action): return update(&state, action)
    case .rest(let action): return update(&state, action, shared: shared)
    case .workout(let action): return update(&state, action, shared: shared)
    case .move(let action): return update(&state, action)
    case .typing(let action): return update(&state, action, shared: shared)
    case .letter(let letter):
      if state.log != nil { state.mode = .letter(letter) }
      return .none
    case .answer(let isYes): return answer(&state, isYes, shared: shared)
    case .togglePlates:
      state.showsPlates.toggle()
      return .none
    case .closeSummary: return closeSummary(&state)
    }
  }

  private static func update(_ state: inout LogState, _ action: SetAction, shared: Shared)
    -> Update
  {
    switch action {
    case .log: logFocused(&state, shared: shared)
    case .toggleDone: toggleDone(&state)
    case .step(let direction): step(&state, direction, shared: shared)
    case .stepReps(let direction): stepReps(&state, direction, shared: shared)
    case .type: begin(&state, with: "")
    case .typeReps: begin(&state, with: "x")
    case .typeRPE: begin(&state, with: "@")
    case .cycleKind: cycleKind(&state, shared: shared)
    case .toggleUnit: toggleUnit(&state, shared: shared)
    }
  }

  private static func update(_ state: inout LogState, _ action: MoveAction) -> Update {
    switch action {
    case .rows(let rows): move(&state, by: rows)
    case .exercises(let direction): moveToExercise(&state, direction)
    case .first: moveTo(&state, row: 0)
    case .last: moveTo(&state, row: state.rows.count - 1)
    }
  }

  private static func update(_ state: inout LogState, _ action: ListAction) -> Update {
    guard let log = state.log else { return .none }
    if action == .addExercise {
      return pick(.add(logId: log.id, after: state.focus?.entry), &state)
    }
    guard let focus = state.focus else { return .none }
    if let set = focus.set, let edit = edit(set, of: focus.entry, action) {
      return send(edit, &state)
    }
    switch action {
    case .swapExercise: return pick(.swap(logId: log.id, entry: focus.entry), &state)
    case .addSet: return send(.addSet(entry: focus.entry, after: focus.set), &state)
    case .duplicateExercise: return send(.duplicateExercise(entry: focus.entry), &state)
    case .removeExercise: return send(.removeExercise(entry: focus.entry), &state)
    case .toggleSuperset: return send(.toggleSuperset(entry: focus.entry), &state)
    case .moveExercise(let places):
      return send(.moveExercise(entry: focus.entry, by: places), &state)
    // Done above, where there is a set.
    case .addExercise, .duplicateSet, .removeSet, .moveSet: return .none
    }
  }

  /// What is done to the focused set; nil where the action is not about it.
  private static func edit(_ set: String, of entry: String, _ action: ListAction) -> LogEdit? {
    switch action {
    case .duplicateSet: .duplicateSet(entry: entry, set: set)
    case .removeSet: .removeSet(entry: entry, set: set)
    case .moveSet(let places): .moveSet(entry: entry, set: set, by: places)
    case .addSet, .addExercise, .duplicateExercise, .removeExercise, .swapExercise,
      .toggleSuperset, .moveExercise:
      nil
    }
  }

  private static func pick(_ purpose: PickerPurpose, _ state: inout LogState) -> Update {
    Update(effects: flush(&state), navigate: .picker(purpose))
  }

  /// Sends an edit after what waits to be sent.
  static func send(_ edit: LogEdit, _ state: inout LogState) -> Update {
    guard let id = state.log?.id else { return .none }
    return Update(effects: flush(&state) + [.workout(.edit(logId: id, edit))])
  }
}
