import Chance
import Foundation
import GRDB
import ReplayCheck
import Testing
import Training

@testable import Store

/// Files that cannot be written, or no longer say what they did.
struct DamageTests {
  /// A store with some workouts, closed.
  private func filled(_ folder: Folder, workouts: Int = 40) throws {
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<workouts {
      try store.add(single(100 + Double(number), 5, on: number), at: time(Double(number)))
    }
    try store.close()
  }

  private func readOnly(_ folder: Folder, because reason: String?) throws -> Store {
    var opening = Opening(path: folder.store, now: time())
    opening.obstacle = { _ in reason }
    return try opening.store()
  }

  @Test func aFileThatMayNotBeWrittenIsReadAndRefusesChanges() throws {
    let folder = try Folder()
    try filled(folder)
    let before = try folder.bytes()
    let store = try readOnly(folder, because: "the file is not writable (told so)")
    #expect(store.readOnlyReason == "the file is not writable (told so)")
    #expect(try store.read { try $0.workouts(limit: 100).count } == 40)
    let refusal = StoreError.readOnly(
      path: folder.store, reason: "the file is not writable (told so)")
    #expect(throws: refusal) { try store.add(single(1, 1, on: 99)) }
    #expect(throws: refusal) { try store.undo(at: time()) }
    #expect(throws: refusal) { try store.compact(at: time()) }
    #expect(throws: refusal) { try store.setFormula(.brzycki) }
    #expect(throws: refusal) { try store.setFact(.athlete, "u") }
    try store.close()
    #expect(try folder.bytes() == before)
  }

  @Test func aFolderWithoutRoomForALogIsReadAsItStands() throws {
    let folder = try Folder()
    try filled(folder)
    for ending in ["-wal", "-shm"] {
      try FileManager.default.createDirectory(
        atPath: folder.store + ending, withIntermediateDirectories: false)
    }
    let store = try readOnly(folder, because: "its folder is not writable")
    #expect(store.readOnlyReason == "its folder is not writable")
    #expect(try store.read { try $0.workouts(limit: 100).count } == 40)
    try store.close()
  }

  @Test func changesThatOnlyTheLogHoldsAreReadToo() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    let second = try readOnly(folder, because: "told so")
    #expect(try second.log("w0") != nil)
    try second.close()
    try store.close()
  }

  @Test func whatWasOnlyReadIsReadAnewOnceItHasChanged() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    let reader = try readOnly(folder, because: "told so")
    let version = try reader.dataVersion()
    #expect(try reader.dataVersion() == version)
    try store.add(single(100, 5, on: 1))
    #expect(try reader.log("w1") == nil)
    #expect(try reader.dataVersion() != version)
    #expect(try reader.log("w1") != nil)
    #expect(reader.readOnlyReason == "told so")
    try store.close()
    _ = try reader.dataVersion()
    #expect(try reader.log("w1") != nil)
    try reader.close()
  }

  @Test func anEmptyStoreThatMayNotBeWrittenIsRefused() throws {
    let folder = try Folder()
    try folder.write([])
    #expect(
      throws: StoreError.cannotOpen(path: folder.store, reason: "it is empty, and told so")
    ) { try readOnly(folder, because: "told so") }
  }

  @Test func theSystemIsAskedWhetherTheFileMayBeWritten() throws {
    let folder = try Folder()
    #expect(
      StoreFile.readOnlyReason(folder.path + "/none")
        == "the file is not writable (No such file or directory)")
    try folder.write([])
    #expect(StoreFile.readOnlyReason(folder.store) == nil)
    // Not even root writes into a process's own folder in /proc.
    #expect(StoreFile.readOnlyReason("/proc/self/environ") != nil)
  }

  @Test func aFileCutShortIsReadOnlyAsFarAsItGoes() throws {
    let folder = try Folder()
    try filled(folder)
    let bytes = try folder.bytes()
    try folder.write(bytes.prefix(bytes.count - 4096 * 2))
    let store = try Store.open(at: folder.store, now: time())
    #expect(store.readOnlyReason == "the file is damaged: it was cut short")
    #expect(throws: StoreError.self) { try store.add(single(1, 1, on: 99)) }
    try store.close()
    #expect(try folder.bytes() == Array(bytes.prefix(bytes.count - 4096 * 2)))
  }

  @Test func aFileOfWhichOnlyTheFirstPageIsLeftIsRefused() throws {
    let folder = try Folder()
    try filled(folder)
    try folder.write(try folder.bytes().prefix(4096))
    #expect(throws: StoreError.self) {
      let store = try Store.open(at: folder.store, now: time())
      defer { store.closeOrRecord() }
      _ = try store.read { try $0.workouts(limit: 1) }
    }
  }

  @Test func aDamagedSchemaCannotBeOpened() throws {
    let folder = try Folder()
    try filled(folder)
    var bytes = try folder.bytes()
    for index in 100..<108 { bytes[index] = 0xEE }
    try folder.write(bytes)
    #expect(
      throws: StoreError.ruined(
        path: folder.store,
        reason:
          "the file is damaged (database disk image is malformed), and so badly that nothing can be read. \(Ruin.otherwise)"
      )
    ) { try Store.open(at: folder.store, now: time()) }
  }

  /// Overwrites the pages of a table, and gives the store opened.
  private func damaged(_ folder: Folder, table: String, isFilled: Bool = false) throws -> Store {
    if !isFilled { try filled(folder) }
    let queue = try DatabaseQueue(path: folder.store)
    let root = try queue.read {
      try Int.fetchOne(
        $0, sql: "SELECT rootpage FROM sqlite_master WHERE name = ?", arguments: [table])
    }.unwrapped("\(table) has a page")
    try queue.close()
    var bytes = try folder.bytes()
    for index in ((root - 1) * 4096)..<(root * 4096) { bytes[index] = 0xEE }
    try folder.write(bytes)
    return try Store.open(at: folder.store, now: time())
  }

  @Test func damageMetWhileReadingMakesTheStoreReadOnlyAndSaysSo() throws {
    let folder = try Folder()
    let store = try damaged(folder, table: "summary")
    #expect(store.readOnlyReason == nil)
    #expect(
      throws: StoreError.corrupt(
        path: folder.store, attempt: "Reading the store",
        reason: "database disk image is malformed")
    ) { try store.read { try $0.progress() } }
    let reason = "the file is damaged (database disk image is malformed)"
    #expect(store.readOnlyReason == reason)
    #expect(throws: StoreError.readOnly(path: folder.store, reason: reason)) {
      try store.add(single(1, 1, on: 99))
    }
    #expect(try store.read { try $0.workouts(limit: 100).count } == 40)
    try store.close()
  }

  @Test func damageIsRememberedByTheNextWhoOpensTheStore() throws {
    let folder = try Folder()
    let store = try damaged(folder, table: "summary")
    let other = try Store.open(at: folder.store, now: time())
    #expect(throws: StoreError.self) { try store.read { try $0.progress() } }
    let reason = "the file is damaged (database disk image is malformed)"
    let refusal = StoreError.readOnly(path: folder.store, reason: reason)
    // Who has it open already, and who opens it now.
    #expect(throws: refusal) { try other.add(single(1, 1, on: 98)) }
    try other.close()
    try store.close()
    let again = try Store.open(at: folder.store, now: time())
    #expect(again.readOnlyReason == reason)
    #expect(throws: refusal) { try again.add(single(1, 1, on: 99)) }
    #expect(try again.read { try $0.workouts(limit: 100).count } == 40)
    try again.close()
  }

  @Test func aBackupInThePlaceOfADamagedStoreIsWrittenToAgain() throws {
    let folder = try Folder()
    try filled(folder)
    let sound = try Store.open(at: folder.store, now: time())
    let backup = try #require(try sound.backUp(at: time(), for: .manual)).path
    try sound.close()
    let store = try damaged(folder, table: "summary", isFilled: true)
    #expect(throws: StoreError.self) { try store.read { try $0.progress() } }
    try store.close()
    #expect(try folder.names().contains("store.db.damaged"))
    for ending in ["-wal", "-shm"] { unlink(folder.store + ending) }
    try folder.write(try Data(contentsOf: URL(fileURLWithPath: backup)))
    let restored = try Store.open(at: folder.store, now: time())
    #expect(restored.readOnlyReason == nil)
    try restored.add(single(1, 1, on: 99))
    try restored.close()
    #expect(try !folder.names().contains("store.db.damaged"))
  }

  @Test func aDocumentThatIsNotWhatWasWrittenIsNamedAndNothingIsWrittenAnyMore() throws {
    let folder = try Folder()
    try filled(folder)
    var bytes = try folder.bytes()
    // A digit in the workout's name.
    let place = try #require(Data(bytes).range(of: Data("\"name\":\"Day w17\"".utf8))).lowerBound
    bytes[place + 13] = UInt8(ascii: "9")
    try folder.write(bytes)
    let store = try Store.open(at: folder.store, now: time())
    let error = StoreError.altered(collection: .workoutLogs, id: "w17")
    #expect(throws: error) { try store.log("w17") }
    #expect(
      store.readOnlyReason == "the file is damaged (workout w17 is not what was written there)")
    #expect(try store.log("w16") != nil)
    #expect(throws: StoreError.self) { try store.add(single(1, 1, on: 99)) }
    try store.close()
  }

  @Test func everyDocumentAndSnapshotHasAChecksumHoweverItCame() throws {
    let folder = try Folder()
    try filled(folder)
    let store = try Store.open(at: folder.store, now: time())
    try store.change(WorkoutLog.self, "w1") { $0.notes = "light" }
    try store.remove(.workoutLogs, "w2")
    let wrong = { (table: String) in
      try store.count("\(table) WHERE checksum <> checksum(collection, id, part, json)")
    }
    #expect(try wrong("document") == 0)
    #expect(try wrong("snapshot") == 0)
    #expect(try store.count("snapshot") > 0)
    try store.close()
  }

  @Test func damageMetWhileWritingLeavesWhatWasThere() throws {
    let folder = try Folder()
    let store = try damaged(folder, table: "journal")
    #expect(throws: StoreError.self) { try store.add(single(1, 1, on: 99), label: "Logged") }
    #expect(store.readOnlyReason != nil)
    #expect(try store.log("w99") == nil)
    #expect(try store.log("w39") != nil)
    try store.close()
  }

  @Test func aValueOfTheWrongTypeIsDamage() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.maintain("Spoiling") {
      try $0.execute(sql: "UPDATE workout SET exercises = x'00'")
    }
    #expect(
      throws: StoreError.corrupt(
        path: ":memory:", attempt: "Reading the store", reason: "a value has the wrong type")
    ) { try store.read { try $0.workouts(limit: 1) } }
    #expect(store.readOnlyReason == "the file is damaged (a value has the wrong type)")
  }

  @Test(arguments: [
    "UPDATE session SET list = 'x'", "UPDATE session SET bests = 'weight heavy'",
    "UPDATE session SET bests = 'weight'", "UPDATE book SET text = 'x'",
    "UPDATE summary SET metadata = '['", "UPDATE record SET kind = 'x' || kind",
    "UPDATE workout SET date = 9000000000000", "UPDATE journal SET stamp = 'x'",
    "UPDATE journal SET origin = 'x'", "UPDATE journal SET kind = 'x'",
    "UPDATE journal SET patch = '{}'", "UPDATE journal SET collection = 'x'",
    "UPDATE document SET json = '{}'", "UPDATE document SET json = ''",
    "UPDATE tombstone SET removal = 'x'", "UPDATE summary SET sessions = 9223372036854775807",
    "UPDATE session SET volume = -9223372036854775808, intensity = 9223372036854775807",
    "UPDATE snapshot SET json = '['", "DELETE FROM session", "DELETE FROM summary",
    "DELETE FROM workout",
  ]) func rowsThatSayNothingSensibleAreErrorsOrMissingButNeverATrap(spoiling: String) throws {
    let store = try Store.inMemory()
    for number in 0..<5 { try store.add(single(100 + Double(number), 5, on: number)) }
    try store.change(WorkoutLog.self, "w1") { $0.notes = "light" }
    try store.remove(.workoutLogs, "w2")
    try store.maintain("Spoiling") { try $0.execute(sql: spoiling) }
    func attempt(_ question: () throws -> Void) {
      do { try question() } catch let error as StoreError {
        #expect(error.sentence.hasSuffix("."))
      } catch { Issue.record("\(spoiling): \(error)") }
    }
    attempt { try store.read { _ = try $0.progress() } }
    attempt { try store.read { _ = try $0.workouts(limit: 9) } }
    attempt { try store.read { _ = try $0.records(limit: 9) } }
    attempt { try store.read { _ = try $0.journal(limit: 9) } }
    attempt { try store.read { _ = try $0.history(of: "bench") } }
    attempt { try store.read { _ = try $0.tombstones(.workoutLogs) } }
    attempt {
      try store.read {
        _ = try $0.exercise("bench", userId: "u", range: .all, sessions: 5)
      }
    }
    attempt { _ = try store.replayMismatches() }
    attempt { try store.change(WorkoutLog.self, "w1") { $0.exercises[0].sets[0].reps = 6 } }
    attempt { try store.add(single(90, 5, on: 1, exercise: "squat")) }
    attempt { try store.remove(.workoutLogs, "w0") }
    attempt { _ = try store.undo(at: time()) }
    attempt { try store.compact(at: time(100 * 86_400)) }
    attempt { try store.rebuildDerived() }
  }

  @Test(arguments: Rounds.seeds.prefix(Rounds.isLong ? 200 : 8))
  func randomBytesOverwrittenNeverTrap(seed: UInt64) throws {
    let folder = try Folder()
    try filled(folder, workouts: 60)
    var random = Seeded(seed)
    var bytes = try folder.bytes()
    for _ in 0..<60 {
      // The header stays: it is what opening looks at.
      let index = Int.random(in: 100..<bytes.count, using: &random)
      bytes[index] = UInt8.random(in: 0...255, using: &random)
    }
    try folder.write(bytes)
    do {
      let store = try Store.open(at: folder.store, now: time())
      do {
        for id in try store.read({ try $0.ids(of: .workoutLogs) }) { _ = try store.log(id) }
        _ = try store.read { (reader) throws in
          _ = try reader.progress()
          _ = try reader.workouts(limit: 100)
          _ = try reader.journal(limit: 100)
          _ = try reader.records(limit: 100)
          return try reader.exercise("bench", userId: "u", range: .all, sessions: 100)
        }
        _ = try store.replayMismatches()
        try store.add(single(300, 5, on: 20, exercise: "squat"))
        try store.change(WorkoutLog.self, "w3") { $0.exercises[0].sets[0].weight = 999 }
        try store.rebuildDerived()
      } catch is StoreError {}
      try store.close()
    } catch let error as StoreError {
      #expect(!error.sentence.isEmpty)
    }
  }

  @Test func aFullDiskIsSaidAndNothingIsChanged() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    _ = try store.queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA max_page_count = 1") }
    let before = try store.derivedRows()
    let large = workout(
      "large", on: 1, (0..<60).map { entry(id: "e\($0)", sets: [(100, 5), (100, 5)]) })
    #expect(throws: StoreError.diskFull(path: folder.store)) { try store.add(large) }
    #expect(store.readOnlyReason == nil)
    #expect(try store.log("large") == nil)
    #expect(try store.derivedRows() == before)
    _ = try store.queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA max_page_count = 99999") }
    try store.add(large)
    #expect(try store.log("large")?.exercises.count == 60)
    try store.close()
  }
}

extension Store {
  fileprivate func closeOrRecord() {
    do { try close() } catch { Issue.record(error) }
  }
}
