import GRDB
import Sync
import Training
import Wire

/// A backup beside a store that opens and is sound, read into memory.
struct RescueBackup {
  let path: String
  let queue: DatabaseQueue
  /// Where its tables and indexes begin.
  let roots: [String: Int]
  /// The documents and deletions it holds.
  let keys: Set<DocumentKey>
  /// Its journal's last step, and the last row it has of it.
  let lastStep: Int64
  let lastRow: (step: Int64, stamp: Stamp)?
  let latestStamp: Stamp?

  /// - Throws: ``Unusable`` where it is no good.
  init(_ path: String) throws {
    self.path = path
    do {
      guard case .database(let header) = try StoreFile.kind(of: path) else {
        throw Unusable(reason: "it is not a store")
      }
      guard header.format <= Schema.latest else {
        throw Unusable(reason: "it is of a newer Tonnage")
      }
      let queue = try FileImage.loaded(path, usesLog: false)
      self.queue = queue
      (roots, keys, lastStep, lastRow, latestStamp) = try queue.inDatabase { database in
        let roots = try Self.roots(database)
        try database.inTransaction {
          try Migrator(database: database).migrate()
          return .commit
        }
        let check = SoundCheck(database: database)
        guard check.ailments().isEmpty else { throw Unusable(reason: "it is damaged too") }
        return (
          roots, Set(try check.keys(of: "document")),
          try Journal(database: database).nextStep() - 1,
          try Self.lastRow(database), try Device(database: database).latestStamp()
        )
      }
    } catch let error as Unusable {
      throw error
    } catch {
      throw Unusable(reason: "it is damaged too")
    }
  }

  struct Unusable: Error { let reason: String }

  static func roots(_ database: Database) throws -> [String: Int] {
    var roots: [String: Int] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
    while let row = try rows.next() { roots[try row.at(0)] = try row.at(1) as Int }
    return roots
  }

  private static func lastRow(_ database: Database) throws -> (step: Int64, stamp: Stamp)? {
    try Row.fetchOne(
      database, sql: "SELECT step, stamp FROM journal ORDER BY row DESC LIMIT 1"
    ).flatMap { row in
      let step: Int64 = try row.at(0)
      return Stamp(text: try row.at(1) as String).map { (step, $0) }
    }
  }

  // MARK: What it holds

  func element(_ key: DocumentKey) throws -> Element? {
    guard keys.contains(key) else { return nil }
    return try queue.inDatabase {
      try DocumentTable(database: $0, name: .document).element(key.collection, key.id)
    }
  }

  /// What was deleted when it was made.
  func removals() throws -> [DocumentKey: Removal] {
    try queue.inDatabase { database in
      var removals: [DocumentKey: Removal] = [:]
      for collection in Collection.allCases {
        for (id, removal) in try TombstoneTable(database: database).all(collection) {
          removals[DocumentKey(collection, id)] = removal
        }
      }
      return removals
    }
  }

  /// Its small facts.
  func facts() throws -> [String: String] {
    try queue.inDatabase { database in
      let rows = try Row.fetchAll(database, sql: "SELECT key, value FROM meta")
      return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.at(0), try $0.at(1)) })
    }
  }

  /// Whether a journal goes on from this state: its steps after the backup's last are later ones of the same store.
  func isFollowed(by journal: Database) throws -> Bool {
    guard let lastRow else { return false }
    let rows = try Row.fetchCursor(journal, sql: "SELECT step, stamp FROM journal ORDER BY row")
    while let row = try rows.next() {
      let step: Int64 = try row.at(0)
      guard let stamp = Stamp(text: try row.at(1) as String) else { continue }
      if step == lastRow.step { return stamp == lastRow.stamp }
      if (step > lastRow.step) != (stamp > lastRow.stamp) { return false }
    }
    return true
  }
}
