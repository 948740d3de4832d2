import Interchange
public import Store
import Training
import Wire

extension Logbook {
  /// Writes all documents as one JSON object, collection by collection, a document a line.
  ///
  /// The store's own bytes are copied; only long workouts that lie in several rows are put together. Of a damaged store
  /// it is what can be read.
  ///
  /// - Parameter write: Receives the text in portions.
  /// - Returns: What could not be read.
  @discardableResult
  public func exportJSON(_ write: (String) throws -> Void) throws -> Losses {
    try store.copyOut { documents in
      try write(
        "{\"format\":\(JSONText.string(LegacyDump.formatName)),"
          + "\"version\":\(LegacyDump.formatVersion)")
      if let athlete = documents.athlete() {
        try write(",\"userId\":\(JSONText.string(athlete))")
      }
      for collection in Collection.allCases {
        try write(",\n\"\(collection.rawValue)\":[")
        var isFirst = true
        try documents.forEach(of: collection) { _, json in
          try write(isFirst ? "\n" : ",\n")
          isFirst = false
          try write(json)
        }
        try write(isFirst ? "]" : "\n]")
      }
      try write(",\n\"\(LegacyDump.tombstones)\":\(removals(documents))}\n")
    }
  }

  /// What was deleted, by collection and id: read in again it stays deleted.
  private func removals(_ documents: CopyOut) -> String {
    JSONText.object(
      Collection.allCases.compactMap { collection in
        let removals = documents.removals(of: collection).sorted { $0.key < $1.key }
        if removals.isEmpty { return nil }
        let members = removals.map {
          (key: JSONText.key($0.key), json: RemovalText.json($0.value))
        }
        return (key: collection.rawValue, json: JSONText.object(members))
      })
  }

  /// Writes our own table: one row a set, and all documents with it; see ``Interchange/CSVTable``.
  ///
  /// - Parameter write: Receives the text in portions.
  /// - Returns: What could not be read.
  @discardableResult
  public func exportCSV(_ write: (String) throws -> Void) throws -> Losses {
    try store.copyOut { documents in
      try write(CSVTable.heading)
      try rows(Exercise.self, documents) { try write(CSVTable.rows(of: $0)) }
      try rows(Program.self, documents) { try write(CSVTable.rows(of: $0)) }
      try rows(BodyWeight.self, documents) { try write(CSVTable.rows(of: $0)) }
      try rows(WorkoutLog.self, documents) { try write(CSVTable.rows(of: $0)) }
    }
  }

  private func rows<Document: DocumentKind>(
    _ type: Document.Type, _ documents: CopyOut, _ body: (Document) throws -> Void
  ) throws {
    try documents.forEach(of: Document.collection) { id, json in
      let document: Document
      do { document = try Document(json: Array(json.utf8)) } catch is WireError {
        return documents.miss(Document.collection, id)
      }
      try body(document)
    }
  }
}
