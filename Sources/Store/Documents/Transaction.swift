import GRDB
import Sync
public import Training
public import Wire

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
  private let tombstones: TombstoneTable
  private let journal: Journal
  /// The step's number in the journal.
  let stepNumber: Int64
  /// Why what the step takes out goes.
  var reason = Removal.Reason.delete
  /// Whether the step has left a row in the journal.
  private(set) var hasRecorded = false
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
    tombstones = TombstoneTable(database: database)
    journal = Journal(database: database)
    stepNumber = try journal.nextStep()
    stamp = try Device(database: database).nextStamp(at: now)
    derivation = try Derivation(database: database)
  }

  /// The store with everything the step has written so far. It lives as long as the transaction.
  public var reader: Reader { Reader(self) }

  /// Calls the step otherwise, once all of it is written and it is known what has come of it.
  public func rename(_ label: String) throws {
    guard label != step.label else { return }
    let statement = try database.cachedStatement(sql: "UPDATE journal SET label = ? WHERE step = ?")
    try statement.execute(arguments: [label, stepNumber])
  }

  public func read<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws
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
  public func put<Document: DocumentKind>(_ document: Document, expecting: Int?) throws
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
    try set(path, to: json, collection.kind, id)
  }

  func set<Document: DocumentKind>(
    _ path: [String], to json: String?, _ type: Document.Type, _ id: String
  ) throws {
    guard let present = try reader.present(type, id) else {
      throw StoreError.missing(collection: Document.collection, id: id)
    }
    let change = Change(path: path, old: nil, new: json)
    let element = try present.element.applying([change], stamp: stamp)
    try put(Document(element: element), expecting: present.version)
  }

  /// Takes a document out and leaves its removal: it covers what is here, and nothing that is still to come.
  public func delete(_ collection: Collection, _ id: String, why: Removal.Reason = .delete) throws {
    try delete(collection.kind, id, why)
  }

  private func create<Document: DocumentKind>(_ document: Document) throws
    -> Versioned<Document>
  {
    let blank = Element(id: document.id)
    let stamped = try fitting(Document.self, document.id) {
      try blank.applying(blank.changes(to: document.element), stamp: stamp)
    }
    if let removal = try tombstones.removal(Document.collection, document.id) {
      return try make(again: stamped, after: removal, like: document)
    }
    let new = try store(stamped, derivedFrom: document, old: nil, version: 1)
    try record(Document.collection, document.id, .create, changes: nil)
    return Versioned(document: new, version: 1)
  }

  /// Makes a document with an id that was deleted before. All of it is stamped again; it keeps its former removal.
  private func make<Document: DocumentKind>(
    again wanted: Element, after removal: Removal, like document: Document
  ) throws -> Versioned<Document> {
    guard let former = try Replay(database: database).state(Document.self, document.id) else {
      // The journal has forgotten it.
      let element = wanted.removed(with: removal)
      let new = try store(element, derivedFrom: document, old: nil, version: 1)
      try record(Document.collection, document.id, .create, changes: nil)
      return Versioned(document: new, version: 1)
    }
    let ground = former.element.ground(removal)
    let changes = ground.changes(to: wanted)
    let element = try fitting(Document.self, document.id) {
      try ground.made(again: changes, at: stamp)
    }
    let new = try store(element, derivedFrom: document, old: nil, version: 1)
    try record(Document.collection, document.id, .again, changes: changes)
    return Versioned(document: new, version: 1)
  }

  /// Brings a deleted document back, as it was when it went or at an earlier deletion.
  func bringBack<Document: DocumentKind>(
    _ wanted: Element, deletedAs last: Element, _ type: Document.Type
  ) throws {
    let removal = try tombstones.removal(Document.collection, wanted.id)
    let element = wanted.removed(with: removal).broughtBack(at: stamp)
    let document = try fitting(type, wanted.id) { try Document(element: element) }
    let stored = try store(element, derivedFrom: document, old: nil, version: 1)
    // The journal knows how it was when it went last; anything else is written whole.
    if wanted == last {
      try record(Document.collection, wanted.id, .back, changes: nil)
    } else {
      try append(Document.collection, wanted.id, .merge, patch: stored.element.encoded())
    }
  }

  func apply<Document: DocumentKind>(
    _ changes: [Change], to old: Present<Document>, derivedFrom document: Document
  ) throws -> Versioned<Document> {
    let (changes, element) = try applied(
      changes.map { try knowing($0, old.element) }, to: old.element)
    try snapshots.keep(old.document)
    let version = old.version + 1
    let new = try store(element, derivedFrom: document, old: old, version: version)
    try record(Document.collection, document.id, .change, changes: changes)
    return Versioned(document: new, version: version)
  }

  /// The document after the changes, and the changes as they are recorded: one that took out the last part of something
  /// is recorded as the removal of all that went with it, so that undo brings all of it back.
  private func applied(_ changes: [Change], to document: Element) throws -> ([Change], Element) {
    let left = try document.applying(changes, stamp: stamp)
    var fallen: [[String]] = []
    for change in changes where change.isRemoval {
      let around = stride(from: 2, to: change.path.count, by: 2).map { Array(change.path[..<$0]) }
      let outermost = around.first { path in
        document.part(at: path[...]) != nil && left.part(at: path[...]) == nil
      }
      if let outermost, !fallen.contains(outermost) { fallen.append(outermost) }
    }
    guard !fallen.isEmpty else { return (changes, left) }
    let others = changes.filter { change in !fallen.contains { change.path.starts(with: $0) } }
    let removals = try fallen.map { path in
      let part = document.part(at: path[...])
      return try knowing(Change(path: path, old: part?.encoded(), new: nil), document)
    }
    return (others + removals, try document.applying(others + removals, stamp: stamp))
  }

  /// The change; where it takes a child out, with what the store has seen.
  func knowing(_ change: Change, _ document: Element) throws -> Change {
    guard change.isRemoval, change.removal == nil, let id = change.path.last else { return change }
    let list = change.path.dropLast()
    let former = list.last.flatMap { document.part(at: list.dropLast())?.removed($0)[id] }
    var knowing = change
    knowing.removal = try removal(
      of: document.part(at: change.path[...]), in: document,
      step.origin == .redo ? former?.why ?? reason : reason)
    return knowing
  }

  /// What takes out an element of a document in this step.
  ///
  /// Seen are all stamps of this device, those of others up to the last whole dump, and each in what goes; of writers
  /// without stamps the latest in the document.
  private func removal(of element: Element?, in document: Element, _ why: Removal.Reason) throws
    -> Removal
  {
    var seen = try SeenTable(database: database).seen()
    if let element { seen.formUnion(element.seen) }
    seen[Foreign.device] = document.seen[Foreign.device]
    seen.insert(stamp)
    return Removal(at: stamp, seen: seen, why: why)
  }

  func delete<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, _ why: Removal.Reason
  ) throws {
    guard let old = try reader.present(type, id) else {
      throw StoreError.missing(collection: Document.collection, id: id)
    }
    let removal = try removal(of: old.element, in: old.element, why)
    try takeOut(old.document, removal.joined(old.element.removal ?? removal))
  }

  private func takeOut<Document: DocumentKind>(_ old: Document, _ removal: Removal) throws {
    forget(Document.collection, old.id)
    try snapshots.keep(old)
    try documents.delete(Document.collection, old.id)
    try derivation.replace(old, with: nil)
    try note(removal, Document.collection, old.id)
  }

  private func note(_ removal: Removal, _ collection: Collection, _ id: String) throws {
    try tombstones.put(removal, collection, id)
    try append(collection, id, .delete, patch: RemovalText.json(removal))
  }

  /// Puts the element into the document table and its derived rows, with derived fields made again.
  private func store<Document: DocumentKind>(
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
    if old == nil { try tombstones.delete(Document.collection, document.id) }
    try derivation.replace(old?.document, with: document)
    // More than are kept afterwards need not be held: an import writes thousands.
    if written.count >= DocumentCache.capacity { written = [:] }
    written[key] = entry
    return document
  }

  /// Drops a document that is being written from the cache: the step may still fail.
  @discardableResult
  private func forget(_ collection: Collection, _ id: String) -> DocumentCache.Key {
    let key = DocumentCache.Key(collection: collection, id: id)
    cache.forget(key)
    touched.insert(key)
    written[key] = nil
    return key
  }

  /// Takes a document that was refreshed into the journal, and what is derived of it along.
  func noteRefresh(of refresh: Refresh) throws {
    let key = refresh.key
    forget(key.collection, key.id)
    try refresh.change.derive(&derivation)
    try append(key.collection, key.id, .change, patch: refresh.patch)
    if refresh.bytes > DocumentTable.warningBytes {
      largeDocuments.append((key.collection, key.id, refresh.bytes))
    }
  }

  private func record(
    _ collection: Collection, _ id: String, _ kind: JournalRow.Kind, changes: [Change]?
  ) throws {
    try append(collection, id, kind, patch: changes?.encoded())
  }

  /// Notes that the step decided something about a document that it may not have changed.
  func noteDecision(_ collection: Collection, _ id: String) throws {
    try record(collection, id, .change, changes: [])
  }

  private func append(
    _ collection: Collection, _ id: String, _ kind: JournalRow.Kind, patch: String?
  ) throws {
    hasRecorded = true
    try journal.append(
      step: stepNumber, at: now, stamp: stamp, step, collection: collection, id: id, kind: kind,
      patch: patch)
  }

  /// Runs `body`; if its changes do not fit, the store is damaged.
  func fitting<Document: DocumentKind, Value>(
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
  func merge<Document: DocumentKind>(_ element: Element, _ type: Document.Type) throws {
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
  func arrive<Document: DocumentKind>(
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
    try derivation.add(document, sessions)
    try append(Document.collection, id, .create, patch: nil)
    return bytes == text.utf8.count
  }

  /// Whether there is such a document.
  public func holds(_ collection: Collection, _ id: String) throws -> Bool {
    try documents.holds(collection, id)
  }

  /// Takes note of what another device had seen of a document that is not here. Nothing changes by it here, so that it
  /// is not a step: it is noted in the journal's row of the deletion.
  func learn(_ removal: Removal, _ collection: Collection, _ id: String) throws {
    try tombstones.put(removal, collection, id)
    try journal.note(removal, ofLast: collection, id)
  }

  /// Takes a document out as another device did, or notes what that device had seen of one that is gone already.
  func merge<Document: DocumentKind>(
    deleting id: String, _ removal: Removal, _ type: Document.Type
  ) throws {
    if let old = try reader.present(type, id)?.document {
      try takeOut(old, removal)
    } else {
      try note(removal, Document.collection, id)
    }
  }
}
