import GRDB
import Sync
public import Training
import Wire

/// One step of changes while it is being made. It lives as long as the body of ``Store/write(_:at:_:)``.
public final class Transaction {
  let database: Database
  let reads: ReadCounts
  let cache: DocumentCache
  let step: Step
  /// What the step has written, to be kept once it is committed.
  private(set) var written: [DocumentCache.Key: DocumentCache.Entry] = [:]
  /// The documents that the step has written or deleted.
  private(set) var touched: Set<DocumentCache.Key> = []
  private let documents: DocumentTable
  private let snapshots: DocumentTable
  private let journal: Journal
  /// The step's number in the journal.
  let stepNumber: Int64
  private var derivation: Derivation
  /// The formula that derived rows are made with.
  var formula: OneRepMaxFormula { derivation.formula }
  /// The device's time.
  public let now: Instant
  /// The stamp of everything the step changes.
  public let stamp: Stamp
  /// Documents that have grown above the size at which the athlete is warned, with their bytes.
  public private(set) var largeDocuments: [(collection: Collection, id: String, bytes: Int)] = []

  init(
    database: Database, reads: ReadCounts, cache: DocumentCache, step: Step, now: Instant
  ) throws {
    self.database = database
    self.reads = reads
    self.cache = cache
    self.step = step
    self.now = now
    documents = DocumentTable(database: database, name: .document)
    snapshots = DocumentTable(database: database, name: .snapshot)
    journal = Journal(database: database)
    stepNumber = try journal.nextStep()
    stamp = try Device(database: database).nextStamp(at: now)
    derivation = try Derivation(database: database)
  }

  /// The store with everything the step has written so far. It lives as long as the transaction.
  public var reader: Reader { Reader(self) }

  public func read<Document: StoredDocument>(_ type: Document.Type, _ id: String) throws
    -> Versioned<Document>?
  {
    try reader.document(type, id)
  }

  /// Writes a document: a new one, or the next version of one that was read.
  ///
  /// - Parameters:
  ///   - expecting: The version that was read; nil where the document is new.
  /// - Returns: The document as it is stored, with its stamps and derived fields.
  /// - Throws: ``StoreError/stale(collection:id:)`` where someone else wrote first.
  @discardableResult
  public func put<Document: StoredDocument>(_ document: Document, expecting: Int?) throws
    -> Versioned<Document>
  {
    let present = try reader.present(Document.self, document.id)
    guard present?.version == expecting else {
      throw StoreError.stale(collection: Document.collection, id: document.id)
    }
    guard let present else { return try create(document) }
    let changes = present.element.changes(to: document.element(after: present.former))
    if changes.isEmpty {
      return Versioned(document: present.document, version: present.version)
    }
    return try apply(changes, to: present, derivedFrom: document)
  }

  /// Sets one value of a document where it stands.
  ///
  /// - Parameter path: As in ``Wire/Change``.
  public func set(_ path: [String], to json: String, in collection: Collection, _ id: String)
    throws
  {
    switch collection {
    case .workoutLogs: try set(path, to: json, WorkoutLog.self, id)
    case .programs: try set(path, to: json, Program.self, id)
    case .exercises: try set(path, to: json, Exercise.self, id)
    case .bodyWeights: try set(path, to: json, BodyWeight.self, id)
    }
  }

  func set<Document: StoredDocument>(
    _ path: [String], to json: String?, _ type: Document.Type, _ id: String
  ) throws {
    guard let present = try reader.present(type, id) else {
      throw StoreError.missing(collection: Document.collection, id: id)
    }
    let change = Change(path: path, old: nil, new: json)
    let element = try present.element.applying([change], stamp: stamp)
    try put(Document(element: element), expecting: present.version)
  }

  /// Takes a document out and leaves a tombstone.
  public func delete(_ collection: Collection, _ id: String) throws {
    switch collection {
    case .workoutLogs: try delete(WorkoutLog.self, id)
    case .programs: try delete(Program.self, id)
    case .exercises: try delete(Exercise.self, id)
    case .bodyWeights: try delete(BodyWeight.self, id)
    }
  }

  private func create<Document: StoredDocument>(_ document: Document) throws
    -> Versioned<Document>
  {
    let blank = Element(id: document.id)
    let stamped = try fitting(Document.self, document.id) {
      try blank.applying(blank.changes(to: document.element), stamp: stamp)
    }
    // A document of the same id that was deleted before: its history goes on from there.
    if let former = try Replay(database: database).state(Document.self, document.id) {
      return try revive(former.element, as: stamped, like: document)
    }
    let new = try store(stamped, derivedFrom: document, old: nil, version: 1)
    try record(Document.collection, document.id, .create, nil)
    return Versioned(document: new, version: 1)
  }

  /// Brings a deleted document back, changed from what it was when it went to `wanted`.
  func revive<Document: StoredDocument>(
    _ former: Element, as wanted: Element, like document: Document
  ) throws -> Versioned<Document> {
    let changes = former.changes(to: wanted)
    let element = try fitting(Document.self, document.id) {
      try Replay.revived(former, changes: changes, stamp: stamp)
    }
    let new = try store(element, derivedFrom: document, old: nil, version: 1)
    try record(Document.collection, document.id, .create, changes)
    return Versioned(document: new, version: 1)
  }

  func apply<Document: StoredDocument>(
    _ changes: [Change], to old: Present<Document>, derivedFrom document: Document,
    checking: Bool = false
  ) throws -> Versioned<Document> {
    let element = try old.element.applying(changes, stamp: stamp, checking: checking)
    try snapshots.keep(old.document)
    let version = old.version + 1
    let new = try store(element, derivedFrom: document, old: old, version: version)
    try record(Document.collection, document.id, .change, changes)
    return Versioned(document: new, version: version)
  }

  func delete<Document: StoredDocument>(_ type: Document.Type, _ id: String) throws {
    guard let old = try reader.present(type, id)?.document else {
      throw StoreError.missing(collection: Document.collection, id: id)
    }
    try takeOut(old, stamp: stamp)
  }

  private func takeOut<Document: StoredDocument>(_ old: Document, stamp: Stamp) throws {
    forget(Document.collection, old.id)
    try snapshots.keep(old)
    try documents.delete(Document.collection, old.id)
    try derivation.replace(old, with: nil)
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO tombstone (collection, id, stamp) VALUES (?, ?, ?)"
    ).execute(arguments: [Document.collection.rawValue, old.id, stamp.text])
    try record(Document.collection, old.id, .delete, nil)
  }

  /// Puts the element into the document table and its derived rows, with derived fields made anew.
  private func store<Document: StoredDocument>(
    _ element: Element, derivedFrom source: Document, old: Present<Document>?, version: Int
  ) throws -> Document {
    let document = try fitting(Document.self, element.id) {
      try old.map { try Document(element: element, after: $0.former) } ?? Document(element: element)
    }.derived(from: source, at: now)
    let key = forget(Document.collection, document.id)
    var entry = DocumentCache.Entry(
      document: document,
      element: old.map { document.element(after: $0.former) } ?? document.element,
      version: version, texts: old?.texts ?? PartTexts())
    let bytes = try documents.write(
      document, version: version, json: document.json(of: entry.element, &entry.texts))
    if bytes > DocumentTable.warningBytes {
      largeDocuments.append((Document.collection, document.id, bytes))
    }
    if old == nil {
      try database.cachedStatement(sql: "DELETE FROM tombstone WHERE collection = ? AND id = ?")
        .execute(arguments: [Document.collection.rawValue, document.id])
    }
    try derivation.replace(old?.document, with: document)
    // More than are kept afterwards need not be held: an import writes thousands.
    if written.count >= DocumentCache.capacity { written = [:] }
    written[key] = entry
    return document
  }

  /// Takes a document that is written out of what is kept: the step may yet fail.
  @discardableResult
  private func forget(_ collection: Collection, _ id: String) -> DocumentCache.Key {
    let key = DocumentCache.Key(collection: collection, id: id)
    cache.forget(key)
    touched.insert(key)
    written[key] = nil
    return key
  }

  private func record(
    _ collection: Collection, _ id: String, _ kind: JournalRow.Kind, _ changes: [Change]?
  ) throws {
    try append(collection, id, kind, patch: changes?.encoded())
  }

  /// Notes that the step decided something about a document that it may not have changed.
  func noteDecision(_ collection: Collection, _ id: String) throws {
    try record(collection, id, .change, [])
  }

  private func append(
    _ collection: Collection, _ id: String, _ kind: JournalRow.Kind, patch: String?
  ) throws {
    try journal.append(
      step: stepNumber, at: now, stamp: stamp, step, collection: collection, id: id, kind: kind,
      patch: patch)
  }

  /// Runs `body`, whose changes do not fit only where the store is damaged.
  func fitting<Document: StoredDocument, Value>(
    _ type: Document.Type, _ id: String, _ body: () throws -> Value
  ) throws -> Value {
    do { return try body() } catch let error as WireError {
      throw StoreError.damaged(
        collection: Document.collection, id: id, reason: error.description)
    }
  }

  /// Brings what is derived up to date with everything the step has written.
  func finish() throws { try derivation.finish() }
}

// MARK: - Merges

extension Transaction {
  /// Puts a document as a merge made it, with the stamps it brings.
  func merge<Document: StoredDocument>(_ element: Element, _ type: Document.Type) throws {
    let present = try reader.present(type, element.id)
    let had = try present != nil || Replay(database: database).base(type, element.id) != nil
    let document = try fitting(type, element.id) { try Document(element: element) }
    if let old = present?.document { try snapshots.keep(old) }
    let stored = try store(
      element, derivedFrom: present?.document ?? document, old: present,
      version: (present?.version ?? 0) + 1)
    // A document that begins here is its own base, and needs no copy in the journal.
    try append(
      Document.collection, element.id, had ? .merge : .create,
      patch: had ? stored.element.encoded() : nil)
  }

  /// Takes over a document that is new here as it stands in a dump, its bytes included.
  ///
  /// - Parameters:
  ///   - sessions: Of a workout, by exercise.
  ///   - hasItsSummary: Whether the summary in it is the one that would be made of it.
  /// - Returns: Whether its bytes are the store's; not where its summary is out of date or it takes several rows.
  func arrive<Document: StoredDocument>(
    _ document: Document, _ text: String, _ sessions: [String: Session], hasItsSummary: Bool
  ) throws -> Bool {
    let id = document.id
    guard hasItsSummary, try !snapshots.holds(Document.collection, id) else {
      try merge(document.element, Document.self)
      return false
    }
    forget(Document.collection, id)
    let bytes = try documents.write(document, version: 1, json: text, isNew: true)
    if bytes > DocumentTable.warningBytes {
      largeDocuments.append((Document.collection, id, bytes))
    }
    if let log = document as? WorkoutLog {
      try derivation.add(log, sessions)
    } else {
      try derivation.replace(nil, with: document)
    }
    try append(Document.collection, id, .create, patch: nil)
    return bytes == text.utf8.count
  }

  /// Takes a document out as another device did.
  func merge<Document: StoredDocument>(deleting id: String, at stamp: Stamp, _ type: Document.Type)
    throws
  {
    guard let old = try reader.present(type, id)?.document else { return }
    try takeOut(old, stamp: stamp)
  }
}

extension StoredDocument {
  /// The document with its derived fields made anew; what a writer kept in them unknown to us comes from `source`.
  func derived(from source: Self, at now: Instant) -> Self {
    if var log = self as? WorkoutLog, let source = source as? WorkoutLog {
      log.workoutSummary = source.workoutSummary
      log.workoutSummary = log.summary(at: now)
      return log as? Self ?? self
    }
    if var program = self as? Program, let source = source as? Program {
      program.programSummary = source.programSummary
      program.programSummary = program.summary(at: now)
      return program as? Self ?? self
    }
    return self
  }
}
