import GRDB

/// A damaged store, read table by table around what is damaged, its first page included.
///
/// The first pages say where each table begins. Where they do not, tables begin where they began in another copy, or where
/// a page to which no other leads holds rows of their shape.
struct Wreck {
  private let trees: BTree
  private let pages: Int
  /// Where tables and indexes begin, as the file's own schema has it.
  private let listed: [String: Int]
  /// As other copies have it.
  private let templates: [[String: Int]]
  /// The statements that made tables and indexes.
  let statements: Set<String>
  /// Whether the whole schema could be read.
  let hasSchema: Bool

  /// - Parameter templates: Where tables and indexes begin in copies that may have the same places, the likeliest first.
  init(_ image: FileImage, templates: [[String: Int]]) {
    trees = BTree(image: image)
    pages = image.pages
    self.templates = templates
    let schema = trees.walk(from: 1)
    var listed: [String: Int] = [:]
    var statements: Set<String> = []
    for (_, columns) in schema.rows where columns.count == 5 {
      guard let name = columns[1].text, let root = columns[3].integer else { continue }
      listed[name] = Int(truncatingIfNeeded: root)
      if let sql = columns[4].text { statements.insert(sql) }
    }
    self.listed = listed
    self.statements = statements
    hasSchema = !schema.isTorn && !listed.isEmpty
  }

  /// What is left of a table.
  struct Remains {
    /// The rows by their numbers; of a table without numbers, in the order they were found.
    var rows: [(number: Int64, values: [BTree.Value])] = []
    /// Rows that are known to have been there and could not be read: what indexes say of them, by the column's place.
    var missing: [Int64: [Int: BTree.Value]] = [:]
    /// Whether there may be others that nothing is known of.
    var isUncertain = false
    /// Whether anything of the table could not be read.
    var isTorn = false
  }

  // MARK: Reading a table

  func remains(of shape: TableShape) -> Remains {
    var remains = Remains()
    let found = root(of: shape)
    let walk = found.map { trees.walk(from: $0.page) } ?? BTree.Walk(isTorn: true)
    remains.isTorn = walk.isTorn || found?.isGuessed ?? true
    var numbers: Set<Int64> = []
    for (number, values) in walk.rows {
      guard shape.fits(values) else {
        remains.isTorn = true
        continue
      }
      if shape.hasNumbers, !numbers.insert(number).inserted { continue }
      remains.rows.append((number, values))
    }
    let entries = entries(of: shape)
    let known = entries.map { Set($0.keys) }.reduce(into: Set()) { $0.formUnion($1) }
    if remains.isTorn {
      let except = walk.pages.union(taken())
      for (number, values) in orphans(shape, except: except) {
        if shape.hasNumbers {
          guard entries.isEmpty || known.contains(number), numbers.insert(number).inserted else {
            continue
          }
        }
        remains.rows.append((number, values))
      }
    }
    for (index, entries) in zip(shape.indexes, entries) {
      for (number, values) in entries where !numbers.contains(number) {
        for (place, value) in zip(index.columns, values) {
          remains.missing[number, default: [:]][place] = value
        }
      }
    }
    remains.isUncertain = remains.isTorn && entries.isEmpty
    return remains
  }

  /// What each index that is whole says of the table's rows, by their numbers; none where one of them is damaged.
  private func entries(of shape: TableShape) -> [[Int64: [BTree.Value]]] {
    var all: [[Int64: [BTree.Value]]] = []
    for index in shape.indexes {
      guard let root = root(of: index, shape) else { return [] }
      let walk = trees.walk(from: root)
      guard !walk.isTorn, walk.rows.allSatisfy({ shape.fits($0.columns, entryOf: index) }) else {
        return []
      }
      all.append(Dictionary(walk.rows.map { ($0.number, $0.columns) }) { first, _ in first })
    }
    return all
  }

  /// Rows on pages to which nothing leads any more, as the page above them is damaged.
  private func orphans(_ shape: TableShape, except taken: Set<Int>) -> [(Int64, [BTree.Value])] {
    var rows: [(Int64, [BTree.Value])] = []
    for page in stride(from: 2, through: pages, by: 1) where !taken.contains(page) {
      let walk = shape.hasNumbers ? trees.rows(ofLeaf: page) : trees.rows(ofIndexPage: page)
      for (number, values) in walk?.rows ?? [] where shape.fits(values) {
        rows.append((number, values))
      }
    }
    return rows
  }

  /// Pages that belong to a tree whose beginning is known, and those that are free.
  private func taken() -> Set<Int> {
    var taken = hasSchema ? trees.freePages() : []
    for root in listed.values { taken.formUnion(trees.walk(from: root).pages) }
    return taken
  }

  // MARK: Where a table begins

  private struct Root {
    var page: Int
    /// Whether another tree might be meant: all pages of the shape are looked at then.
    var isGuessed = false
  }

  private func root(of shape: TableShape) -> Root? {
    if let page = listed[shape.table] {
      // A page that is none of a tree is the damaged one.
      if trees.outline(of: page) == nil || isRoot(page, of: shape) { return Root(page: page) }
    }
    for template in templates {
      if let page = template[shape.table], isRoot(page, of: shape) { return Root(page: page) }
    }
    return search(shape).map { Root(page: $0, isGuessed: true) }
  }

  private func root(of index: TableShape.Index, _ shape: TableShape) -> Int? {
    let candidates = [listed[index.name]] + templates.map { $0[index.name] }
    return candidates.compactMap(\.self).first { page in
      guard let outline = trees.outline(of: page), !outline.isTable else { return false }
      return trees.walk(from: page).rows.allSatisfy { shape.fits($0.columns, entryOf: index) }
    }
  }

  /// Whether the tree that begins there holds rows of this shape, if any.
  private func isRoot(_ page: Int, of shape: TableShape) -> Bool {
    guard page > 1, let outline = trees.outline(of: page), outline.isTable == shape.hasNumbers
    else { return false }
    let rows = trees.walk(from: page).rows
    let fitting = rows.count { shape.fits($0.columns) }
    return rows.isEmpty ? outline.children.isEmpty : 2 * fitting > rows.count
  }

  /// The page to which no other leads, and under which the most rows of the shape are.
  private func search(_ shape: TableShape) -> Int? {
    var outlines: [Int: BTree.Outline] = [:]
    var below: Set<Int> = []
    for page in stride(from: 2, through: pages, by: 1) {
      guard let outline = trees.outline(of: page) else { continue }
      outlines[page] = outline
      below.formUnion(outline.children)
    }
    var best: (page: Int, rows: Int)?
    for (page, outline) in outlines.sorted(by: { $0.key < $1.key })
    where outline.isTable == shape.hasNumbers && !below.contains(page) {
      let rows = trees.walk(from: page).rows.count { shape.fits($0.columns) }
      if rows > best?.rows ?? 0 { best = (page, rows) }
    }
    return best?.page
  }
}
