import GRDB
package import Store
import Training
import Wire

extension Store {
  /// Documents for which the journal, played over its snapshot, gives something else than what is stored.
  ///
  /// Empty in a sound store. Takes time in proportion to the whole store.
  package func replayMismatches() throws -> [String] {
    try read { reader in
      let database = reader.database
      var mismatches: [String] = []
      for collection in Training.Collection.allCases {
        for id in try Self.ids(collection, in: database) {
          if try !Self.isReplayed(collection.kind, id, database) {
            mismatches.append("\(collection.rawValue)/\(id)")
          }
        }
      }
      return mismatches
    }
  }

  private static func ids(_ collection: Training.Collection, in database: Database) throws
    -> [String]
  {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT id FROM document WHERE collection = :collection
        UNION SELECT DISTINCT id FROM journal WHERE collection = :collection
        UNION SELECT id FROM snapshot WHERE collection = :collection ORDER BY id
        """, arguments: ["collection": collection.rawValue])
  }

  private static func isReplayed<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, _ database: Database
  ) throws -> Bool {
    let stored = try DocumentTable(database: database, name: .document).read(type, id)?.element
    let replayed = try Replay(database: database).state(type, id)
    return stored == replayed.flatMap { $0.exists ? $0.element : nil }
  }
}
