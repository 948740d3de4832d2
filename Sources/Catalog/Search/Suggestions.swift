internal import Training

extension SearchIndex {
  /// The exercises whose names are spelled most like `name`, the nearest first.
  func nearest(to name: NameWords) -> [SearchHit] {
    let typed = Spelling(name.raw)
    let limit = max(2, typed.inOrder.count / 3)
    var distances: [Int: Int] = [:]
    for (row, spelling) in spellings() {
      guard let distance = typed.distance(to: spelling, limit: limit) else { continue }
      distances[row] = min(distances[row] ?? distance, distance)
    }
    return distances.map { SearchHit(row: rows[$0.key], score: -$0.value) }
  }

  private func spellings() -> [(row: Int, spelling: Spelling)] {
    rows.enumerated().flatMap { place, row in
      ([row.exercise.name] + row.exercise.aliases).map { (place, Spelling(NameWords($0).raw)) }
    }
  }
}

/// The letters of a name, its words in their order and sorted, so that a swap of words costs nothing.
private struct Spelling {
  var inOrder: [UInt8]
  var sorted: [UInt8]

  init(_ words: [String]) {
    inOrder = Array(words.joined(separator: " ").utf8)
    sorted = Array(words.sorted().joined(separator: " ").utf8)
  }

  func distance(to other: Spelling, limit: Int) -> Int? {
    let direct = spellingDistance(inOrder, other.inOrder, limit: limit)
    let swapped = spellingDistance(sorted, other.sorted, limit: limit)
    return [direct, swapped].compactMap(\.self).min()
  }
}
