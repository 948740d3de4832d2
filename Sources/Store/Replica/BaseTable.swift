import GRDB
import Sync
import Training
import Wire

/// What the dump held of each document the last time.
///
/// Where the document is still that, byte for byte, as nearly all are, its JSON is not kept a second time: the column is
/// then empty, and is filled with the document's JSON just before that changes.
struct BaseTable {
  let database: Database

  func hashes() throws -> [DocumentKey: BaseHashes] {
    var hashes: [DocumentKey: BaseHashes] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT collection, id, remote, local FROM sync_base")
    while let row = try rows.next() {
      // What cannot be read counts as unknown: the document is then compared again.
      guard let collection = Collection(rawValue: try row.at(0)),
        let remote = ContentHash(text: try row.at(2))
      else { continue }
      let local: String? = try row.at(3)
      hashes[DocumentKey(collection, try row.at(1))] = BaseHashes(
        remote: remote, local: local.flatMap { ContentHash(text: $0) })
    }
    return hashes
  }

  func json(_ key: DocumentKey) throws -> [UInt8]? {
    let json = try String.fetchOne(
      database.cachedStatement(sql: "SELECT json FROM sync_base WHERE collection = ? AND id = ?"),
      arguments: [key.collection.rawValue, key.id])
    guard json == "" else { return json.map { Array($0.utf8) } }
    return try DocumentTable(database: database, name: .document).parts(key.collection, key.id)
      .first
  }

  /// Keeps the JSON of a document that is about to change, where nobody else has it.
  func keepOwn(_ collection: Collection, _ id: String) throws {
    try database.cachedStatement(
      sql: """
        UPDATE sync_base SET json = (SELECT json FROM document
          WHERE document.collection = sync_base.collection AND document.id = sync_base.id
          AND part = 0)
        WHERE collection = ? AND id = ? AND json = ''
        """
    ).execute(arguments: [collection.rawValue, id])
  }

  /// - Parameter mayShare: Whether `local` is the hash of what the store holds just now.
  func put(_ key: DocumentKey, _ json: [UInt8], local: ContentHash?, mayShare: Bool) throws {
    let remote = ContentHash(json)
    let isShared =
      try mayShare && remote == local
      && DocumentTable(database: database, name: .document).isOneRow(key.collection, key.id)
    try put(
      key, isShared ? nil : String(decoding: json, as: UTF8.self), remote: remote, local: local)
  }

  /// - Parameter json: Nil where the document is kept in one row and is the same, byte for byte.
  func put(_ key: DocumentKey, _ json: String?, remote: ContentHash, local: ContentHash?) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO sync_base (collection, id, remote, local, json)
        VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      key.collection.rawValue, key.id, remote.text, local?.text, json ?? "",
    ])
  }
}
