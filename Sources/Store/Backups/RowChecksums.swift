import GRDB
public import Training

extension Reader {
  /// The checksums of a collection's documents by id: of two stores in which they are equal, the documents are.
  public func checksums(of collection: Collection) throws -> [String: Int64] {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, checksum FROM document WHERE collection = ?",
      arguments: [collection.rawValue])
    var sums: [String: Int64] = [:]
    while let row = try rows.next() { sums[try row.at(0), default: 0] &+= try row.at(1) as Int64 }
    return sums
  }
}
