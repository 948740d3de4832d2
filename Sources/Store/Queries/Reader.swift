package import GRDB
public import Training
public import Wire

/// Questions to one consistent state of the store. It lives as long as the body of ``Store/read(_:)``.
public struct Reader {
  package let database: Database
  let reads: ReadCounts
  let cache: DocumentCache
  /// Whether what is read of a document is committed, so that it may be kept.
  private let isCommitted: (DocumentCache.Key) -> Bool
  /// Brings what is derived up to date within a step that has not ended yet.
  private let settle: () throws -> Void

  init(database: Database, reads: ReadCounts, cache: DocumentCache) {
    self.database = database
    self.reads = reads
    self.cache = cache
    isCommitted = { _ in true }
    settle = {}
  }

  /// A reader within a step.
  init(_ transaction: Transaction) {
    database = transaction.database
    reads = transaction.reads
    cache = transaction.cache
    isCommitted = { [unowned transaction] in !transaction.touched.contains($0) }
    settle = { [unowned transaction] in try transaction.finish() }
  }

  /// A question to the derived tables, as they are with everything that was written so far.
  func derived(_ sql: String) throws -> Statement {
    try settle()
    return try database.cachedStatement(sql: sql)
  }

  // MARK: Documents

  /// The document with this id; nil where there is none.
  public func document<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws
    -> Versioned<Document>?
  {
    guard let present = try present(type, id) else { return nil }
    reads.count(Document.collection)
    return Versioned(document: present.document, version: present.version)
  }

  /// A document with its generic form and its version.
  /// The JSON of a document; nil where there is none.
  func json<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws -> String? {
    try present(type, id, keeping: false)?.document.json()
  }

  func present<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, keeping: Bool = true
  ) throws -> Present<Document>? {
    let table = DocumentTable(database: database, name: .document)
    let key = DocumentCache.Key(collection: Document.collection, id: id)
    guard let version = try table.version(Document.collection, id) else { return nil }
    if let entry = try cache.entry(key, version: version, database),
      let document = entry.document as? Document
    {
      return Present(document, entry)
    }
    guard let document = try table.read(type, id) else { return nil }
    let entry = DocumentCache.Entry(document: document, element: document.element, version: version)
    if keeping, isCommitted(key) { cache.keep(entry, as: key) }
    return Present(document, entry)
  }

  /// The ids of a collection, in byte order.
  public func ids(of collection: Collection, after id: String = "", limit: Int = .max) throws
    -> [String]
  {
    let statement = try database.cachedStatement(
      sql: """
        SELECT id FROM document WHERE collection = ? AND id > ? AND part = 0 ORDER BY id LIMIT ?
        """)
    return try String.fetchAll(statement, arguments: [collection.rawValue, id, limit])
  }

  public func count(of collection: Collection) throws -> Int {
    let statement = try database.cachedStatement(
      sql: "SELECT count(*) FROM document WHERE collection = ? AND part = 0")
    return try Int.fetchOne(statement, arguments: [collection.rawValue]) ?? 0
  }

  /// All documents of a collection that is small by nature: programs, the athlete's own exercises.
  public func all<Document: DocumentKind>(_ type: Document.Type) throws -> [Document] {
    try ids(of: Document.collection).compactMap { id in
      // Not kept decoded: they would push out the workout that is being logged.
      guard let document = try present(type, id, keeping: false)?.document else { return nil }
      reads.count(Document.collection)
      return document
    }
  }

  /// The program the athlete follows; nil where none is current. No other program is decoded.
  public func currentProgram() throws -> Versioned<Program>? {
    let id = try String.fetchOne(database.cachedStatement(sql: Self.currentProgramSQL))
    return try id.flatMap { try document(Program.self, $0) }
  }

  static let currentProgramSQL = """
    SELECT id FROM document WHERE collection = 'programs' AND part = 0
    AND json_extract(json, '$.isCurrent') ORDER BY id LIMIT 1
    """

  /// A document's JSON rows as they are stored: nothing is decoded.
  package func parts(of collection: Collection, _ id: String) throws -> [[UInt8]] {
    try DocumentTable(database: database, name: .document).parts(collection, id)
  }

  // MARK: Body weight

  /// The last weighing on or before a day.
  public func bodyWeight(on date: LocalDate) throws -> BodyWeight? {
    let statement = try database.cachedStatement(
      sql: "SELECT id FROM weighing WHERE date <= ? ORDER BY date DESC, id DESC LIMIT 1")
    let id = try String.fetchOne(statement, arguments: [date.dayNumber])
    return try id.flatMap { try document(BodyWeight.self, $0)?.document }
  }

  /// Weighings, newest first.
  public func bodyWeights(limit: Int) throws -> [BodyWeight] {
    let statement = try database.cachedStatement(
      sql: "SELECT id FROM weighing ORDER BY date DESC, id DESC LIMIT ?")
    return try String.fetchAll(statement, arguments: [limit]).compactMap {
      try document(BodyWeight.self, $0)?.document
    }
  }

  // MARK: The store itself

  /// A fact kept beside the documents: the athlete's id, the running rest timer.
  public func fact(_ name: Fact) throws -> String? { try Meta(database).text(name) }

  /// The formula that the derived figures were made with.
  public func formula() throws -> OneRepMaxFormula { try Derivation.formula(database) }

  /// The removals of deleted documents by id.
  public func tombstones(_ collection: Collection) throws -> [String: Removal] {
    try TombstoneTable(database: database).all(collection)
  }

  /// The removal of a deleted document; nil where it stands, or never did.
  public func tombstone(_ collection: Collection, _ id: String) throws -> Removal? {
    try TombstoneTable(database: database).removal(collection, id)
  }
}

/// A document as it stands, with what is known of it beside.
struct Present<Document: DocumentKind> {
  let document: Document
  let element: Element
  let version: Int
  let texts: PartTexts

  init(_ document: Document, _ entry: DocumentCache.Entry) {
    self.document = document
    element = entry.element
    version = entry.version
    texts = entry.texts
  }

  var former: Former<Document> { Former(document, element) }
}

/// Small facts that are kept beside the documents.
public enum Fact: String, Sendable {
  /// The id of the athlete whose store it is.
  case athlete
  /// The rest timer that runs: `LOG START SECONDS`.
  case rest
  /// When the journal was folded last, in milliseconds since 1970.
  case foldedAt = "folded_at"
  // The link to the remote; see ``LinkTable``.
  case syncLocation = "sync_location"
  case syncLineage = "sync_lineage"
  case syncStrategy = "sync_strategy"
  case syncGeneration = "sync_generation"
  case syncVersion = "sync_version"
  case syncMark = "sync_mark"
  case syncedAt = "synced_at"
  case syncWriter = "sync_writer"
  case syncHonours = "sync_honours"
  case syncDevices = "sync_devices"
  /// The last write of the dump, as older versions kept it.
  case syncCommit = "sync_commit"
  /// The last writes of the dump, as they were announced.
  case syncNoted = "sync_noted"
  /// The ids that this store stamps with, by home; see ``Homes``.
  case homes
  /// The store's id, by which its backups are known; made with the first of them.
  case store
}
