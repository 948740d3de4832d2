import GRDB
import Training
import Wire

/// What a row of a table looks like on its page: so it is told apart where nothing says what table a page is of.
struct TableShape: Sendable {
  struct Column: Sendable {
    let name: String
    let isText: Bool
    let mayBeNull: Bool
    /// Whether it is the row's number, which SQLite keeps beside the row.
    let isNumber: Bool
    /// Whether older rows may do without it.
    let mayBeMissing: Bool
  }

  /// An index over all rows.
  struct Index: Sendable {
    let name: String
    /// The places of its columns in the table.
    let columns: [Int]
  }

  let table: String
  let columns: [Column]
  /// Whether rows have a number; otherwise they lie in the order of their first columns.
  let hasNumbers: Bool
  let indexes: [Index]

  /// The shapes of all tables of a database.
  static func all(_ database: Database) throws -> [TableShape] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    return try rows.map { try TableShape($0.at(0), sql: $0.at(1), database) }
  }

  private init(_ table: String, sql: String, _ database: Database) throws {
    self.table = table
    let hasNumbers = !sql.hasSuffix("WITHOUT ROWID")
    self.hasNumbers = hasNumbers
    columns = try Row.fetchAll(database, sql: "PRAGMA table_info(\(table))").map { row in
      let (type, isKey): (String, Bool) = (try row.at(2), try row.at(5) as Int > 0)
      let mayBeNull = try row.at(3) as Int == 0 && !isKey
      return Column(
        name: try row.at(1), isText: type == "TEXT", mayBeNull: mayBeNull,
        isNumber: hasNumbers && isKey && type == "INTEGER",
        mayBeMissing: mayBeNull || row[4] as String? != nil)
    }
    indexes = try Row.fetchAll(database, sql: "PRAGMA index_list(\(table))").compactMap { row in
      let (origin, isPartial): (String, Int) = (try row.at(3), try row.at(4))
      guard origin == "c", isPartial == 0 else { return nil }
      let name: String = try row.at(1)
      return Index(
        name: name,
        columns: try Row.fetchAll(database, sql: "PRAGMA index_info(\(name))").map { try $0.at(1) })
    }
  }

  /// The place of a column.
  func place(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// Whether these may be the columns of a row.
  func fits(_ values: [BTree.Value]) -> Bool {
    guard !values.isEmpty, values.count <= columns.count,
      columns[values.count...].allSatisfy(\.mayBeMissing)
    else { return false }
    for (column, value) in zip(columns, values) {
      guard Self.fits(value, column) else { return false }
      if column.name == "collection" {
        guard let text = value.text, Collection(rawValue: text) != nil else { return false }
      }
    }
    return true
  }

  private static func fits(_ value: BTree.Value, _ column: Column) -> Bool {
    switch value {
    case .null: column.mayBeNull || column.isNumber
    case .text: column.isText && value.text != nil
    case .integer: !column.isText && !column.isNumber
    case .other: !column.isText && !column.isNumber
    }
  }

  /// Whether these may be the columns of an entry of an index, which ends with the row's number.
  func fits(_ values: [BTree.Value], entryOf index: Index) -> Bool {
    guard values.count > index.columns.count else { return false }
    return zip(index.columns, values).allSatisfy { place, value in
      let column = columns[place]
      return column.isNumber || Self.fits(value, column)
    }
  }
}

extension BTree.Value {
  /// Nil where it is no text, or none that can be read.
  var text: String? {
    guard case .text(let bytes) = self else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
}

extension BTree.Value: DatabaseValueConvertible {
  var databaseValue: DatabaseValue {
    switch self {
    case .null, .other: .null
    case .integer(let number): number.databaseValue
    case .text: (text ?? "").databaseValue
    }
  }

  static func fromDatabaseValue(_ value: DatabaseValue) -> BTree.Value? { nil }
}
