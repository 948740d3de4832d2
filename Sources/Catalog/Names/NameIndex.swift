/// Finds the exercise that a whole name belongs to.
///
/// A name as listed wins. Then its words count in any order, and then with the type or equipment said
/// beside it: "Bench Press (Barbell)", "Barbell Bench Press" and "barbell press, bench" are one. Of these
/// looser readings only those that fit a single exercise count.
struct NameIndex: Sendable {
  private var exact: [UInt64: Int32] = [:]
  private var bags: [UInt64: Int32] = [:]
  private var implied: [UInt64: Int32] = [:]

  private static let ambiguous: Int32 = -1

  /// `implied` holds, for each row, the words that may be said beside its names.
  init(_ names: [IndexedName], _ implied: [[[String]]]) {
    exact.reserveCapacity(names.count)
    bags.reserveCapacity(names.count)
    self.implied.reserveCapacity(names.count * 2)
    for name in names where exact[name.key.ordered] == nil {
      exact[name.key.ordered] = name.row
    }
    for name in names { Self.claim(&bags, name.key.bag, name.row) }
    for name in names {
      for words in implied[Int(name.row)] where !words.allSatisfy(name.folded.contains) {
        Self.claim(&self.implied, name.key.bag(with: words), name.row)
      }
    }
  }

  /// The row of the exercise that `name` belongs to.
  func row(named name: String) -> Int? {
    let key = NameKey(NameWords(name).folded)
    guard !key.isEmpty else { return nil }
    let found =
      exact[key.ordered] ?? Self.only(bags[key.bag]) ?? Self.only(implied[key.bag])
    return found.map(Int.init)
  }

  private static func only(_ row: Int32?) -> Int32? { row == ambiguous ? nil : row }

  private static func claim(_ table: inout [UInt64: Int32], _ key: UInt64, _ row: Int32) {
    if let owner = table[key], owner != row {
      table[key] = ambiguous
    } else {
      table[key] = row
    }
  }
}
