import Testing
import Training

@Suite struct SetEditTests {
  let log = session(of: [
    item(
      "a",
      [planned("w", 60, 8, kind: .warmUp), planned("s1", 100, 5), planned("s2", 102.5, 5)])
  ])

  @Test func loggingASetCompletesItAtTheMomentAndTakesLastChanges() throws {
    var change = SetChange()
    change.reps = .set(4)
    change.rpe = .set(9)
    let result = try log.edited(.logSet(entry: "a", set: "s1", change))
    let set = result.log.exercises[0].sets[1]
    #expect(set.completed && set.completedAt == editTime && set.reps == 4 && set.rpe == 9)
    #expect(set.weight == 100)
    #expect(result.message == "Set 1 logged.")
    #expect(result.focus == nil)
  }

  @Test func correctingALoggedSetKeepsWhenItWasLogged() throws {
    let logged = try log.edited(.logSet(entry: "a", set: "s2", SetChange())).log
    var change = SetChange()
    change.weight = .set(105)
    let later = editTime.advanced(bySeconds: 60)
    let result = try logged.edited(.logSet(entry: "a", set: "s2", change), at: later)
    #expect(result.log.exercises[0].sets[2].completedAt == editTime)
    #expect(result.log.exercises[0].sets[2].weight == 105)
    #expect(result.message == "Set 2 corrected.")
  }

  @Test func aWarmUpIsNamedWithoutANumber() throws {
    let result = try log.edited(.logSet(entry: "a", set: "w", SetChange()))
    #expect(result.message == "Warm-up logged.")
  }

  @Test func aSetWithNothingToLogIsRefused() throws {
    let empty = session(of: [item("a", [planned("s", 100, nil)])])
    let error = #expect(throws: EditError.self) {
      try empty.edited(.logSet(entry: "a", set: "s", SetChange()))
    }
    #expect(error?.sentence == "Could not log the set: it has no reps yet; type them, as in 100x5.")
    var timed = SetChange()
    timed.seconds = .set(60)
    #expect(
      try empty.edited(.logSet(entry: "a", set: "s", timed)).log.exercises[0].sets[0].completed)
    var far = SetChange()
    far.distance = .set(5)
    far.distanceUnit = .kilometers
    let set = try empty.edited(.logSet(entry: "a", set: "s", far)).log.exercises[0].sets[0]
    #expect(set.completed && set.distance == 5 && set.distanceUnit == .kilometers)
  }

  @Test func severalSetsFillTheOpenOnesAndThenMakeNewOnes() throws {
    var change = SetChange()
    change.weight = .set(110)
    change.reps = .set(3)
    let result = try log.edited(
      .logSets(entry: "a", set: "s1", [change, change, change]))
    let sets = result.log.exercises[0].sets
    #expect(sets.map(\.id) == ["w", "s1", "s2", "n1"])
    #expect(sets.dropFirst().allSatisfy { $0.completed && $0.weight == 110 && $0.reps == 3 })
    #expect(!sets[0].completed)
    #expect(isInOrder(sets.map(\.position)))
    #expect(result.message == "3 sets logged.")
  }

  @Test func severalSetsPassOverLoggedOnes() throws {
    let logged = try log.edited(.logSet(entry: "a", set: "s1", SetChange())).log
    var change = SetChange()
    change.reps = .set(9)
    let sets = try logged.edited(.logSets(entry: "a", set: "w", [change, change])).log
      .exercises[0].sets
    #expect(sets.map(\.reps) == [9, 5, 9])
    #expect(
      try log.edited(.logSets(entry: "a", set: "w", [change])).message == "1 set logged.")
  }

  @Test func aChangeSetsAndClearsValuesAndSaysWhatItWas() throws {
    var change = SetChange()
    change.weight = .clear
    change.reps = .clear
    change.rpe = .clear
    change.unit = .pounds
    change.kind = .drop
    let result = try log.edited(.changeSet(entry: "a", set: "s1", change))
    let set = result.log.exercises[0].sets[1]
    #expect(set.weight == nil && set.reps == nil && set.unit == .pounds && set.kind == .drop)
    #expect(result.message == "Set 1 changed.")
    var note = SetChange()
    note.note = "belt"
    #expect(try log.edited(.changeSet(entry: "a", set: "s1", note)).message == "Set 1 noted.")
    let noted = try log.edited(.changeSet(entry: "a", set: "s1", note)).log
    note.note = ""
    #expect(
      try noted.edited(.changeSet(entry: "a", set: "s1", note)).message == "Set 1: note removed.")
    #expect(
      try log.edited(.changeSet(entry: "a", set: "s1", SetChange())).message
        == "Set 1 unchanged.")
  }

  @Test func takingATickAwayOpensTheSetWithItsValues() throws {
    let logged = try log.edited(.logSet(entry: "a", set: "s1", SetChange())).log
    let result = try logged.edited(.unlogSet(entry: "a", set: "s1"))
    #expect(result.log == log)
    #expect(result.message == "Set 1 open again.")
  }

  @Test func anAddedSetHasTheValuesOfTheOneBeforeItButNotItsTick() throws {
    var change = SetChange()
    change.rpe = .set(9)
    let logged = try log.edited(.logSet(entry: "a", set: "s1", change)).log
    let result = try logged.edited(.addSet(entry: "a", after: "s1"))
    let new = result.log.exercises[0].sets[2]
    #expect(new.id == "n1" && new.weight == 100 && new.reps == 5)
    #expect(!new.completed && new.completedAt == nil && new.rpe == nil)
    #expect(isInOrder(result.log.exercises[0].sets.map(\.position)))
    #expect(result.focus == EditResult.Focus(entry: "a", set: "n1"))
    #expect(result.message == "Set 2 added.")
  }

  @Test func aSetAfterAWarmUpIsAWarmUp() throws {
    let result = try log.edited(.addSet(entry: "a", after: "w"))
    #expect(result.log.exercises[0].sets[1].kind == .warmUp)
    #expect(result.message == "Warm-up added.")
  }

  @Test func aSetWithoutAPlaceGoesToTheEndAndAFirstOneHasTheWorkoutsUnit() throws {
    #expect(try log.edited(.addSet(entry: "a", after: nil)).log.setIds[0].last == "n1")
    var empty = session(of: [item("a", [])])
    empty.weightUnit = .pounds
    let set = try empty.edited(.addSet(entry: "a", after: nil)).log.exercises[0].sets[0]
    #expect(set.unit == .pounds && set.weight == nil && !set.position.isEmpty)
  }

  @Test func aDuplicateFollowsItsSetWithNoteAndRPEButOpen() throws {
    var rich = log
    rich.exercises[0].sets[1].note = "pause"
    rich.exercises[0].sets[1].rpe = 8
    rich.exercises[0].sets[1].completed = true
    let result = try rich.edited(.duplicateSet(entry: "a", set: "s1"))
    let copy = result.log.exercises[0].sets[2]
    #expect(copy.id == "n1" && copy.note == "pause" && copy.rpe == 8 && !copy.completed)
    #expect(result.message == "Set 1 duplicated.")
  }

  @Test func removingASetPutsTheCursorOnTheNextOne() throws {
    let first = try log.edited(.removeSet(entry: "a", set: "s1"))
    #expect(first.log.setIds == [["w", "s2"]])
    #expect(first.focus?.set == "s2")
    #expect(first.message == "Set 1 removed.")
    #expect(try log.edited(.removeSet(entry: "a", set: "s2")).focus?.set == "s1")
    let single = session(of: [item("a", [planned("s", 1, 1)])])
    #expect(
      try single.edited(.removeSet(entry: "a", set: "s")).focus == EditResult.Focus(entry: "a"))
  }

  @Test func aMoveStopsAtTheEndsAndTouchesOneSetOnly() throws {
    let down = try log.edited(.moveSet(entry: "a", set: "w", by: 1))
    #expect(down.log.setIds == [["s1", "w", "s2"]])
    #expect(isInOrder(down.log.exercises[0].sets.map(\.position)))
    #expect(down.log.exercises[0].sets[0] == log.exercises[0].sets[1])
    #expect(down.message == "Warm-up moved down.")
    let far = try log.edited(.moveSet(entry: "a", set: "s2", by: .min))
    #expect(far.log.setIds == [["s2", "w", "s1"]])
    #expect(far.message == "Set 2 moved up.")
    let stuck = try log.edited(.moveSet(entry: "a", set: "s2", by: .max))
    #expect(stuck.log == log)
    #expect(stuck.message == "Set 2 stays where it is.")
  }

  @Test func positionsThatLeaveNoRoomAreNumberedAnew() throws {
    var damaged = log
    for index in 0..<3 { damaged.exercises[0].sets[index].position = "V1" }
    let sets = try damaged.edited(.addSet(entry: "a", after: "s1")).log.exercises[0].sets
    #expect(sets.map(\.id) == ["w", "s1", "n1", "s2"])
    #expect(isInOrder(sets.map(\.position)))
    for index in 0..<3 { damaged.exercises[0].sets[index].position = "" }
    let other = try damaged.edited(.addSet(entry: "a", after: nil)).log.exercises[0].sets
    #expect(isInOrder(other.map(\.position)))
  }

  @Test func whatIsGoneIsToldInASentence() {
    let gone = #expect(throws: EditError.self) {
      try log.edited(.changeSet(entry: "a", set: "zz", SetChange()))
    }
    #expect(gone?.problem == .setGone)
    #expect(
      gone?.sentence
        == "Could not change the set: the set is gone, removed elsewhere; a adds one.")
    let other = #expect(throws: EditError.self) {
      try log.edited(.addSet(entry: "zz", after: nil))
    }
    #expect(other?.problem == .exerciseGone)
    #expect(
      other?.description
        == "Could not add a set: the exercise is gone, removed elsewhere; "
        + "u undoes that if it was done here.")
  }
}
