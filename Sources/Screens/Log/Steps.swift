import Training

/// What one press of `+`, `-`, `<` or `>` makes of a set.
struct Steps {
  let entry: LoggedExercise
  /// As shown, changes included.
  let set: LoggedSet
  /// Where nothing was entered, the last session's set is what is stepped from.
  let ghost: PastSet?

  static let seconds = 5.0

  func change(_ direction: Int, shared: Shared) -> SetChange {
    let measures = entry.metadata.measures
    if measures.contains(.weight) || entry.metadata.exerciseType == .bodyweightLoadable {
      return weightChange(direction, shared: shared)
    }
    if measures.contains(.reps) { return repsChange(direction) }
    return measures.contains(.seconds) ? secondsChange(direction) : distanceChange(direction)
  }

  /// Reps, or seconds where no reps are counted.
  func repsChange(_ direction: Int) -> SetChange {
    let measures = entry.metadata.measures
    guard measures.contains(.reps) || !measures.contains(.seconds) else {
      return secondsChange(direction)
    }
    var change = SetChange()
    let (reps, overflow) = (set.reps ?? ghost?.reps ?? 0).addingReportingOverflow(direction)
    change.reps = .set(overflow ? .max : max(0, reps))
    return change
  }

  private func weightChange(_ direction: Int, shared: Shared) -> SetChange {
    let past = ghost?.unit == set.unit ? ghost?.weight : nil
    var change = SetChange()
    change.weight = .set(
      Self.stepped(set.weight ?? past ?? 0, shared.step(for: set.unit) * Double(direction)))
    return change
  }

  private func secondsChange(_ direction: Int) -> SetChange {
    let seconds = set.seconds ?? ghost?.seconds ?? 0
    var change = SetChange()
    change.seconds = .set(max(0, Self.stepped(seconds, Self.seconds * Double(direction))))
    return change
  }

  private func distanceChange(_ direction: Int) -> SetChange {
    let isLong = set.distanceUnit == .kilometers || set.distanceUnit == .miles
    let past = ghost?.distanceUnit == set.distanceUnit ? ghost?.distance : nil
    let step = (isLong ? 0.1 : 10) * Double(direction)
    var change = SetChange()
    change.distance = .set(max(0, Self.stepped(set.distance ?? past ?? 0, step)))
    return change
  }

  /// Steps such as 0.1 have no exact binary form; a millionth is finer than anything lifted.
  private static func stepped(_ value: Double, _ step: Double) -> Double {
    ((value + step) * 1_000_000).rounded() / 1_000_000
  }
}
