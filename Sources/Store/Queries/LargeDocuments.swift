import GRDB
public import Training
import Wire

/// A document with the bytes that its JSON takes.
public struct DocumentSize: Hashable, Sendable {
  public let collection: Collection
  public let id: String
  public let bytes: Int
}

/// The documents that may be large, found without looking at the others: an index holds the rows above
/// ``leastBytes`` and those of documents that are kept in several.
enum LargeDocuments {
  /// Below this a document of one row is not told apart from the rest.
  static let leastBytes = 64 * 1024

  private static let condition = "part > 0 OR length(CAST(json AS BLOB)) > 65536"

  static let index = "CREATE INDEX document_large ON document (collection, id) WHERE \(condition);"

  static let sql = """
    SELECT collection, id, (
      SELECT sum(length(CAST(json AS BLOB))) FROM document
      WHERE collection = large.collection AND id = large.id) AS bytes
    FROM (SELECT DISTINCT collection, id FROM document INDEXED BY document_large
      WHERE \(condition)) AS large
    ORDER BY bytes DESC, collection, id LIMIT ?
    """
}

extension Reader {
  /// Bytes that a document which ``largeDocuments(limit:)`` does not name has at most.
  public static var unlistedBytes: Int { LargeDocuments.leastBytes }

  /// The largest documents of those above ``unlistedBytes``, the largest first. The cost depends on how many there are,
  /// not on the length of the history.
  public func largeDocuments(limit: Int) throws -> [DocumentSize] {
    let statement = try database.cachedStatement(sql: LargeDocuments.sql)
    return try Row.fetchAll(statement, arguments: [limit]).compactMap { row in
      guard let collection = Collection(rawValue: try row.at(0)) else { return nil }
      return DocumentSize(collection: collection, id: try row.at(1), bytes: try row.at(2))
    }
  }
}
