internal import Training

/// An exercise that a search found, and how well it fits.
struct SearchHit: Sendable {
  var row: CatalogueRow
  var score: Int

  /// The better fit first; of equal ones the more common, then by name and id.
  static func ranked(_ left: SearchHit, _ right: SearchHit) -> Bool {
    if left.score != right.score { return left.score > right.score }
    if left.row.rank != right.row.rank { return left.row.rank > right.row.rank }
    if left.row.exercise.name != right.row.exercise.name {
      return left.row.exercise.name < right.row.exercise.name
    }
    return left.row.exercise.id < right.row.exercise.id
  }

  /// The first `limit` of `hits` in that order.
  ///
  /// Rows are large and most are not wanted: numbers alone decide which can be among the first.
  static func best(_ hits: [SearchHit], _ limit: Int) -> [SearchHit] {
    guard limit > 0 else { return [] }
    guard hits.count > limit else { return hits.sorted(by: ranked) }
    let least = hits.map(\.order).sorted(by: >)[limit - 1]
    return Array(hits.filter { $0.order >= least }.sorted(by: ranked).prefix(limit))
  }

  /// Score and rank in one number.
  private var order: Int { score * (CatalogueRow.ranks.upperBound + 1) + row.rank }
}

/// Everything that lookups by name and searches need of a list of exercises.
struct SearchIndex: Sendable {
  let rows: [CatalogueRow]
  let names: [IndexedName]
  let byName: NameIndex
  private let words: WordList
  /// Of each row the words of its type, equipment and muscle group.
  private let contexts: [[Int32]]
  /// Of each row the number of its name's initials.
  private let initials: [Int32?]

  init(_ rows: [CatalogueRow]) {
    var words = WordList()
    var vocabulary = VocabularyWords()
    var names: [IndexedName] = []
    var contexts: [[Int32]] = []
    var initials: [Int32?] = []
    names.reserveCapacity(rows.count * 5)
    for (place, row) in rows.enumerated() {
      let exercise = row.exercise
      for (index, name) in ([exercise.name] + exercise.aliases).enumerated() {
        let indexed = Self.indexed(name, row: place, isAlias: index > 0, &words)
        if !indexed.key.isEmpty { names.append(indexed) }
      }
      contexts.append(vocabulary.context(of: exercise.metadata).map { words.number(of: $0) })
      initials.append(Self.initials(of: exercise.name).map { words.number(of: $0) })
    }
    self.rows = rows
    self.names = names
    self.words = words
    self.contexts = contexts
    self.initials = initials
    byName = NameIndex(names, rows.map { vocabulary.implied(by: $0.exercise.metadata) })
  }

  private static func indexed(
    _ name: String, row: Int, isAlias: Bool, _ words: inout WordList
  ) -> IndexedName {
    let parts = NameWords(name)
    return IndexedName(
      row: Int32(row), isAlias: isAlias, folded: parts.folded, key: NameKey(parts.folded),
      words: parts.searchable.map { words.number(of: $0) }, length: parts.length)
  }

  private static func initials(of name: String) -> String? {
    let words = NameWords(name).raw
    return words.count < 2 ? nil : String(words.compactMap(\.first))
  }
}

extension SearchIndex {
  /// Words of a query beyond these are not looked at; no name has as many.
  private static let longestQuery = 16

  /// What each part of a fit is worth. A word counts up to ``WordMatch/exact``.
  private enum Worth {
    static let wholeName = 100
    static let coverage = 20
    static let firstWord = 8
    static let alias = -4
    static let rank = 6
    /// Per cent of a word's worth when it is the type, equipment or muscle group and not in the name.
    static let context = 60
    static let initials = 70
  }

  /// The exercises that fit `query`, unordered. Every word has to fit, or with `isRelaxed` any.
  func hits(_ query: NameWords, isRelaxed: Bool = false) -> [SearchHit] {
    guard !query.raw.isEmpty else { return rows.map { SearchHit(row: $0, score: 0) } }
    let typed = query.raw.prefix(Self.longestQuery).map { WordMatch.qualities(of: $0, in: words) }
    let key = NameKey(query.folded)
    var best = initialScores(typed)
    let context = contextQualities(typed)
    for name in names {
      let score = score(name, typed, context[Int(name.row)], isRelaxed: isRelaxed)
      guard score > 0 else { continue }
      let whole = name.key.ordered == key.ordered ? Worth.wholeName : 0
      best[Int(name.row)] = max(best[Int(name.row)], score + whole)
    }
    return best.indices.compactMap { place in
      guard best[place] > 0 else { return nil }
      return SearchHit(row: rows[place], score: best[place] + rows[place].rank * Worth.rank)
    }
  }

  /// How well each typed word fits what each exercise is, rather than what it is called.
  private func contextQualities(_ typed: [[Int]]) -> [[Int]] {
    contexts.map { words in
      typed.map { qualities in
        words.reduce(0) { max($0, qualities[Int($1)]) } * Worth.context / WordMatch.exact
      }
    }
  }

  private func initialScores(_ typed: [[Int]]) -> [Int] {
    guard typed.count == 1 else { return [Int](repeating: 0, count: rows.count) }
    return initials.map { number in
      guard let number else { return 0 }
      return typed[0][Int(number)] == WordMatch.exact ? Worth.initials : 0
    }
  }

  /// 0 where the name does not fit.
  private func score(
    _ name: IndexedName, _ typed: [[Int]], _ context: [Int], isRelaxed: Bool
  ) -> Int {
    var sum = 0
    var met = 0
    for (place, qualities) in typed.enumerated() {
      var quality = 0
      for word in name.words { quality = max(quality, qualities[Int(word)]) }
      if quality > 0 { met += 1 } else { quality = context[place] }
      guard quality > 0 || isRelaxed else { return 0 }
      sum += quality
    }
    guard sum > 0 else { return 0 }
    let startsAlike = name.words.first.map { typed[0][Int($0)] > 0 } ?? false
    return sum / typed.count + Worth.coverage * min(met, name.length) / max(name.length, 1)
      + (startsAlike ? Worth.firstWord : 0) + (name.isAlias ? Worth.alias : 0)
  }
}
