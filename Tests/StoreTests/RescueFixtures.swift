import Chance
import Foundation
import GRDB
import ReplayCheck
import Sync
import Testing
import Training
import Wire

@testable import Store

/// A small store with a backup from the middle of its life, and what it holds.
struct Patient {
  let folder: Folder
  let bytes: [UInt8]
  /// By key, as it stands in the store.
  let documents: [DocumentKey: Element]
  /// What the backup holds.
  let backed: [DocumentKey: Element]
  let deleted: Set<DocumentKey>

  static let backup = "store.db.sync.2025-03-01-000000.backup"

  init(workouts: Int = 24, withBackup: Bool = true) throws {
    folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<workouts {
      let exercises = number == 7 ? 45 : 1 + number % 5
      try store.add(
        workout(
          "w\(number)", on: number,
          (0..<exercises).map { entry(id: "e\($0)", sets: [(100, 5), (100, 5), (90, 8)]) }),
        label: "Logged \(number)", at: time(Double(number) * 1000))
    }
    for number in 0..<10 {
      try store.add(
        BodyWeight(
          id: "b\(number)", userId: "u", date: day(number), value: 80, unit: .kilograms),
        at: time(Double(workouts) * 1000))
    }
    try store.setFact(.athlete, "u")
    try store.setSyncLink(SyncLink(location: "/dump.json", lineage: "line", mark: 3))
    try store.remove(.workoutLogs, "w1", at: time(50_000))
    try store.change(WorkoutLog.self, "w2", at: time(50_100)) { $0.notes = "before the backup" }
    var backed: [DocumentKey: Element] = [:]
    if withBackup {
      let path = try store.backUp(at: time(60_000), for: .manual).unwrapped("a backup").path
      try FileManager.default.moveItem(atPath: path, toPath: "\(folder.path)/\(Self.backup)")
      backed = try store.elements()
    }
    for number in [3, 4, 7] {
      try store.change(WorkoutLog.self, "w\(number)", at: time(70_000)) { log in
        log.notes = "changed since"
        log.exercises[0].sets[0].weight = 120
      }
    }
    try store.remove(.workoutLogs, "w5", at: time(80_000))
    for number in workouts..<(workouts + 4) {
      try store.add(single(70, 5, on: number), label: "New", at: time(90_000))
      try store.change(WorkoutLog.self, "w\(number)", at: time(90_100)) { $0.notes = "new" }
    }
    documents = try store.elements()
    self.backed = backed
    deleted = [DocumentKey(.workoutLogs, "w1"), DocumentKey(.workoutLogs, "w5")]
    try store.close()
    bytes = try folder.bytes()
  }

  /// The store's file with this in it, and nothing beside it but the backup and the lock.
  func damage(_ bytes: [UInt8]) throws {
    for name in try folder.names()
    where name != Self.backup && !name.hasSuffix(".lock") && name != "store.db" {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    try folder.write(bytes)
  }

  func zeroing(page: Int) -> [UInt8] {
    var bad = bytes
    bad.replaceSubrange(
      ((page - 1) * 4096)..<(page * 4096), with: [UInt8](repeating: 0, count: 4096))
    return bad
  }

  var pages: Int { bytes.count / 4096 }

  func examine() throws -> Examination { try Store.examine(folder.store, now: time(100_000)) }

  /// Opens what is there now, and checks that everything in it fits together.
  func soundStore(_ comment: Comment) throws -> Store {
    let store = try Store.open(at: folder.store, now: time(100_000))
    #expect(store.readOnlyReason == nil, comment)
    #expect(try store.rows("PRAGMA integrity_check") == ["[integrity_check:\"ok\"]"], comment)
    #expect(try store.replayMismatches() == [], comment)
    let derived = try store.derivedRows()
    try store.rebuildDerived()
    #expect(try store.derivedRows() == derived, comment)
    return store
  }
}

extension Store {
  /// All documents in their generic form.
  func elements() throws -> [DocumentKey: Element] {
    try read { reader in
      var elements: [DocumentKey: Element] = [:]
      for collection in Training.Collection.allCases {
        for id in try reader.ids(of: collection) {
          elements[DocumentKey(collection, id)] = try DocumentTable(
            database: reader.database, name: .document
          ).element(collection, id)
        }
      }
      return elements
    }
  }
}
