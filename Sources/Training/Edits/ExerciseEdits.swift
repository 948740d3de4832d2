extension LogEditor {
  mutating func addExercise(
    _ exerciseId: String, _ metadata: ExerciseMetadata, _ sets: [LoggedSet], after: String?
  ) throws(EditError) -> EditResult {
    var target = log.exercises.count
    if let after {
      target = log.exercises.run(around: try indexOfEntry(after)).upperBound + 1
    }
    var new = LoggedExercise(
      id: makeID(), exerciseId: exerciseId, exerciseMetadata: metadata, sets: renewed(sets),
      bodyweightUnit: log.weightUnit)
    new.takeOverBodyWeight(from: log)
    log.exercises.insert(seated: new, at: target)
    return done("\(metadata.name) added.", entry: new.id, set: new.sets.first?.id)
  }

  mutating func duplicateExercise(_ entry: String) throws(EditError) -> EditResult {
    let index = try indexOfEntry(entry)
    let original = log.exercises[index]
    var copy = original.successor(id: makeID())
    copy.exerciseId = original.exerciseId
    copy.exerciseMetadata = original.exerciseMetadata
    copy.sets = seated(
      original.sets.map { set in
        var open = set.copy(id: makeID())
        open.rpe = nil
        open.note = ""
        return open
      })
    // A copy inside a superset would be a third exercise of it: it follows the whole superset.
    let target = log.exercises.run(around: index).upperBound + 1
    log.exercises.insert(seated: copy, at: target)
    return done("\(original.metadata.name) duplicated.", entry: copy.id, set: copy.sets.first?.id)
  }

  mutating func removeExercise(_ entry: String) throws(EditError) -> EditResult {
    let index = try indexOfEntry(entry)
    let removed = log.exercises.remove(at: index)
    log.exercises.mendSupersets(makeID: makeID)
    let left = log.exercises
    let next = left.isEmpty ? nil : left[min(index, left.count - 1)]
    return done(
      "\(removed.metadata.name) removed.", entry: next?.id, set: next?.sets.first?.id)
  }

  mutating func moveExercise(_ entry: String, by places: Int) throws(EditError) -> EditResult {
    let start = try indexOfEntry(entry)
    let name = log.exercises[start].metadata.name
    var index = start
    for _ in 0..<min(places.magnitude, UInt(log.exercises.count)) {
      guard let next = log.exercises.step(index, places < 0 ? -1 : 1) else { break }
      index = next
    }
    log.exercises.mendSupersets(makeID: makeID)
    let words = index == start ? " stays where it is." : places < 0 ? " moved up." : " moved down."
    return done(name + words)
  }

  /// The new exercise takes the place, the superset and the open sets of the old one. What was logged stays with
  /// the old one, which then stands before it.
  mutating func swapExercise(
    _ entry: String, for exerciseId: String, _ metadata: ExerciseMetadata, _ sets: [LoggedSet]
  ) throws(EditError) -> EditResult {
    let index = try indexOfEntry(entry)
    var old = log.exercises[index]
    let open = old.sets.filter { !$0.completed }
    var new = old.successor(id: makeID())
    new.exerciseId = exerciseId
    new.exerciseMetadata = metadata
    new.supersetGroup = old.supersetGroup
    new.takeOverBodyWeight(from: log)
    new.sets = replacements(for: open, from: sets)
    old.sets.removeAll { !$0.completed }
    if old.sets.isEmpty {
      new.position = old.position
      log.exercises[index] = new
    } else {
      log.exercises[index] = old
      log.exercises.insert(seated: new, at: index + 1)
    }
    return done(
      "\(old.metadata.name) swapped for \(metadata.name).", entry: new.id, set: new.sets.first?.id)
  }

  mutating func toggleSuperset(_ entry: String) throws(EditError) -> EditResult {
    let index = try indexOfEntry(entry)
    let name = log.exercises[index].metadata.name
    if let run = log.superset(at: index) {
      log.exercises[index].supersetGroup = nil
      // Taken out of the middle it would part the others: it goes below them.
      if index > run.lowerBound { log.exercises.move(from: index, to: run.upperBound) }
      log.exercises.mendSupersets(makeID: makeID)
      return done("\(name) out of its superset.")
    }
    guard index + 1 < log.exercises.count else { throw error(.nothingBelow) }
    let below = log.exercises[index + 1]
    let group = below.supersetGroup ?? makeID()
    log.exercises[index].supersetGroup = group
    log.exercises[index + 1].supersetGroup = group
    log.exercises.mendSupersets(makeID: makeID)
    return done("\(name) in a superset with \(below.metadata.name).")
  }

  mutating func noteExercise(_ entry: String, _ note: String) throws(EditError) -> EditResult {
    let index = try indexOfEntry(entry)
    log.exercises[index].notes = note
    let name = log.exercises[index].metadata.name
    return done(note.isEmpty ? "\(name): note removed." : "\(name) noted.")
  }

  mutating func setRest(_ entry: String, _ seconds: Double?) throws(EditError) -> EditResult {
    let index = try indexOfEntry(entry)
    log.exercises[index].restSeconds = seconds
    let name = log.exercises[index].metadata.name
    let words = seconds.map { "\(plain($0)) s" } ?? "as usual"
    return done("\(name): rest \(words).")
  }

  // Making

  /// As many sets as were open, with the values given for the new exercise; where there are too few of those the
  /// last is repeated, where there are none repetitions and time of the old sets stand.
  private func replacements(for open: [LoggedSet], from given: [LoggedSet]) -> [LoggedSet] {
    guard !open.isEmpty else { return renewed(given) }
    return seated(
      open.enumerated().map { index, old in
        guard let source = given.isEmpty ? nil : given[min(index, given.count - 1)] else {
          var set = old.copy(id: makeID())
          set.weight = nil
          return set
        }
        return source.copy(id: makeID())
      })
  }

  /// The sets as given, ticks included, with ids and positions of their own.
  private func renewed(_ sets: [LoggedSet]) -> [LoggedSet] {
    seated(
      sets.map { set in
        var new = set
        new.id = makeID()
        return new
      })
  }

  private func seated(_ sets: [LoggedSet]) -> [LoggedSet] {
    var result = sets
    result.renumber()
    return result
  }
}

extension LoggedExercise {
  /// An entry that is done under the same conditions as this one: rest and body weight of the day.
  fileprivate func successor(id: String) -> LoggedExercise {
    LoggedExercise(
      id: id, exerciseId: "", bodyweight: bodyweight, bodyweightUnit: bodyweightUnit,
      restSeconds: restSeconds)
  }

  /// Copies the body weight of the day from another entry of the workout, if the exercise needs one.
  fileprivate mutating func takeOverBodyWeight(from log: WorkoutLog) {
    bodyweight = nil
    guard metadata.exerciseType.usesBodyWeight,
      let known = log.exercises.first(where: { $0.bodyweightKilograms != nil })
    else { return }
    bodyweight = known.bodyweight
    bodyweightUnit = known.bodyweightUnit
  }
}
