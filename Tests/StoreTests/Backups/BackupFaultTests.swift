import Foundation
import Synchronization
import Testing
import Training

@testable import Store

/// Making and using backups while programs are killed and disks are full: the store is as before or as after.
@Suite struct BackupFaultTests {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try Store.open(at: folder.store, now: time())
    for number in 0..<5 { try store.add(single(Double(100 + number), 5, on: number)) }
  }

  private var shelf: BackupShelf { BackupShelf(store: folder.store) }

  /// Copies of the folder as a kill at each step would leave it.
  private func kills(_ body: () throws -> Void) throws -> [(step: String, folder: Folder)] {
    let found = Mutex<[(String, String)]>([])
    let from = folder.path
    try BackupSteps.$visitor.withValue({ step in
      let copy = FileManager.default.temporaryDirectory.path + "/tonnage-\(UUID().uuidString)"
      try FileManager.default.copyItem(atPath: from, toPath: copy)
      found.withLock { $0.append((step, copy)) }
    }) { try body() }
    return try found.withLock { $0 }.map { step, path in
      let folder = try Folder()
      try FileManager.default.removeItem(atPath: folder.path)
      try FileManager.default.moveItem(atPath: path, toPath: folder.path)
      return (step, folder)
    }
  }

  @Test func aKillAtAnyStepOfABackupLeavesTheStoreAndNoHalfBackup() throws {
    let kills = try kills { _ = try store.backUp(at: time(), for: .manual) }
    #expect(kills.map(\.step) == ["begin", "copied", "verified", "manifest", "settled"])
    for (step, folder) in kills {
      let store = try Store.open(at: folder.store, now: time(9))
      #expect(try store.read { try $0.count(of: .workoutLogs) } == 5)
      let shelf = BackupShelf(store: folder.store)
      #expect(shelf.all().count == (step == "settled" ? 1 : 0))
      for backup in shelf.all() { #expect(try shelf.verified(backup).workouts == 5) }
      // What was left is no hindrance, and is gone with the next one.
      let again = try #require(try store.backUp(at: time(), for: .manual))
      #expect(try shelf.verified(try shelf.backup(again.id)).workouts == 5)
      try store.close()
      shelf.tidy()
      #expect(
        try folder.names().filter { $0.hasSuffix(".draft") || $0.hasSuffix(".new") } == [])
    }
  }

  @Test(arguments: ["begin", "copied", "verified", "manifest"])
  func whatFailsAtAnyStepOfABackupIsToldAndLeavesNothing(step: String) throws {
    let full = StoreError.diskFull(path: folder.store)
    #expect(throws: full) {
      try BackupSteps.$visitor.withValue({ if $0 == step { throw full } }) {
        try store.backUp(at: time(), for: .manual)
      }
    }
    shelf.tidy()
    #expect(try folder.names().filter { $0.contains("backup") || $0.contains("draft") } == [])
    try store.add(single(1, 1, on: 99))
  }

  @Test func aBackupThatIsOverThereDoesNotStandInTheWay() throws {
    let made = try #require(try store.backUp(at: time(), for: .manual))
    try store.close()
    try folder.write([UInt8](repeating: 0, count: 4096) + folder.bytes().dropFirst(4096))
    #expect(throws: StoreError.self) { try Store.open(at: folder.store, now: time()) }
    let ruin = try folder.bytes()
    let kills = try kills {
      _ = try shelf.takePlace(with: try shelf.backup(made.id), at: time(50))
    }
    #expect(kills.map(\.step) == ["copied", "aside", "placed"])
    for (step, folder) in kills {
      if step == "placed" {
        let store = try Store.open(at: folder.store, now: time(9))
        #expect(try store.read { try $0.count(of: .workoutLogs) } == 5)
        try store.close()
      } else {
        #expect(try folder.bytes() == ruin)
      }
    }
    let restored = try Store.open(at: folder.store, now: time(60))
    #expect(restored.readOnlyReason == nil && restored.notice == nil)
    #expect(try restored.read { try $0.count(of: .workoutLogs) } == 5)
    try restored.add(single(1, 1, on: 99))
    try restored.close()
    #expect(try folder.bytes("store.db.ruined.2025-01-01-000050") == ruin)
    #expect(try shelf.verified(try shelf.backup(made.id)).workouts == 5)
  }

  @Test(arguments: ["copied", "aside"])
  func whatFailsWhileABackupTakesTheStoresPlaceLeavesWhatWasThere(step: String) throws {
    let made = try #require(try store.backUp(at: time(), for: .manual))
    try store.close()
    try folder.write([])
    let full = StoreError.diskFull(path: folder.store)
    #expect(throws: full) {
      try BackupSteps.$visitor.withValue({ if $0 == step { throw full } }) {
        try shelf.takePlace(with: try shelf.backup(made.id), at: time(50))
      }
    }
    #expect(try folder.bytes() == [])
    #expect(try folder.names().filter { $0.contains("draft") } == [])
  }

  @Test func aLogBesideARuinIsNotPlayedIntoWhatTakesItsPlace() throws {
    let made = try #require(try store.backUp(at: time(), for: .manual))
    try store.add(single(1, 1, on: 99))
    let log = try folder.bytes("store.db-wal")
    try store.close()
    try folder.write([])
    try folder.write(log, to: "store.db-wal")
    _ = try shelf.takePlace(with: try shelf.backup(made.id), at: time(50))
    let restored = try Store.open(at: folder.store, now: time(60))
    #expect(try restored.log("w99") == nil)
    try restored.close()
    #expect(try folder.bytes("store.db.stray-log.2025-01-01-000050") == log)
  }
}
