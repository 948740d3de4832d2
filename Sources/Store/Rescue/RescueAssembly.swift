import GRDB
public import Sync
import Training
public import Wire

/// Makes a sound store of what was read of a damaged one and of the backup.
struct RescueAssembly {
  let stage: RescueStage
  let backup: RescueBackup?
  let here: HereFile?
  let now: Instant

  /// What came of it.
  struct Outcome {
    var fromFile: [Collection: Int] = [:]
    var recovered: [RecoveredDocument] = []
    var lost: [LostDocument] = []
    /// Documents of which the journal is lost, in whole or in part.
    var withoutHistory = 0
    var link = RescuedLink.none
  }

  private typealias Put = (element: Element, source: RecoveredDocument.Source, isLatest: Bool)

  func run() throws -> Outcome {
    var outcome = Outcome()
    let puts = try stage.queue.write { database in
      let gaps = try cleared(database)
      let puts = try decide(database, gaps, &outcome)
      outcome.withoutHistory = try dropHistory(database, gaps, Set(puts.keys))
      let facts = RescueFacts(database: database, gaps: gaps, backup: backup, here: here)
      try facts.checkBases()
      outcome.link = try facts.settle()
      return puts
    }
    try put(puts)
    try stage.queue.write { database in
      try Rebuild(database: database).run()
      let table = DocumentTable(database: database, name: .document)
      outcome.recovered = try outcome.recovered.map { document in
        var document = document
        document.heading =
          try table.heading(document.key.collection.kind, document.key.id) ?? document.heading
        return document
      }.sorted { $0.key < $1.key }
    }
    outcome.lost.sort { $0.key < $1.key }
    try check()
    return outcome
  }

  /// Takes out what is there only in part, and notes it as missing.
  private func cleared(_ database: Database) throws -> RescueGaps {
    var gaps = stage.gaps
    let torn = try Row.fetchAll(
      database,
      sql: """
        SELECT collection, id FROM document GROUP BY collection, id
        HAVING count(*) <> max(part) + 1 OR min(part) <> 0
        """)
    for row in torn {
      let (name, id): (String, String) = (try row.at(0), try row.at(1))
      if let collection = Collection(rawValue: name) {
        gaps.noteDocument(DocumentKey(collection, id))
      }
    }
    for key in try SoundCheck(database: database).keys(of: "document")
    where !gaps.documents.contains(key) {
      do {
        _ = try DocumentTable(database: database, name: .document).element(key.collection, key.id)
      } catch { gaps.noteDocument(key) }
    }
    for key in gaps.documents {
      try database.execute(
        sql: "DELETE FROM document WHERE collection = ? AND id = ?",
        arguments: [key.collection.rawValue, key.id])
    }
    try clearJournal(database, &gaps)
    return gaps
  }

  private func clearJournal(_ database: Database, _ gaps: inout RescueGaps) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT \(Journal.columns) FROM journal ORDER BY row")
    for raw in rows {
      do { _ = try Journal.decode(raw) } catch {
        let (row, name, id): (Int64, String, String) = (try raw.at(0), try raw.at(7), try raw.at(8))
        gaps.noteJournal(
          row, Collection(rawValue: name).map { DocumentKey($0, id) }, try raw.at(1) as Int64)
        try database.execute(sql: "DELETE FROM journal WHERE row = ?", arguments: [row])
      }
    }
  }

  // MARK: Documents

  private func decide(_ database: Database, _ gaps: RescueGaps, _ outcome: inout Outcome) throws
    -> [DocumentKey: Put]
  {
    let recovery = try Recovery(database, gaps, backup)
    let tombstones = TombstoneTable(database: database)
    var puts: [DocumentKey: Put] = [:]
    let removals = try backup?.removals() ?? [:]
    for key in try recovery.keys().sorted() {
      let heading = stage.names[key] ?? DocumentHeading("")
      switch try recovery.verdict(key) {
      case .stays: break
      case .replayed(let element):
        try write(element, key.collection.kind, database)
        outcome.recovered.append(
          RecoveredDocument(key: key, heading: heading, source: .journal, isLatest: true))
      case .put(let element, let source, let isLatest):
        puts[key] = (element, source, isLatest)
        outcome.recovered.append(
          RecoveredDocument(key: key, heading: heading, source: source, isLatest: isLatest))
      case .deleted(let removal): try tombstones.put(removal, key.collection, key.id)
      case .lost: outcome.lost.append(LostDocument(key: key, heading: heading))
      }
    }
    for (key, removal) in removals where try tombstones.isMissing(key) {
      try tombstones.put(removal, key.collection, key.id)
    }
    try database.execute(
      sql: """
        DELETE FROM tombstone WHERE EXISTS (SELECT 1 FROM document
          WHERE document.collection = tombstone.collection AND document.id = tombstone.id)
        """)
    let recovered = Set(outcome.recovered.map(\.key))
    for key in try SoundCheck(database: database).keys(of: "document")
    where !recovered.contains(key) {
      outcome.fromFile[key.collection, default: 0] += 1
    }
    return puts
  }

  private func write<Document: DocumentKind>(
    _ element: Element, _ type: Document.Type, _ database: Database
  ) throws {
    let document = try Document(element: element)
    try DocumentTable(database: database, name: .document).write(
      document.derived(from: document, at: now), version: 1)
  }

  /// Puts what comes from the backup into the store, as one step of the journal.
  private func put(_ puts: [DocumentKey: Put]) throws {
    guard !puts.isEmpty else { return }
    let label = "\(puts.count) \(puts.count == 1 ? "document" : "documents") put back by doctor"
    try Store(StoreSession(queue: stage.queue), opening: nil).write(
      Step(label, origin: .upkeep), at: now
    ) { transaction in
      for (key, put) in puts.sorted(by: { $0.key < $1.key }) {
        try transaction.merge(put.element, key.collection.kind)
      }
    }
  }

  // MARK: The journal

  /// Takes the journal of documents out that it does not give any more: they are where it begins now.
  ///
  /// - Returns: How many documents that are.
  private func dropHistory(_ database: Database, _ gaps: RescueGaps, _ puts: Set<DocumentKey>)
    throws
    -> Int
  {
    let check = SoundCheck(database: database)
    var broken = Set(try check.brokenHistory())
    for key in try check.keys(of: "journal") where try !isFounded(key, database) {
      broken.insert(key)
    }
    for key in puts
    where try !DocumentTable(database: database, name: .document).holds(key.collection, key.id) {
      broken.insert(key)
    }
    // A step of which a row is gone cannot be taken back.
    var closed = gaps.journal.map { $0.step ?? .max }.max() ?? 0
    if !gaps.knowsAll(of: "journal") { closed = .max }
    var count = 0
    for key in broken {
      let arguments: StatementArguments = [key.collection.rawValue, key.id]
      let last = try Int64.fetchOne(
        database, sql: "SELECT max(step) FROM journal WHERE collection = ? AND id = ?",
        arguments: arguments)
      if let last {
        closed = max(closed, last)
        count += 1
      }
      for table in ["journal", "snapshot"] {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE collection = ? AND id = ?", arguments: arguments)
      }
    }
    try close(database, through: closed)
    return count
  }

  /// Whether the journal's rows of a document have something to be played over, or need nothing.
  private func isFounded(_ key: DocumentKey, _ database: Database) throws -> Bool {
    for name in [DocumentTable.Name.document, .snapshot]
    where try DocumentTable(database: database, name: name).holds(key.collection, key.id) {
      return true
    }
    return try Journal(database: database).rows(of: key.collection, key.id).allSatisfy {
      $0.kind == .delete
    }
  }

  private func close(_ database: Database, through step: Int64) throws {
    let last = try Journal(database: database).nextStep() - 1
    let closed = max(min(step, last), try Meta(database).integer(.foldedThrough) ?? 0)
    if closed > 0 { try Meta(database).set(.foldedThrough, String(closed)) }
  }

  /// What is about to take the store's place has to be sound itself.
  private func check() throws {
    let ailments = stage.queue.inDatabase { SoundCheck(database: $0).ailments() }
    guard ailments.isEmpty else {
      throw StoreError.failed(
        attempt: "Putting together what could be read", reason: "it does not fit (\(ailments))")
    }
  }
}

/// A document that was there, and that neither the file nor the backup gives.
public struct LostDocument: Hashable, Sendable {
  public var key: DocumentKey
  /// As far as it is known.
  public var heading: DocumentHeading
}

extension TombstoneTable {
  /// Whether nothing is known of a document's deletion.
  fileprivate func isMissing(_ key: DocumentKey) throws -> Bool {
    try removal(key.collection, key.id) == nil
  }
}

extension DocumentTable {
  fileprivate func heading<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws
    -> DocumentHeading?
  {
    try read(type, id)?.heading
  }
}
