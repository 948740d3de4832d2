import GRDB
import ReplayCheck
import Testing
import Training
import Wire

@testable import Store

struct JournalTests {
  private let days = 86_400.0

  @Test func rowsHoldPathsAndNeverWholeDocuments() throws {
    let store = try Store.inMemory()
    var log = single(100, 5, on: 0)
    log.notes = String(repeating: "long ", count: 1000)
    try store.add(log)
    try store.change(WorkoutLog.self, "w0") { $0.exercises[0].sets[0].reps = 6 }
    try store.change(WorkoutLog.self, "w0") {
      $0.exercises[0].sets.append(lifted(90, 8, id: "2"))
    }
    try store.remove(.workoutLogs, "w0")
    let patches = try store.queue.read {
      try String?.fetchAll($0, sql: "SELECT patch FROM journal ORDER BY row")
    }
    #expect(patches[0] == nil)
    #expect(patches[1] == #"[["exercises/e1/sets/1/reps",5,6]]"#)
    #expect(
      try patches[2].unwrapped("a patch").hasPrefix(#"[["exercises/e1/sets/2",null,{"i":"2""#))
    #expect(try patches[2].unwrapped("a patch").utf8.count < 300)
    #expect(try patches[3].unwrapped("a removal").hasPrefix(#"{"at":""#))
  }

  @Test func theJournalListsStepsNewestFirstWithTheirDocuments() throws {
    let store = try Store.inMemory()
    try store.write(Step("Two begun"), at: time(1)) {
      try $0.put(single(100, 5, on: 0), expecting: nil)
      try $0.put(single(100, 5, on: 1), expecting: nil)
    }
    try store.change(WorkoutLog.self, "w1", label: "Noted", at: time(2)) {
      $0.notes = "light"
      $0.name = "Push"
    }
    _ = try store.undo(at: time(3))
    let steps = try store.read { try $0.journal(limit: 10) }
    #expect(steps.map(\.label) == ["Noted", "Noted", "Two begun"])
    #expect(steps.map(\.origin) == [.undo, .local, .local])
    #expect(steps.map(\.at) == [time(3), time(2), time(1)])
    #expect(steps.map(\.paths) == [2, 2, 2])
    #expect(steps[2].documents.map(\.id) == ["w0", "w1"])
    #expect(steps.map(\.number) == [3, 2, 1])
    #expect(steps[0].stamp > steps[1].stamp)
    #expect(try store.read { try $0.journal(limit: 1) }.map(\.number) == [3])
    #expect(try store.read { try $0.journal(limit: 0) } == [])
  }

  @Test func rowsOfMoreThan90DaysFoldAndTheRestStays() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), at: time())
    try store.change(WorkoutLog.self, "w0", at: time(10 * days)) { $0.notes = "old" }
    try store.change(WorkoutLog.self, "w0", label: "New", at: time(95 * days)) { $0.notes = "new" }
    try store.add(single(100, 5, on: 1), label: "Newer", at: time(96 * days))
    let documents = try store.rows("SELECT * FROM document")
    #expect(try store.compact(at: time(101 * days)) == 1)
    #expect(try store.compact(at: time(100 * days)) == 0)
    #expect(try store.read { try $0.journal(limit: 9) }.map(\.label) == ["Newer", "New"])
    #expect(try store.rows("SELECT * FROM document") == documents)
    #expect(try store.replayMismatches() == [])
    #expect(try store.undo(at: time(100 * days)).label == "Newer")
    #expect(try store.undo(at: time(100 * days)).label == "New")
    #expect(try store.log("w0")?.notes == "old")
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time(100 * days)) }
    #expect(try store.replayMismatches() == [])
  }

  @Test func stepsAndStampsGoOnAfterEverythingWasFolded() throws {
    let store = try Store.inMemory()
    for number in 0..<3 { try store.add(single(100, 5, on: number), at: time()) }
    let last = try store.read { try $0.journal(limit: 1) }[0]
    try store.compact(at: time(200 * days))
    #expect(try store.count("journal") == 0)
    #expect(try store.count("snapshot") == 0)
    // The wall clock has been set back meanwhile.
    try store.change(WorkoutLog.self, "w0", at: time(-500 * days)) { $0.notes = "after" }
    let next = try store.read { try $0.journal(limit: 1) }[0]
    #expect(next.number == last.number + 1)
    #expect(next.stamp > last.stamp)
    #expect(try store.replayMismatches() == [])
    #expect(try store.undo(at: time()).label == "Changed")
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time()) }
  }

  @Test func aWrongClockDoesNotKeepLaterRowsFromFolding() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), at: time(40_000 * days))
    try store.add(single(100, 5, on: 1), at: time())
    #expect(try store.compact(at: time(100 * days)) == 2)
    #expect(try store.count("journal") == 0)
  }

  @Test func aStepThatIsFoldedInPartCannotBeUndoneInPart() throws {
    let store = try Store.inMemory()
    try store.write(Step("Imported", origin: .imported), at: time()) { transaction in
      for number in 0..<5 { try transaction.put(single(100, 5, on: number), expecting: nil) }
    }
    #expect(try store.compact(at: time(100 * days), limit: 2) == 2)
    #expect(try store.count("journal") == 3)
    #expect(try store.read { try $0.undoLabel() } == nil)
    #expect(throws: StoreError.nothingToUndo) { try store.undo(at: time(100 * days)) }
    #expect(try store.compact(at: time(100 * days), limit: 2) == 2)
    #expect(try store.compact(at: time(100 * days), limit: 2) == 1)
    #expect(try store.compact(at: time(100 * days), limit: 2) == 0)
    #expect(try store.read { try $0.count(of: .workoutLogs) } == 5)
    #expect(try store.replayMismatches() == [])
  }

  @Test func aDeletedDocumentThatWasFoldedBeginsAnew() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0), at: time())
    try store.remove(.workoutLogs, "w0", at: time(1))
    try store.compact(at: time(100 * days))
    #expect(try store.count("snapshot") == 0)
    #expect(try store.read { try $0.tombstones(.workoutLogs) }.count == 1)
    try store.add(single(100, 5, on: 0), at: time(100 * days))
    #expect(try store.read { try $0.tombstones(.workoutLogs) } == [:])
    #expect(try store.replayMismatches() == [])
    try store.change(WorkoutLog.self, "w0", at: time(101 * days)) { $0.notes = "x" }
    try store.remove(.workoutLogs, "w0", at: time(102 * days))
    try store.compact(at: time(191.5 * days))
    #expect(try store.count("journal") == 1)
    _ = try store.undo(at: time(192 * days))
    #expect(try store.log("w0")?.notes == "x")
    #expect(try store.replayMismatches() == [])
  }

  @Test func aDocumentTheJournalDoesNotLeadToIsReported() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.add(Program(id: "p", userId: "u", name: "5/3/1"))
    try store.add(Exercise(id: "own", userId: "u", metadata: bench))
    try store.add(BodyWeight(id: "b", userId: "u", date: day(0), value: 80, unit: .kilograms))
    try store.change(WorkoutLog.self, "w0") { $0.notes = "x" }
    try store.change(Program.self, "p") { $0.name = "x" }
    try store.change(Exercise.self, "own") { $0.aliases = ["x"] }
    try store.change(BodyWeight.self, "b") { $0.note = "x" }
    #expect(try store.replayMismatches() == [])
    try store.maintain("Spoiling") {
      try $0.execute(sql: "DELETE FROM journal WHERE patch NOTNULL")
    }
    let all = ["bodyWeights/b", "exercises/own", "programs/p", "workoutLogs/w0"]
    #expect(try store.replayMismatches().sorted() == all)
    // Folding keeps the difference, so that it stays to be seen.
    try store.compact(at: time(100 * days))
    #expect(try store.replayMismatches().sorted() == all)
  }

  @Test func aPatchThatDoesNotFitIsDamageOfItsDocument() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.change(WorkoutLog.self, "w0") { $0.exercises[0].sets[0].reps = 6 }
    try store.maintain("Spoiling") {
      try $0.execute(
        sql: "UPDATE journal SET patch = replace(patch, 'e1', 'e9') WHERE patch NOTNULL")
    }
    let error = #expect(throws: StoreError.self) { try store.replayMismatches() }
    guard case .damaged(.workoutLogs, "w0", _) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
  }

  @Test func aDeletionStaysInTheJournalWhileWhatCameAfterItDoes() throws {
    let store = try Store.inMemory()
    for id in 0..<4 { try store.add(single(100, 5, on: id), at: time()) }
    for id in 0..<3 { try store.remove(.workoutLogs, "w\(id)", at: time(Double(1 + id))) }
    // One comes back as it was, one is made again, and one has just been deleted.
    _ = try store.undo(at: time(95 * days))
    try store.add(single(90, 8, on: 1), at: time(95 * days))
    #expect(try store.log("w2")?.element.removal != nil)
    #expect(try store.log("w1")?.element.removal != nil)
    let documents = try store.rows("SELECT * FROM document")
    #expect(try store.compact(at: time(101 * days)) == 4)
    #expect(try store.compact(at: time(101 * days)) == 0)
    #expect(try store.replayMismatches() == [])
    #expect(
      try store.rows("SELECT kind FROM journal WHERE id = 'w2' ORDER BY row")
        == ["[kind:\"delete\"]", "[kind:\"back\"]"])
    _ = try store.undo(at: time(102 * days))
    #expect(try store.log("w1") == nil)
    _ = try store.redo(at: time(102 * days))
    #expect(try store.replayMismatches() == [])
    #expect(try store.compact(at: time(400 * days)) == 2)
    #expect(try store.count("journal") == 0)
    #expect(try store.replayMismatches() == [])
    #expect(try store.rows("SELECT * FROM document").count == documents.count)
  }

  @Test func aMergeOverADeletionIsTakenBackToTheDeletionAcrossAFold() throws {
    let store = try Store.inMemory()
    let former = try store.add(single(100, 5, on: 0), at: time()).document.element
    try store.remove(.workoutLogs, "w0", at: time(1))
    let removal = try store.read { try $0.tombstone(.workoutLogs, "w0") }.unwrapped("a removal")
    let stamp = Stamp(
      milliseconds: time(94 * days).milliseconds, counter: 0, device: "gym")
    try store.write(Step("Sync: 1 set", origin: .merge), at: time(95 * days)) {
      try $0.merge(former.removed(with: removal).broughtBack(at: stamp), WorkoutLog.self)
    }
    try store.compact(at: time(101 * days))
    #expect(try store.replayMismatches() == [])
    _ = try store.undoLast(.merge, at: time(102 * days))
    #expect(try store.log("w0") == nil)
    #expect(try store.replayMismatches() == [])
  }

  /// Days with moments on them, in the order in which they came: a clock that is right, and one that is not.
  @Test(
    arguments: [
      [0, 0.5, 1, 1.2, 2, 3, 3.1], [0, 40, 1, 2, 2.5, 3], [5, 4, 3, 2, 1], [0, 0.1, 0.2], [],
      [-21_000, 1, -3, 0.2, -20_999, 2], [9, 9, 30_000, 9, 10, 11, 10.5, 12],
      [1, 2, 3, 90, 91, 92],
    ] as [[Double]]) func theLatestDaysAreFoundWhateverTheClockSaid(at moments: [Double]) throws
  {
    let store = try Store.inMemory()
    for (number, moment) in moments.enumerated() {
      try store.add(single(100, 5, on: number), at: time(moment * days))
    }
    for now in [0, 3, 50, 40_000] as [Double] {
      for limit in [0, 1, 3, 100] {
        let latest = Dictionary(
          moments.filter { $0 <= now }.map { time($0 * days).milliseconds }
            .map { ($0 / 86_400_000, $0) },
          uniquingKeysWith: max)
        #expect(
          try store.read { try $0.journalDays(upTo: time(now * days), limit: limit) }
            .map(\.milliseconds) == Array(latest.values.sorted(by: >).prefix(limit)),
          "\(moments), \(now), \(limit)")
      }
    }
  }
}
