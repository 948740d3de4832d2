import GRDB
import Training
import Wire

/// A look at what is in the file beside the documents and what is derived from them.
struct FileCheck: Sendable {
  let name: String
  /// Gives what is wrong, a sentence each.
  let run: @Sendable (Database) throws -> [String]

  static let all = [
    FileCheck(name: "pages", run: pages), FileCheck(name: "rows", run: rows),
    FileCheck(name: "deletions", run: deletions), FileCheck(name: "snapshots", run: snapshots),
  ]

  /// How many faults of one kind are named.
  private static let most = 10

  private static func pages(_ database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "PRAGMA quick_check(\(most))").filter { $0 != "ok" }
      .map { "The file is damaged: \($0)." }
  }

  /// Whether the documents' rows are those that their index finds, and each has all of its parts.
  private static func rows(_ database: Database) throws -> [String] {
    var sentences: [String] = []
    let table = try Int.fetchOne(database, sql: "SELECT count(*) FROM document NOT INDEXED")
    let index = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM document INDEXED BY document_key WHERE collection > ''")
    if table != index {
      sentences.append("The index of the documents does not have the rows that are there.")
    }
    let torn = try Row.fetchAll(
      database,
      sql: """
        SELECT collection, id FROM document GROUP BY collection, id
        HAVING min(part) <> 0 OR max(part) <> count(*) - 1 LIMIT ?
        """, arguments: [most])
    for row in torn {
      sentences.append("Of \(try words(row)) a part is missing.")
    }
    return sentences
  }

  private static func deletions(_ database: Database) throws -> [String] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT t.collection, t.id FROM tombstone t JOIN document d
          ON d.collection = t.collection AND d.id = t.id AND d.part = 0 LIMIT ?
        """, arguments: [most]
    ).map { "\(try words($0)) stands, and is noted as deleted." }
  }

  /// Whether what the journal begins from is what was written there.
  private static func snapshots(_ database: Database) throws -> [String] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT collection, id FROM snapshot
        WHERE checksum <> checksum(collection, id, part, json) LIMIT ?
        """, arguments: [most]
    ).map { "What was kept of \(try words($0)) for undo is not what was written there." }
  }

  private static func words(_ row: Row) throws -> String {
    let collection: String = try row.at(0)
    let id: String = try row.at(1)
    return "the \(Collection(rawValue: collection)?.noun ?? collection) \(id)"
  }
}
