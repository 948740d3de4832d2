/// How well a typed word fits each word of a list: 0 for not at all, ``WordMatch/exact`` for the word itself.
enum WordMatch {
  static let exact = 100
  /// A beginning of the word counts from 60, for one letter, to almost ``exact``.
  private static let prefixBase = 60
  private static let prefixSpan = 30
  private static let oneSlip = 50
  private static let twoSlips = 38
  private static let inside = 35

  /// Words this long may contain one slip, or two.
  private static let lengthForOneSlip = 4
  private static let lengthForTwoSlips = 8
  private static let lengthForInside = 3

  static func qualities(of typed: String, in list: WordList) -> [Int] {
    let letters = Array(typed.utf8)
    let folded = Array(WordForms.fold(typed).utf8)
    return list.words.map { word in
      word == folded ? exact : quality(letters, word)
    }
  }

  private static func quality(_ typed: [UInt8], _ word: [UInt8]) -> Int {
    if word.starts(with: typed) {
      return word.count == typed.count ? exact : prefixBase + prefixSpan * typed.count / word.count
    }
    if typed.count >= lengthForInside, word.contains(typed) { return inside }
    guard typed.count >= lengthForOneSlip, abs(word.count - typed.count) <= 2 else { return 0 }
    let limit = typed.count >= lengthForTwoSlips ? 2 : 1
    guard let slips = spellingDistance(typed, word, limit: limit) else { return 0 }
    return slips == 1 ? oneSlip : twoSlips
  }
}

extension [UInt8] {
  /// Whether `part` stands anywhere in it.
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    guard count >= part.count, let first = part.first else { return false }
    return (0...(count - part.count)).contains { start in
      self[start] == first && self[start..<start + part.count].elementsEqual(part)
    }
  }
}
