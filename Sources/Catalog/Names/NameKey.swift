/// A name as two numbers: one that depends on the order of its words and one that does not.
///
/// Hashes of 64 bits stand in for the words: of the list's ten thousand names two would collide once
/// in 10^11 lists, and no strings have to be built to look a name up.
struct NameKey: Hashable, Sendable {
  private(set) var ordered: UInt64 = 0
  private(set) var bag: UInt64 = 0

  init(_ foldedWords: [String]) {
    for word in foldedWords { append(word) }
  }

  var isEmpty: Bool { ordered == 0 && bag == 0 }

  /// The bag with further words in it.
  func bag(with words: [String]) -> UInt64 {
    words.reduce(bag) { $0 &+ Self.hash($1) }
  }

  private mutating func append(_ word: String) {
    let hash = Self.hash(word)
    ordered = (ordered &+ hash) &* Self.prime
    bag &+= hash
  }

  private static let prime: UInt64 = 0x100_0000_01B3

  /// FNV-1a (Fowler, Noll, Vo), its bits mixed once more so that sums of words stay apart.
  private static func hash(_ word: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* prime }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ (hash >> 29)
  }
}
