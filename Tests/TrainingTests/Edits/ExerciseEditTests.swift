import Testing
import Training

@Suite struct ExerciseEditTests {
  let log = session(of: [
    item("a", [planned("a1", 100, 5), planned("a2", 100, 5)]),
    item("b", [planned("b1", 60, 5)], group: "g"), item("c", [planned("c1", 0, 8)], group: "g"),
    item("d", [planned("d1", nil, 10)]),
  ])
  let curl = ExerciseMetadata(name: "Curl", exerciseType: .dumbbell)

  @Test func anAddedExerciseGetsIdsOfItsOwnAndItsFirstSetTheCursor() throws {
    let sets = [planned("a1", 20, 10), done(20, 10, id: "a1")]
    let result = try log.edited(
      .addExercise(exerciseId: "curl", metadata: curl, sets: sets, after: "a"))
    #expect(result.log.layout == "a n1 b:g c:g d")
    #expect(result.log.setIds[1] == ["n2", "n3"])
    #expect(result.log.exercises[1].sets.map(\.completed) == [false, true])
    #expect(result.focus == EditResult.Focus(entry: "n1", set: "n2"))
    #expect(result.message == "Curl added.")
    #expect(isInOrder(result.log.exercises.map(\.position)))
  }

  @Test func anExerciseAddedInsideASupersetGoesBelowIt() throws {
    let result = try log.edited(
      .addExercise(exerciseId: "curl", metadata: curl, sets: [], after: "b"))
    #expect(result.log.layout == "a b:g c:g n1 d")
    #expect(result.focus == EditResult.Focus(entry: "n1"))
    let last = try log.edited(
      .addExercise(exerciseId: "curl", metadata: curl, sets: [], after: nil))
    #expect(last.log.layout == "a b:g c:g d n1")
  }

  @Test func anExerciseThatNeedsBodyWeightTakesTheDaysOverFromAnother() throws {
    var weighed = log
    weighed.exercises[3].bodyweight = 180
    weighed.exercises[3].bodyweightUnit = .pounds
    let dip = ExerciseMetadata(name: "Dip", exerciseType: .bodyweight)
    let new = try weighed.edited(
      .addExercise(exerciseId: "dip", metadata: dip, sets: [], after: nil)
    ).log.exercises[4]
    #expect(new.bodyweight == 180 && new.bodyweightUnit == .pounds)
    let barbell = try weighed.edited(
      .swapExercise(entry: "d", exerciseId: "curl", metadata: curl, sets: [])
    ).log.exercises[3]
    #expect(barbell.bodyweight == nil)
  }

  @Test func aDuplicateIsOpenAndFollowsTheWholeSuperset() throws {
    var logged = log
    logged.exercises[1].sets[0].completed = true
    logged.exercises[1].sets[0].rpe = 9
    logged.exercises[1].restSeconds = 90
    let result = try logged.edited(.duplicateExercise(entry: "b"))
    #expect(result.log.layout == "a b:g c:g n1 d")
    let copy = result.log.exercises[3]
    #expect(copy.exerciseId == "xb" && copy.restSeconds == 90)
    #expect(copy.sets.map(\.weight) == [60])
    #expect(!copy.sets[0].completed && copy.sets[0].rpe == nil)
    #expect(result.message == "B duplicated.")
  }

  @Test func removingAnExerciseLeavesNoSupersetOfOne() throws {
    let result = try log.edited(.removeExercise(entry: "b"))
    #expect(result.log.layout == "a c d")
    #expect(result.focus == EditResult.Focus(entry: "c", set: "c1"))
    #expect(result.message == "B removed.")
    #expect(try log.edited(.removeExercise(entry: "d")).focus?.entry == "c")
    let single = session(of: [item("a", [])])
    #expect(try single.edited(.removeExercise(entry: "a")).focus == nil)
  }

  @Test(arguments: [
    ("a", 1, "b:g c:g a d"), ("a", 2, "b:g c:g d a"), ("d", -1, "a d b:g c:g"),
    ("b", 1, "a c:g b:g d"), ("b", -1, "b a c d"), ("c", 1, "a b d c"), ("c", -9, "c a b d"),
    ("d", 1, "a b:g c:g d"), ("a", -1, "a b:g c:g d"),
  ])
  func aMoveKeepsSupersetsTogetherOrLeavesThem(_ id: String, _ places: Int, _ layout: String)
    throws
  {
    let result = try log.edited(.moveExercise(entry: id, by: places))
    #expect(result.log.layout == layout)
    #expect(isInOrder(result.log.exercises.map(\.position)))
  }

  @Test func aMoveSaysWhereItWent() throws {
    #expect(try log.edited(.moveExercise(entry: "a", by: 1)).message == "A moved down.")
    #expect(try log.edited(.moveExercise(entry: "d", by: -1)).message == "D moved up.")
    let stuck = try log.edited(.moveExercise(entry: "d", by: 1))
    #expect(stuck.log == log && stuck.message == "D stays where it is.")
  }

  @Test func aSwapBeforeAnySetTakesTheWholePlace() throws {
    let sets = [planned("p", 40, 12)]
    let result = try log.edited(
      .swapExercise(entry: "b", exerciseId: "curl", metadata: curl, sets: sets))
    #expect(result.log.layout == "a n1:g c:g d")
    #expect(result.log.exercises[1].sets.map(\.weight) == [40])
    #expect(result.log.exercises[1].position == log.exercises[1].position)
    #expect(result.message == "B swapped for Curl.")
    #expect(result.focus?.entry == "n1")
  }

  @Test func aSwapLeavesLoggedSetsWithTheOldExercise() throws {
    let half = try log.edited(.logSet(entry: "a", set: "a1", SetChange())).log
    let result = try half.edited(
      .swapExercise(
        entry: "a", exerciseId: "curl", metadata: curl,
        sets: [planned("p", 40, 12), planned("q", 40, 12)]))
    #expect(result.log.layout == "a n1 b:g c:g d")
    #expect(result.log.setIds[0] == ["a1"])
    #expect(result.log.exercises[1].sets.count == 1)
    #expect(result.log.exercises[1].sets[0].weight == 40)
  }

  @Test func aSwapWithoutHistoryKeepsTheRepsAndLeavesTheWeightOpen() throws {
    let result = try log.edited(
      .swapExercise(entry: "a", exerciseId: "curl", metadata: curl, sets: []))
    #expect(result.log.exercises[0].sets.map(\.reps) == [5, 5])
    #expect(result.log.exercises[0].sets.map(\.weight) == [nil, nil])
    let empty = session(of: [item("a", [])])
    let given = [planned("p", 40, 12)]
    let filled = try empty.edited(
      .swapExercise(entry: "a", exerciseId: "curl", metadata: curl, sets: given))
    #expect(filled.log.exercises[0].sets.count == 1)
  }

  @Test func aSupersetJoinsTheOneBelow() throws {
    let result = try log.edited(.toggleSuperset(entry: "a"))
    #expect(result.log.layout == "a:g b:g c:g d")
    #expect(result.message == "A in a superset with B.")
    let plain = session(of: [item("a", []), item("b", [])])
    #expect(try plain.edited(.toggleSuperset(entry: "a")).log.layout == "a:n1 b:n1")
    #expect(plain.superset(at: 0) == nil)
    #expect(result.log.superset(at: 1) == 0...2)
  }

  @Test func leavingASupersetNeverPartsTheOthers() throws {
    #expect(try log.edited(.toggleSuperset(entry: "b")).log.layout == "a b c d")
    let three = try log.edited(.toggleSuperset(entry: "a")).log
    #expect(try three.edited(.toggleSuperset(entry: "b")).log.layout == "a:g c:g b d")
    #expect(try three.edited(.toggleSuperset(entry: "a")).log.layout == "a b:g c:g d")
    #expect(
      try three.edited(.toggleSuperset(entry: "c")).message == "C out of its superset.")
  }

  @Test func aSupersetNeedsAnExerciseBelow() {
    let error = #expect(throws: EditError.self) {
      try log.edited(.toggleSuperset(entry: "d"))
    }
    #expect(
      error?.sentence
        == "Could not change the superset: there is no exercise below to join; "
        + "add one or move this one up.")
  }

  @Test func aGroupThatAnotherWriterTornApartIsTwo() throws {
    let torn = session(of: [
      item("a", [], group: "g"), item("b", [], group: "g"), item("x", []),
      item("c", [], group: "g"), item("d", [], group: "g"),
    ])
    #expect(try torn.edited(.removeExercise(entry: "x")).log.layout == "a:g b:g c:g d:g")
    #expect(try torn.edited(.moveExercise(entry: "a", by: -1)).log.layout == "a:g b:g x c:n1 d:n1")
  }

  @Test func notesAndRestAreKeptAndTold() throws {
    let noted = try log.edited(.noteExercise(entry: "a", "grip wide"))
    #expect(noted.log.exercises[0].notes == "grip wide" && noted.message == "A noted.")
    #expect(
      try noted.log.edited(.noteExercise(entry: "a", "")).message == "A: note removed.")
    let rested = try log.edited(.setRest(entry: "a", seconds: 90))
    #expect(rested.log.exercises[0].restSeconds == 90 && rested.message == "A: rest 90 s.")
    #expect(try log.edited(.setRest(entry: "a", seconds: nil)).message == "A: rest as usual.")
  }
}
