import GRDB
import Testing
import Training

@testable import Store

/// How a store is tried without leaving anything behind.
@Suite struct StoreProbeTests {
  @Test func aTrialIsNeverOnDisk() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    let before = try store.rows("SELECT count(*) FROM note")
    let log = try? folder.bytes("store.db-wal")
    let probe = try store.probe(at: time(), within: 100)
    #expect(try store.rows("SELECT count(*) FROM note") == before)
    #expect((try? folder.bytes("store.db-wal")) == log)
    #expect(probe.bytes > 0 && probe.freeBytes != nil && probe.writeTime > 0)
    #expect(!store.hasWritten)
    try store.close()
  }

  @Test func aFullDiskIsMet() throws {
    let store = try Store.inMemory()
    try store.queue.inDatabase { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    #expect(throws: StoreError.diskFull(path: store.path)) {
      try store.probe(at: time(), within: 100)
    }
    #expect(try store.read { try $0.hasWorkouts() } == false)
  }

  @Test func aWriterElsewhereIsNotWaitedForLong() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    let other = try Store.open(at: folder.store, now: time())
    try other.write(Step("Busy"), at: time()) { _ in
      #expect(throws: StoreError.locked(path: folder.store)) {
        try store.probe(at: time(), within: 10)
      }
    }
    try other.close()
    try store.close()
  }

  @Test func aSoundFileHasNoFindings() throws {
    #expect(try Store.inMemory().quickCheck() == [])
  }

  @Test func aFileWhoseRowsAndIndexDisagreeIsFound() throws {
    let store = try Store.inMemory()
    try store.queue.inDatabase { database in
      try database.execute(
        sql: """
          PRAGMA writable_schema = ON;
          UPDATE sqlite_master SET sql = replace(sql, 'at INTEGER NOT NULL, kind', 'at TEXT NOT NULL, kind')
          WHERE name = 'note';
          PRAGMA writable_schema = RESET;
          """)
    }
    try store.note(NoteKind("k", most: 1), "t", at: time())
    let plain = try store.quickCheck()
    try store.queue.inDatabase { database in
      try database.execute(
        sql: """
          PRAGMA writable_schema = ON;
          UPDATE sqlite_master SET sql = replace(sql, 'text TEXT NOT NULL)', 'text TEXT NOT NULL CHECK (text = ''u''))')
          WHERE name = 'note';
          PRAGMA writable_schema = RESET;
          """)
    }
    #expect(try store.quickCheck() != plain)
  }

  // MARK: Large documents

  private func put(_ id: String, note: Int, entries: Int = 1, in store: Store) throws {
    var log = workout(
      id, on: 1,
      (0..<entries).map { entry("bench\($0)", id: "e\($0)", sets: [(100, 5)]) })
    log.notes = String(repeating: "é", count: note / 2)
    try store.write(Step("Put"), at: time()) { transaction in
      let version = try transaction.read(WorkoutLog.self, id)?.version
      try transaction.put(log, expecting: version)
    }
  }

  @Test func theLargestAreFoundByBytesWhateverTheirRows() throws {
    let store = try Store.inMemory()
    for number in 0..<50 { try put("small\(number)", note: 100, in: store) }
    #expect(try store.read { try $0.largeDocuments(limit: 3) } == [])
    try put("middling", note: 70_000, in: store)
    try put("long", note: 100_000, entries: 45, in: store)
    try put("large", note: 500_000, in: store)
    let largest = try store.read { try $0.largeDocuments(limit: 2) }
    #expect(largest.map(\.id) == ["large", "long"])
    #expect(largest.allSatisfy { $0.collection == .workoutLogs })
    let bytes = try store.read { reader in
      try largest.map { try reader.parts(of: $0.collection, $0.id).reduce(0) { $0 + $1.count } }
    }
    #expect(largest.map(\.bytes) == bytes)
    // One that becomes small is large no more.
    try put("large", note: 10, in: store)
    #expect(try store.read { try $0.largeDocuments(limit: 5) }.map(\.id) == ["long", "middling"])
  }

  @Test func theyAreFoundThroughAnIndex() throws {
    let store = try Store.inMemory()
    let plan: [String] = try store.queue.read { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN \(LargeDocuments.sql)", arguments: [1]
      ).map { $0["detail"] }
    }
    #expect(plan.contains { $0.contains("document_large") }, "\(plan)")
    #expect(plan.contains { $0.contains("document_key") }, "\(plan)")
    #expect(!plan.contains { $0.hasPrefix("SCAN document") && !$0.contains("INDEX") }, "\(plan)")
  }

  @Test func embeddedCopiesAreCountedOverTheLatestWorkoutsAndTheTrends() throws {
    let store = try Store.inMemory()
    #expect(try store.read { try $0.embeddedCopies(ofLatest: 5) }.percent == nil)
    var raw = entry("row", sets: [(60, 8)])
    raw.exerciseMetadata = nil
    try store.write(Step("Put"), at: time()) { transaction in
      try transaction.put(workout("old", on: 1, [raw]), expecting: nil)
      try transaction.put(
        workout("new", on: 2, [entry(sets: [(100, 5)])]), expecting: nil)
    }
    let all = try store.read { try $0.embeddedCopies(ofLatest: 5) }
    #expect(all == EmbeddedCopies(needed: 4, met: 2))
    let latest = try store.read { try $0.embeddedCopies(ofLatest: 1) }
    #expect(latest == EmbeddedCopies(needed: 3, met: 2))
    #expect(latest.percent.map { Int($0) } == 66)
  }
}
