import GRDB
public import Training
import Wire

extension Store {
  /// Plays the journal's rows of more than 90 days ago into the snapshot, and takes them out.
  ///
  /// - Parameter limit: How many documents to compact at most; the rest is left for another time.
  /// - Returns: How many documents were compacted; 0 once there is nothing left.
  @discardableResult
  public func compact(at now: Instant, limit: Int = 500) throws -> Int {
    let cutoff = now.milliseconds - Int64(Journal.keptDays) * 86_400_000
    return try maintain("Compacting the journal") {
      try Compaction(database: $0, now: now.milliseconds, cutoff: cutoff).run(limit: limit)
    }
  }
}

/// Takes rows out of the journal that are older than a cutoff, and plays them into the snapshot.
private struct Compaction {
  let database: Database
  /// Both in milliseconds since 1970.
  let now: Int64
  let cutoff: Int64

  private struct DocumentKey: Hashable {
    var collection: Collection
    var id: String
  }

  func run(limit: Int) throws -> Int {
    // Rows stand in the order in which they were made. The first that is not due ends the others, whatever a clock that
    // was wrong for a while has written before or after it.
    let first = try Int64.fetchOne(
      database, sql: "SELECT min(row) FROM journal WHERE at >= ? AND at <= ?",
      arguments: [cutoff, now])
    let last = try Int64.fetchOne(
      database, sql: "SELECT max(row) FROM journal WHERE at < ? AND row < ?",
      arguments: [cutoff, first ?? .max])
    guard let last else { return 0 }
    try keepClock()
    let due = try documents(upTo: last, limit: limit)
    for document in due {
      try compact(document.collection.kind, document.id, upTo: last)
    }
    return due.count
  }

  /// Which of the rows `old` can be compacted, up to and with the row `:last`.
  ///
  /// A snapshot is a document that stands. So a deletion stays in the journal, and what was only noted after it, as long
  /// as later rows of the document do: what makes it again, or brings it back, is played over its removal.
  private static let isFoldable = """
    old.row <= :last AND (
      (old.kind <> 'delete' AND old.patch IS NOT '[]') OR NOT EXISTS (
        SELECT 1 FROM journal AS new
        WHERE new.collection = old.collection AND new.id = old.id AND new.row > :last))
    """

  /// The documents of the oldest rows.
  private func documents(upTo last: Int64, limit: Int) throws -> Set<DocumentKey> {
    var due: Set<DocumentKey> = []
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT collection, id FROM journal AS old WHERE \(Self.isFoldable) ORDER BY row",
      arguments: ["last": last])
    while due.count < limit, let row = try rows.next() {
      let name: String = try row.at(0)
      guard let collection = Collection(rawValue: name) else {
        throw StoreError.failed(
          attempt: "Compacting the journal", reason: "“\(name)” is not a collection")
      }
      due.insert(DocumentKey(collection: collection, id: try row.at(1)))
    }
    return due
  }

  /// Remembers the last stamp and step, which the journal may lose.
  private func keepClock() throws {
    guard
      let last = try Row.fetchOne(
        database, sql: "SELECT stamp, step FROM journal ORDER BY row DESC LIMIT 1")
    else { return }
    try Device(database: database).pass(Stamp(text: try last.at(0) as String))
    try Meta(database).set(.lastStep, String(try last.at(1) as Int64))
  }

  /// The last row of a document that can be compacted; nil where none can.
  private func end(_ collection: Collection, _ id: String, upTo last: Int64) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT max(row) FROM journal AS old WHERE collection = :collection AND id = :id
          AND \(Self.isFoldable)
          """), arguments: ["collection": collection.rawValue, "id": id, "last": last])
  }

  /// A step of which some rows are gone can't be taken back any more.
  private func closeSteps<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, upTo last: Int64
  ) throws {
    let step = try Int64.fetchOne(
      database,
      sql: "SELECT step FROM journal WHERE collection = ? AND id = ? AND row <= ? "
        + "ORDER BY row DESC LIMIT 1",
      arguments: [Document.collection.rawValue, id, last])
    let closed = try Meta(database).integer(.foldedThrough) ?? 0
    if let step, step > closed { try Meta(database).set(.foldedThrough, String(step)) }
  }

  private func compact<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, upTo limit: Int64
  ) throws {
    let collection = Document.collection
    guard let last = try end(collection, id, upTo: limit) else { return }
    let replay = Replay(database: database)
    try closeSteps(type, id, upTo: last)
    let state = try replay.state(type, id, before: last + 1)
    try database.execute(
      sql: "DELETE FROM journal WHERE collection = ? AND id = ? AND row <= ?",
      arguments: [collection.rawValue, id, last])
    guard let state else { return }
    let snapshots = DocumentTable(database: database, name: .snapshot)
    let stored = try DocumentTable(database: database, name: .document).read(type, id)
    if try Journal(database: database).rows(of: collection, id).isEmpty,
      stored?.element == (state.exists ? state.element : nil)
    {
      // Nothing is left that would be played over it: the document itself is the snapshot.
      try snapshots.delete(collection, id)
    } else {
      let document: Document
      do { document = try Document(element: state.element) } catch {
        throw StoreError.damaged(collection: collection, id: id, reason: error.description)
      }
      try snapshots.write(document, version: 1)
    }
  }
}
