import Training

/// The workout as the screen shows it: what is counted and summed is what the rows say.
extension LogState {
  /// The workout with the changes and the ticks that are not on disk yet, but without carried-over weights.
  var shownLog: WorkoutLog? {
    guard var shown = log, !drafts.isEmpty else { return log }
    for entry in shown.exercises.indices {
      for set in shown.exercises[entry].sets.indices {
        let stored = shown.exercises[entry].sets[set]
        shown.exercises[entry].sets[set] = changed(stored)
        shown.exercises[entry].sets[set].completed = isDone(stored)
      }
    }
    return shown
  }

  /// Whether the set is logged, or about to be.
  func isDone(_ set: LoggedSet) -> Bool { set.completed || drafts[set.id]?.stage == .logging }

  /// A set with the changes that are not on disk yet.
  func changed(_ set: LoggedSet) -> LoggedSet {
    guard let draft = drafts[set.id] else { return set }
    var copy = set
    copy.apply(draft.change)
    return copy
  }

  /// A set as its row shows it: with the changes that are not on disk yet, and with the weight that is carried over.
  func shown(_ set: LoggedSet) -> LoggedSet { shown(set, carrying: carried(set)) }

  /// A set as its row shows it, where what is carried over to it is known.
  func shown(_ set: LoggedSet, carrying carried: CarriedWeight?) -> LoggedSet {
    var copy = changed(set)
    if let carried { (copy.weight, copy.unit) = (carried.weight, carried.unit) }
    return copy
  }
}

extension WorkoutLog {
  /// The sets that count towards the plan: no warm-ups.
  var plannedSets: [LoggedSet] { exercises.flatMap(\.sets).filter { $0.kind != .warmUp } }

  /// How many sets are logged, warm-ups with them.
  var doneSetCount: Int { exercises.reduce(0) { $0 + $1.sets.count { $0.completed } } }
}
