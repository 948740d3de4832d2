import ReplayCheck
import Sync
import Synchronization
import Testing
import Training
import Wire

@testable import Store

/// A dump in memory.
private final class Shelf: Remote {
  let location = "shelf"
  private let held = Mutex<(bytes: [UInt8]?, number: Int)>((nil, 0))
  /// How often it was asked whether it honours conditions, and what it says.
  let asked = Mutex(0)
  let honours: Bool

  init(honours: Bool = true) { self.honours = honours }

  var bytes: [UInt8]? {
    get { held.withLock { $0.bytes } }
    set { held.withLock { $0 = (newValue, $0.number + 1) } }
  }

  func read(unlessStill version: RemoteVersion?) throws(RemoteError) -> RemoteContent {
    held.withLock { held in
      guard let bytes = held.bytes else { return .missing }
      let found = RemoteVersion("\(held.number)")
      return found == version ? .unchanged : .content(bytes, found, beside: [])
    }
  }

  func write(_ bytes: [UInt8], ifStill expected: RemoteVersion?, operation: String)
    throws(RemoteError) -> RemoteVersion
  {
    held.withLock { held in
      held = (bytes, held.number + 1)
      return RemoteVersion("\(held.number)")
    }
  }

  func honoursPreconditions() throws(RemoteError) -> Bool {
    asked.withLock { $0 += 1 }
    return honours
  }

  func setAside(_ copies: [ConflictCopy]) throws(RemoteError) {}
  func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String { "aside" }
}

/// A remote that someone else always writes to first; tells of each lost race.
private struct Contested: Remote {
  let location = "contested"
  let lost: @Sendable () -> Void

  func read(unlessStill version: RemoteVersion?) throws(RemoteError) -> RemoteContent { .missing }

  func write(_ bytes: [UInt8], ifStill expected: RemoteVersion?, operation: String)
    throws(RemoteError) -> RemoteVersion
  {
    lost()
    throw RemoteError(.lostRace, attempt: "Writing", problem: "someone was first", remedy: "")
  }

  func honoursPreconditions() throws(RemoteError) -> Bool { true }
  func setAside(_ copies: [ConflictCopy]) throws(RemoteError) {}
  func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String { "aside" }
}

@Suite struct SyncingTests {
  private let shelf = Shelf()
  private let laptop: Store
  private let gym: Store

  init() throws {
    laptop = try Store.inMemory()
    gym = try Store.inMemory()
    for store in [laptop, gym] {
      try store.setSyncLink(SyncLink(location: "shelf", mark: -1))
    }
  }

  @discardableResult
  private func sync(
    _ store: Store, at now: Instant = time(), _ choose: (inout SyncOptions) -> Void = { _ in }
  ) throws -> SyncReport {
    var options = SyncOptions()
    choose(&options)
    return try SyncEngine(
      store: store, remote: shelf, options: options,
      surroundings: SyncSurroundings(now: { now }, random: { 7 }, pause: { _ in })
    ).run()
  }

  private func bothAreEqual() throws -> Bool {
    let (left, right) = (try laptop.syncSnapshot(), try gym.syncSnapshot())
    guard left.documents.keys == right.documents.keys else { return false }
    return try left.documents.keys.allSatisfy { key in
      guard key.collection == .workoutLogs else { return true }
      return try laptop.log(key.id)?.element == gym.log(key.id)?.element
    }
  }

  @Test func whatWasLoggedHereIsThere() throws {
    try laptop.add(single(100, 5, on: 0))
    try laptop.add(BodyWeight(id: "b", userId: "u", date: day(0), value: 80, unit: .kilograms))
    try laptop.add(Exercise(id: "x", metadata: bench))
    try laptop.add(Program(id: "p", userId: "u", name: "Base"))
    #expect(try sync(laptop).sent.count == 4)
    let report = try sync(gym)
    #expect(report.received.map(\.what) == [.added, .added, .added, .added])
    #expect(try gym.log("w0")?.element == laptop.log("w0")?.element)
    #expect(try gym.count("session") == 1)
    #expect(try gym.replayMismatches().isEmpty)
    #expect(try sync(gym).isUnchanged && sync(laptop).isUnchanged)
  }

  @Test func editsOfBothSidesMeetSetBySet() throws {
    try laptop.add(workout("w0", on: 0, [entry(sets: [(100, 5), (100, 5)])]))
    try sync(laptop)
    try sync(gym)
    try laptop.change(WorkoutLog.self, "w0", at: time(10)) { $0.exercises[0].sets[0].reps = 6 }
    try gym.change(WorkoutLog.self, "w0", at: time(5)) { $0.exercises[0].sets[1].weight = 105 }
    try sync(laptop)
    try sync(gym)
    try sync(laptop)
    let sets = try #require(try laptop.log("w0")).exercises[0].sets
    #expect(sets.map(\.reps) == [6, 5] && sets.map(\.weight) == [100, 105])
    #expect(try bothAreEqual())
    #expect(try gym.replayMismatches().isEmpty && laptop.replayMismatches().isEmpty)
    #expect(try gym.conflicts().isEmpty && laptop.conflicts().isEmpty)
  }

  @Test func whatBothChangedIsKeptByTheArchive() throws {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop)
    try sync(gym)
    try laptop.change(WorkoutLog.self, "w0", at: time(5)) { $0.exercises[0].sets[0].reps = 6 }
    try gym.change(WorkoutLog.self, "w0", at: time(10)) { $0.exercises[0].sets[0].reps = 7 }
    try sync(laptop)
    try sync(gym)
    try sync(laptop)
    #expect(try laptop.log("w0")?.exercises[0].sets[0].reps == 7)
    let conflict = try #require(try gym.conflicts().first)
    #expect(conflict.loss.lost == "6" && conflict.loss.kept == "7" && conflict.loss.base == "5")
    #expect(conflict.state == .archived && !conflict.loss.wasMine)
    try gym.settleConflict(conflict.number, at: time(19))
    #expect(try gym.conflicts().first?.state == .resolved)
  }

  @Test func whatLostIsPutBackByAnEditThatHoldsEverywhere() throws {
    try laptop.add(workout("w0", on: 0, [entry(sets: [(100, 5), (100, 5)])]))
    try sync(laptop)
    try sync(gym)
    try laptop.change(WorkoutLog.self, "w0", at: time(5)) {
      $0.exercises[0].sets[0].reps = 6
      $0.exercises[0].sets[1].reps = 8
    }
    try gym.change(WorkoutLog.self, "w0", at: time(10)) { $0.exercises[0].sets[0].reps = 7 }
    try sync(laptop)
    try sync(gym)
    let conflicts = try gym.conflicts()
    #expect(conflicts.map(\.loss.lost) == ["6"])
    for conflict in conflicts { try gym.restoreConflict(conflict.number, at: time(20)) }
    let sets = try #require(try gym.log("w0")).exercises[0].sets
    #expect(sets.map(\.reps) == [6, 8])
    #expect(try gym.conflicts().allSatisfy { $0.state == .resolved })
    try sync(gym)
    try sync(laptop)
    #expect(try bothAreEqual())
    #expect(try gym.undo(at: time(30)).label.contains("restored"))
    #expect(throws: StoreError.noConflict(number: 99)) {
      try gym.restoreConflict(99, at: time())
    }
    #expect(throws: StoreError.noConflict(number: 99)) { try gym.settleConflict(99, at: time(20)) }
  }

  @Test func aWorkoutThatLostWholeIsPutBackWhole() throws {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop) { $0.strategy = .lastWriteWins }
    try sync(gym)
    try laptop.change(WorkoutLog.self, "w0", at: time(5)) { $0.notes = "mine" }
    try gym.change(WorkoutLog.self, "w0", at: time(10)) { $0.name = "Theirs" }
    try sync(laptop)
    try sync(gym)
    let conflict = try #require(try gym.conflicts().first)
    #expect(conflict.loss.reason == .document)
    try gym.restoreConflict(conflict.number, at: time(20))
    #expect(try gym.log("w0")?.notes == "mine")
    try laptop.remove(.workoutLogs, "w0", at: time(30))
    try gym.change(WorkoutLog.self, "w0", at: time(25)) { $0.notes = "late" }
    try sync(laptop) { $0.yes = true }
    try sync(gym) { $0.yes = true }
    let deleted = try #require(try gym.conflicts().first { $0.loss.reason == .deleted })
    try gym.restoreConflict(deleted.number, at: time(40))
    #expect(try gym.log("w0")?.notes == "late")
  }

  @Test func withPromptsWhatBothChangedWaits() throws {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop) { $0.strategy = .userPrompt }
    try sync(gym)
    try laptop.change(WorkoutLog.self, "w0", at: time(5)) { $0.exercises[0].sets[0].reps = 6 }
    try gym.change(WorkoutLog.self, "w0", at: time(10)) { $0.exercises[0].sets[0].reps = 7 }
    try sync(laptop)
    try sync(gym)
    #expect(try gym.conflicts().first?.state == .waiting)
  }

  /// Both stores with one workout whose repetitions both have changed; what the laptop wrote has lost.
  private func disagree() throws -> ArchivedLoss {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop)
    try sync(gym)
    try laptop.change(WorkoutLog.self, "w0", at: time(5)) { $0.exercises[0].sets[0].reps = 6 }
    try gym.change(WorkoutLog.self, "w0", at: time(10)) { $0.exercises[0].sets[0].reps = 7 }
    try sync(laptop)
    try sync(gym)
    return try #require(try gym.conflicts().first)
  }

  @Test func undoingAnAnswerOpensItsConflictAgain() throws {
    let conflict = try disagree()
    try gym.settleConflict(conflict.number, at: time(20))
    #expect(try gym.conflict(conflict.number).state == .resolved)
    #expect(try gym.unsynced().isEmpty)
    #expect(try gym.undo(at: time(21)).label == "Conflict \(conflict.number) settled")
    #expect(try gym.conflict(conflict.number).state == .archived)
    _ = try gym.redo(at: time(22))
    #expect(try gym.conflict(conflict.number).state == .resolved)
    _ = try gym.undo(at: time(23))
    try gym.restoreConflict(conflict.number, at: time(24))
    #expect(try gym.log("w0")?.exercises[0].sets[0].reps == 6)
    _ = try gym.undo(at: time(25))
    #expect(try gym.conflict(conflict.number).state == .archived)
    #expect(try gym.log("w0")?.exercises[0].sets[0].reps == 7)
    #expect(try gym.replayMismatches().isEmpty)
    #expect(try gym.conflicts(limit: 0).isEmpty)
    #expect(throws: StoreError.noConflict(number: 99)) { try gym.conflict(99) }
  }

  @Test func whatASyncBroughtIsTakenBackUnlessItChangedSince() throws {
    for number in 0..<3 { try laptop.add(single(100, 5, on: number)) }
    try sync(laptop)
    try gym.add(single(90, 5, on: 9))
    try sync(gym)
    try laptop.change(WorkoutLog.self, "w0", at: time(5)) { $0.notes = "heavy" }
    try laptop.add(single(100, 5, on: 4))
    try laptop.remove(.workoutLogs, "w1", at: time(6))
    try laptop.change(WorkoutLog.self, "w2", at: time(7)) { $0.notes = "light" }
    try sync(laptop) { $0.yes = true }
    try sync(gym) { $0.yes = true }
    try gym.change(WorkoutLog.self, "w2", at: time(20)) { $0.notes = "so light" }
    let undone = try gym.undoLast(.merge, at: time(30))
    #expect(undone.documents.count == 3)
    #expect(undone.kept.map(\.document.id) == ["w2"])
    #expect(undone.kept.map(\.reason) == ["notes was changed again since"])
    #expect(try gym.log("w0")?.notes == "" && gym.log("w4") == nil && gym.log("w1") != nil)
    #expect(try gym.replayMismatches().isEmpty)
    // It is an edit: it holds on the other machine too.
    try sync(gym) { $0.yes = true }
    try sync(laptop) { $0.yes = true }
    #expect(try bothAreEqual())
    // Before it came the laptop's first sync; then nothing is left.
    _ = try gym.undoLast(.merge, at: time(40))
    #expect(throws: StoreError.nothingToTakeBack(.imported)) {
      try gym.undoLast(.imported, at: time(50))
    }
  }

  @Test(arguments: [true, false])
  func aRemoteIsTriedOutOnceAndBeforeTheFirstWriteOnly(_ honours: Bool) throws {
    let shelf = Shelf(honours: honours)
    func sync(_ store: Store) throws -> SyncReport {
      try SyncEngine(
        store: store, remote: shelf,
        surroundings: SyncSurroundings(now: { time() }, random: { 7 }, pause: { _ in })
      ).run()
    }
    try laptop.add(single(100, 5, on: 0))
    let told = try sync(laptop).notices
    #expect(told.count == (honours ? 0 : 1))
    #expect(told.allSatisfy { $0.hasPrefix("The server ignores conditions") })
    #expect(try laptop.syncLink()?.honoursPreconditions == honours)
    try laptop.add(single(100, 5, on: 1))
    #expect(try sync(laptop).notices == [] && shelf.asked.withLock { $0 } == 1)
    // Who only reads there writes nothing, and tries nothing out.
    _ = try sync(gym)
    #expect(try gym.syncLink()?.honoursPreconditions == nil && shelf.asked.withLock { $0 } == 1)
  }

  @Test func aCancelledSyncWaitsForNoFurtherRace() throws {
    let cancelled = Mutex(false)
    let waits = Mutex(0)
    let contested = Contested { cancelled.withLock { $0 = true } }
    try laptop.add(single(100, 5, on: 0))
    let surroundings = SyncSurroundings(
      now: { time() }, random: { .max }, pause: { _ in waits.withLock { $0 += 1 } },
      isCancelled: { cancelled.withLock { $0 } })
    do {
      _ = try SyncEngine(store: laptop, remote: contested, surroundings: surroundings).run()
      Issue.record("it went on")
    } catch SyncError.cancelled {}
    #expect(waits.withLock { $0 } == 0)
  }

  @Test func aMergeThatWouldLeaveOtherDocumentsIsRefusedWhole() throws {
    try laptop.add(single(100, 5, on: 0))
    let link = try #require(try laptop.syncLink())
    var step = MergeStep(label: "Merge", mark: try laptop.syncMark(), link: link)
    step.deletions[DocumentKey(.workoutLogs, "w0")] = Removal(
      upTo: Stamp(milliseconds: 9, counter: 0, device: "x"))
    step.census = DocumentCensus([DocumentKey(.workoutLogs, "w0")])
    let refused = #expect(throws: StoreError.self) { try laptop.syncMerge(step, at: time()) }
    #expect(refused?.sentence.contains("0 documents where 1 should be") == true)
    #expect(try laptop.log("w0") != nil)
    step.census = DocumentCensus([])
    #expect(try laptop.syncMerge(step, at: time()) != nil)
  }

  @Test func aDeviceIsCalledByTheNameItGaveItself() throws {
    try laptop.add(single(100, 5, on: 0))
    let surroundings = SyncSurroundings(
      now: { time() }, random: { 7 }, pause: { _ in }, deviceName: "laptop \"L\"")
    _ = try SyncEngine(store: laptop, remote: shelf, surroundings: surroundings).run()
    try sync(gym)
    let link = try #require(try gym.syncLink())
    #expect(link.devices == [try #require(link.writer): "laptop \"L\""])
    #expect(
      try gym.read { try $0.journal(limit: 1) }.first?.label == "Sync: 1 set from laptop \"L\""
    )
  }

  @Test func aDeletionTravelsAndWhatItHadNotSeenStands() throws {
    for number in 0..<30 { try laptop.add(single(100, 5, on: number)) }
    try sync(laptop)
    try sync(gym)
    try laptop.remove(.workoutLogs, "w0", at: time(10))
    try laptop.remove(.workoutLogs, "w1", at: time(10))
    try gym.change(WorkoutLog.self, "w1", at: time(20)) { $0.notes = "keep" }
    try sync(laptop)
    let report = try sync(gym) { $0.yes = true }
    #expect(report.received.map(\.what) == [.deleted, .changed])
    #expect(report.sent.map(\.what) == [.revived])
    #expect(report.departures.sets == 2)
    #expect(try sync(laptop).received.map(\.what) == [.revived])
    #expect(try laptop.log("w0") == nil && laptop.log("w1")?.notes == "keep")
    #expect(try laptop.log("w1")?.exercises == [])
    #expect(try gym.replayMismatches().isEmpty && laptop.replayMismatches().isEmpty)
    #expect(try bothAreEqual())
  }

  @Test func manyDeletionsAreAskedAbout() throws {
    for number in 0..<10 { try laptop.add(single(100, 5, on: number)) }
    try sync(laptop)
    try sync(gym)
    for id in ["w0", "w1"] { try laptop.remove(.workoutLogs, id) }
    try sync(laptop)
    #expect(throws: SyncError.self) { try sync(gym) }
    #expect(try gym.log("w0") != nil)
    try sync(gym) { $0.dryRun = true }
    #expect(try gym.log("w0") != nil)
    try sync(gym) { $0.yes = true }
    #expect(try gym.log("w0") == nil)
  }

  @Test func undoTakesBackTheLastOwnStepAndNeverAMerge() throws {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop)
    try sync(gym)
    #expect(throws: StoreError.nothingToUndo) { try gym.undo(at: time()) }
    try gym.add(single(120, 5, on: 1))
    try laptop.add(single(130, 5, on: 2))
    try sync(laptop)
    try sync(gym)
    #expect(try gym.undo(at: time(60)).documents.map(\.id) == ["w1"])
    #expect(try gym.log("w2") != nil && gym.log("w1") == nil)
  }

  @Test func anEditAfterAMergeIsLaterThanWhatCameIn() throws {
    try laptop.add(single(100, 5, on: 0), at: time(86_400))
    try sync(laptop)
    try sync(gym)
    let before = try #require(try gym.log("w0")?.element.latestStamp)
    try gym.change(WorkoutLog.self, "w0", at: time()) { $0.notes = "clock is behind" }
    #expect(try #require(try gym.log("w0")?.element.latestStamp) > before)
  }

  @Test func whatWaitsToBeSentIsCounted() throws {
    #expect(try laptop.unsynced().isEmpty)
    try laptop.add(single(100, 5, on: 0))
    #expect(try laptop.unsynced() == [DocumentKey(.workoutLogs, "w0")])
    try sync(laptop)
    #expect(try laptop.unsynced().isEmpty)
    try sync(gym)
    #expect(try gym.unsynced().isEmpty)
    try gym.setSyncLink(nil)
    try gym.add(single(100, 5, on: 1))
    #expect(try gym.unsynced().isEmpty && gym.syncLink() == nil)
    #expect(throws: SyncError.self) { try sync(gym) }
  }

  @Test func aLongWorkoutTravelsWhole() throws {
    let entries = (0..<45).map { entry("x\($0)", id: "e\($0)", sets: [(100, 5)]) }
    try laptop.add(workout("w0", on: 0, entries))
    try sync(laptop)
    try sync(gym)
    #expect(try gym.log("w0")?.exercises.count == 45)
    #expect(try sync(laptop).isUnchanged && sync(gym).isUnchanged)
  }

  @Test func aStoreThatHasMovedOnRefusesAMergeMadeBefore() throws {
    try laptop.add(single(100, 5, on: 0))
    let link = try #require(try laptop.syncLink())
    let step = MergeStep(label: "Merge", mark: try laptop.syncMark() - 1, link: link)
    #expect(try laptop.syncMerge(step, at: time()) == nil)
    #expect(try laptop.count("journal") == 1)
  }

  @Test func theLinkIsKeptWhole() throws {
    let link = SyncLink(
      location: "shelf", lineage: "l", strategy: .lastWriteWins, generation: 7,
      version: RemoteVersion("v"), mark: 3, syncedAt: time(9), writer: "gym",
      honoursPreconditions: false)
    try laptop.setSyncLink(link)
    #expect(try laptop.syncLink() == link)
  }

  @Test func aDumpThatIsEmptyOrGoneDeletesNothing() throws {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop)
    for bytes in [[], Array("null".utf8), Array("{}".utf8), Array("{\"format\"".utf8)] as [[UInt8]]
    {
      shelf.bytes = bytes
      try laptop.add(single(100, 5, on: 100 + bytes.count))
      #expect(throws: SyncError.self) { try sync(laptop) }
      #expect(try laptop.log("w0") != nil)
    }
    shelf.bytes = nil
    #expect(throws: SyncError.self) { try sync(laptop) }
    let report = try sync(laptop) { $0.yes = true }
    #expect(report.sent.count == 5)
  }

  @Test func aDumpOfAnotherBeginningIsTakenOverOnlyWhenTold() throws {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop)
    let other = Shelf()
    try gym.add(single(120, 5, on: 1))
    _ = try SyncEngine(
      store: gym, remote: other,
      surroundings: SyncSurroundings(now: { time() }, random: { 11 }, pause: { _ in })
    ).run()
    shelf.bytes = other.bytes
    try laptop.add(single(100, 5, on: 2))
    #expect(throws: SyncError.self) { try sync(laptop) }
    try sync(laptop) { $0.adopt = true }
    #expect(try laptop.log("w1") != nil)
  }

  @Test func aDumpThatWasEditedByHandIsShownAndMergedAfterAYes() throws {
    try laptop.add(single(100, 5, on: 0))
    try sync(laptop)
    let text = String(decoding: shelf.bytes ?? [], as: UTF8.self)
    shelf.bytes = Array(text.replacing("\"reps\":[5]", with: "\"reps\":[9]").utf8)
    do {
      try sync(laptop)
      try laptop.add(single(100, 5, on: 1))
      try sync(laptop)
      Issue.record("it was merged without a question")
    } catch let error as SyncError {
      #expect(
        error.sentence.contains("was edited by hand") && error.sentence.contains("w0 differs"))
    }
    try sync(laptop) { $0.yes = true }
    #expect(try laptop.log("w0")?.exercises[0].sets[0].reps == 9)
  }
}
