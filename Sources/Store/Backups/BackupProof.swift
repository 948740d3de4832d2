import GRDB
import GRDBSQLite
import Sync
import System
import Training
import Wire

/// What tells whether a backup is what was written.
enum BackupProof {
  /// Of each collection how many documents there are, and the sum of the checksums of their rows, computed anew.
  ///
  /// - Throws: ``StoreError/altered(collection:id:)`` where a row is not what was written in it.
  static func figures(_ database: Database) throws -> [String: BackupManifest.Figures] {
    // Up to version 3 of the store a row had no checksum.
    let isChecked = try database.columns(in: "document").contains { $0.name == "checksum" }
    var rows = try DocumentRows(database, isChecked: isChecked)
    var found: [String: (documents: Int, sum: UInt64)] = [:]
    while let row = try rows.next() {
      found[row.collection, default: (0, 0)].documents += row.part == 0 ? 1 : 0
      found[row.collection, default: (0, 0)].sum &+= UInt64(bitPattern: row.checksum)
    }
    return found.mapValues {
      BackupManifest.Figures(documents: $0.documents, checksum: ContentHash($0.sum))
    }
  }

  /// How many documents there are, by collection. Reads an index alone.
  static func counts(_ database: Database) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT collection, count(*) FROM document WHERE part = 0 GROUP BY 1")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.at(0), try $0.at(1)) })
  }

  /// How much of a file is looked at in one go.
  private static let portion = 1 << 20

  /// The checksum of a whole file: that of the checksums of its megabytes.
  static func checksum(_ path: String) throws(SystemError) -> (ContentHash, bytes: Int) {
    let file = try OpenFile.regular(path)
    var sums: [UInt8] = []
    var place = 0
    while true {
      let bytes = try file.bytes(portion, at: place)
      place += bytes.count
      let value = ContentHash(bytes).value
      sums += (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
      if bytes.count < portion { return (ContentHash(sums), place) }
    }
  }
}

extension ContentHash {
  /// A sum of hashes, as one.
  fileprivate init(_ sum: UInt64) {
    self.init((0..<8).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) })
  }
}

/// The rows of the documents' table in the order in which they lie there, each with its checksum made anew. SQLite is
/// asked directly: the JSON is looked at where it lies, and not copied.
private struct DocumentRows: ~Copyable {
  struct Row {
    var collection: String
    var part: Int
    var checksum: Int64
  }

  private let database: Database
  private let statement: Statement
  private let isChecked: Bool

  init(_ database: Database, isChecked: Bool) throws {
    self.database = database
    self.isChecked = isChecked
    statement = try database.makeStatement(
      sql: "SELECT collection, id, part, json\(isChecked ? ", checksum" : "") FROM document")
  }

  private var handle: SQLiteStatement { statement.sqliteStatement }

  mutating func next() throws -> Row? {
    let code = sqlite3_step(handle)
    guard code == SQLITE_ROW else {
      sqlite3_reset(handle)
      if code == SQLITE_DONE { return nil }
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
    }
    let collection = text(0)
    let part = Int(sqlite3_column_int64(handle, 2))
    let id = text(1)
    let checksum = Checksum.of(bytes(3), collection, id, part: part)
    if isChecked, checksum != sqlite3_column_int64(handle, 4) {
      sqlite3_reset(handle)
      guard let known = Collection(rawValue: collection) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "unknown kind of document")
      }
      throw StoreError.altered(collection: known, id: id)
    }
    return Row(collection: collection, part: part, checksum: checksum)
  }

  private func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// The bytes of a column while the row is the current one.
  private func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(handle, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }
}
