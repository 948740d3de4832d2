import Interchange
import Store
import Training
import Wire

extension Logbook {
  /// Writes all documents as one JSON object, collection by collection, a document a line.
  ///
  /// The store's own bytes are copied; only long workouts that lie in several rows are put together.
  ///
  /// - Parameter write: Receives the text in portions.
  public func exportJSON(_ write: (String) throws -> Void) throws {
    try store.read { reader in
      let athlete = try reader.fact(.athlete) ?? ""
      try write(
        "{\"format\":\(JSONText.string(LegacyDump.formatName)),"
          + "\"version\":\(LegacyDump.formatVersion),\"userId\":\(JSONText.string(athlete))")
      for collection in Collection.allCases {
        try write(",\n\"\(collection.rawValue)\":[")
        var isFirst = true
        for id in try reader.ids(of: collection) {
          try write(isFirst ? "\n" : ",\n")
          isFirst = false
          try write(try document(collection, id, reader))
        }
        try write(isFirst ? "]" : "\n]")
      }
      try write(",\n\"\(LegacyDump.tombstones)\":\(try removals(reader))}\n")
    }
  }

  /// What was deleted, by collection and id: read in again it stays deleted.
  private func removals(_ reader: Reader) throws -> String {
    JSONText.object(
      try Collection.allCases.compactMap { collection in
        let removals = try reader.tombstones(collection).sorted { $0.key < $1.key }
        if removals.isEmpty { return nil }
        let members = removals.map {
          (key: JSONText.key($0.key), json: RemovalText.json($0.value))
        }
        return (key: collection.rawValue, json: JSONText.object(members))
      })
  }

  private func document(_ collection: Collection, _ id: String, _ reader: Reader) throws -> String {
    let parts = try reader.json(of: collection, id)
    if parts.count == 1 { return parts[0] }
    guard let log = try reader.document(WorkoutLog.self, id)?.document else {
      throw StoreError.missing(collection: collection, id: id)
    }
    return log.json()
  }
}

extension Logbook {
  /// Writes our own table: one row a set, and all documents with it; see ``Interchange/CSVTable``.
  ///
  /// - Parameter write: Receives the text in portions.
  public func exportCSV(_ write: (String) throws -> Void) throws {
    try store.read { reader in
      try write(CSVTable.heading)
      for exercise in try reader.all(Exercise.self) { try write(CSVTable.rows(of: exercise)) }
      for program in try reader.all(Program.self) { try write(CSVTable.rows(of: program)) }
      for weight in try reader.all(BodyWeight.self) { try write(CSVTable.rows(of: weight)) }
      for id in try reader.ids(of: .workoutLogs) {
        if let log = try reader.document(WorkoutLog.self, id)?.document {
          try write(CSVTable.rows(of: log))
        }
      }
    }
  }
}
