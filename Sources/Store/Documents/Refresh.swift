import GRDB
public import Sync
public import Training
public import Wire

/// A document's rows as they are stored: read under the store's eyes, decoded anywhere.
public struct StoredRows: Sendable {
  public let key: DocumentKey
  public let version: Int
  let rows: [[UInt8]]

  /// The texts of the rows, each the JSON of a document or of a portion of one.
  public var texts: [[UInt8]] { rows }

  /// - Throws: ``StoreError/damaged(collection:id:reason:)``.
  public func decoded<Document: DocumentKind>(_ type: Document.Type) throws -> Document {
    do throws(WireError) {
      let first = try Document(json: rows.first ?? [])
      return rows.count > 1 ? try first.joined(with: rows.dropFirst()) : first
    } catch {
      throw StoreError.damaged(collection: key.collection, id: key.id, reason: error.description)
    }
  }
}

extension Reader {
  /// A document's rows; nil where there is none.
  public func rows(of key: DocumentKey) throws -> StoredRows? {
    let table = DocumentTable(database: database, name: .document)
    guard let version = try table.version(key.collection, key.id) else { return nil }
    reads.count(key.collection)
    return StoredRows(
      key: key, version: version, rows: try table.parts(key.collection, key.id))
  }

  /// Workouts by id, the newest first.
  public func workoutIDs() throws -> [String] {
    try String.fetchAll(
      database.cachedStatement(
        sql: "SELECT id FROM workout ORDER BY date DESC, began DESC, id DESC"))
  }

  /// How every document stands: its version, and the checksum of what is stored of it. No document is read.
  public func marks() throws -> [DocumentKey: DocumentMark] {
    var marks: [DocumentKey: DocumentMark] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT collection, id, version, checksum FROM document ORDER BY part")
    while let row = try rows.next() {
      guard let collection = Collection(rawValue: try row.at(0)) else { continue }
      let key = DocumentKey(collection, try row.at(1))
      let checksum: Int64 = try row.at(3)
      if let first = marks[key] {
        marks[key]?.checksum = first.checksum &* 31 &+ checksum
      } else {
        marks[key] = DocumentMark(version: try row.at(2), checksum: checksum)
      }
    }
    return marks
  }
}

/// What a document is known by without being read.
public struct DocumentMark: Hashable, Sendable {
  public var version: Int
  var checksum: Int64
}

/// A document whose copies of metadata were filled in, renewed or taken out, worked out apart from the store: all that
/// is left to do within the transaction is to write it.
///
/// A refresh is no edit: nothing but fields that carry no stamp may differ, and no stamp is made.
public struct Refresh: Sendable {
  public let key: DocumentKey
  /// The version that it was worked out from.
  public let version: Int
  /// How many copies differ.
  public let count: Int
  /// The JSON of the rows that it will be kept in.
  let rows: [String]
  let bytes: Int
  let patch: String
  let change: any RefreshedDocument

  /// Works a refresh out.
  ///
  /// - Parameters:
  ///   - edit: Fills in, renews or takes out copies of metadata; nothing else.
  ///   - look: Receives the document as it was, and as it reads once it is written and read back.
  ///   - now: When its derived fields are made.
  /// - Returns: Nil where nothing differs.
  /// - Throws: ``StoreError/damaged(collection:id:reason:)`` where it cannot be decoded, or would not read back the
  ///   same; ``StoreError/tooLarge(collection:id:bytes:)``; what `edit` and `look` throw.
  public init?<Document: DocumentKind>(
    of stored: StoredRows, as type: Document.Type, formula: OneRepMaxFormula, at now: Instant,
    edit: (inout Document) throws -> Void, look: (Document, Document) throws -> Void
  ) throws {
    let old = try stored.decoded(type)
    var edited = old
    try edit(&edited)
    let element = old.element
    let changes = element.changes(to: edited.element)
    if changes.isEmpty { return nil }
    let key = stored.key
    func damaged(_ reason: String) -> StoreError {
      .damaged(collection: key.collection, id: key.id, reason: reason)
    }
    guard changes.allSatisfy(\.isRefresh) else { throw damaged("a refresh would change an edit") }
    let new: Document
    do throws(WireError) {
      // No field of a refresh takes the stamp.
      let stamp = Stamp(milliseconds: 0, counter: 0, device: "refresh")
      new = try Document(element: element.applying(changes, stamp: stamp))
        .derived(from: edited, at: now)
    } catch {
      throw damaged(error.description)
    }
    rows = new.rows(new.json(), DocumentTable.rowLimit)
    bytes = rows.reduce(0) { $0 + $1.utf8.count }
    guard bytes <= DocumentTable.limitBytes else {
      throw StoreError.tooLarge(collection: key.collection, id: key.id, bytes: bytes)
    }
    let written = StoredRows(
      key: key, version: stored.version + 1, rows: rows.map { Array($0.utf8) })
    try look(old, written.decoded(type))
    self.key = key
    version = stored.version
    count = changes.count
    patch = changes.encoded()
    change = RefreshedPair(old: old, new: new, formula: formula)
  }
}

/// A document before and after a refresh, with what is derived of both.
protocol RefreshedDocument: Sendable {
  func derive(_ derivation: inout Derivation) throws
}

private struct RefreshedPair<Document: DocumentKind>: RefreshedDocument {
  let old: Document
  let new: Document
  let was: [String: Session]
  let becomes: [String: Session]

  init(old: Document, new: Document, formula: OneRepMaxFormula) {
    self.old = old
    self.new = new
    was = SessionList(of: old, formula).sessions
    becomes = SessionList(of: new, formula).sessions
  }

  func derive(_ derivation: inout Derivation) throws {
    try derivation.replace(old, with: new, was, becomes)
  }
}

extension Transaction {
  /// Writes what was worked out before; it is journaled like an edit, and stamped like none.
  ///
  /// - Throws: ``StoreError/stale(collection:id:)`` where the document has changed since.
  public func refresh(_ refresh: Refresh) throws {
    let key = refresh.key
    let documents = DocumentTable(database: database, name: .document)
    guard try documents.version(key.collection, key.id) == refresh.version else {
      throw StoreError.stale(collection: key.collection, id: key.id)
    }
    let snapshots = DocumentTable(database: database, name: .snapshot)
    if try !snapshots.holds(key.collection, key.id) {
      try snapshots.copyDocument(key.collection, key.id)
    }
    try documents.write(refresh.rows, key.collection, key.id, version: refresh.version + 1)
    try noteRefresh(of: refresh)
  }

  /// The rows as they stand in this transaction are those that were worked out.
  public func stands(_ refresh: Refresh) throws -> Bool {
    let key = refresh.key
    let rows = try DocumentTable(database: database, name: .document)
      .parts(key.collection, key.id)
    return rows.count == refresh.rows.count
      && zip(rows, refresh.rows).allSatisfy { $0.elementsEqual($1.utf8) }
  }
}
