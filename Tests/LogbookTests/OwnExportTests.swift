import Interchange
import ReplayCheck
import Store
import Sync
import Testing
import Training
import Wire

@testable import Logbook

/// Exports of our own, which keep ids, stamps and removals: read in again they are the same documents, and no edits.
@Suite struct OwnExportTests {
  private let laptop: Gym
  private let phone: Gym

  init() throws {
    laptop = try Gym()
    phone = try Gym(ids: 1000)
  }

  private func json(_ gym: Gym) throws -> String {
    var text = ""
    try gym.logbook.exportJSON { text += $0 }
    return text
  }

  private func csv(_ gym: Gym) throws -> String {
    var text = ""
    try gym.logbook.exportCSV { text += $0 }
    return text
  }

  private func plan(_ text: String, for gym: Gym) throws -> ImportPlan {
    let source = try ImportSource(file: "export", bytes: Array(text.utf8))
    return switch source {
    case .documents(let dump): try gym.logbook.importPlan(dump, user: nil)
    case .export(let history): try gym.logbook.importPlan(history, file: "export")
    }
  }

  @discardableResult
  private func bring(
    _ text: String, into gym: Gym, _ options: ImportOptions = ImportOptions(),
    dryRun: Bool = false
  ) throws -> ImportReport {
    try gym.logbook.bringIn(plan(text, for: gym), options: options, dryRun: dryRun)
  }

  private func documents(_ gym: Gym) throws -> [String] {
    try gym.store.read { reader in
      try Collection.allCases.flatMap { collection in
        try reader.ids(of: collection).compactMap { id in
          // Stamps and all, but for what is derived.
          try Self.element(collection.kind, id, reader)?.encoded()
        } + reader.tombstones(collection).map { "\($0.key) \(RemovalText.json($0.value))" }.sorted()
      }
    }
  }

  private static func element<Document: DocumentKind>(
    _ kind: Document.Type, _ id: String, _ reader: Reader
  ) throws -> Element? {
    try reader.document(kind, id)?.document.element
  }

  /// A history with an edit, a removed set, a deleted workout, a program and a weighing.
  private func live() throws {
    let log = try laptop.train("100x5x3").log
    laptop.wait(60)
    let entry = log.exercises[0]
    _ = try laptop.logbook.edit(log.id, .removeSet(entry: entry.id, set: entry.sets[1].id))
    laptop.wait(60)
    let mistake = try laptop.train("400x5", on: day(-1)).log
    laptop.wait(60)
    _ = try laptop.logbook.discard(mistake.id)
    try laptop.put(try strength())
    _ = try laptop.logbook.logBodyWeight(81.5, unit: .kilograms)
  }

  @Test func anEmptyStoreGetsTheSameDocumentsStampsAndDeletions() throws {
    try live()
    try bring(json(laptop), into: phone)
    #expect(try documents(phone) == documents(laptop))
    #expect(try bring(json(laptop), into: phone).isNothing)
    let third = try Gym(ids: 2000)
    try bring(csv(laptop), into: third)
    #expect(
      try third.store.read { try $0.all(WorkoutLog.self).map { $0.element.latestStamp } }
        == laptop.store.read { try $0.all(WorkoutLog.self).map { $0.element.latestStamp } })
    // What is logged after it is later than all that came.
    phone.wait(-86_400)
    let log = try phone.train("60x5", on: day(-5)).log
    let latest = try #require(try laptop.store.read { try $0.journal(limit: 1) }.first).stamp
    #expect(try #require(log.stamps.element) > latest)
  }

  @Test func anOldExportRollsNothingBack() throws {
    try live()
    let old = try json(laptop)
    let log = try #require(
      try laptop.store.read { try $0.all(WorkoutLog.self) }.first)
    laptop.wait(60)
    _ = try laptop.logbook.edit(log.id, .noteWorkout("much later"))
    let before = try documents(laptop)
    #expect(try bring(old, into: laptop).isNothing)
    #expect(try documents(laptop) == before)
    #expect(try laptop.store.conflicts().isEmpty)
    // On a machine that has the old one, the newer brings it up to date.
    try bring(old, into: phone)
    #expect(try bring(json(laptop), into: phone).updated == 1)
    #expect(try documents(phone) == before)
  }

  @Test func whatAnExportHoldsOfADeletedWorkoutStaysDeletedUntilItIsBroughtBack() throws {
    let log = try laptop.train("100x5").log
    let old = try json(laptop)
    laptop.wait(60)
    _ = try laptop.logbook.discard(log.id)
    let report = try bring(old, into: laptop)
    #expect(report.deleted.count == 1 && report.isNothing)
    #expect(try laptop.store.read { try $0.ids(of: .workoutLogs) } == [])
    #expect(try bring(old, into: laptop, ImportOptions(bringsBack: true)).added == 1)
    #expect(try laptop.log(log.id).exercises[0].sets.map(\.weight) == [100])
    #expect(try laptop.store.replayMismatches() == [])
    // What a deletion in the file had not seen stands here.
    try bring(old, into: phone)
    let entry = try phone.log(log.id).exercises[0].id
    _ = try phone.logbook.edit(
      log.id, .addSet(entry: entry, after: nil))
    _ = try laptop.logbook.discard(log.id)
    try bring(json(laptop), into: phone)
    #expect(try phone.log(log.id).exercises[0].sets.count == 1)
    #expect(try phone.store.replayMismatches() == [])
  }

  @Test func anEditedRowOfOurTableIsAnEditOfThatSet() throws {
    let log = try laptop.train("100x5 90x8").log
    let edited = try csv(laptop).replacing(",90,kg,8,", with: ",92.5,kg,8,")
    laptop.wait(60)
    let report = try bring(edited, into: laptop)
    #expect(report.edits.map(\.collection) == [.workoutLogs] && report.updated == 1)
    let sets = try laptop.log(log.id).exercises[0].sets
    #expect(sets.map(\.weight) == [100, 92.5])
    #expect(sets[1].stamps.fields["weight"] != nil && sets[0].stamps.fields.isEmpty)
    #expect(try bring(edited, into: laptop).isNothing)
    _ = try laptop.logbook.undo()
    #expect(try laptop.log(log.id).exercises[0].sets.map(\.weight) == [100, 90])
    #expect(try laptop.store.read { try $0.ids(of: .workoutLogs) }.count == 1)
    // Into an empty store it comes edited.
    try bring(edited, into: phone)
    #expect(try phone.log(log.id).exercises[0].sets.map(\.weight) == [100, 92.5])
  }

  @Test func editsOfOneSetLeaveTheOtherEntriesSetsOfThatIdAlone() throws {
    var log = try laptop.train("100x5").log
    _ = try laptop.train("squat", "120x5")
    log = try laptop.log(log.id)
    // As imports of other apps have them: ids count within their entry.
    log.exercises[0].sets[0].id = "s"
    log.exercises[1].sets[0].id = "s"
    log.id = "twice"
    try laptop.put(log)
    let edited = try csv(laptop).replacing(",120,kg,5,", with: ",125,kg,5,")
    try bring(edited, into: phone)
    #expect(
      try phone.log("twice").exercises.map { $0.sets.map(\.weight) } == [[100], [125]])
  }

  @Test func everyEditOfTheTableArrivesAndIsCalledOne() throws {
    let log = try laptop.train("pull-up", "10x5").log
    _ = try laptop.logbook.logBodyWeight(80, unit: .kilograms)
    let text = try csv(laptop)
    let edited =
      text.replacing(",Workout,", with: ",Pull,").replacing(",80,kg,", with: ",82,kg,")
    #expect(edited != text)
    laptop.wait(60)
    let plan = try plan(edited, for: laptop)
    let look = try laptop.logbook.bringIn(plan, dryRun: true)
    let report = try laptop.logbook.bringIn(plan)
    #expect(look.writes == 2 && report.writes == 2 && look.edits == report.edits)
    #expect(
      report.notes == [
        "workout 2025-01-06 Pull was edited in the table: taken over",
        "body weight 2025-01-06 was edited in the table: taken over",
      ])
    #expect(try laptop.steps()[0] == "Import of 1 workout")
    #expect(try laptop.log(log.id).name == "Pull")
    // The entries that need it follow the weighing, as where it is logged.
    #expect(try laptop.log(log.id).exercises[0].bodyweight == 82)
    #expect(try bring(edited, into: laptop).isNothing)
    try bring(edited, into: phone)
    #expect(try phone.log(log.id).name == "Pull")
    #expect(try phone.store.read { try $0.all(BodyWeight.self) }.map(\.value) == [82])
    _ = try laptop.logbook.undo()
    #expect(try laptop.log(log.id).exercises[0].bodyweight == 80)
    #expect(try laptop.store.replayMismatches() == [])
  }

  @Test func aLookCountsTheDeletionsToo() throws {
    let log = try laptop.train("100x5").log
    try bring(json(laptop), into: phone)
    laptop.wait(60)
    _ = try laptop.logbook.discard(log.id)
    let gone = try json(laptop)
    let plan = try plan(gone, for: phone)
    let look = try phone.logbook.bringIn(plan, dryRun: true)
    #expect(look.removed == 1 && look.page(plan).writes == 1 && !look.isNothing)
    #expect(
      look.page(plan).fates.filter { $0.count > 0 }.map { "\($0.count) \($0.words)" } == [
        "1 document removed as the file says"
      ])
    #expect(try phone.store.read { try $0.ids(of: .workoutLogs) } == [log.id])
    #expect(try bring(gone, into: phone).removed == 1)
    #expect(try phone.steps()[0] == "Import of 1 deletion")
    #expect(try phone.store.read { try $0.ids(of: .workoutLogs) } == [])
    // What was never there is not a deletion of this log; it stays away all the same.
    let empty = try Gym(ids: 2000)
    let first = try bring(gone, into: empty)
    #expect(first.removed == 0 && first.isNothing)
    #expect(try empty.store.read { try $0.tombstone(.workoutLogs, log.id) } != nil)
  }

  @Test func whoDeletedIsCalledByName() throws {
    let shelf = Shelf()
    for (gym, name) in [(laptop, "laptop"), (phone, "phone")] {
      try gym.logbook.setUpSync(location: "shelf", strategy: .mergeChanges)
      if name == "laptop" { _ = try laptop.train("100x5") }
      _ = try gym.logbook.sync(with: shelf, options: SyncOptions(), deviceName: name)
    }
    let old = try json(laptop)
    phone.wait(60)
    let log = try #require(try phone.store.read { try $0.all(WorkoutLog.self) }.first)
    _ = try phone.logbook.discard(log.id)
    for (gym, name) in [(phone, "phone"), (laptop, "laptop")] {
      _ = try gym.logbook.sync(with: shelf, options: SyncOptions(), deviceName: name)
    }
    #expect(
      try bring(old, into: laptop, dryRun: true).deleted.map(\.whenAndWhere) == [
        "on 2025-01-06 by phone"
      ])
    #expect(
      try bring(old, into: phone).deleted.map(\.whenAndWhere) == ["on 2025-01-06 here"])
  }

  @Test func anImportOfOurOwnIsTakenBackWhole() throws {
    try live()
    try bring(json(laptop), into: phone)
    #expect(try phone.logbook.undoImport().kept.isEmpty)
    #expect(try phone.store.read { try $0.ids(of: .workoutLogs) } == [])
    // What was taken back comes in again.
    #expect(try bring(json(laptop), into: phone).deleted.isEmpty)
    #expect(try phone.store.read { try $0.ids(of: .workoutLogs) }.count == 1)
  }
}
