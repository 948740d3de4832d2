import Foundation
import GRDB
import Testing
import Training

@testable import Store

struct OpeningTests {
  @Test func aNewStoreIsMadeWithItsFoldersReadableByItsOwnerAlone() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.path + "/a/b/store.db", now: time())
    try store.add(single(100, 5, on: 0))
    #expect(store.readOnlyReason == nil)
    #expect(store.folder == folder.path + "/a/b")
    #expect(try folder.mode("a") == 0o700)
    #expect(try folder.mode("a/b") == 0o700)
    for name in ["store.db", "store.db-wal", "store.db-shm", "store.db.lock"] {
      #expect(try folder.mode("a/b/\(name)") == 0o600, "\(name)")
    }
    try store.close()
  }

  @Test func whatWasWrittenIsThereAfterOpeningAgain() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    let stored = try store.add(single(100, 5, on: 0))
    try store.close()
    #expect(try folder.names() == ["store.db", "store.db.lock"])
    let again = try Store.open(at: folder.store, now: time())
    #expect(try again.read { try $0.document(WorkoutLog.self, "w0") } == stored)
    try again.close()
  }

  @Test func openingAStoreWritesNothing() throws {
    let folder = try Folder()
    try Store.open(at: folder.store, now: time()).close()
    let before = try folder.bytes()
    let store = try Store.open(at: folder.store, now: time())
    _ = try store.read { try $0.progress() }
    try store.close()
    #expect(try folder.bytes() == before)
  }

  @Test func everyCommitIsFlushedToTheDiskWholly() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    #expect(try store.rows("PRAGMA synchronous") == ["[synchronous:2]"])
    #expect(try store.rows("PRAGMA journal_mode") == ["[journal_mode:\"wal\"]"])
    try store.close()
    let again = try Store.open(at: folder.store, now: time())
    #expect(try again.rows("PRAGMA synchronous") == ["[synchronous:2]"])
    try again.close()
  }

  @Test func anEmptyFileBecomesAStore() throws {
    let folder = try Folder()
    try folder.write([])
    let store = try Store.open(at: folder.store, now: time())
    #expect(try store.read { try !$0.hasWorkouts() })
    try store.close()
  }

  @Test func anEmptiedFileBesideItsLogIsLeftAlone() throws {
    let folder = try Folder()
    try folder.write([])
    try folder.write([1, 2, 3], to: "store.db-wal")
    #expect(
      throws: StoreError.ruined(
        path: folder.store,
        reason:
          "it is empty, but \(folder.store)-wal holds changes. Move both away to begin a new log"
      )
    ) { try Store.open(at: folder.store, now: time()) }
    #expect(try folder.bytes("store.db-wal") == [1, 2, 3])
  }

  @Test func aFileThatIsNoDatabaseIsRefusedAsItIs() throws {
    let folder = try Folder()
    let text = Array(String(repeating: "my training log\n", count: 20).utf8)
    try folder.write(text)
    #expect(throws: StoreError.notAStore(path: folder.store)) {
      try Store.open(at: folder.store, now: time())
    }
    try folder.write(text.prefix(5))
    #expect(throws: StoreError.notAStore(path: folder.store)) {
      try Store.open(at: folder.store, now: time())
    }
    #expect(try folder.bytes() == Array(text.prefix(5)))
    #expect(try folder.names() == ["store.db"])
  }

  @Test func aFileThatOnlyBeginsLikeADatabaseIsNoStore() throws {
    let folder = try Folder()
    try folder.write(FileHeader.magic + Array(repeating: 7, count: 8000))
    #expect(throws: StoreError.foreignDatabase(path: folder.store)) {
      try Store.open(at: folder.store, now: time())
    }
    try folder.write(FileHeader.magic + Array(repeating: 0, count: 8000))
    #expect(throws: StoreError.notAStore(path: folder.store)) {
      try Store.open(at: folder.store, now: time())
    }
  }

  @Test func aFileCutWithinItsHeaderIsCalledDamaged() throws {
    let folder = try Folder()
    try folder.write(FileHeader.magic + [16, 0])
    #expect(
      throws: StoreError.ruined(
        path: folder.store,
        reason: "it is damaged: it ends within its header. \(Ruin.otherwise)")
    ) { try Store.open(at: folder.store, now: time()) }
  }

  @Test func aFolderOrAPipeIsNoStore() throws {
    let folder = try Folder()
    #expect(throws: StoreError.cannotOpen(path: folder.path, reason: "it is not a file")) {
      try Store.open(at: folder.path, now: time())
    }
    #expect(mkfifo(folder.store, 0o600) == 0)
    #expect(throws: StoreError.cannotOpen(path: folder.store, reason: "it is not a file")) {
      try Store.open(at: folder.store, now: time())
    }
  }

  @Test func aPathThroughAFileIsRefusedWithTheSystemsWords() throws {
    let folder = try Folder()
    try folder.write([1], to: "file")
    let path = folder.path + "/file/store.db"
    #expect(throws: StoreError.cannotOpen(path: path, reason: "Not a directory")) {
      try Store.open(at: path, now: time())
    }
    #expect(throws: StoreError.self) {
      try Store.open(at: "/proc/nowhere/store.db", now: time())
    }
    #expect(throws: StoreError.self) { try Store.open(at: "/proc/store.db", now: time()) }
    #expect(throws: StoreError.self) { try Store.open(at: "", now: time()) }
  }

  @Test func namesThatMeanSomethingToSQLiteAreNamesOfFiles() throws {
    #expect(StoreFile.databasePath(":memory:") == "./:memory:")
    #expect(StoreFile.databasePath("file:x?mode=memory") == "./file:x?mode=memory")
    #expect(StoreFile.immutableURI("/a b/50%#?.db") == "file:/a b/50%25%23%3f.db?immutable=1")
    #expect(StoreFile.folder(of: "store.db") == ".")
    #expect(StoreFile.folder(of: "/store.db") == "/")
    let folder = try Folder()
    let store = try Store.open(at: folder.path + "/50%#? 深.db", now: time())
    try store.add(single(100, 5, on: 0))
    try store.close()
    #expect(try folder.names() == ["50%#? 深.db", "50%#? 深.db.lock"])
  }

  @Test func aDatabaseOfAnotherProgramIsRefusedUntouched() throws {
    let folder = try Folder()
    let statements = [
      "CREATE TABLE playlist (name TEXT)",
      "PRAGMA user_version = 3; CREATE TABLE playlist (name TEXT)",
      "PRAGMA application_id = 77; CREATE TABLE playlist (name TEXT)",
    ]
    for (index, statement) in statements.enumerated() {
      let name = "other\(index).db"
      let queue = try DatabaseQueue(path: "\(folder.path)/\(name)")
      try queue.write { try $0.execute(sql: statement) }
      try queue.close()
      let before = try folder.bytes(name)
      #expect(throws: StoreError.foreignDatabase(path: "\(folder.path)/\(name)")) {
        try Store.open(at: "\(folder.path)/\(name)", now: time())
      }
      #expect(try folder.bytes(name) == before)
    }
  }

  @Test func aStoreOfANewerFormatIsRefusedUntouched() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.maintain("Aging") { try $0.execute(sql: "PRAGMA user_version = 99") }
    try store.close()
    let before = try folder.bytes()
    let error = StoreError.newerSchema(path: folder.store, found: 99, known: Schema.latest)
    #expect(throws: error) { try Store.open(at: folder.store, now: time()) }
    #expect(try folder.bytes() == before)
    #expect(try folder.names() == ["store.db", "store.db.lock"])
  }

  @Test func aNewerFormatIsSeenInTheLogToo() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.maintain("Aging") { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = StoreError.newerSchema(path: folder.store, found: 99, known: Schema.latest)
    #expect(throws: error) { try Store.open(at: folder.store, now: time()) }
    try store.close()
  }

  @Test func anOlderFormatIsBackedUpAndThenMigrated() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    try store.maintain("Forgetting") { try $0.execute(sql: "DELETE FROM session") }
    try store.close()
    var opening = Opening(path: folder.store, now: time(3661))
    opening.migrations.append(
      Schema.Migration(
        version: Schema.latest + 1, sql: "CREATE TABLE mood (id TEXT PRIMARY KEY)",
        rebuildsDerived: true))
    opening.migrations.append(
      Schema.Migration(
        version: Schema.latest + 2, sql: "INSERT INTO mood VALUES ('good')", rebuildsDerived: false)
    )
    let migrated = try opening.store()
    #expect(try migrated.rows("SELECT id FROM mood") == ["[id:\"good\"]"])
    #expect(try migrated.rows("PRAGMA user_version") == ["[user_version:\(Schema.latest + 2)]"])
    #expect(try migrated.count("session") == 1)
    try migrated.close()
    let backup = "store.db.format-\(Schema.latest).2025-01-01-010101.backup"
    #expect(
      try folder.names() == ["store.db", backup, "\(backup).json", "store.db.lock"])
    #expect(try folder.mode("\(backup).json") == 0o600)
    #expect(try folder.mode(backup) == 0o600)
    let old = try Store.open(at: "\(folder.path)/\(backup)", now: time())
    #expect(try old.log("w0") != nil)
    #expect(try old.count("session") == 0)
    try old.close()
    #expect(
      throws: StoreError.newerSchema(
        path: folder.store, found: Schema.latest + 2, known: Schema.latest)
    ) {
      try Store.open(at: folder.store, now: time())
    }
  }

  @Test func aMigrationThatFailsLeavesTheStoreAsItWas() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    try store.close()
    var opening = Opening(path: folder.store, now: time())
    opening.migrations.append(
      Schema.Migration(
        version: Schema.latest + 1, sql: "CREATE TABLE mood (id)", rebuildsDerived: false))
    opening.migrations.append(
      Schema.Migration(version: Schema.latest + 2, sql: "DROP TABLE absent", rebuildsDerived: false)
    )
    #expect(
      throws: StoreError.failed(
        attempt: "Opening \(folder.store)", reason: "no such table: absent")
    ) { try opening.store() }
    let again = try Store.open(at: folder.store, now: time())
    #expect(try again.log("w0") != nil)
    try again.close()
  }

  /// An attempt whose last migration cannot be made.
  private func failing(_ folder: Folder, at now: Instant = time()) -> Opening {
    var opening = Opening(path: folder.store, now: now)
    opening.migrations.append(
      Schema.Migration(version: Schema.latest + 1, sql: "DROP TABLE absent", rebuildsDerived: false)
    )
    return opening
  }

  @Test func aMigrationThatFailsEachTimeLeavesNoCopies() throws {
    let folder = try Folder()
    try Store.open(at: folder.store, now: time()).close()
    for number in 0..<3 {
      #expect(throws: StoreError.self) { try failing(folder, at: time(Double(number))).store() }
    }
    #expect(try folder.names() == ["store.db", "store.db.lock"])
  }

  @Test func aMigrationThatWasKilledEachTimeLeavesOneCopyAndNoneThatIsNotWhole() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    // What a kill after the copy leaves, and one within it; an older program left the last under a backup's name.
    let label = "format-\(Schema.latest)"
    let copy = try store.open {
      try Backup($0, beside: store.path, now: time(), for: .migration, label: label).make().path
    }
    try store.close()
    try folder.write([1, 2, 3], to: "store.db.draft")
    try folder.write([], to: "store.db.\(label).2024-01-01-000000.backup")
    var opening = Opening(path: folder.store, now: time(50))
    opening.migrations.append(
      Schema.Migration(
        version: Schema.latest + 1, sql: "CREATE TABLE mood (id)", rebuildsDerived: false))
    try opening.store().close()
    let backups = try folder.names().filter { $0.hasSuffix(".backup") }
    #expect(backups.count == 2)
    #expect(backups.contains { copy.hasSuffix($0) })
    let old = try Store.open(at: copy, now: time())
    #expect(try old.log("w0") != nil)
    try old.close()
    // What was left of the killed ones is written over by the next.
    try opening.store().backUp(at: time(60), for: .manual)
    #expect(try !folder.names().contains("store.db.draft"))
  }

  @Test func aStoreOfAnOlderFormatIsReadWhileItCannotBeMigrated() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    var opening = Opening(path: folder.store, now: time())
    opening.patience = 5
    opening.migrations.append(
      Schema.Migration(
        version: Schema.latest + 1, sql: "CREATE TABLE mood (id)", rebuildsDerived: true))
    try WriterLock(store: folder.store).hold {
      let early = try opening.store()
      #expect(early.readOnlyReason == nil)
      #expect(try early.log("w0") != nil)
      #expect(try early.count("mood") == 0)
      #expect(throws: StoreError.locked(path: folder.store)) { try early.add(single(1, 1, on: 5)) }
      try early.close()
    }
    var readOnly = opening
    readOnly.obstacle = { _ in "told so" }
    let read = try readOnly.store()
    #expect(read.readOnlyReason == "told so")
    #expect(try read.log("w0") != nil)
    try read.close()
    #expect(try store.rows("PRAGMA user_version") == ["[user_version:\(Schema.latest)]"])
    // Once the lock is free, the first write brings it to the new format.
    let late = try WriterLock(store: folder.store).hold { try opening.store() }
    try store.close()
    try late.add(single(100, 5, on: 6))
    #expect(try late.rows("PRAGMA user_version") == ["[user_version:\(Schema.latest + 1)]"])
    try late.close()
  }

  @Test func anEmptyFileBesideItsLockIsNotTakenForANewStore() throws {
    let folder = try Folder()
    try Store.open(at: folder.store, now: time()).close()
    try folder.write([])
    let error = #expect(throws: StoreError.self) { try Store.open(at: folder.store, now: time()) }
    #expect(error?.sentence.contains("it is empty, but held a log before") == true)
    #expect(try folder.bytes() == [])
  }

  @Test func aStoreThatIsNotWholeYetIsNotSeenUnderItsName() throws {
    let folder = try Folder()
    var opening = failing(folder)
    opening.migrations.append(
      Schema.Migration(version: Schema.latest + 2, sql: "", rebuildsDerived: false))
    #expect(throws: StoreError.self) { try opening.store() }
    #expect(try folder.names() == [])
    // An empty file is not a lost log, however often an attempt failed.
    try folder.write([])
    for _ in 0..<2 {
      let error = #expect(throws: StoreError.self) { try opening.store() }
      #expect(error?.sentence.contains("no such table: absent") == true)
    }
    #expect(try folder.names() == ["store.db"])
    try Store.open(at: folder.store, now: time()).close()
    // Nor does an attempt that fails take away the lock of a log that was there.
    try folder.write([])
    #expect(throws: StoreError.self) { try opening.store() }
    #expect(try folder.names() == ["store.db", "store.db.lock"])
  }

  @Test func aStoreWithoutItsLogSwitchedOnGetsItBack() throws {
    let folder = try Folder()
    try Store.open(at: folder.store, now: time()).close()
    let queue = try DatabaseQueue(path: folder.store)
    _ = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
    try queue.close()
    let store = try Store.open(at: folder.store, now: time())
    #expect(try store.rows("PRAGMA journal_mode") == ["[journal_mode:\"wal\"]"])
    try store.close()
  }

  @Test func aBackupTakesAnotherNameWhereItsOwnIsTaken() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    let first = try store.backUp(at: time(), for: .manual)?.path
    #expect(first == folder.store + ".asked.2025-01-01-000000.backup")
    let second = try #require(try store.backUp(at: time(), for: .manual)).path
    #expect(second == folder.store + ".asked.2025-01-01-000000.2.backup")
    let copy = try Store.open(at: second, now: time())
    #expect(try copy.log("w0") == store.log("w0"))
    try copy.close()
    try store.close()
  }

  @Test func aClosedStoreAnswersNothing() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    try store.close()
    let closed = StoreError.failed(attempt: "Asking \(folder.store)", reason: "it is closed")
    #expect(throws: closed) { try store.backUp(at: time(), for: .manual) }
    #expect(throws: closed) { try store.read { try $0.hasWorkouts() } }
    #expect(throws: closed) { try store.add(single(100, 5, on: 0)) }
    #expect(throws: closed) { try store.dataVersion() }
    try store.close()
    #expect(try folder.names() == ["store.db", "store.db.lock"])
  }

  @Test func aStoreInMemoryWorksLikeOneInAFile() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    #expect(store.path == ":memory:")
    #expect(try store.read { try $0.progress() }.map(\.exerciseId) == ["bench"])
    try store.close()
  }
}
