import Chance
import Foundation

/// Texts made of others by chance: a stretch left out, twice, elsewhere or of another text, a byte or a word of TOML put in.
struct Mutation {
  private let texts: [[UInt8]]
  private var chance = Seeded(Seed.first)

  init(of texts: [String]) { self.texts = texts.map { Array($0.utf8) } }

  private static let words = [
    "\n", "\r\n", "\r", " ", "\t", "=", ".", ",", "[", "]", "[[", "]]", "{", "}", "#", "\"", "'",
    "\"\"\"", "'''", "\\", "\\u00e9", "\\U0001F600", "\\\n", "_", "-", "+", "0", "1", "0x1f", "0o7",
    "0b1", "1e5", "inf", "nan", "true", "1979-05-27", "07:32:00", "T", "Z", "+01:00", ".5", "a",
    "b",
    "a = 1\n", "a.b = 2\n", "[a]\n", "[a.b]\n", "[[a]]\n", "{a = 1}", "\u{E9}", "\u{1}", "\0",
  ]

  mutating func next() -> [UInt8] {
    var text = pick(texts)
    for _ in 0...Int.random(in: 0..<4, using: &chance) { change(&text) }
    return text
  }

  private mutating func change(_ text: inout [UInt8]) {
    let stretch = range(in: text)
    switch Int.random(in: 0..<7, using: &chance) {
    case 0: text.removeSubrange(stretch)
    case 1: text.insert(contentsOf: text[stretch], at: stretch.lowerBound)
    case 2: text.insert(contentsOf: Array(text[stretch]), at: place(in: text))
    case 3:
      let other = pick(texts)
      text.replaceSubrange(stretch, with: other[range(in: other)])
    case 4: text.insert(UInt8.random(in: 0...255, using: &chance), at: place(in: text))
    case 5: text.removeSubrange(place(in: text)...)
    default: text.insert(contentsOf: pick(Self.words).utf8, at: place(in: text))
    }
  }

  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &chance)]
  }

  private mutating func place(in text: [UInt8]) -> Int {
    Int.random(in: 0...text.count, using: &chance)
  }

  /// A stretch of a text, short as a rule.
  private mutating func range(in text: [UInt8]) -> Range<Int> {
    let start = place(in: text)
    let most = Bool.random(using: &chance) ? 4 : 40
    return start..<min(text.count, start + Int.random(in: 0...most, using: &chance))
  }
}
