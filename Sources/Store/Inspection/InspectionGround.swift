import GRDB
public import Sync
import Training

/// Something that is not what it should be in the store itself: in a document's row, or in what is derived from it.
public struct IntegrityFinding: Hashable, Sendable {
  /// What kind of fault it is.
  public enum Fault: Hashable, Sendable {
    /// A document cannot be read, or is not what was written.
    case unreadable
    /// The summary in a document is not the one that it comes to.
    case summary
    /// A derived table, by its name.
    case derived(String)
    /// Something of the file beside the documents, by the name of its check.
    case file(String)
  }

  public var fault: Fault
  /// The document it is about; nil where it is about none or several.
  public var document: DocumentKey?
  /// What is wrong, for the athlete.
  public var sentence: String
}

/// A check that could not be made.
public struct FailedCheck: Hashable, Sendable {
  public var check: String
  public var reason: String

  public init(_ check: String, reason: String) {
    self.check = check
    self.reason = reason
  }
}

/// What was found wrong; of very many findings only the first are kept, and all are counted.
final class IntegrityFindings {
  /// How many are kept.
  static let most = 200

  private(set) var first: [IntegrityFinding] = []
  private(set) var count = 0

  func add(_ fault: IntegrityFinding.Fault, _ document: DocumentKey?, _ sentence: String) {
    count += 1
    if first.count < Self.most {
      first.append(IntegrityFinding(fault: fault, document: document, sentence: sentence))
    }
  }
}

/// What a check of a derived table works on.
struct InspectionGround {
  let database: Database
  let formula: OneRepMaxFormula
  /// Whether all documents are looked at, so that sums can be compared too.
  let isWhole: Bool
  let table: DerivedTable
  let findings: IntegrityFindings

  /// Notes that the table is not what it should be.
  func report(_ document: DocumentKey?, _ sentence: String) {
    let noun = table.noun.prefix(1).uppercased() + table.noun.dropFirst()
    findings.add(.derived(table.name), document, "\(noun): \(sentence)")
  }

  /// Compares a row with what it should be.
  ///
  /// - Parameters:
  ///   - key: The values that the row is found by.
  ///   - values: What its other columns should hold.
  ///   - subject: What the row is about, in words.
  /// - Returns: Whether there is such a row.
  @discardableResult
  func expect(
    _ row: RowShape, _ key: StatementArguments, _ values: [(any DatabaseValueConvertible)?],
    of subject: @autoclosure () -> String, document: DocumentKey? = nil
  ) throws -> Bool {
    let statement = try database.cachedStatement(sql: row.sql)
    let cursor = try Row.fetchCursor(statement, arguments: key)
    guard let found = try cursor.next() else {
      report(document, "\(subject()) is not there.")
      return false
    }
    compare(found, row.columns, values, of: subject(), document: document)
    return true
  }

  /// Compares the columns of a row that was read with what they should hold.
  func compare(
    _ found: Row, _ columns: [String], _ values: [(any DatabaseValueConvertible)?],
    of subject: @autoclosure () -> String, document: DocumentKey? = nil
  ) {
    for (index, value) in values.enumerated() {
      let present: DatabaseValue = found[index]
      let due = value?.databaseValue.stored ?? .null
      if present == due { continue }
      return report(
        document,
        "\(columns[index]) of \(subject()) is \(present.words), and should be \(due.words).")
    }
  }

  /// Compares how many rows the table has with how many it should have: rows that nothing stands behind.
  func expect(rows due: Int) throws {
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table.name)") ?? 0
    // Rows that are missing were named one by one.
    guard count > due else { return }
    report(nil, "\(count) rows are there, and only \(due) have something behind them.")
  }
}

/// Which columns of a table a row is found by, and which are compared.
struct RowShape: Sendable {
  let columns: [String]
  let sql: String

  init(_ table: String, by key: [String], _ columns: [String]) {
    self.columns = columns
    let condition = key.map { "\($0) = ?" }.joined(separator: " AND ")
    sql = "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(condition)"
  }
}

extension DatabaseValue {
  /// The value as SQLite keeps it: it knows no number that is none.
  fileprivate var stored: DatabaseValue {
    if case .double(let number) = storage, number.isNaN { return .null }
    return self
  }

  /// How much of a text is told.
  private static let mostWords = 60

  fileprivate var words: String {
    switch storage {
    case .null: "nothing"
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text):
      text.count > Self.mostWords ? "“\(text.prefix(Self.mostWords))…”" : "“\(text)”"
    case .blob: "bytes"
    }
  }
}
