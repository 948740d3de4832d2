import Foundation
import GRDB
import ReplayCheck
import Testing
import Training
import Wire

@testable import Store

struct DocumentTests {
  private func long(_ id: String, exercises: Int, note: Int = 0) -> WorkoutLog {
    workout(
      id, on: 0,
      (0..<exercises).map { number in
        var entry = entry(id: String(format: "e%03d", number), sets: [(100, 5), (90, 8)])
        entry.notes = String(repeating: "n", count: note)
        return entry
      })
  }

  @Test func everyKindOfDocumentIsReadAsItWasStored() throws {
    let store = try Store.inMemory()
    let log = try store.add(single(100, 5, on: 0))
    let program = try store.add(Program(id: "p", userId: "u", name: "5/3/1"))
    let exercise = try store.add(Exercise(id: "own", userId: "u", metadata: bench))
    let weight = try store.add(
      BodyWeight(id: "b", userId: "u", date: day(0), value: 80.5, unit: .kilograms))
    try store.read { (reader) throws in
      #expect(try reader.document(WorkoutLog.self, "w0") == log)
      #expect(try reader.document(Program.self, "p") == program)
      #expect(try reader.document(Exercise.self, "own") == exercise)
      #expect(try reader.document(BodyWeight.self, "b") == weight)
      #expect(try reader.document(BodyWeight.self, "w0") == nil)
      #expect(try reader.all(Program.self) == [program.document])
      #expect(try reader.all(Exercise.self) == [exercise.document])
    }
  }

  @Test func aNewDocumentHasVersion1AndTheStepsStampThroughout() throws {
    let store = try Store.inMemory()
    let stored = try store.add(single(100, 5, on: 0), at: time(5))
    #expect(stored.version == 1)
    let stamp = try stored.document.stamps.element.unwrapped("a stamp")
    #expect(stamp.milliseconds == time(5).milliseconds)
    #expect(stored.document.exercises[0].stamps.element == stamp)
    #expect(stored.document.exercises[0].sets[0].stamps.element == stamp)
  }

  @Test func aChangeRaisesTheVersionAndStampsOnlyWhatItTouches() throws {
    let store = try Store.inMemory()
    let before = try store.add(single(100, 5, on: 0), at: time(5)).document
    let after = try store.change(WorkoutLog.self, "w0", at: time(9)) { $0.notes = "light" }
    #expect(after.version == 2)
    #expect(after.document.stamps.element == before.stamps.element)
    #expect(after.document.stamps.fields["notes"]?.milliseconds == time(9).milliseconds)
    #expect(after.document.exercises == before.exercises)
  }

  @Test func derivedFieldsAreMadeAnewWithEveryWrite() throws {
    let store = try Store.inMemory()
    let stored = try store.add(single(100, 5, on: 0)).document
    #expect(stored.workoutSummary?.totalVolume == 500)
    let changed = try store.change(WorkoutLog.self, "w0", at: time(7)) {
      $0.exercises[0].sets[0].reps = 6
      $0.workoutSummary?.totalVolume = 1
    }
    #expect(changed.document.workoutSummary?.totalVolume == 600)
    #expect(changed.document.workoutSummary?.lastUpdated == time(7))
    let program = try store.add(Program(id: "p", userId: "u", name: "5/3/1"), at: time(8))
    #expect(program.document.programSummary?.lastUpdated == time(8))
  }

  @Test func writingWhatIsThereAlreadyWritesNothing() throws {
    let store = try Store.inMemory()
    let stored = try store.add(single(100, 5, on: 0))
    let before = try store.rows("SELECT * FROM document") + store.rows("SELECT * FROM journal")
    let again = try store.change(WorkoutLog.self, "w0", at: time(99)) {
      $0.workoutSummary = nil
    }
    #expect(again == stored)
    #expect(
      try store.rows("SELECT * FROM document") + store.rows("SELECT * FROM journal") == before)
  }

  @Test func aStaleWriteIsRefusedAndLeavesNoTrace() throws {
    let store = try Store.inMemory()
    let first = try store.add(single(100, 5, on: 0))
    try store.change(WorkoutLog.self, "w0") { $0.notes = "mine" }
    let before = try store.derivedRows()
    var stale = first.document
    stale.exercises[0].sets[0].weight = 999
    let error = StoreError.stale(collection: .workoutLogs, id: "w0")
    #expect(throws: error) {
      try store.write(Step("Late"), at: time()) {
        try $0.put(single(300, 3, on: 5), expecting: nil)
        try $0.put(stale, expecting: first.version)
      }
    }
    #expect(throws: error) {
      try store.write(Step("Twice"), at: time()) { try $0.put(stale, expecting: nil) }
    }
    #expect(throws: StoreError.stale(collection: .workoutLogs, id: "w8")) {
      try store.write(Step("Gone"), at: time()) { try $0.put(single(1, 1, on: 8), expecting: 1) }
    }
    #expect(try store.log("w0")?.notes == "mine")
    #expect(try store.log("w5") == nil)
    #expect(try store.derivedRows() == before)
    #expect(try store.count("journal") == 2)
  }

  private struct Refusal: Error {}

  @Test func aStepWhoseBodyThrowsLeavesNoTrace() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    let before = try store.derivedRows()
    let next = try store.write(Step("Looked"), at: time()) { $0.stamp }
    #expect(throws: Refusal.self) {
      try store.write(Step("Failed"), at: time(500)) { transaction in
        try transaction.put(single(200, 5, on: 1), expecting: nil)
        try transaction.delete(.workoutLogs, "w0")
        try transaction.setFact(.athlete, "someone")
        throw Refusal()
      }
    }
    #expect(try store.derivedRows() == before)
    #expect(try store.log("w0") != nil)
    #expect(try store.read { try $0.fact(.athlete) } == nil)
    #expect(try store.count("journal") == 1)
    #expect(try store.write(Step("Looked"), at: time()) { $0.stamp } == next)
  }

  @Test func aDeletedDocumentLeavesATombstoneUntilItComesBack() throws {
    let store = try Store.inMemory()
    let first = try store.add(single(100, 5, on: 0))
    try store.remove(.workoutLogs, "w0", at: time(5))
    #expect(try store.log("w0") == nil)
    let stones = try store.read { try $0.tombstones(.workoutLogs) }
    #expect(stones.keys.sorted() == ["w0"])
    let deleted = try stones["w0"].unwrapped("a tombstone")
    let made = try first.document.stamps.latest.unwrapped("a stamp")
    #expect(deleted.at > made && deleted.hasSeen(made) && deleted.why == .delete)
    #expect(try store.read { try $0.tombstones(.programs) } == [:])

    var again = single(105, 5, on: 0)
    again.notes = "back"
    let back = try store.add(again, at: time(6))
    #expect(back.version == 1)
    #expect(back.document.notes == "back")
    #expect(try !deleted.hasSeen(back.document.stamps.element.unwrapped("a stamp")))
    #expect(back.document.removal == deleted)
    #expect(try store.read { try $0.tombstones(.workoutLogs) } == [:])
    #expect(try store.replayMismatches() == [])
  }

  @Test func deletingWhatIsNotThereIsRefused() throws {
    let store = try Store.inMemory()
    for collection in Collection.allCases {
      #expect(throws: StoreError.missing(collection: collection, id: "x")) {
        try store.remove(collection, "x")
      }
    }
  }

  @Test func everyKindOfDocumentCanBeDeletedAndBroughtBack() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.add(Program(id: "p", userId: "u", name: "5/3/1"))
    try store.add(Exercise(id: "own", userId: "u", metadata: bench))
    try store.add(BodyWeight(id: "b", userId: "u", date: day(0), value: 80, unit: .kilograms))
    let before = try store.derivedRows()
    let ids: [Collection: String] = [
      .workoutLogs: "w0", .programs: "p", .exercises: "own", .bodyWeights: "b",
    ]
    for (collection, id) in ids {
      try store.remove(collection, id)
      #expect(try store.read { try $0.count(of: collection) } == 0)
      _ = try store.undo(at: time(1))
      #expect(try store.read { try $0.count(of: collection) } == 1)
      _ = try store.redo(at: time(2))
      #expect(try store.read { try $0.count(of: collection) } == 0)
      _ = try store.undo(at: time(3))
    }
    #expect(try store.derivedRows() == before)
    #expect(try store.replayMismatches() == [])
    try store.compact(at: time(91 * 86_400))
    #expect(try store.count("journal") == 0)
    #expect(try store.replayMismatches() == [])
  }

  @Test(arguments: [1, 20, 21, 40, 41, 100]) func aLongWorkoutIsReadBackWhole(exercises: Int) throws
  {
    let store = try Store.inMemory()
    let stored = try store.add(long("w", exercises: exercises)).document
    #expect(stored.exercises.map(\.id) == (0..<exercises).map { String(format: "e%03d", $0) })
    #expect(try store.log("w") == stored)
    let portions = exercises <= 20 ? 0 : (exercises + 19) / 20
    #expect(try store.count("document") == 1 + portions)
    #expect(try store.read { try $0.parts(of: .workoutLogs, "w").count } == 1 + portions)
    #expect(try store.read { try $0.count(of: .workoutLogs) } == 1)
    #expect(try store.read { try $0.ids(of: .workoutLogs) } == ["w"])
  }

  @Test func aLongWorkoutThatGetsShortTakesItsRowsAway() throws {
    let store = try Store.inMemory()
    try store.add(long("w", exercises: 45))
    #expect(try store.count("document") == 4)
    let short = try store.change(WorkoutLog.self, "w") { $0.exercises.removeLast(43) }
    #expect(try store.count("document") == 1)
    #expect(try store.log("w") == short.document)
    _ = try store.undo(at: time(1))
    #expect(try store.log("w")?.exercises.count == 45)
    #expect(try store.replayMismatches() == [])
  }

  @Test func aSetInALongWorkoutRewritesOnlyTheRowItIsIn() throws {
    let store = try Store.inMemory()
    try store.add(long("w", exercises: 45))
    try store.change(WorkoutLog.self, "w") { $0.exercises[44].sets[0].reps = 6 }
    #expect(
      try store.rows("SELECT part, version FROM document ORDER BY part")
        == [
          "[part:0 version:2]", "[part:1 version:1]", "[part:2 version:1]", "[part:3 version:2]",
        ])
    #expect(try store.log("w")?.exercises[44].sets[0].reps == 6)
  }

  @Test func aLargeWorkoutIsWarnedOfAndSplitAndATooLargeOneRefused() throws {
    let store = try Store.inMemory()
    let (warned, rows) = try store.write(Step("Large"), at: time()) { transaction in
      try transaction.put(long("w", exercises: 10, note: 60_000), expecting: nil)
      #expect(transaction.largeDocuments.isEmpty)
      try transaction.put(long("x", exercises: 10, note: 84_000), expecting: nil)
      #expect(transaction.largeDocuments.map(\.id) == ["x"])
      try transaction.put(long("y", exercises: 10, note: 95_000), expecting: nil)
      let split = try transaction.reader.parts(of: .workoutLogs, "y").count
      return (transaction.largeDocuments.map(\.bytes), split)
    }
    #expect(warned.allSatisfy { $0 > DocumentTable.warningBytes })
    #expect(rows == 3)
    #expect(
      try store.log("y")?.exercises.map(\.notes.utf8.count) == Array(repeating: 95_000, count: 10))

    let before = try store.rows("SELECT id, part, length(json) FROM document")
    let error = #expect(throws: StoreError.self) {
      try store.change(WorkoutLog.self, "y") {
        $0.exercises[0].notes += String(repeating: "n", count: 120_000)
      }
    }
    guard case .tooLarge(.workoutLogs, "y", let bytes) = error else {
      Issue.record("refused for another reason: \(String(describing: error))")
      return
    }
    #expect(bytes > DocumentTable.limitBytes)
    #expect(try store.rows("SELECT id, part, length(json) FROM document") == before)
    #expect(try store.replayMismatches() == [])
  }

  @Test func readsAreCountedByCollection() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.add(Program(id: "p", userId: "u", name: "5/3/1"))
    let start = store.reads.all
    try store.read { (reader) throws in
      _ = try reader.document(WorkoutLog.self, "w0")
      _ = try reader.document(WorkoutLog.self, "none")
      _ = try reader.all(Program.self)
      _ = try reader.progress()
      _ = try reader.exercise("bench", userId: "u", range: .all, sessions: 9)
      _ = try reader.workouts(limit: 9)
    }
    #expect(store.reads.of(.workoutLogs) == (start[.workoutLogs] ?? 0) + 1)
    #expect(store.reads.of(.programs) == (start[.programs] ?? 0) + 1)
    #expect(store.reads.of(.exercises) == 0)
  }

  @Test func theCurrentProgramIsFoundWithoutReadingTheOthers() throws {
    let store = try Store.inMemory()
    for name in ["a", "b", "c"] { try store.add(Program(id: name, userId: "u", name: name)) }
    #expect(try store.read { try $0.currentProgram() } == nil)
    let current = try store.change(Program.self, "b") { $0.isCurrent = true }
    let before = store.reads.of(.programs)
    #expect(try store.read { try $0.currentProgram() } == current)
    #expect(store.reads.of(.programs) == before + 1)
    try store.change(Program.self, "b") { $0.isCurrent = false }
    #expect(try store.read { try $0.currentProgram() } == nil)
  }

  @Test func idsComeInPortionsInTheirOrder() throws {
    let store = try Store.inMemory()
    for number in [3, 1, 2] { try store.add(single(100, 5, on: number)) }
    try store.read { (reader) throws in
      #expect(try reader.ids(of: .workoutLogs) == ["w1", "w2", "w3"])
      #expect(try reader.ids(of: .workoutLogs, limit: 2) == ["w1", "w2"])
      #expect(try reader.ids(of: .workoutLogs, after: "w2") == ["w3"])
      #expect(try reader.count(of: .workoutLogs) == 3)
    }
  }

  @Test func factsAreKeptAndClearedBesideTheDocuments() throws {
    let store = try Store.inMemory()
    try store.setFact(.athlete, "u")
    try store.setFact(.athlete, "v")
    try store.setFact(.rest, "w0 1 90")
    #expect(try store.read { try $0.fact(.athlete) } == "v")
    try store.setFact(.rest, nil)
    #expect(try store.read { try $0.fact(.rest) } == nil)
    try store.write(Step("Begun"), at: time()) { try $0.setFact(.rest, "w1 1 90") }
    #expect(try store.read { try $0.fact(.rest) } == "w1 1 90")
    #expect(try store.count("journal") == 0)
  }

  @Test func theLastWeighingOnOrBeforeADayIsFound() throws {
    let store = try Store.inMemory()
    for (id, on, value) in [("a", 3, 80.0), ("b", 7, 81), ("c", 7, 82), ("d", 20, 83)] {
      try store.add(
        BodyWeight(id: id, userId: "u", date: day(on), value: value, unit: .kilograms))
    }
    try store.change(BodyWeight.self, "d") { $0.date = day(10) }
    try store.read { (reader) throws in
      #expect(try reader.bodyWeight(on: day(2)) == nil)
      #expect(try reader.bodyWeight(on: day(3))?.id == "a")
      #expect(try reader.bodyWeight(on: day(9))?.id == "c")
      #expect(try reader.bodyWeight(on: day(10))?.id == "d")
      #expect(try reader.bodyWeights(limit: 3).map(\.id) == ["d", "c", "b"])
    }
    try store.remove(.bodyWeights, "c")
    #expect(try store.read { try $0.bodyWeight(on: day(9))?.id } == "b")
  }
}
