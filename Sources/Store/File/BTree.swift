/// SQLite's tables and indexes read page by page, around what is damaged: chapters 1.6 and 2 of its file format.
struct BTree {
  let image: FileImage

  /// What was found under a root.
  struct Walk {
    /// Every page that belongs to the tree, overflowing ones included.
    var pages: Set<Int> = []
    /// Whether a part of the tree could not be read.
    var isTorn = false
    /// The rows, each with its number in the table; an index has it as its last column.
    var rows: [(number: Int64, columns: [Value])] = []
  }

  enum Value: Hashable {
    case null
    case integer(Int64)
    case text([UInt8])
    /// Fractions and blobs, which the tables that are read here do not need.
    case other
  }

  private enum Kind: UInt8 {
    case indexInterior = 2
    case tableInterior = 5
    case indexLeaf = 10
    case tableLeaf = 13

    var isInterior: Bool { self == .indexInterior || self == .tableInterior }
    var isTable: Bool { self == .tableInterior || self == .tableLeaf }
  }

  private struct Page {
    var kind: Kind
    var bytes: [UInt8]
    var cells: [Int]
    var lastChild: Int
  }

  /// No tree of a store comes near this depth; a damaged one may go round in circles.
  private static let mostDepth = 20

  // MARK: Walking

  func walk(from root: Int) -> Walk {
    var walk = Walk()
    visit(root, depth: 0, &walk)
    return walk
  }

  private func visit(_ number: Int, depth: Int, _ walk: inout Walk) {
    guard depth < Self.mostDepth, number >= 1, number <= image.pages,
      walk.pages.insert(number).inserted, let page = page(number)
    else {
      walk.isTorn = true
      return
    }
    if !page.kind.isInterior || !page.kind.isTable { readRows(of: page, &walk) }
    guard page.kind.isInterior else { return }
    for cell in page.cells {
      visit(page.bytes.number(at: cell, bytes: 4), depth: depth + 1, &walk)
    }
    visit(page.lastChild, depth: depth + 1, &walk)
  }

  /// The rows of a page alone, whatever leads to it; nil where it is not a leaf of a table.
  func rows(ofLeaf number: Int) -> Walk? {
    guard let page = page(number), page.kind == .tableLeaf else { return nil }
    var walk = Walk()
    readRows(of: page, &walk)
    return walk
  }

  private func readRows(of page: Page, _ walk: inout Walk) {
    for cell in page.cells {
      guard let row = row(page, cell, &walk.pages) else {
        walk.isTorn = true
        continue
      }
      walk.rows.append(row)
    }
  }

  /// The pages that are free, as far as their list can be read.
  func freePages() -> Set<Int> {
    var free: Set<Int> = []
    guard let header = bytes(1) else { return free }
    var trunk = header.number(at: 32, bytes: 4)
    while trunk > 1, free.insert(trunk).inserted, let page = bytes(trunk) {
      let count = min(page.number(at: 4, bytes: 4), image.pageSize / 4 - 2)
      for index in 0..<max(0, count) { free.insert(page.number(at: 8 + 4 * index, bytes: 4)) }
      trunk = page.number(at: 0, bytes: 4)
    }
    return free
  }

  // MARK: Pages

  private func bytes(_ number: Int) -> [UInt8]? {
    guard number >= 1, number <= image.pages else { return nil }
    // A sector that the disk cannot read is a page that is damaged.
    do { return try image.page(number) } catch { return nil }
  }

  private func page(_ number: Int) -> Page? {
    guard let bytes = bytes(number) else { return nil }
    let start = number == 1 ? FileHeader.byteCount : 0
    guard let kind = Kind(rawValue: bytes[start]) else { return nil }
    let first = start + (kind.isInterior ? 12 : 8)
    let count = bytes.number(at: start + 3, bytes: 2)
    guard first + 2 * count <= bytes.count else { return nil }
    let cells = (0..<count).map { bytes.number(at: first + 2 * $0, bytes: 2) }
    guard cells.allSatisfy({ $0 >= first + 2 * count && $0 + 4 <= bytes.count }) else { return nil }
    return Page(
      kind: kind, bytes: bytes, cells: cells,
      lastChild: kind.isInterior ? bytes.number(at: start + 8, bytes: 4) : 0)
  }

  // MARK: Rows

  private func row(_ page: Page, _ cell: Int, _ pages: inout Set<Int>) -> (Int64, [Value])? {
    var reader = VarintReader(page.bytes, at: cell + (page.kind.isInterior ? 4 : 0))
    guard let length = reader.next(), length >= 0, length <= image.pages * image.pageSize else {
      return nil
    }
    var number: Int64 = 0
    if page.kind.isTable {
      guard let row = reader.next() else { return nil }
      number = Int64(row)
    }
    guard let payload = payload(page, at: reader.place, Int(length), &pages),
      let columns = Self.columns(payload)
    else { return nil }
    if !page.kind.isTable, case .integer(let row)? = columns.last { number = row }
    return (number, columns)
  }

  /// A row's bytes, those on overflowing pages included.
  private func payload(_ page: Page, at place: Int, _ length: Int, _ pages: inout Set<Int>)
    -> [UInt8]?
  {
    let usable = image.pageSize - image.reserved
    let most = page.kind.isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
    let least = (usable - 12) * 32 / 255 - 23
    let part = least + (length - least) % (usable - 4)
    let local = length <= most ? length : part <= most ? part : least
    guard place + local + (local < length ? 4 : 0) <= page.bytes.count else { return nil }
    var payload = Array(page.bytes[place..<(place + local)])
    var next = local < length ? page.bytes.number(at: place + local, bytes: 4) : 0
    while payload.count < length {
      guard let more = bytes(next), pages.insert(next).inserted else { return nil }
      payload += more[4..<min(usable, 4 + length - payload.count)]
      next = more.number(at: 0, bytes: 4)
    }
    return payload
  }

  private static func columns(_ payload: [UInt8]) -> [Value]? {
    var header = VarintReader(payload, at: 0)
    guard let size = header.next(), size >= 1, size <= payload.count else { return nil }
    var place = Int(size)
    var values: [Value] = []
    while header.place < Int(size) {
      guard let type = header.next(), type >= 0, let width = width(of: type),
        place + width <= payload.count
      else { return nil }
      values.append(value(payload, type, place, width: width))
      place += width
    }
    return values
  }

  private static func width(of type: Int) -> Int? {
    switch type {
    case 0, 8, 9: 0
    case 1...4: type
    case 5: 6
    case 6, 7: 8
    case 12...: (type - 12) / 2
    default: nil
    }
  }

  private static func value(_ payload: [UInt8], _ type: Int, _ place: Int, width: Int) -> Value {
    switch type {
    case 0: return .null
    case 8, 9: return .integer(Int64(type - 8))
    case 1...6:
      // The first byte has the sign.
      let first = Int64(Int8(bitPattern: payload[place]))
      let rest = payload[(place + 1)..<(place + width)]
      return .integer(rest.reduce(first) { $0 << 8 | Int64($1) })
    case 13... where type % 2 == 1: return .text(Array(payload[place..<(place + width)]))
    default: return .other
    }
  }
}

/// Reads SQLite's numbers of one to nine bytes.
private struct VarintReader {
  private let bytes: [UInt8]
  private(set) var place: Int

  init(_ bytes: [UInt8], at place: Int) {
    self.bytes = bytes
    self.place = place
  }

  mutating func next() -> Int? {
    var value: UInt64 = 0
    for count in 1...9 {
      guard place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      if count == 9 { return Int(truncatingIfNeeded: value << 8 | UInt64(byte)) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte & 0x80 == 0 { return Int(truncatingIfNeeded: value) }
    }
    return nil
  }
}
