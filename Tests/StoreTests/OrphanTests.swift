import Foundation
import GRDB
import Testing
import Training

@testable import Store

/// A file that is taken away or replaced while a store has it open.
struct OrphanTests {
  private enum Fate: CaseIterable { case copiedOver, movedOver, removed }

  /// A store of some workouts that is open, and a backup of its first two.
  private func open(_ folder: Folder) throws -> (Store, backup: String) {
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<2 { try store.add(single(100, 5, on: number)) }
    let backup = try #require(try store.backUp(at: time(), for: .manual)).path
    for number in 2..<9 { try store.add(single(100, 5, on: number)) }
    return (store, backup)
  }

  private func befall(_ fate: Fate, _ folder: Folder, _ backup: String) throws {
    switch fate {
    case .copiedOver:
      // As cp does: the same file, with other bytes.
      let bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
      let handle = try #require(FileHandle(forWritingAtPath: folder.store))
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: bytes)
      try handle.close()
    case .movedOver: #expect(rename(backup, folder.store) == 0)
    case .removed: try FileManager.default.removeItem(atPath: folder.store)
    }
  }

  @Test(arguments: [0, 1, 2]) func nothingIsWrittenAndItIsSaid(index: Int) throws {
    let fate = Fate.allCases[index]
    let folder = try Folder()
    let (store, backup) = try open(folder)
    try befall(fate, folder, backup)
    let bytes = fate == .removed ? [] : try folder.bytes()
    let error = StoreError.orphaned(path: folder.store, isThere: fate != .removed)
    #expect(throws: error) { try store.add(single(100, 5, on: 20)) }
    #expect(throws: error) { try store.read { try $0.count(of: .workoutLogs) } }
    #expect(throws: error) { try store.dataVersion() }
    #expect(
      store.readOnlyReason
        == (fate == .removed
          ? "the file was removed while it was open. Leave, and open it again"
          : "the file was replaced by another while it was open. Leave, and open it again"))
    try store.close()
    guard fate != .removed else { return }
    #expect(try folder.bytes() == bytes)
    let again = try Store.open(at: folder.store, now: time())
    #expect(again.notice?.contains("It was not read") == true)
    #expect(try again.read { try $0.count(of: .workoutLogs) } == 2)
    #expect(try again.rows("PRAGMA integrity_check") == ["[integrity_check:\"ok\"]"])
    try again.close()
  }

  @Test(arguments: [0, 1]) func whatIsOnlyPolledIsMetToo(index: Int) throws {
    let folder = try Folder()
    let (store, backup) = try open(folder)
    _ = try store.dataVersion()
    try befall(Fate.allCases[index], folder, backup)
    #expect(throws: StoreError.orphaned(path: folder.store, isThere: true)) {
      try store.dataVersion()
    }
    try store.close()
  }

  @Test func checkpointsOfOthersAreNoReplacement() throws {
    let folder = try Folder()
    let (store, _) = try open(folder)
    let other = try Store.open(at: folder.store, now: time())
    for number in 20..<40 {
      try other.add(single(100, 5, on: number))
      if number.isMultiple(of: 3) { _ = try other.rows("PRAGMA wal_checkpoint(RESTART)") }
      _ = try store.dataVersion()
      #expect(try store.log("w\(number)") != nil)
      if number.isMultiple(of: 4) { try store.add(single(100, 5, on: number + 100)) }
    }
    #expect(store.readOnlyReason == nil)
    try store.close()
    try other.close()
  }

  @Test func editsOfOtherProgramsAreNoReplacementEither() throws {
    let folder = try Folder()
    let (store, _) = try open(folder)
    let other = try DatabaseQueue(path: folder.store)
    for round in 0..<3 {
      try other.inDatabase { database in
        try database.execute(sql: "UPDATE meta SET value = value; PRAGMA wal_checkpoint(PASSIVE)")
      }
      _ = try store.dataVersion()
      try store.add(single(100, 5, on: 30 + round))
    }
    #expect(store.readOnlyReason == nil)
    try other.close()
    try store.close()
  }

  @Test func aLinkLeadsToTheSameLockAndGuards() throws {
    let folder = try Folder()
    let (store, _) = try open(folder)
    let link = folder.path + "/link.db"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "store.db")
    let linked = try Store.open(at: link, now: time())
    #expect(linked.path == folder.path + "/store.db")
    try linked.add(single(100, 5, on: 30))
    #expect(try store.log("w30") != nil)
    #expect(try !folder.names().contains { $0.hasPrefix("link.db.") || $0.hasPrefix("link.db-") })
    try store.write(Step("Long"), at: time()) { transaction in
      try transaction.put(single(100, 5, on: 31), expecting: nil)
      var opening = Opening(path: link, now: time())
      opening.patience = 5
      let third = try opening.store()
      #expect(throws: StoreError.locked(path: folder.store)) {
        try third.add(single(100, 5, on: 32))
      }
      try third.close()
    }
    try linked.close()
    try store.close()
    // A link that leads nowhere yet: the store is made where it leads.
    let far = folder.path + "/far.db"
    try FileManager.default.createSymbolicLink(
      atPath: far, withDestinationPath: folder.path + "/deep/er.db")
    let made = try Store.open(at: far, now: time())
    try made.add(single(100, 5, on: 0))
    try made.close()
    #expect(try folder.names().contains("deep"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: far).hasSuffix("er.db"))
  }

  @Test func aStoreWithoutALockLooksToo() throws {
    let folder = try Folder()
    let (store, backup) = try open(folder)
    try store.close()
    try FileManager.default.removeItem(atPath: folder.store + ".lock")
    try FileManager.default.createDirectory(
      atPath: folder.store + ".lock", withIntermediateDirectories: false)
    let reading = try Store.open(at: folder.store, now: time())
    #expect(reading.session.isInPlace && reading.session.lock == nil)
    #expect(try reading.read { try $0.count(of: .workoutLogs) } == 9)
    try befall(.copiedOver, folder, backup)
    let error = StoreError.orphaned(path: folder.store, isThere: true)
    #expect(throws: error) { try reading.read { try $0.count(of: .workoutLogs) } }
    #expect(throws: error) { try reading.dataVersion() }
    try reading.close()
  }

  @Test func aLockThatWasTakenAwayIsMadeAgainAndSharedByAll() throws {
    let folder = try Folder()
    let (store, _) = try open(folder)
    try FileManager.default.removeItem(atPath: folder.store + ".lock")
    try store.write(Step("Long"), at: time()) { transaction in
      try transaction.put(single(100, 5, on: 31), expecting: nil)
      let other = try WriterLock(store: folder.store)
      #expect(throws: StoreError.locked(path: folder.store)) { try other.hold(within: 0) {} }
    }
    try store.close()
  }
}
