import GRDB
import Sync
import Training
import Wire

/// The removals of documents that are deleted; those of documents that stand again lie in them.
struct TombstoneTable {
  let database: Database

  func removal(_ collection: Collection, _ id: String) throws -> Removal? {
    let value = try DatabaseValue.fetchOne(
      database.cachedStatement(
        sql: "SELECT removal FROM tombstone WHERE collection = ? AND id = ?"),
      arguments: [collection.rawValue, id])
    guard let value else { return nil }
    guard let removal = Self.removal(value) else { throw Self.damage(collection, id) }
    return removal
  }

  func put(_ removal: Removal, _ collection: Collection, _ id: String) throws {
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO tombstone (collection, id, removal) VALUES (?, ?, ?)"
    ).execute(arguments: [collection.rawValue, id, RemovalText.json(removal)])
  }

  /// The document stands again.
  func delete(_ collection: Collection, _ id: String) throws {
    try database.cachedStatement(sql: "DELETE FROM tombstone WHERE collection = ? AND id = ?")
      .execute(arguments: [collection.rawValue, id])
  }

  /// By id. Throws where one cannot be read.
  func all(_ collection: Collection) throws -> [String: Removal] {
    let found = try readable(collection)
    if let id = found.unreadable.first { throw Self.damage(collection, id) }
    return found.removals
  }

  /// Those that can be read, by id, and the ids of those that cannot.
  func readable(_ collection: Collection) throws -> (
    removals: [String: Removal], unreadable: [String]
  ) {
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, removal FROM tombstone WHERE collection = ? ORDER BY id",
      arguments: [collection.rawValue])
    var removals: [String: Removal] = [:]
    var unreadable: [String] = []
    for row in rows {
      let id: String = try row.at(0)
      removals[id] = Self.removal(row[1])
      if removals[id] == nil { unreadable.append(id) }
    }
    return (removals, unreadable)
  }

  /// Nil where the value is not a removal.
  private static func removal(_ value: DatabaseValue) -> Removal? {
    guard let text = String.fromDatabaseValue(value) else { return nil }
    // Up to version 4 of the store a removal was a stamp, as it is.
    return RemovalText.read(text) ?? Stamp(text: text).map { Removal(upTo: $0) }
  }

  static func damage(_ collection: Collection, _ id: String) -> StoreError {
    .damaged(collection: collection, id: id, reason: "its deletion cannot be read")
  }
}

/// What has come to the store: its own stamps, and those of others up to the last dump that was taken over whole.
///
/// A removal takes what was seen; it cannot take what has not come yet.
struct SeenTable {
  let database: Database

  func seen() throws -> Seen {
    var seen = try others()
    // Own stamps are made in order, and none is later than the clock.
    if let stamp = try Device(database: database).latestStamp() {
      seen[try Device(database: database).id()] = stamp.moment
    }
    return seen
  }

  private func others() throws -> Seen {
    guard let text = try Meta(database).text(.seen) else { return Seen() }
    guard let seen = RemovalText.readSeen(text) else {
      throw StoreError.failed(
        attempt: "Reading what was seen of other machines", reason: "the note of it is damaged")
    }
    return seen
  }

  /// Notes what has come since, writers without stamps left out: they are many.
  func raise(_ news: Seen) throws {
    let known = try others()
    let seen = known.union(news.withoutStrangers)
    if seen != known { try Meta(database).set(.seen, RemovalText.json(seen)) }
  }
}

/// What version 5 of the store knows that older ones did not: what has come, and why documents were deleted.
///
/// What is damaged is left as it is: it is reported where it is read, and does not keep the store from opening.
enum FirstRemovals {
  static func fill(_ database: Database) throws {
    try noteSeen(database)
    try noteReasons(database)
  }

  /// Of each device the latest stamp in the store.
  private static func noteSeen(_ database: Database) throws {
    var seen = Seen()
    let table = DocumentTable(database: database, name: .document)
    for collection in Collection.allCases {
      let ids = try String.fetchAll(
        database,
        sql: "SELECT id FROM document WHERE collection = ? AND part = 0",
        arguments: [collection.rawValue])
      for id in ids {
        do {
          if let element = try table.element(collection, id) { seen.formUnion(element.seen) }
        } catch {
          guard error is StoreError || error is RowDecodingError else { throw error }
        }
      }
      for removal in try TombstoneTable(database: database).readable(collection).removals.values {
        seen.insert(removal.at)
      }
    }
    try SeenTable(database: database).raise(seen)
  }

  /// The journal knows which deletions were undone steps; they are noted where the removal is told of.
  private static func noteReasons(_ database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT t.collection, t.id, j.row, j.origin,
          (SELECT origin FROM journal AS done WHERE done.step = j.target LIMIT 1)
        FROM tombstone AS t JOIN journal AS j ON j.row = (
          SELECT max(row) FROM journal WHERE collection = t.collection AND id = t.id)
        WHERE j.kind = 'delete' AND j.origin <> 'merge'
        """)
    let table = TombstoneTable(database: database)
    let removals = try Dictionary(
      uniqueKeysWithValues: Collection.allCases.map { ($0, try table.readable($0).removals) })
    for row in rows {
      guard let collection = Collection(rawValue: try row.at(0)) else { continue }
      let id: String = try row.at(1)
      guard var removal = removals[collection]?[id] else { continue }
      let origin: String = try row.at(3)
      let target: String? = try row.at(4)
      removal.why =
        origin != Step.Origin.undo.rawValue
        ? .delete : target == Step.Origin.imported.rawValue ? .importUndo : .undo
      try table.put(removal, collection, id)
      try database.execute(
        sql: "UPDATE journal SET patch = ? WHERE row = ?",
        arguments: [RemovalText.json(removal), try row.at(2) as Int64])
    }
  }
}
