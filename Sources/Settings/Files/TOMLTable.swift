/// A table while it is read. How it came about decides who may still add to it.
final class TOMLTable {
  enum Origin: Equatable {
    /// It has a header of its own, stands in braces, or is the whole file.
    case header
    /// Only headers of tables in it were read: its own may follow.
    case passed
    /// Dotted keys made it, below the header of this number. None but they may add keys to it.
    case dotted(Int)
  }

  private enum Node {
    case value(TOMLContent)
    case table(TOMLTable)
    case tables(TOMLTableList)
  }

  private struct Entry {
    let node: Node
    /// Where it was first named.
    let place: Int
  }

  private var origin: Origin
  private var entries: [TOMLKey: Entry] = [:]

  init(_ origin: Origin) { self.origin = origin }

  var content: [TOMLKey: TOMLContent] { entries.mapValues { Self.content($0.node) } }

  private static func content(_ node: Node) -> TOMLContent {
    switch node {
    case .value(let content): content
    case .table(let table): .table(table.content)
    case .tables(let list): .array(list.tables.map { .table($0.content) })
    }
  }

  /// The place of a path, or of the longest beginning of it that is there.
  func place(of path: some Collection<TOMLKey>) -> Int? {
    guard let first = path.first, let entry = entries[first] else { return nil }
    let inner: TOMLTable? =
      switch entry.node {
      case .value: nil
      case .table(let table): table
      case .tables(let list): list.tables.first
      }
    return inner?.place(of: path.dropFirst()) ?? entry.place
  }

  // MARK: Keys

  /// Sets a key, with the tables that its dots name.
  /// - Parameter section: The number of the header that it stands below.
  func set(
    _ path: [TOMLKey], to content: TOMLContent, at place: Int, section: Int
  ) throws(TOMLProblem) {
    var table = self
    for key in path.dropLast() { table = try table.dotted(key, at: place, section) }
    guard let last = path.last else { return }
    if let former = table.entries[last] {
      throw TOMLProblem(
        place: place, words: "\(last.shown) is already there", earlier: former.place)
    }
    table.entries[last] = Entry(node: .value(content), place: place)
  }

  private func dotted(
    _ key: TOMLKey, at place: Int, _ section: Int
  ) throws(TOMLProblem) -> TOMLTable {
    guard let former = entries[key] else {
      let table = TOMLTable(.dotted(section))
      entries[key] = Entry(node: .table(table), place: place)
      return table
    }
    guard case .table(let table) = former.node else {
      throw Self.noTable(key, former, at: place)
    }
    switch table.origin {
    case .dotted(section): break
    case .passed: table.origin = .dotted(section)
    case .dotted, .header:
      throw TOMLProblem(
        place: place, words: "the table \(key.shown) is finished, and takes no more keys",
        earlier: former.place)
    }
    return table
  }

  // MARK: Headers

  /// The table of a header such as `[kg]`.
  func define(_ path: [TOMLKey], at place: Int) throws(TOMLProblem) -> TOMLTable {
    guard let last = path.last else { return self }
    let parent = try passed(path.dropLast(), at: place)
    guard let former = parent.entries[last] else {
      let table = TOMLTable(.header)
      parent.entries[last] = Entry(node: .table(table), place: place)
      return table
    }
    if case .table(let table) = former.node, table.origin == .passed {
      table.origin = .header
      return table
    }
    throw TOMLProblem(place: place, words: "\(last.shown) is already there", earlier: former.place)
  }

  /// A new table of a header such as `[[set]]`.
  func append(_ path: [TOMLKey], at place: Int) throws(TOMLProblem) -> TOMLTable {
    guard let last = path.last else { return self }
    let parent = try passed(path.dropLast(), at: place)
    let table = TOMLTable(.header)
    switch parent.entries[last] {
    case nil:
      parent.entries[last] = Entry(node: .tables(TOMLTableList(table)), place: place)
    case let former?:
      guard case .tables(let list) = former.node else {
        throw TOMLProblem(
          place: place, words: "\(last.shown) is already there, and not in double brackets",
          earlier: former.place)
      }
      list.append(table)
    }
    return table
  }

  /// The table that a header's name leads through.
  private func passed(
    _ path: some Collection<TOMLKey>, at place: Int
  ) throws(TOMLProblem) -> TOMLTable {
    var table = self
    for key in path {
      switch table.entries[key]?.node {
      case nil:
        let next = TOMLTable(.passed)
        table.entries[key] = Entry(node: .table(next), place: place)
        table = next
      case .table(let next): table = next
      case .tables(let list): table = list.last
      case .value:
        throw Self.noTable(key, table.entries[key], at: place)
      }
    }
    return table
  }

  private static func noTable(_ key: TOMLKey, _ former: Entry?, at place: Int) -> TOMLProblem {
    TOMLProblem(
      place: place, words: "\(key.shown) is not a table that can be added to",
      earlier: former?.place)
  }
}

/// The tables of headers in double brackets; never empty.
private final class TOMLTableList {
  private(set) var tables: [TOMLTable]
  private(set) var last: TOMLTable

  init(_ first: TOMLTable) {
    tables = [first]
    last = first
  }

  func append(_ table: TOMLTable) {
    tables.append(table)
    last = table
  }
}

extension TOMLKey {
  /// As a sentence names it.
  var shown: String { text.isEmpty ? "\"\"" : text.shortened }
}
