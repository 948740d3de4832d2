extension WorkoutLog {
  /// The neighbours that the entry at `index` is done in turn with, itself among them; nil where it stands alone.
  public func superset(at index: Int) -> ClosedRange<Int>? {
    let run = exercises.run(around: index)
    return run.count > 1 ? run : nil
  }
}

extension Array where Element == LoggedExercise {
  /// The neighbours with the group of the entry at `index`; the entry alone where it has none.
  func run(around index: Int) -> ClosedRange<Int> {
    guard let group = self[index].supersetGroup else { return index...index }
    var first = index
    var last = index
    while first > 0, self[first - 1].supersetGroup == group { first -= 1 }
    while last + 1 < count, self[last + 1].supersetGroup == group { last += 1 }
    return first...last
  }

  /// Makes every group one run of two or more: later runs of a group get one of their own, single entries none.
  mutating func mendSupersets(makeID: () -> String) {
    var seen: Set<String> = []
    var index = 0
    while index < count {
      let run = run(around: index)
      if let group = self[index].supersetGroup {
        let isNew = seen.insert(group).inserted
        if run.count == 1 {
          self[index].supersetGroup = nil
        } else if !isNew {
          let other = makeID()
          for member in run { self[member].supersetGroup = other }
        }
      }
      index = run.upperBound + 1
    }
  }

  /// One step of the entry at `index`, up (−1) or down (1): past a neighbour, or past the whole superset that the
  /// neighbour is in. Leaves its own superset when it steps out of it. Returns where it then is; nil at the end.
  mutating func step(_ index: Int, _ direction: Int) -> Int? {
    let next = index + direction
    guard indices.contains(next) else { return nil }
    let group = self[index].supersetGroup
    if let group, self[next].supersetGroup == group {
      move(from: index, to: next)
      return next
    }
    let passed = run(around: next)
    let target = direction < 0 ? passed.lowerBound : passed.upperBound
    self[index].supersetGroup = nil
    move(from: index, to: target)
    return target
  }
}
