import GRDB
public import Training
import Wire

extension Store {
  /// Folds the journal's rows of more than 90 days ago into the snapshot.
  ///
  /// - Parameter limit: How many documents to fold at most; the rest is left for another time.
  /// - Returns: How many documents were folded.
  @discardableResult
  public func fold(at now: Instant, limit: Int = 500) throws -> Int {
    let cutoff = now.milliseconds - Int64(Journal.keptDays) * 86_400_000
    return try maintain("Folding the journal") { database in
      let due = try Self.due(before: cutoff, limit: limit, database)
      guard !due.isEmpty else { return 0 }
      try Self.keepClock(database)
      for document in due {
        switch document.collection {
        case .workoutLogs: try Self.fold(WorkoutLog.self, document.id, before: cutoff, database)
        case .programs: try Self.fold(Program.self, document.id, before: cutoff, database)
        case .exercises: try Self.fold(Exercise.self, document.id, before: cutoff, database)
        case .bodyWeights: try Self.fold(BodyWeight.self, document.id, before: cutoff, database)
        }
      }
      return due.count
    }
  }

  private struct DocumentKey: Hashable {
    var collection: Collection
    var id: String
  }

  /// The documents of the oldest rows, as long as those are older than the cutoff.
  private static func due(before cutoff: Int64, limit: Int, _ database: Database) throws
    -> Set<DocumentKey>
  {
    var due: Set<DocumentKey> = []
    let rows = try Row.fetchCursor(
      database, sql: "SELECT at, collection, id FROM journal ORDER BY row")
    while due.count < limit, let row = try rows.next(), (row[0] as Int64) < cutoff {
      if let collection = Collection(rawValue: row[1]) {
        due.insert(DocumentKey(collection: collection, id: row[2]))
      }
    }
    return due
  }

  /// Remembers the last stamp and step, which the journal may lose by folding.
  private static func keepClock(_ database: Database) throws {
    guard
      let last = try Row.fetchOne(
        database, sql: "SELECT stamp, step FROM journal ORDER BY row DESC LIMIT 1")
    else { return }
    try Meta(database).set("clock", last[0] as String)
    try Meta(database).set("folded_step", String(last[1] as Int64))
  }

  private static func fold<Document: StoredDocument>(
    _ type: Document.Type, _ id: String, before cutoff: Int64, _ database: Database
  ) throws {
    let collection = Document.collection
    let snapshots = DocumentTable(database: database, name: .snapshot)
    let last = try Int64.fetchOne(
      database,
      sql: "SELECT max(row) FROM journal WHERE collection = ? AND id = ? AND at < ?",
      arguments: [collection.rawValue, id, cutoff])
    guard let last, let base = try snapshots.read(type, id) else { return }
    let rows = try Journal(database: database).rows(of: collection, id, before: last + 1)
    let state = try Replay.play(rows, over: base.element)
    try database.execute(
      sql: "DELETE FROM journal WHERE collection = ? AND id = ? AND row <= ?",
      arguments: [collection.rawValue, id, last])
    let remaining = try Journal(database: database).rows(of: collection, id)
    if state.exists || !remaining.isEmpty {
      try snapshots.write(try Document(element: state.element), version: 1)
    } else {
      try snapshots.delete(collection, id)
    }
  }
}
