/// One of the names of an exercise, ready to be looked up and searched.
struct IndexedName: Sendable {
  /// The exercise's place in the list.
  var row: Int32
  var isAlias: Bool
  /// The folded words, for keys.
  var folded: [String]
  var key: NameKey
  /// The words a search may meet, as numbers in the vocabulary.
  var words: [Int32]
  /// How many words the name has when compounds count as two.
  var length: Int
}

/// All words of all names, each once, so that a search compares letters once a word and not once a name.
struct WordList: Sendable {
  private(set) var words: [[UInt8]] = []
  private var numbers: [String: Int32] = [:]

  mutating func number(of word: String) -> Int32 {
    if let number = numbers[word] { return number }
    let number = Int32(words.count)
    numbers[word] = number
    words.append(Array(word.utf8))
    return number
  }
}
