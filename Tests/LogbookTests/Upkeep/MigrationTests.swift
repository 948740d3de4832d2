import Catalog
import Foundation
import GRDB
import Interchange
import ReplayCheck
import Sync
import System
import Testing
import Training
import Wire

@testable import Logbook
@testable import Store
@testable import Upkeep

@Suite struct MigrationTests {
  let folder: Folder
  let gym: Gym

  init() throws {
    folder = try Folder()
    gym = try Gym(store: Store.open(at: folder.store, now: time()))
  }

  // MARK: As they came

  @Test func rawDocumentsComeInWithoutMetadataAndWithAllTheirFields() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 3))
    #expect(try gym.isRaw)
    let log = try gym.log("w1001")
    #expect(log.unknown.map(\.name) == ["mood"] && log.migratedAt == nil)
    #expect(log.exercises[0].unknown.map(\.name) == ["isAdded"])
    #expect(
      log.exercises[0].sets.map { $0.parallel.map(\.json) } == [["\"3-1-1\""], ["\"2-0-2\""]])
    #expect(try gym.program("p1").unknown.map(\.name) == ["goal"])
  }

  @Test func theirExercisesAreUnknownUntilTheyAreMigrated() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 3))
    let rows = try gym.logbook.progress().rows
    #expect(Set(rows.map(\.exerciseId)) == ["x1", "x2", "squat"])
    #expect(rows.allSatisfy { $0.metadata.isUnknown })
    #expect(try gym.log("w1000").exercises.allSatisfy { $0.metadata.isUnknown })
    #expect(try gym.logbook.today().program?.name == "Flat")
    let page = try gym.logbook.exercisePage(id: "x1", range: .year, sessions: 3)
    #expect(page?.metadata.isUnknown == true)
  }

  @Test func aRawExerciseIsNotTakenForAKnownOne() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 2, ghosts: 2))
    let plan = try gym.logbook.importPlan(try RawFile.dump(workouts: 3, ghosts: 3), user: nil)
    #expect(plan.unknownExercises == ["ghost": 3])
    gym.use(nil)
    #expect(
      try !gym.logbook.searchExercises("ghost", limit: 9).contains { $0.exerciseId == "ghost" })
  }

  // MARK: Migrated

  @Test func whatIsMigratedIsWhatAnImportWouldHaveEmbedded() throws {
    let dump = try RawFile.dump(workouts: 120)
    try gym.bringInRaw(dump)
    let before = try gym.contents()
    let report = try gym.report()
    let other = try Gym()
    _ = try other.logbook.bringIn(try other.logbook.importPlan(dump, user: nil))
    #expect(try gym.names() == other.names() && gym.isMigrated)
    #expect(try gym.contents() == before)
    #expect(
      try gym.logbook.progress().rows.map {
        "\($0.exerciseId) \($0.bestE1RM ?? 0) \($0.change ?? 0)"
      }
        == other.logbook.progress().rows.map {
          "\($0.exerciseId) \($0.bestE1RM ?? 0) \($0.change ?? 0)"
        })
    let record = report.record
    #expect(record.state == .done && record.planned == 121 && record.documents == 121)
    #expect(record.entries == 362 && record.batches == 3 && record.failed == 0)
    #expect(record.before == record.after)
    #expect(record.before.sets == 726 && record.before.unknownFields == 1201)
    #expect(record.triedRollback == true)
    #expect(try #require(record.backup).contains("migration"))
    #expect(FileManager.default.fileExists(atPath: try #require(record.backup)))
    #expect(!FileManager.default.fileExists(atPath: folder.store + ".scratch"))
    #expect(!FileManager.default.fileExists(atPath: folder.store + ".migrating"))
  }

  @Test func whatIsDerivedIsAsIfRebuilt() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 120))
    _ = try gym.report()
    let rows = try gym.derivedRows()
    try gym.store.maintain("Rebuilding") { try Rebuild(database: $0).run() }
    #expect(try gym.derivedRows() == rows)
    #expect(try gym.store.replayMismatches() == [])
    _ = try gym.logbook.rollBackMigration()
    let back = try gym.derivedRows()
    try gym.store.maintain("Rebuilding") { try Rebuild(database: $0).run() }
    #expect(try gym.derivedRows() == back)
    #expect(try gym.store.replayMismatches() == [])
  }

  @Test func aMigrationIsNoEdit() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 60))
    let stamps = try gym.log("w1000").element.latestStamp
    gym.wait(days: 3)
    _ = try gym.report()
    #expect(try gym.log("w1000").element.latestStamp == stamps)
    let journal = try gym.logbook.journal(limit: 10)
    #expect(journal.map(\.origin) == [.upkeep, .upkeep, .imported])
    #expect(journal[1].label == "Exercise data added to 50 documents")
    // What is taken back is what the athlete did last.
    #expect(try gym.logbook.undo().label == "Import of 60 workouts")
    #expect(try gym.store.read { try $0.count(of: .workoutLogs) } == 0)
  }

  @Test func lookingWritesNothing() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 60, ghosts: 2))
    let steps = try gym.steps()
    let survey = try gym.logbook.migrationPreview()
    #expect(survey.pendingWorkouts == 60 && survey.pendingPrograms == 1 && survey.batches == 2)
    #expect(survey.unknownExercises == ["ghost": 2])
    #expect(try gym.isRaw && gym.steps() == steps)
    #expect(try gym.record == nil)
  }

  @Test func nothingIsDoneWhereNothingLacks() throws {
    try gym.train("100x5")
    guard case .nothing(let survey) = try gym.logbook.migrate() else {
      Issue.record("something was migrated")
      return
    }
    #expect(survey.pending.isEmpty && survey.workouts.complete == 1)
    #expect(try gym.record == nil)
    #expect(throws: MigrationError.noMigration) { try gym.logbook.migrationReport() }
  }

  @Test func anExerciseThatNoListHasIsNotedAndItsEntryKept() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 60, ghosts: 2))
    let before = try gym.contents()
    let report = try gym.report()
    #expect(try gym.names()["w1001"] == ["-", "Pull-ups", "Squat"])
    #expect(try gym.contents() == before)
    #expect(report.failures.map(\.category) == [.notFound])
    #expect(report.failures[0].exercise == "ghost" && report.record.failed == 2)
    #expect(report.status == .needsAttention)
    // A second run finds nothing that could be given metadata.
    guard case .nothing = try gym.logbook.migrate() else {
      Issue.record("there was nothing to do")
      return
    }
  }

  // MARK: Taken back

  @Test func theWayBackLeadsToWhatWasThere() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 120))
    let before = try gym.contents()
    _ = try gym.report()
    // The journal has forgotten the migration by then.
    gym.wait(days: 120)
    while try gym.store.compact(at: gym.now) > 0 {}
    let taken = try gym.logbook.rollBackMigration()
    #expect(taken == MigrationTakenBack(documents: 121, entries: 362, kept: 0))
    #expect(try gym.isRaw && gym.contents() == before)
    #expect(throws: MigrationError.nothingToTakeBack) { try gym.logbook.rollBackMigration() }
    // It can be done again.
    #expect(try gym.report().record.documents == 121)
    #expect(try gym.isMigrated)
  }

  @Test func whatWasWrittenSinceStays() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 3))
    _ = try gym.report()
    // A day later a write renews the copies of the workout.
    gym.wait(days: 2)
    _ = try gym.logbook.edit("w1001", .noteWorkout("Late"))
    let copied = try gym.logbook.repeatWorkout(id: "w1002").log
    let taken = try gym.logbook.rollBackMigration()
    #expect(taken.documents == 3 && taken.kept == 3)
    #expect(try gym.names()["w1001"] == ["Barbell Bench Press", "Pull-ups", "Squat"])
    #expect(try gym.names()["w1002"] == ["-", "-", "-"])
    #expect(try gym.log("w1001").notes == "Late")
    #expect(try gym.names()[copied.id]?.contains("-") == false)
  }

  // MARK: Safety

  @Test func aLossIsNotWrittenAndTakesEverythingBack() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 120))
    let before = try gym.contents()
    var tools = gym.logbook.migrationTools
    tools.tampering = { log in
      if log.id == "w1010" { log.exercises[1].sets.removeLast() }
    }
    #expect {
      try gym.logbook.migrate(tools: tools)
    } throws: { error in
      error as? MigrationError == .loss(document: "workout w1010", what: "1 of its sets")
    }
    #expect(try gym.isRaw && gym.contents() == before)
    #expect(try gym.record?.state == .rolledBack)
    // The next one begins anew.
    #expect(try gym.report().record.documents == 121)
  }

  @Test func aLostFieldIsALossToo() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 2))
    var tools = gym.logbook.migrationTools
    tools.tampering = { $0.exercises[0].unknown = [] }
    #expect {
      try gym.logbook.migrate(tools: tools)
    } throws: { error in
      error as? MigrationError
        == .loss(document: "workout w1001", what: "a field of another program")
    }
    #expect(try gym.isRaw)
  }

  @Test func whatIsLostAfterwardsIsFoundAndTakenBack() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 60))
    var tools = gym.logbook.migrationTools
    let store = gym.store
    let committed = Counter()
    tools.reached = { step in
      guard step == .committed, committed.next() == 2 else { return }
      // As damage would: a document is gone, and nobody deleted it.
      try store.maintain("Damaging") {
        try $0.execute(sql: "DELETE FROM document WHERE id = 'w1030'")
      }
    }
    #expect {
      try gym.logbook.migrate(tools: tools)
    } throws: { error in
      guard case .lossFound(let documents, let backup) = error as? MigrationError else {
        return false
      }
      return documents == ["workout w1030"] && backup != nil
    }
    #expect(try gym.isRaw)
  }

  @Test func itPausesWhereCopiesContradictTheList() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 120))
    var tools = gym.logbook.migrationTools
    tools.misreading = { if $0.name == "Squat" { $0.primaryMuscleGroup = .calves } }
    #expect {
      try gym.logbook.migrate(tools: tools)
    } throws: { error in
      guard case .inconsistent(let percent) = error as? MigrationError else { return false }
      return percent < 99.9
    }
    #expect(try gym.isRaw && gym.record?.state == .paused)
    #expect(try gym.record?.reason?.contains("99.9 % is the least") == true)
    let report = try gym.report()
    #expect(report.record.state == .done && report.record.reason == nil)
    #expect(try gym.isMigrated)
  }

  // MARK: Others who write

  @Test func whatIsLoggedMeanwhileIsKept() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 120))
    var tools = gym.logbook.migrationTools
    let prepared = Counter()
    tools.reached = { [gym] step in
      guard step == .prepared, prepared.next() == 1 else { return }
      // Of the first batch, which is prepared already; and of the last.
      _ = try gym.logbook.edit("w1119", .noteWorkout("Heavy"))
      _ = try gym.logbook.edit("w1000", .noteWorkout("Light"))
      _ = try gym.logbook.discard("w1001")
      try gym.train("60x5", on: day(-3))
    }
    guard case .migrated(let report, _) = try gym.logbook.migrate(tools: tools) else { return }
    #expect(report.record.state == .done)
    #expect(try gym.log("w1119").notes == "Heavy" && gym.log("w1000").notes == "Light")
    #expect(try gym.names()["w1001"] == nil)
    #expect(try gym.isMigrated)
    #expect(try gym.store.replayMismatches() == [])
  }

  @Test func anExerciseThatIsRenamedMeanwhileIsEmbeddedAsItIsCalledThen() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 120))
    var tools = gym.logbook.migrationTools
    let prepared = Counter()
    tools.reached = { [gym] step in
      guard step == .prepared, prepared.next() == 2 else { return }
      try gym.store.write(Step("Renamed"), at: gym.now) { transaction in
        var bench = try #require(try transaction.read(Exercise.self, "x1"))
        bench.document.metadata.name = "Bench"
        try transaction.put(bench.document, expecting: bench.version)
      }
    }
    _ = try gym.logbook.migrate(tools: tools)
    #expect(try gym.names()["w1119"]?.first == "Barbell Bench Press")
    #expect(try gym.names()["w1000"]?.first == "Bench")
  }

  @Test func onlyOneProgramMigrates() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 3))
    var tools = gym.logbook.migrationTools
    let other = try Gym(store: Store.open(at: folder.store, now: time()), ids: 5000)
    let path = folder.store
    tools.reached = { step in
      guard step == .prepared else { return }
      #expect(throws: MigrationError.isRunning(path: path)) { try other.logbook.migrate() }
      #expect(throws: MigrationError.isRunning(path: path)) {
        try other.logbook.rollBackMigration()
      }
    }
    _ = try gym.logbook.migrate(tools: tools)
    #expect(try gym.isMigrated)
    try other.store.close()
  }

  // MARK: Yielding

  @Test func itPausesForAnOpenScreenAndForNobodyElse() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 220))
    var tools = gym.logbook.migrationTools
    // What other tests compute meanwhile does not count.
    tools.usage = { ProcessUsage(processorSeconds: 0, residentBytes: 0) }
    _ = try gym.logbook.migrate(tools: tools)
    #expect(gym.pauses.isEmpty)
    _ = try gym.logbook.rollBackMigration()
    let presence = ScreenPresence(store: folder.store)
    presence.add(pageAfter: 3)
    presence.tell()
    guard case .migrated(let report, _) = try gym.logbook.migrate(tools: tools) else { return }
    #expect(gym.pauses == [100, 100, 100, 100])
    #expect(abs(report.record.yielded - 0.4) < 1e-9)
    #expect(report.record.pagesBefore == 3 && report.record.pagesDuring == 3)
    presence.end()
    #expect(!FileManager.default.fileExists(atPath: folder.store + ".screens"))
  }

  @Test func slowPagesMakeThePausesLonger() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 220))
    var tools = gym.logbook.migrationTools
    tools.usage = { ProcessUsage(processorSeconds: 0, residentBytes: 0) }
    tools.pages = { _ in 1500 }
    _ = try gym.logbook.migrate(tools: tools)
    #expect(gym.pauses == [150, 225, 337, 506])
  }

  @Test func aMachineAtItsLimitIsLeftRoom() throws {
    try gym.bringInRaw(try RawFile.dump(workouts: 220))
    var tools = gym.logbook.migrationTools
    tools.usage = { ProcessUsage(processorSeconds: 0, residentBytes: .max / 2) }
    tools.pages = { _ in 5 }
    guard case .migrated(let report, _) = try gym.logbook.migrate(tools: tools) else { return }
    #expect(report.record.throttled == 4)
    #expect(gym.pauses == [200, 320, 512, 819])
    #expect(try gym.isMigrated)
  }
}
