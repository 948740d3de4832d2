package import GRDB
import Training
package import Wire

/// The rows that documents are kept in: one a document, several for a long workout.
package struct DocumentTable {
  /// `document` or `snapshot`.
  package enum Name: String {
    case document
    case snapshot
  }

  let database: Database
  let name: Name

  package init(database: Database, name: Name) {
    self.database = database
    self.name = name
  }

  /// From when on a document is kept in several rows.
  static let rowLimit = RowLimit(exercises: 20, bytes: 900 * 1024)
  /// Above this many bytes a document is reported as growing large.
  static let warningBytes = 800 * 1024
  /// Above this many bytes a document is refused.
  static let limitBytes = 1024 * 1024

  // Only the version of a document's first row counts; a further row is written only where it changes.

  /// The document's JSON rows in order; empty where there is none.
  ///
  /// - Throws: ``StoreError/altered(collection:id:)`` where one is not what was written.
  func parts(_ collection: Collection, _ id: String) throws -> [[UInt8]] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT part, checksum, json FROM \(name.rawValue) WHERE collection = ? AND id = ?
        ORDER BY part
        """)
    return try Row.fetchAll(statement, arguments: [collection.rawValue, id]).map { row in
      let json = Array((try row.at(2) as String).utf8)
      guard
        try row.at(1) as Int64
          == Checksum.of(json, collection.rawValue, id, part: try row.at(0) as Int)
      else { throw StoreError.altered(collection: collection, id: id) }
      return json
    }
  }

  /// Whether the document is kept in one row, its JSON as it is.
  func isOneRow(_ collection: Collection, _ id: String) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT max(part) FROM document WHERE collection = ? AND id = ?")
    return try Int.fetchOne(statement, arguments: [collection.rawValue, id]) == 0
  }

  func version(_ collection: Collection, _ id: String) throws -> Int? {
    let statement = try database.cachedStatement(
      sql: "SELECT version FROM document WHERE collection = ? AND id = ? AND part = 0")
    return try Int.fetchOne(statement, arguments: [collection.rawValue, id])
  }

  package func read<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws
    -> Document?
  {
    let parts = try parts(Document.collection, id)
    guard let first = parts.first else { return nil }
    do throws(WireError) {
      let document = try Document(json: first)
      return parts.count > 1 ? try document.joined(with: parts.dropFirst()) : document
    } catch {
      throw StoreError.damaged(collection: Document.collection, id: id, reason: error.description)
    }
  }

  /// The generic form of a document of any kind; nil where there is none.
  func element(_ collection: Collection, _ id: String) throws -> Element? {
    try element(collection.kind, id)
  }

  private func element<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws
    -> Element?
  {
    try read(type, id)?.element
  }

  /// The JSON of a document of its rows.
  static func json<Document: DocumentKind>(_ type: Document.Type, of rows: [[UInt8]]) throws
    -> String
  {
    try Document(json: rows.first ?? []).joined(with: rows.dropFirst()).json()
  }

  /// Writes the document in place of what stood there.
  ///
  /// - Parameters:
  ///   - json: The document's JSON, where it is made already.
  ///   - isNew: Whether it is known that no row of it is there.
  /// - Returns: The bytes it takes.
  @discardableResult
  func write(
    _ document: some DocumentKind, version: Int, json: String? = nil, isNew: Bool = false
  ) throws -> Int {
    let collection = type(of: document).collection
    let parts = document.rows(json ?? document.json(), Self.rowLimit)
    let bytes = parts.reduce(0) { $0 + $1.utf8.count }
    guard bytes <= Self.limitBytes else {
      throw StoreError.tooLarge(collection: collection, id: document.id, bytes: bytes)
    }
    try write(parts, collection, document.id, version: version, isNew: isNew)
    return bytes
  }

  /// Writes a document's rows in place of what stood there.
  func write(
    _ parts: [String], _ collection: Collection, _ id: String, version: Int, isNew: Bool = false
  ) throws {
    if name == .document, !isNew { try BaseTable(database: database).keepOwn(collection, id) }
    for (index, json) in parts.enumerated() {
      try put(collection, id, part: index, version: version, json: json)
    }
    if isNew { return }
    let statement = try database.cachedStatement(
      sql: "DELETE FROM \(name.rawValue) WHERE collection = ? AND id = ? AND part >= ?")
    try statement.execute(arguments: [collection.rawValue, id, parts.count])
  }

  /// Of snapshots: takes over the rows of a document as they stand.
  func copyDocument(_ collection: Collection, _ id: String) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO snapshot (collection, id, part, checksum, json)
        SELECT collection, id, part, checksum, json FROM document WHERE collection = ? AND id = ?
        """
    ).execute(arguments: [collection.rawValue, id])
  }

  private func put(
    _ collection: Collection, _ id: String, part: Int, version: Int, json: String
  ) throws {
    let checksum = Checksum.of(json.utf8, collection.rawValue, id, part: part)
    switch name {
    case .document:
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO document (collection, id, part, version, checksum, json)
          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (collection, id, part)
          DO UPDATE SET version = excluded.version, checksum = excluded.checksum,
            json = excluded.json
          WHERE part = 0 OR json <> excluded.json
          """)
      try statement.execute(arguments: [collection.rawValue, id, part, version, checksum, json])
    case .snapshot:
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO snapshot (collection, id, part, checksum, json) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (collection, id, part)
          DO UPDATE SET checksum = excluded.checksum, json = excluded.json
          """)
      try statement.execute(arguments: [collection.rawValue, id, part, checksum, json])
    }
  }

  /// Of snapshots: keeps a document as it is before its first change; nothing where an earlier state is kept.
  func keep(_ document: some DocumentKind) throws {
    if try holds(type(of: document).collection, document.id) { return }
    try write(document, version: 1)
  }

  func holds(_ collection: Collection, _ id: String) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM \(name.rawValue) WHERE collection = ? AND id = ? AND part = 0")
    return try Int.fetchOne(statement, arguments: [collection.rawValue, id]) != nil
  }

  func delete(_ collection: Collection, _ id: String) throws {
    if name == .document { try BaseTable(database: database).keepOwn(collection, id) }
    let statement = try database.cachedStatement(
      sql: "DELETE FROM \(name.rawValue) WHERE collection = ? AND id = ?")
    try statement.execute(arguments: [collection.rawValue, id])
  }
}
