import Training

/// Values that are changed in a row, and how they get to disk.
extension LogScreen {
  // Changing

  /// One step of the weight, or of what the exercise measures instead.
  static func step(_ state: inout LogState, _ direction: Int, shared: Shared) -> Update {
    guard let entry = state.focusedEntry, let set = state.focusedSet else { return .none }
    let before = state.drafts[set.id]
    let shown = state.shown(set)
    let change = Steps(entry: entry, set: shown, ghost: ghost(of: set, in: entry, state))
      .change(direction, shared: shared)
    hold(change, of: set, in: entry, &state, shared: shared)
    state.signStep = SignStep(sign: direction < 0 ? "-" : "+", set: set.id, draft: before)
    return .none
  }

  static func stepReps(_ state: inout LogState, _ direction: Int, shared: Shared) -> Update {
    guard let entry = state.focusedEntry, let set = state.focusedSet else { return .none }
    let steps = Steps(
      entry: entry, set: state.shown(set), ghost: ghost(of: set, in: entry, state))
    hold(steps.repsChange(direction), of: set, in: entry, &state, shared: shared)
    return .none
  }

  static func cycleKind(_ state: inout LogState, shared: Shared) -> Update {
    guard let entry = state.focusedEntry, let set = state.focusedSet else { return .none }
    let kinds = SetKind.allCases
    let place = kinds.firstIndex(of: state.shown(set).kind) ?? 0
    var change = SetChange()
    change.kind = kinds[(place + 1) % kinds.count]
    hold(change, of: set, in: entry, &state, shared: shared)
    return .none
  }

  static func toggleUnit(_ state: inout LogState, shared: Shared) -> Update {
    guard let entry = state.focusedEntry, let set = state.focusedSet else { return .none }
    let shown = state.shown(set)
    var change = SetChange()
    change.unit = shown.unit == .kilograms ? .pounds : .kilograms
    // Once the set is changed, a carried-over weight becomes its own.
    if state.carried(set) != nil { change.weight = shown.weight.map { .set($0) } }
    hold(change, of: set, in: entry, &state, shared: shared)
    return .none
  }

  /// Keeps a change of a row; it is sent when the row is left or after a moment of quiet.
  static func hold(
    _ change: SetChange, of set: LoggedSet, in entry: LoggedExercise, _ state: inout LogState,
    shared: Shared
  ) {
    let former = state.drafts[set.id]
    let before = former?.change ?? SetChange()
    state.drafts[set.id] = SetDraft(
      entry: entry.id, change: before.merging(state.inShownUnit(change, of: set)),
      stage: .pending(since: shared.now), wasToBeLogged: former?.wasToBeLogged ?? false)
  }

  // Sending

  /// Sends every change that waits. What equals what is on disk needs no sending.
  static func flush(_ state: inout LogState) -> [Effect] {
    guard let log = state.log else { return [] }
    state.signStep = nil
    var effects: [Effect] = []
    for entry in log.exercises {
      for set in entry.sets {
        guard let draft = state.drafts[set.id], case .pending = draft.stage else { continue }
        if draft.wasToBeLogged, !set.completed {
          state.drafts[set.id]?.stage = .logging
          effects.append(
            .workout(.edit(logId: log.id, .logSet(entry: entry.id, set: set.id, draft.change))))
        } else if draft.change.isHeld(by: set) {
          state.drafts[set.id] = nil
        } else {
          state.drafts[set.id]?.stage = .saving
          effects.append(
            .workout(
              .edit(logId: log.id, .changeSet(entry: entry.id, set: set.id, draft.change))))
        }
      }
    }
    return effects
  }

  /// Sends every change that is not on disk, those that could not be written before with them.
  static func flushAll(_ state: inout LogState, shared: Shared) -> [Effect] {
    for (id, draft) in state.drafts where draft.stage == .failed {
      state.drafts[id]?.stage = .pending(since: shared.now)
    }
    return flush(&state)
  }

  // Logging

  /// Logs the focused set with its changes and moves on; from a logged set without changes it only moves on.
  static func logFocused(_ state: inout LogState, shared: Shared) -> Update {
    guard let set = state.focusedSet, let focus = state.focus, let entry = state.focusedEntry
    else { return .none }
    let shown = state.shown(set)
    let draft = state.drafts[set.id]
    let isChanged = draft.map { !$0.isSent && !$0.change.isHeld(by: set) } ?? false
    if state.isDone(set) && !isChanged { return moveOn(&state, from: focus) }
    if let missing = missing(shown, of: entry) {
      return Update(message: Message(missing, kind: .info))
    }
    return log(&state, focus, [SetChange()])
  }

  /// Sends the set at `place`, and the open ones after it where there are several changes, and moves on.
  ///
  /// Earlier changes in the rows go along, sent already or not: if they were refused, the set must not be logged
  /// with other values than it shows.
  ///
  /// - Parameter line: What was typed, where it says more than one set.
  static func log(
    _ state: inout LogState, _ place: LogPlace, _ changes: [SetChange], line: String? = nil
  ) -> Update {
    guard let log = state.log, let set = place.set,
      let entry = log.exercises.first(where: { $0.id == place.entry }),
      let index = entry.sets.firstIndex(where: { $0.id == set })
    else { return .none }
    let open = entry.sets[(index + 1)...].filter { !state.isDone($0) }
    var whole = changes
    for (number, target) in zip(changes.indices, [entry.sets[index]] + open) {
      let before = state.drafts[target.id]?.change ?? SetChange()
      whole[number] = state.asShown(before.merging(changes[number]), of: target)
      // Correcting a logged set does not start a rest.
      state.drafts[target.id] = SetDraft(
        entry: entry.id, change: whole[number], stage: target.completed ? .saving : .logging)
    }
    state.drafts[set]?.line = line
    let edit: LogEdit =
      whole.count == 1
      ? .logSet(entry: entry.id, set: set, whole[0])
      : .logSets(entry: entry.id, set: set, whole)
    let effects = flush(&state)
    var update = moveOn(&state, from: place)
    update.effects = effects + [.workout(.edit(logId: log.id, edit))]
    return update
  }

  static func moveOn(_ state: inout LogState, from place: LogPlace) -> Update {
    if let next = nextOpen(after: place, in: state) {
      focus(next, &state)
      return Update(effects: flush(&state))
    }
    let isLast = row(of: place, in: state) == state.rows.count - 1
    var update = move(&state, by: 1)
    if isLast, state.log?.isWorkoutFinished == false {
      update.message = Message("Every set is done: f finishes the workout.")
    }
    return update
  }

  /// Takes the tick of a logged set away, or logs an open one without moving on.
  static func toggleDone(_ state: inout LogState) -> Update {
    guard let set = state.focusedSet, let focus = state.focus, let entry = state.focusedEntry
    else { return .none }
    if set.completed { return send(.unlogSet(entry: entry.id, set: set.id), &state) }
    guard !state.isDone(set) else { return .none }
    if let missing = missing(state.shown(set), of: entry) {
      return Update(message: Message(missing, kind: .info))
    }
    let update = log(&state, focus, [SetChange()])
    Self.focus(focus, &state)
    return update
  }

  /// The same set of the last session.
  static func ghost(of set: LoggedSet, in entry: LoggedExercise, _ state: LogState) -> PastSet? {
    guard set.kind != .warmUp, let page = state.page,
      let index = entry.sets.firstIndex(where: { $0.id == set.id })
    else { return nil }
    let sets = page.lastSets(of: entry.id)
    let number = entry.number(ofSet: index)
    return sets.indices.contains(number - 1) ? sets[number - 1] : nil
  }

  /// What a set lacks to be logged, as a sentence; nil where it lacks nothing.
  private static func missing(_ set: LoggedSet, of entry: LoggedExercise) -> String? {
    let metadata = entry.metadata
    let hasWork = set.reps != nil || set.seconds != nil || set.distance != nil
    if metadata.needsWeight, set.weight == nil {
      let example = hasWork ? "100, or 0 for none" : "100x5"
      return "No weight yet: type it, as in \(example)."
    }
    if hasWork { return nil }
    if metadata.measures.contains(.reps) { return "No reps yet: type them, as in x5." }
    return metadata.measures.contains(.seconds)
      ? "No time yet: type it, as in 60s or 1:30." : "No distance yet: type it, as in 5km."
  }
}
