import GRDB
import ReplayCheck
import Sync
import Testing
import Training

@testable import Store

/// A store in which one removal is damaged.
struct UnreadableRemovalTests {
  /// Two workouts that stand and two that were deleted, in the format before removals said why; the removal of `w0`
  /// is damaged.
  ///
  /// - Parameter torn: What stands in its place, in SQL.
  private func filled(_ folder: Folder, torn: String = "'torn'") throws {
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<4 { try store.add(single(100, 5, on: number), at: time(Double(number))) }
    for number in 0..<2 { try store.remove(.workoutLogs, "w\(number)", at: time(10)) }
    try store.maintain("Aging") { database in
      try database.execute(
        sql: """
          ALTER TABLE tombstone RENAME COLUMN removal TO stamp;
          UPDATE tombstone SET stamp = (SELECT j.stamp FROM journal AS j
            WHERE j.id = tombstone.id AND j.kind = 'delete');
          UPDATE journal SET patch = NULL WHERE kind = 'delete';
          DELETE FROM meta WHERE key = 'seen';
          UPDATE tombstone SET stamp = \(torn) WHERE id = 'w0';
          DROP TABLE note;
          DROP INDEX document_large;
          PRAGMA user_version = 4;
          """)
    }
    try store.close()
  }

  private static let damage = StoreError.damaged(
    collection: .workoutLogs, id: "w0", reason: "its deletion cannot be read")

  @Test func removalsOfOlderStoresAreReadAsTheyWere() throws {
    let folder = try Folder()
    try filled(folder)
    let store = try Store.open(at: folder.store, now: time())
    let removal = try store.read { try $0.tombstone(.workoutLogs, "w1") }.unwrapped("a removal")
    #expect(removal.upTo == removal.at && removal.at.milliseconds == time(10).milliseconds)
    #expect(try store.replayMismatches() == [])
    try store.close()
  }

  @Test(arguments: ["'torn'", "''", "'{}'", "x'ff00'"])
  func itIsLeftAsItIsAndTheStoreOpens(torn: String) throws {
    let folder = try Folder()
    try filled(folder, torn: torn)
    let store = try Store.open(at: folder.store, now: time())
    #expect(store.readOnlyReason == nil)
    #expect(try store.rows("PRAGMA user_version") == ["[user_version:\(Schema.latest)]"])
    #expect(try store.read { try $0.tombstone(.workoutLogs, "w1") }?.why == .delete)
    try store.add(single(100, 5, on: 9))
    // It is told of where it is read.
    #expect(throws: Self.damage) { try store.read { try $0.tombstone(.workoutLogs, "w0") } }
    #expect(throws: Self.damage) { try store.syncSnapshot() }
    try store.close()
  }

  @Test func theOthersAreCopiedOut() throws {
    let folder = try Folder()
    try filled(folder)
    let store = try Store.open(at: folder.store, now: time())
    var removed: Set<String> = []
    let losses = try store.copyOut { removed.formUnion($0.removals(of: .workoutLogs).keys) }
    #expect(removed == ["w1"])
    #expect(losses.isDamaged && losses.documents == [])
    #expect(
      losses.sentence
        == "The store is damaged. Every known document could be read, and is in this export; go back to "
        + "a backup with “tonnage restore”, or import this export into a new store. The deletions of these cannot be read, "
        + "and are left out: 1 workout (w0).")
    try store.close()
  }
}
