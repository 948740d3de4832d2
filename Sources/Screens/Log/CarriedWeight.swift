import Training

/// The weight that an open set without one is shown and logged with: that of the set above.
///
/// It is not on disk until the set is logged, so a set that is not done never claims a weight that nobody lifted.
struct CarriedWeight: Hashable, Sendable {
  var weight: Double
  var unit: WeightUnit
}

extension LogState {
  /// What is carried over to a set; nil where it has a weight of its own, is done, or has no set of its kind above.
  func carried(_ set: LoggedSet) -> CarriedWeight? {
    let own = changed(set)
    guard !set.completed, own.weight == nil,
      let entry = log?.exercises.first(where: { $0.sets.contains { $0.id == set.id } }),
      let index = entry.sets.firstIndex(where: { $0.id == set.id })
    else { return nil }
    for earlier in entry.sets[..<index].reversed().map(changed) {
      guard let weight = earlier.weight, earlier.kind.isLifted(like: own.kind) else { continue }
      return CarriedWeight(weight: weight, unit: earlier.unit)
    }
    return nil
  }

  /// A change in the unit that the row shows: a weight typed without one, over a weight that is carried over, is in
  /// that weight's unit.
  func inShownUnit(_ change: SetChange, of set: LoggedSet) -> SetChange {
    guard change.weight != nil, change.unit == nil, let carried = carried(set) else {
      return change
    }
    var change = change
    change.unit = carried.unit
    return change
  }

  /// The change that logs a set as its row shows it.
  func asShown(_ change: SetChange, of set: LoggedSet) -> SetChange {
    guard change.weight == nil, let carried = carried(set) else {
      return inShownUnit(change, of: set)
    }
    var change = change
    change.weight = .set(carried.weight)
    change.unit = carried.unit
    return change
  }
}

extension SetKind {
  /// Whether sets of both kinds are lifted with the same weight, unless the athlete says otherwise.
  fileprivate func isLifted(like other: SetKind) -> Bool {
    switch (self, other) {
    case (.working, .failure), (.failure, .working): true
    default: self == other
    }
  }
}
