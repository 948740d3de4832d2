import GRDB
import ReplayCheck
import Testing
import Training
import Wire

@testable import Store

struct UndoTests {
  private func labels(_ store: Store) throws -> (undo: String?, redo: String?) {
    try store.read { (try $0.undoLabel(), try $0.redoLabel()) }
  }

  @Test func anEmptyStoreHasNothingToUndoOrRedo() throws {
    let store = try Store.inMemory()
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time()) }
    #expect(throws: StoreError.nothingToRedo) { try store.redo(at: time()) }
    #expect(try labels(store) == (nil, nil))
  }

  @Test func undoTakesBackTheLastStepAndRedoDoesItAgain() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "Begun")
    let before = try store.derivedRows()
    try store.change(WorkoutLog.self, "w0", label: "Set 1 changed", at: time(1)) {
      $0.exercises[0].sets[0].weight = 120
    }
    let after = try store.derivedRows()
    #expect(try labels(store) == ("Set 1 changed", nil))

    let undone = try store.undo(at: time(2))
    #expect(undone.label == "Set 1 changed")
    #expect(undone.documents == [DocumentReference(collection: .workoutLogs, id: "w0")])
    #expect(try store.log("w0")?.exercises[0].sets[0].weight == 100)
    #expect(try store.derivedRows() == before)
    #expect(try labels(store) == ("Begun", "Set 1 changed"))

    #expect(try store.redo(at: time(3)).label == "Set 1 changed")
    #expect(try store.log("w0")?.exercises[0].sets[0].weight == 120)
    #expect(try store.derivedRows() == after)
    #expect(try labels(store) == ("Set 1 changed", nil))
  }

  @Test func anUndoIsAnEditStampedLaterThanWhatItTakesBack() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    let changed = try store.change(WorkoutLog.self, "w0", at: time(1)) { $0.notes = "light" }
    _ = try store.undo(at: time(2))
    let undone = try store.read { try $0.document(WorkoutLog.self, "w0") }.unwrapped("w0")
    #expect(undone.version == changed.version + 1)
    let stamp = try undone.document.stamps.fields["notes"].unwrapped("notes were cleared")
    #expect(stamp > (try changed.document.stamps.fields["notes"].unwrapped("notes were set")))
  }

  @Test func stepsAreUndoneOneByOneAndRedoneInTheirOrder() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "0")
    for number in 1...4 {
      try store.change(WorkoutLog.self, "w0", label: "\(number)") { $0.notes = "\(number)" }
    }
    for number in [4, 3, 2] { #expect(try store.undo(at: time()).label == "\(number)") }
    #expect(try store.log("w0")?.notes == "1")
    for number in [2, 3] { #expect(try store.redo(at: time()).label == "\(number)") }
    #expect(try store.undo(at: time()).label == "3")
    for number in [3, 4] { #expect(try store.redo(at: time()).label == "\(number)") }
    #expect(throws: StoreError.nothingToRedo) { try store.redo(at: time()) }
    #expect(try store.log("w0")?.notes == "4")
    for number in [4, 3, 2, 1, 0] { #expect(try store.undo(at: time()).label == "\(number)") }
    #expect(try store.log("w0") == nil)
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time()) }
    for number in 0...4 { #expect(try store.redo(at: time()).label == "\(number)") }
    #expect(try store.log("w0")?.notes == "4")
    #expect(try store.replayMismatches() == [])
  }

  @Test func somethingNewEndsTheChainOfRedos() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "0")
    try store.change(WorkoutLog.self, "w0", label: "1") { $0.notes = "1" }
    _ = try store.undo(at: time())
    try store.change(WorkoutLog.self, "w0", label: "2") { $0.name = "2" }
    #expect(try labels(store) == ("2", nil))
    #expect(throws: StoreError.nothingToRedo) { try store.redo(at: time()) }
    #expect(try store.undo(at: time()).label == "2")
    #expect(try store.undo(at: time()).label == "0")
  }

  @Test func undoSurvivesARestart() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0), label: "Begun")
    try store.change(WorkoutLog.self, "w0", label: "Noted") { $0.notes = "light" }
    try store.close()
    let second = try Store.open(at: folder.store, now: time())
    #expect(try second.undo(at: time()).label == "Noted")
    try second.close()
    let third = try Store.open(at: folder.store, now: time())
    #expect(try labels(third) == ("Begun", "Noted"))
    #expect(try third.redo(at: time()).label == "Noted")
    #expect(try third.log("w0")?.notes == "light")
    try third.close()
  }

  @Test func anImportOfManyDocumentsIsOneStep() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 1000), label: "Begun")
    let before = try store.derivedRows()
    try store.write(Step("50 workouts imported", origin: .imported), at: time()) { transaction in
      for number in (0..<50).reversed() {
        try transaction.put(single(100 + Double(number), 5, on: number), expecting: nil)
      }
    }
    let after = try store.derivedRows()
    let undone = try store.undo(at: time())
    #expect(undone.label == "50 workouts imported")
    #expect(undone.documents.count == 50)
    #expect(try store.derivedRows() == before)
    #expect(try store.redo(at: time()).documents.count == 50)
    #expect(try store.derivedRows() == after)
    #expect(try store.replayMismatches() == [])
  }

  @Test func upkeepIsPassedOver() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "Begun")
    try store.change(WorkoutLog.self, "w0", label: "Refreshed", origin: .upkeep) {
      $0.exercises[0].exerciseMetadata?.revision = 2
    }
    #expect(try labels(store) == ("Begun", nil))
    #expect(try store.undo(at: time()).label == "Begun")
    #expect(try labels(store) == (nil, "Begun"))
  }

  @Test func aFieldThatChangedSinceIsNotOverwritten() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "Begun")
    try store.change(WorkoutLog.self, "w0", label: "Set logged") {
      $0.exercises[0].sets[0].weight = 110
    }
    // What upkeep or a merge changes is not a step of the athlete's.
    try store.change(WorkoutLog.self, "w0", label: "Merged", origin: .upkeep) {
      $0.exercises[0].sets[0].weight = 120
    }
    let undone = try store.undo(at: time())
    #expect(undone.label == "Set logged" && !undone.isGone)
    #expect(undone.kept.map(\.reason) == ["weight was changed again since"])
    #expect(try store.log("w0")?.exercises[0].sets[0].weight == 120)
    // What could not be taken back is not tried again.
    #expect(try labels(store) == ("Begun", "Set logged"))
    #expect(try store.replayMismatches() == [])
  }

  @Test func anotherFieldThatChangedSinceIsLeftAlone() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "Begun")
    try store.change(WorkoutLog.self, "w0", label: "Set logged") {
      $0.exercises[0].sets[0].weight = 110
    }
    try store.change(WorkoutLog.self, "w0", origin: .upkeep) { $0.exercises[0].sets[0].reps = 9 }
    _ = try store.undo(at: time())
    let set = try store.log("w0")?.exercises[0].sets[0]
    #expect(set?.weight == 100 && set?.reps == 9)
  }

  @Test func ofAWorkoutThatSomethingCameToOnlyWhatTheStepAddedGoes() throws {
    let store = try Store.inMemory()
    try store.add(workout("w0", on: 0, [entry(sets: [(100, 5), (100, 5)])]), label: "Begun")
    try store.change(WorkoutLog.self, "w0", origin: .upkeep) { log in
      var set = log.exercises[0].sets[0]
      (set.id, set.weight, set.position) = ("from elsewhere", 60, "Z")
      log.exercises[0].sets.append(set)
      log.exercises[0].sets[1].reps = 9
    }
    let undone = try store.undo(at: time())
    #expect(undone.kept.map(\.reason) == ["what was added to the workout since stays"])
    let sets = try store.log("w0")?.exercises[0].sets
    #expect(sets?.map(\.weight) == [100, 60] && sets?.map(\.reps) == [9, 5])
    #expect(try store.log("w0")?.exercises[0].removedSets.values.map(\.why) == [.undo])
    #expect(try store.redo(at: time()).kept == [])
    #expect(try store.log("w0")?.exercises[0].sets.map(\.weight) == [100, 100, 60])
    #expect(try store.replayMismatches() == [])
  }

  /// A set that came after the workout was deleted keeps workout and exercise standing; taken out, it takes the exercise
  /// along, and undo brings both back as they were.
  @Test func whatFellWithTheLastThingInItComesBackWithIt() throws {
    let store = try Store.inMemory()
    try store.add(workout("w0", on: 0, [entry(sets: [(100, 5)])]), at: time(1))
    let element = try #require(try store.log("w0")).element
    try store.remove(.workoutLogs, "w0", at: time(2))
    let removal = try #require(try store.read { try $0.tombstone(.workoutLogs, "w0") })
    let gym = Stamp(milliseconds: time(3).milliseconds, counter: 0, device: "gym")
    let late = Change(
      path: ["exercises", "e1", "sets", "late"], old: nil,
      new: lifted(90, 8, id: "late").element.encoded())
    let arriving = try #require(
      try element.applying([late], stamp: gym).removed(with: removal).standing(under: removal))
    try store.write(Step("Sync", origin: .merge), at: time(4)) {
      try $0.merge(arriving, WorkoutLog.self)
    }
    let before = try #require(try store.log("w0"))
    try store.change(WorkoutLog.self, "w0", at: time(5)) { $0.exercises[0].sets = [] }
    #expect(try store.log("w0")?.exercises.isEmpty != false)
    _ = try store.undo(at: time(6))
    let back = try store.log("w0")?.exercises.map { $0.sets.map(\.weight) }
    #expect(back == before.exercises.map { $0.sets.map(\.weight) } && back == [[90]])
    _ = try store.redo(at: time(7))
    #expect(try store.log("w0")?.exercises.isEmpty != false)
    #expect(try store.replayMismatches() == [])
  }

  @Test func whatAnImportBroughtIsTakenBackWholeOrNotAtAll() throws {
    let store = try Store.inMemory()
    try store.write(Step("Imported", origin: .imported), at: time()) { transaction in
      for day in 0..<2 { try transaction.put(single(100, 5, on: day), expecting: nil) }
    }
    try store.change(WorkoutLog.self, "w0", origin: .upkeep) {
      $0.exercises[0].sets[0].weight = 110
    }
    let undone = try store.undo(at: time())
    #expect(undone.kept.map(\.reason) == ["the workout was changed since"])
    #expect(try store.log("w0")?.exercises[0].sets.count == 1 && store.log("w1") == nil)
    #expect(try store.read { try $0.tombstone(.workoutLogs, "w1") }?.why == .importUndo)
  }

  @Test func aStepOfWhichNothingIsLeftIsPassedOver() throws {
    let store = try Store.inMemory()
    func upkeep(_ body: (Transaction) throws -> Void) throws {
      try store.write(Step("Merged", origin: .upkeep), at: time(), body)
    }
    try store.add(single(100, 5, on: 1), label: "First")
    try store.add(single(100, 5, on: 0), label: "Begun")
    try store.change(WorkoutLog.self, "w0", label: "Noted") { $0.notes = "x" }
    try upkeep { try $0.delete(.workoutLogs, "w0") }
    let undone = try store.undo(at: time())
    #expect(undone.label == "First" && undone.passedOver == ["Noted", "Begun"])
    #expect(try store.log("w1") == nil)
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time()) }
    #expect(try store.replayMismatches() == [])
  }

  @Test func whatHasComeBackSinceIsSaid() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "Begun")
    try store.remove(.workoutLogs, "w0")
    try store.write(Step("Merged", origin: .upkeep), at: time()) {
      try $0.put(single(100, 5, on: 0), expecting: nil)
    }
    let undone = try store.undo(at: time())
    #expect(undone.label == "Deleted" && !undone.isGone)
    #expect(undone.kept.map(\.reason) == ["the workout has come back since"])
    #expect(try store.replayMismatches() == [])
  }

  @Test func anImportUndoneDoneAgainAndTakenBackLeavesUndoFree() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "Logged")
    try store.write(Step("Imported", origin: .imported), at: time()) {
      try $0.put(single(90, 5, on: 1), expecting: nil)
    }
    _ = try store.undo(at: time())
    _ = try store.redo(at: time())
    #expect(try store.undoLast(.imported, at: time()).documents.count == 1)
    #expect(try store.undo(at: time()).label == "Logged")
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time()) }
    #expect(try store.read { try $0.count(of: .workoutLogs) } == 0)
    #expect(try store.replayMismatches() == [])
  }

  @Test func aWorkoutMadeDeletedMadeAnewAndUndoneIsTheFirstOneAgain() throws {
    let store = try Store.inMemory()
    let first = try store.add(single(100, 5, on: 0)).document
    try store.remove(.workoutLogs, "w0")
    var other = single(150, 3, on: 0)
    other.notes = "another"
    try store.add(other)
    _ = try store.undo(at: time())
    #expect(try store.log("w0") == nil)
    _ = try store.undo(at: time())
    let back = try store.log("w0").unwrapped("w0 is back")
    #expect(back.element.hasSameContent(as: first.element))
    #expect(try store.replayMismatches() == [])
  }

  @Test func aStepWithoutChangesLeavesNoRow() throws {
    let store = try Store.inMemory()
    try store.write(Step("Nothing"), at: time()) { _ in }
    #expect(try store.count("journal") == 0)
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time()) }
  }

  @Test func aStepOfWhichOnlyAPartIsGoneIsTakenBackAlone() throws {
    let store = try Store.inMemory()
    try store.add(workout("w0", on: 0, [entry(sets: [(100, 5), (100, 5)])]), label: "Begun")
    try store.change(WorkoutLog.self, "w0", label: "Both changed") {
      $0.exercises[0].sets[0].weight = 110
      $0.exercises[0].sets[1].weight = 120
    }
    try store.change(WorkoutLog.self, "w0", label: "Merged", origin: .upkeep) {
      $0.exercises[0].sets.remove(at: 1)
    }
    let undone = try store.undo(at: time())
    #expect(undone.label == "Both changed" && !undone.isGone && undone.passedOver == [])
    #expect(undone.kept.map(\.reason) == ["it is already gone"])
    #expect(try store.log("w0")?.exercises[0].sets.map(\.weight) == [100])
    #expect(try labels(store) == ("Begun", "Both changed"))
    #expect(try store.replayMismatches() == [])
  }

  @Test func aTextThatOnlyUnicodeCallsTheSameHasChanged() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), label: "Begun")
    try store.change(WorkoutLog.self, "w0", label: "Noted") { $0.notes = "lev\u{e9}" }
    try store.change(WorkoutLog.self, "w0", label: "Merged", origin: .upkeep) {
      $0.notes = "leve\u{301}"
    }
    let undone = try store.undo(at: time())
    #expect(undone.kept.map(\.reason) == ["notes was changed again since"])
    #expect(try store.log("w0")?.notes.utf8.count == 6)
  }
}
