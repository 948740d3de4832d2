internal import CAssets
internal import Synchronization
public import Training

/// The exercise master list: what the athlete can choose from, with lookup by name and search.
///
/// A value; what it is asked is counted in ``reads``. The exercises it gives have no `lastUpdated`: that
/// comes when one is embedded (``Exercise/embedded(at:)``).
public struct Catalogue: Sendable {
  /// Counts every lookup, search and listing.
  public let reads: CatalogueReads
  private let shelf: Shelf

  private init(_ shelf: Shelf, _ reads: CatalogueReads) {
    self.shelf = shelf
    self.reads = reads
  }

  /// The list that travels in the program. Read once, whoever asks; building it counts as no read.
  ///
  /// Throws if the program was built with a list that can't be read.
  public static func builtIn(
    reads: CatalogueReads = CatalogueReads()
  ) throws(CatalogueError) -> Catalogue {
    Catalogue(try builtInShelf.get(), reads)
  }

  /// Reads a list in the format of `catalogue.txt`, described at its head.
  ///
  /// Throws the first mistake with its line; a name that two exercises share is one.
  public init(text: String, reads: CatalogueReads = CatalogueReads()) throws(CatalogueError) {
    let file = try Self.file(text)
    try SharedNames.refuse(in: file)
    self.init(Shelf(file.rows), reads)
  }

  /// A list of just these exercises, all equally common.
  public init(exercises: [Exercise], reads: CatalogueReads = CatalogueReads()) {
    self.init(Shelf(exercises.map(Self.own)), reads)
  }

  /// The list with these exercises before its own; one with the id of a listed exercise takes its place.
  ///
  /// - Parameter others: Ids of further listed exercises that are left out.
  public func including(_ exercises: [Exercise], inPlaceOf others: Set<String> = []) -> Catalogue {
    guard !exercises.isEmpty else { return self }
    let ids = others.union(exercises.map(\.id))
    let rows = shelf.rows.filter { !ids.contains($0.exercise.id) }
    return Catalogue(Shelf(exercises.map(Self.own) + rows), reads)
  }

  private static func own(_ exercise: Exercise) -> CatalogueRow {
    CatalogueRow(exercise: exercise, rank: CatalogueRow.ownRank)
  }
}

extension Catalogue {
  /// All exercises, in the order of the list.
  public var all: [Exercise] {
    reads.add()
    return shelf.rows.map(\.exercise)
  }

  /// The exercise with this id.
  public func entry(id: String) -> Exercise? {
    reads.add()
    return shelf.row(id: id)?.exercise
  }

  /// The exercise that goes by this name: its own, an alias, or either with the equipment beside it.
  ///
  /// Case, accents, punctuation, plurals and usual abbreviations don't matter, nor does the order of
  /// the words where that leaves one exercise: "Bench Press (Barbell)", "BB bench press".
  public func entry(named name: String) -> Exercise? {
    reads.add()
    let index = shelf.index
    return index.byName.row(named: name).map { index.rows[$0].exercise }
  }

  /// The exercises that fit what has been typed so far, the best first, common lifts before rare ones.
  ///
  /// Every word has to fit a name, or the type, equipment or muscle group. Beginnings of words,
  /// abbreviations, initials and small slips fit too. Without a word, all, the most common first. The
  /// order depends on nothing but the query and the list. `custom` are further exercises to look
  /// through; for many, or for more than one search, ``including(_:)`` is cheaper.
  public func search(
    _ query: String, among custom: [Exercise] = [], limit: Int = 20
  ) -> [Exercise] {
    reads.add()
    let words = NameWords(query)
    var hits = shelf.index.hits(words)
    if !custom.isEmpty { hits += SearchIndex(custom.map(Self.own)).hits(words) }
    return Self.best(hits, limit)
  }

  /// What a name that was not found may have meant: the nearest spellings, then what fits some of it.
  public func suggestions(for name: String, limit: Int = 3) -> [Exercise] {
    reads.add()
    let words = NameWords(name)
    guard !words.raw.isEmpty else { return [] }
    let index = shelf.index
    var found = Self.best(index.nearest(to: words), limit)
    for isRelaxed in [false, true] where found.count < limit {
      for exercise in Self.best(index.hits(words, isRelaxed: isRelaxed), limit * 2)
      where found.count < limit && !found.contains(where: { $0.id == exercise.id }) {
        found.append(exercise)
      }
    }
    return found
  }

  private static func best(_ hits: [SearchHit], _ limit: Int) -> [Exercise] {
    SearchHit.best(hits, limit).map(\.row.exercise)
  }
}

extension Catalogue {
  private static let assetName = "catalogue.txt"

  private static let builtInShelf: Result<Shelf, CatalogueError> = Result {
    () throws(CatalogueError) in
    Shelf(try CatalogueFile(bytes: try builtInBytes()).rows)
  }

  static func builtInBytes() throws(CatalogueError) -> UnsafeBufferPointer<UInt8> {
    var length = 0
    guard let bytes = tonnage_asset(assetName, &length) else {
      throw CatalogueError(line: 0, fault: .missing)
    }
    return UnsafeBufferPointer(start: bytes, count: length)
  }

  private static func file(_ text: String) throws(CatalogueError) -> CatalogueFile {
    let result = Array(text.utf8).withUnsafeBufferPointer { bytes in
      Result { () throws(CatalogueError) in try CatalogueFile(bytes: bytes) }
    }
    return try result.get()
  }
}

/// The rows of a list and, from the first lookup on, its index; many catalogues can share one.
private final class Shelf: Sendable {
  let rows: [CatalogueRow]
  private let lookups = Mutex<Lookups>(Lookups())

  private struct Lookups {
    var index: SearchIndex?
    var places: [String: Int]?
  }

  init(_ rows: [CatalogueRow]) {
    self.rows = rows
  }

  var index: SearchIndex {
    lookups.withLock { lookups in
      let index = lookups.index ?? SearchIndex(rows)
      lookups.index = index
      return index
    }
  }

  func row(id: String) -> CatalogueRow? {
    lookups.withLock { lookups in
      let places =
        lookups.places
        ?? Dictionary(
          rows.enumerated().map { ($1.exercise.id, $0) }, uniquingKeysWith: { first, _ in first })
      lookups.places = places
      return places[id].map { rows[$0] }
    }
  }
}
