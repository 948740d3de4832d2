import Store
import Sync
import Synchronization
import Testing
import Training
import Wire

@testable import Logbook

/// A dump in memory.
final class Shelf: Remote {
  let location = "shelf"
  private let held = Mutex<(bytes: [UInt8]?, number: Int)>((nil, 0))

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

  func honoursPreconditions() throws(RemoteError) -> Bool { true }
  func setAside(_ copies: [ConflictCopy]) throws(RemoteError) {}
  func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String { "aside" }
}

@Suite struct SyncPagesTests {
  private let shelf = Shelf()
  private let laptop: Gym
  private let phone: Gym

  init() throws {
    laptop = try Gym()
    phone = try Gym(ids: 1000)
    for gym in [laptop, phone] {
      try gym.logbook.setUpSync(location: "shelf", strategy: .mergeChanges)
    }
  }

  private func sync(_ gym: Gym, called name: String) throws {
    var options = SyncOptions()
    options.yes = true
    _ = try gym.logbook.sync(with: shelf, options: options, deviceName: name)
  }

  private func syncBoth() throws {
    try sync(laptop, called: "laptop")
    try sync(phone, called: "phone")
    try sync(laptop, called: "laptop")
  }

  /// The laptop is the one that merges, and so the one that keeps what lost.
  private func mergeOnTheLaptop() throws {
    try sync(phone, called: "phone")
    try syncBoth()
    try sync(phone, called: "phone")
  }

  /// A workout with one logged set on both.
  private func benched() throws -> (log: String, entry: String, set: String) {
    let logged = try laptop.train("100x5")
    try syncBoth()
    let entry = try #require(logged.log.exercises.first)
    return (logged.log.id, entry.id, try #require(entry.sets.first).id)
  }

  private func change(
    _ gym: Gym, _ place: (log: String, entry: String, set: String),
    _ body: (inout SetChange) -> Void
  ) throws {
    var change = SetChange()
    body(&change)
    gym.wait(60)
    _ = try gym.logbook.edit(
      place.log, .changeSet(entry: place.entry, set: place.set, change))
  }

  /// The laptop's 97.5 × 6 loses to the phone's 102.5 × 4, which was typed later.
  private func disagree() throws -> (log: String, entry: String, set: String) {
    let place = try benched()
    try change(laptop, place) {
      $0.weight = .set(97.5)
      $0.reps = .set(6)
    }
    phone.wait(600)
    try change(phone, place) {
      $0.weight = .set(102.5)
      $0.reps = .set(4)
    }
    try mergeOnTheLaptop()
    return place
  }

  private func sets(_ gym: Gym) throws -> [String] {
    let log = try #require(try gym.store.read { try $0.all(WorkoutLog.self) }.first)
    return log.exercises[0].sets.map {
      "\($0.weight?.shortText ?? "")x\($0.reps ?? 0)\($0.completed ? "" : " open")"
    }
  }

  @Test func withoutADumpThereIsNothingToShow() throws {
    #expect(try Gym().logbook.syncPage() == SyncPage())
  }

  @Test func whatWaitsIsNamedWithItsSets() throws {
    try laptop.train("100x5x3")
    _ = try laptop.logbook.logBodyWeight(82.5, unit: .kilograms)
    var page = try laptop.logbook.syncPage()
    #expect(page.waitingCount == 2 && page.remote?.syncedAt == nil && page.receipts.isEmpty)
    #expect(page.waiting.map(\.title).contains("82.5 kg"))
    #expect(page.waiting.first { $0.collection == .workoutLogs }?.sets == 3)
    try syncBoth()
    page = try laptop.logbook.syncPage()
    #expect(page.waitingCount == 0 && page.waiting.isEmpty)
    let receipts = try phone.logbook.syncPage().receipts
    #expect(receipts.map(\.words) == ["3 sets, 1 body weight from laptop"])
    let log = try #require(try laptop.store.read { try $0.all(WorkoutLog.self) }.first)
    _ = try laptop.logbook.discard(log.id)
    let waiting = try #require(try laptop.logbook.syncPage().waiting.first)
    #expect(waiting.isDeleted && waiting.collection == .workoutLogs)
  }

  @Test func bothSidesStandFieldByFieldBesideWhatTheyCameFrom() throws {
    _ = try disagree()
    let page = try laptop.logbook.syncPage()
    let conflict = try #require(page.conflicts.first)
    #expect(page.conflicts.count == 1 && !conflict.isWaiting && conflict.other == "phone")
    #expect(conflict.place.exercise == "Bench Press" && conflict.place.set == "Set 1")
    #expect(conflict.canKeepBoth)
    let weight = try #require(conflict.fields.first { $0.name == "weight" })
    #expect(
      weight
        == SyncConflict.Field(
          name: "weight", mine: "97.5 kg", theirs: "102.5 kg", before: "100 kg", mineStands: false)
    )
    #expect(try #require(conflict.mineAt) < (try #require(conflict.theirsAt)))
  }

  @Test(
    arguments: [
      (ConflictAnswer.mine, ["97.5x6"]), (.theirs, ["102.5x4"]), (.both, ["102.5x4", "97.5x6"]),
    ] as [(ConflictAnswer, [String])])
  func anAnswerHoldsOnBothAndUndoOpensItAgain(answer: ConflictAnswer, expected: [String]) throws {
    _ = try disagree()
    let conflict = try #require(try laptop.logbook.syncPage().conflicts.first)
    laptop.wait(3600)
    #expect(try laptop.logbook.answerConflict(conflict.numbers, answer).hasSuffix("."))
    #expect(try sets(laptop) == expected)
    #expect(try laptop.logbook.syncPage().conflicts.isEmpty)
    try syncBoth()
    #expect(try sets(phone) == expected)
    _ = try laptop.logbook.undo()
    let reopened = try laptop.logbook.syncPage().conflicts
    #expect(reopened.map(\.numbers) == [conflict.numbers])
    #expect(reopened.map(\.fields) == [conflict.fields])
    #expect(try sets(laptop) == ["102.5x4"])
  }

  @Test func aSetIsTypedAnew() throws {
    _ = try disagree()
    let conflict = try #require(try laptop.logbook.syncPage().conflicts.first)
    var change = SetChange()
    change.weight = .set(100)
    change.reps = .set(5)
    laptop.wait(3600)
    _ = try laptop.logbook.answerConflict(conflict.numbers, .set(change))
    #expect(try sets(laptop) == ["100x5"])
  }

  @Test func textsAreJoinedOrTypedAnew() throws {
    let place = try benched()
    _ = try laptop.logbook.edit(place.log, .noteWorkout("light"))
    phone.wait(600)
    _ = try phone.logbook.edit(place.log, .noteWorkout("heavy"))
    try mergeOnTheLaptop()
    let conflict = try #require(try laptop.logbook.syncPage().conflicts.first)
    #expect(conflict.typing == .text("heavy") && conflict.place.exercise == nil)
    laptop.wait(3600)
    func note() throws -> String {
      try #require(try laptop.store.read { try $0.document(WorkoutLog.self, place.log) })
        .document.notes
    }
    _ = try laptop.logbook.answerConflict(conflict.numbers, .both)
    #expect(try note() == "heavy\nlight")
    _ = try laptop.logbook.undo()
    _ = try laptop.logbook.answerConflict(conflict.numbers, .text("so so"))
    #expect(try note() == "so so")
  }

  @Test func aSetThatWasTakenOutThereStandsWhereItWasEditedUnseen() throws {
    let place = try benched()
    try change(laptop, place) { $0.reps = .set(8) }
    phone.wait(600)
    _ = try phone.logbook.edit(place.log, .removeSet(entry: place.entry, set: place.set))
    try mergeOnTheLaptop()
    #expect(try laptop.logbook.syncPage().conflicts.isEmpty)
    #expect(try sets(laptop) == ["100x8"])
  }

  @Test func whatIsGoneCannotBeAnswered() throws {
    let place = try disagree()
    let conflict = try #require(try laptop.logbook.syncPage().conflicts.first)
    _ = try laptop.logbook.edit(place.log, .removeSet(entry: place.entry, set: place.set))
    #expect(throws: (any Error).self) {
      try laptop.logbook.answerConflict(conflict.numbers, .both)
    }
    #expect(try laptop.logbook.syncPage().conflicts.first?.numbers == conflict.numbers)
    #expect(LogbookError.conflictGone.sentence.contains("it was about is gone"))
  }

  @Test func whatASyncBroughtIsTakenBack() throws {
    _ = try benched()
    phone.wait(60)
    let undone = try phone.logbook.undoSync()
    #expect(undone.documents.count == 1 && undone.kept.isEmpty)
    #expect(try phone.store.read { try $0.all(WorkoutLog.self) }.isEmpty)
  }

  @Test func valuesThatLostAreListedOneByOne() throws {
    _ = try disagree()
    let listed = try laptop.logbook.conflicts(limit: 10)
    #expect(listed.count == 2 && listed.allSatisfy { $0.words.fields.count == 1 })
    let weight = try #require(listed.first { $0.words.fields[0].name == "weight" })
    #expect(weight.archived.loss.wasMine && weight.words.fields[0].mine == "97.5 kg")
    try laptop.logbook.settleConflict(weight.archived.number)
    laptop.wait(3600)
    let reps = try #require(listed.first { $0.words.fields[0].name == "reps" })
    try laptop.logbook.restoreConflict(reps.archived.number)
    #expect(try sets(laptop) == ["102.5x6"])
    #expect(try laptop.logbook.syncPage().conflicts.isEmpty)
    let status = try laptop.logbook.syncStatus()
    #expect(status.link?.location == "shelf" && status.waiting.count == 1 && status.conflicts == 0)
  }

  @Test func answersOfAllKindsAreNamedInTheJournal() {
    #expect(ConflictAnswer.theirs.label == "Conflict answered: theirs")
    #expect(ConflictAnswer.text("x").label == "Conflict answered with a new value")
  }

  @Test func ofADeletedWorkoutWhatWasWrittenUnseenStands() throws {
    let place = try benched()
    _ = try laptop.logbook.edit(place.log, .noteWorkout("keep me"))
    phone.wait(600)
    _ = try phone.logbook.discard(place.log)
    try mergeOnTheLaptop()
    #expect(try laptop.logbook.syncPage().conflicts.isEmpty)
    let log = try laptop.store.read { try $0.document(WorkoutLog.self, place.log) }?.document
    #expect(log?.notes == "keep me" && log?.exercises == [] && log?.removal?.why == .delete)
    #expect(try laptop.logbook.syncPage().receipts.first?.words.contains("1 set removed") == true)
  }

  @Test func otherDocumentsAreNamedToo() throws {
    _ = try laptop.logbook.createExercise(
      name: "Nordic", group: .hamstrings, type: .bodyweight,
      addTo: try laptop.train("100x5").log.id, after: nil)
    let waiting = try laptop.logbook.syncPage().waiting
    #expect(waiting.contains { $0.collection == .exercises && $0.title == "Nordic" })
    try laptop.put(try strength())
    #expect(
      try laptop.logbook.syncPage().waiting.contains {
        $0.collection == .programs && $0.title == "Strength p"
      })
  }
}
