import GRDB
import Sync
import Training
import Wire

/// What can be read of a damaged store's documents: every row whose checksum fits, whatever pages around it are damaged.
struct Salvage {
  private struct PartKey: Hashable {
    var document: DocumentKey
    var part: Int
  }

  private struct Row {
    var key: PartKey
    var version: Int64
    var json: [UInt8]
  }

  private var rows: [PartKey: Row] = [:]
  /// What the table's index, or a row that is damaged itself, says of a row by its number.
  private var known: [Int64: PartKey] = [:]
  private var found: Set<Int64> = []

  /// The rows of each document that is whole, in order.
  private(set) var documents: [DocumentKey: [[UInt8]]] = [:]
  /// Documents that are known to have been there.
  private(set) var missing: Set<DocumentKey> = []

  /// - Parameter database: A connection to the same file, for its schema.
  init(_ image: FileImage, _ database: Database) throws {
    let roots = try Self.roots(database)
    let trees = BTree(image: image)
    let table = trees.walk(from: roots["document"] ?? 0)
    for (number, columns) in table.rows { take(number, columns) }
    let index = trees.walk(from: roots["document_key"] ?? 0)
    for (number, columns) in index.rows { note(number, columns) }
    if table.isTorn {
      var taken = table.pages.union(index.pages).union(trees.freePages())
      for (name, root) in roots where name != "document" && name != "document_key" {
        taken.formUnion(trees.walk(from: root).pages)
      }
      takeOrphans(trees, image.pages, except: taken, isKnown: index.isTorn ? nil : Set(known.keys))
    }
    settle()
  }

  private static func roots(_ database: Database) throws -> [String: Int] {
    var roots: [String: Int] = [:]
    let rows = try GRDB.Row.fetchCursor(
      database, sql: "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
    while let row = try rows.next() { roots[try row.at(0)] = try row.at(1) as Int }
    return roots
  }

  /// Takes a row of the table; one that is damaged is only known to have been there.
  private mutating func take(_ number: Int64, _ columns: [BTree.Value]) {
    guard let key = Self.key(columns) else { return }
    guard columns.count == 6, case .integer(let version) = columns[3],
      case .text(let json) = columns[4], case .integer(let checksum) = columns[5],
      checksum
        == Checksum.of(
          json, key.document.collection.rawValue, key.document.id, part: key.part)
    else {
      known[number] = known[number] ?? key
      return
    }
    if let other = rows[key], other.version >= version { return }
    rows[key] = Row(key: key, version: version, json: json)
    found.insert(number)
  }

  private mutating func note(_ number: Int64, _ columns: [BTree.Value]) {
    if let key = Self.key(columns) { known[number] = key }
  }

  /// Reads leaves to which nothing leads any more, as the page above them is damaged.
  ///
  /// - Parameter isKnown: The numbers of the rows there are, where they are known: others were deleted.
  private mutating func takeOrphans(
    _ trees: BTree, _ pages: Int, except taken: Set<Int>, isKnown: Set<Int64>?
  ) {
    for page in stride(from: 2, through: pages, by: 1) where !taken.contains(page) {
      guard let leaf = trees.rows(ofLeaf: page) else { continue }
      for (number, columns) in leaf.rows where isKnown?.contains(number) ?? true {
        take(number, columns)
      }
    }
  }

  private static func key(_ columns: [BTree.Value]) -> PartKey? {
    guard columns.count >= 3, case .text(let name) = columns[0], case .text(let id) = columns[1],
      case .integer(let part) = columns[2], part >= 0, part < Int32.max,
      let collection = Collection(rawValue: String(decoding: name, as: UTF8.self))
    else { return nil }
    return PartKey(
      document: DocumentKey(collection, String(decoding: id, as: UTF8.self)), part: Int(part))
  }

  private mutating func settle() {
    for (number, key) in known where !found.contains(number) && rows[key] == nil {
      missing.insert(key.document)
    }
    var parts: [DocumentKey: [Int: [UInt8]]] = [:]
    for row in rows.values { parts[row.key.document, default: [:]][row.key.part] = row.json }
    for (key, parts) in parts {
      let ordered = (0..<parts.count).compactMap { parts[$0] }
      if ordered.count == parts.count, !missing.contains(key) {
        documents[key] = ordered
      } else {
        missing.insert(key)
      }
    }
  }
}
