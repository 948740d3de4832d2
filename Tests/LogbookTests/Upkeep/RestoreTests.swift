import Foundation
import ReplayCheck
import Store
import Sync
import Testing
import Training
import Upkeep
import Wire

@testable import Logbook

/// Going back to a backup, on a machine that syncs with another.
@Suite struct RestoreTests {
  private let folder: Folder
  private let gym: Gym
  private let shelf = Shelf()

  init() throws {
    folder = try Folder()
    gym = try Gym(store: try Store.open(at: folder.store, now: time()))
    gym.wait(days: 4)
    try gym.train("100x5, 100x5", on: day(0))
    try gym.train("105x5", on: day(1))
    try gym.train("squat", "140x3", on: day(2))
  }

  private func sync(_ gym: Gym, _ name: String) throws {
    if try gym.store.syncLink() == nil {
      try gym.logbook.setUpSync(location: "shelf", strategy: .mergeChanges)
    }
    var options = SyncOptions()
    options.yes = true
    options.adopt = true
    _ = try gym.logbook.sync(with: shelf, options: options, deviceName: name)
  }

  private func logs(_ gym: Gym) throws -> [WorkoutLog] {
    try gym.store.read { try $0.all(WorkoutLog.self) }
  }

  /// What is lifted on a machine, by day.
  private func lifted(_ gym: Gym) throws -> [String] {
    try logs(gym).map { log in
      "\(log.date.dayNumber - day().dayNumber): "
        + log.exercises.map { entry in
          "\(entry.metadata.name) "
            + entry.sets.map { "\(Int($0.weight ?? 0))x\($0.reps ?? 0)" }.joined(separator: " ")
        }.joined(separator: ", ")
    }.sorted()
  }

  private let first = ["0: Bench Press 100x5 100x5", "1: Bench Press 105x5", "2: Squat 140x3"]

  /// Deletes one workout, changes another, and adds one.
  private func spoil() throws {
    gym.wait(60)
    let all = try logs(gym).sorted { $0.date < $1.date }
    try gym.store.write(Step("Spoilt"), at: gym.now) { transaction in
      try transaction.delete(.workoutLogs, all[2].id)
      var log = try #require(try transaction.read(WorkoutLog.self, all[0].id))
      log.document.exercises[0].sets[0].weight = 1
      log.document.exercises[0].sets.removeLast()
      log.document.name = "Spoilt"
      try transaction.put(log.document, expecting: log.version)
    }
    try gym.train("squat", "150x1", on: day(3))
    gym.wait(60)
  }

  @Test func theDifferencesAreWrittenAndWhatCameLaterStays() throws {
    #expect(try lifted(gym) == first)
    let backup = try gym.logbook.backUp()
    let before = try logs(gym)
    try spoil()
    let plan = try gym.logbook.restorePlan(backup.id, exact: false)
    let spoilt = try lifted(gym)
    #expect(spoilt != first)
    let done = try gym.logbook.restore(backup.id, exact: false)
    #expect(done.outcome == plan.outcome)
    let figures = try #require(done.outcome.figures.first { $0.collection == .workoutLogs })
    #expect(figures.changed == 1 && figures.returned == 1 && figures.later == 1)
    #expect(done.outcome.setsReturned == 2 && done.outcome.setsLost == 0)
    #expect(try lifted(gym) == first + ["3: Squat 150x1"])
    for log in before { #expect(try gym.log(log.id).name == log.name) }
    #expect(try gym.logbook.restorePlan(backup.id, exact: false).outcome.isNothing)
    #expect(gym.logbook.backups().map(\.reason) == [.restore, .manual])
    // One step, and undo takes it back.
    #expect(try gym.logbook.undo().label == "Backup \(backup.id) restored")
    #expect(try lifted(gym) == spoilt)
    _ = try gym.logbook.redo()
    #expect(try lifted(gym) == first + ["3: Squat 150x1"])
    #expect(try gym.store.replayMismatches().isEmpty)
  }

  @Test func anExactRestoreTakesOutWhatCameLater() throws {
    let backup = try gym.logbook.backUp()
    try spoil()
    let done = try gym.logbook.restore(backup.id, exact: true)
    #expect(done.outcome.setsLost == 1)
    #expect(try lifted(gym) == first)
    _ = try gym.logbook.undo()
    #expect(try lifted(gym).contains("3: Squat 150x1"))
  }

  @Test(arguments: [false, true])
  func whatWasRestoredStandsAfterTheNextSyncOnEveryMachine(exact: Bool) throws {
    let other = try Gym(ids: 1000)
    other.wait(days: 4)
    let backup = try gym.logbook.backUp()
    try sync(gym, "laptop")
    try sync(other, "phone")
    try spoil()
    try sync(gym, "laptop")
    try sync(other, "phone")
    #expect(try lifted(other) == lifted(gym))
    #expect(try lifted(other) != first)
    try gym.logbook.restore(backup.id, exact: exact)
    let restored = try lifted(gym)
    #expect(restored == (exact ? first : first + ["3: Squat 150x1"]))
    // The other machine's clock is behind, and it syncs first.
    try sync(other, "phone")
    for _ in 0..<2 {
      try sync(gym, "laptop")
      try sync(other, "phone")
    }
    #expect(try lifted(gym) == restored)
    #expect(try lifted(other) == restored)
    // And taken back, that stands everywhere too.
    gym.wait(60)
    _ = try gym.logbook.undo()
    let undone = try lifted(gym)
    #expect(undone != restored)
    try sync(gym, "laptop")
    try sync(other, "phone")
    #expect(try lifted(other) == undone)
  }

  @Test func aRestoreOfWhatAnotherMachineDeletedComesBackThereToo() throws {
    let other = try Gym(ids: 1000)
    other.wait(days: 4)
    let backup = try gym.logbook.backUp()
    try sync(gym, "laptop")
    try sync(other, "phone")
    other.wait(600)
    for log in try logs(other) {
      try other.store.write(Step("Deleted"), at: other.now) {
        try $0.delete(.workoutLogs, log.id)
      }
    }
    try sync(other, "phone")
    try sync(gym, "laptop")
    #expect(try lifted(gym) == [])
    try gym.logbook.restore(backup.id, exact: false)
    try sync(gym, "laptop")
    try sync(other, "phone")
    #expect(try lifted(gym) == first)
    #expect(try lifted(other) == first)
  }

  @Test func theCurrentProgramIsTheBackupsAndThereIsOne() throws {
    try gym.put(try strength("p1"))
    let backup = try gym.logbook.backUp()
    try gym.put(try strength("p2", isCurrent: false))
    _ = try gym.logbook.setCurrentProgram(id: "p2")
    try gym.logbook.restore(backup.id, exact: false)
    #expect(try gym.program("p1").isCurrent)
    #expect(try !gym.program("p2").isCurrent)
  }

  @Test func metadataThatWasOnlyRefreshedIsNoDifferenceAndChangedMetadataComesBack() throws {
    let backup = try gym.logbook.backUp()
    let log = try #require(try logs(gym).first { $0.date == day(1) })
    func edit(_ body: (inout ExerciseMetadata) -> Void) throws {
      gym.wait(days: 2)
      try gym.store.write(Step("Refreshed"), at: gym.now) { transaction in
        var present = try #require(try transaction.read(WorkoutLog.self, log.id))
        var metadata = present.document.exercises[0].metadata
        metadata.lastUpdated = transaction.now
        body(&metadata)
        present.document.exercises[0].exerciseMetadata = metadata
        try transaction.put(present.document, expecting: present.version)
      }
    }
    try edit { $0.revision += 1 }
    #expect(try gym.logbook.restorePlan(backup.id, exact: true).outcome.isNothing)
    try edit { $0.primaryMuscleGroup = .calves }
    let wrong = try gym.log(log.id).exercises[0].metadata
    gym.wait(60)
    try gym.logbook.restore(backup.id, exact: false)
    let metadata = try gym.log(log.id).exercises[0].metadata
    #expect(metadata.primaryMuscleGroup == .chest)
    // Of the two copies it is the one that a merge keeps.
    #expect(ExerciseMetadata.newer(metadata, wrong) == metadata)
  }

  @Test func aBackupOfAnotherAthletesLogIsRefused() throws {
    let other = try Folder()
    let stranger = try Gym(store: try Store.open(at: other.store, now: time()), ids: 5000)
    try stranger.train("60x5")
    let backup = try stranger.logbook.backUp()
    #expect(throws: StoreError.unusableBackup(id: backup.id, fault: .otherLog)) {
      try gym.logbook.restore(backup.path, exact: false)
    }
    #expect(try lifted(gym) == first)
    try stranger.store.close()
  }

  @Test func withoutABackupThereIsASentence() throws {
    #expect(throws: BackupError.none) { try gym.logbook.restorePlan(nil, exact: false) }
    let blank = try Gym()
    #expect(throws: BackupError.inMemory) { try blank.logbook.backUp() }
    #expect(sentence(of: BackupError.none).contains("there is no good one"))
    #expect(sentence(of: BackupError.inMemory).contains("in memory alone"))
  }

  @Test func whatFailsOnTheWayLeavesTheLogAsItWas() throws {
    let backup = try gym.logbook.backUp()
    try spoil()
    let spoilt = try lifted(gym)
    let full = StoreError.diskFull(path: folder.store)
    for step in ["begin", "copied", "verified", "manifest", "settled", "opened"] {
      #expect(throws: full) {
        try BackupSteps.$visitor.withValue({ if $0 == step { throw full } }) {
          _ = try gym.logbook.restore(backup.id, exact: true)
        }
      }
      #expect(try lifted(gym) == spoilt)
    }
    _ = try gym.logbook.restore(backup.id, exact: true)
    #expect(try lifted(gym) == first)
  }

  // MARK: By itself

  @Test func oneADayIsMadeWhereSomethingChangedAndOldOnesGo() throws {
    #expect(try gym.logbook.backUpIfDue(aside: true)?.reason == .daily)
    #expect(try gym.logbook.backUpIfDue(aside: true) == nil)
    gym.wait(days: 1)
    #expect(try !gym.logbook.isBackupDue())
    for number in 0..<30 {
      gym.wait(days: 1)
      try gym.train("squat", "100x\(number % 9 + 1)")
      #expect(try gym.logbook.backUpIfDue(aside: false) != nil)
      try gym.logbook.pruneBackups()
    }
    #expect(gym.logbook.backups().count <= 11)
    #expect(try !gym.logbook.hasOutdatedBackups())
    let states = gym.logbook.backups().map(\.isGood)
    #expect(!states.contains(false))
  }

  @Test func anEmptyLogNeedsNoBackup() throws {
    let empty = try Folder()
    let store = try Store.open(at: empty.store, now: time())
    let blank = try Gym(store: store)
    #expect(try blank.logbook.backUpIfDue(aside: true) == nil)
    try store.close()
  }

  @Test func theRoomThatWasAllowedIsKept() throws {
    #expect(try gym.logbook.backupRoom().allowed == 1 << 30)
    try gym.logbook.allowBackups(bytes: 3 << 30)
    #expect(try gym.logbook.backupRoom().allowed == 3 << 30)
  }
}
