import Interchange
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

  @discardableResult
  private func bring(_ text: String, into gym: Gym, _ options: ImportOptions = ImportOptions())
    throws -> ImportReport
  {
    let source = try ImportSource(file: "export", bytes: Array(text.utf8))
    let plan =
      switch source {
      case .documents(let dump): try gym.logbook.importPlan(dump, user: nil)
      case .export(let history): try gym.logbook.importPlan(history, file: "export")
      }
    return try gym.logbook.bringIn(plan, options: options)
  }

  private func documents(_ gym: Gym) throws -> [String] {
    try gym.store.read { reader in
      try Collection.allCases.flatMap { collection in
        try reader.ids(of: collection).compactMap { id in
          // Stamps and all, but for what is derived.
          switch collection {
          case .workoutLogs: try reader.document(WorkoutLog.self, id)?.document.element.encoded()
          case .programs: try reader.document(Program.self, id)?.document.element.encoded()
          case .exercises: try reader.document(Exercise.self, id)?.document.element.encoded()
          case .bodyWeights: try reader.document(BodyWeight.self, id)?.document.element.encoded()
          }
        } + reader.tombstones(collection).map { "\($0.key) \(RemovalText.json($0.value))" }.sorted()
      }
    }
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
    #expect(report.changed.map(\.wasTaken) == [true])
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
