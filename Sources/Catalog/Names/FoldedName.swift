/// A name as far as it tells exercises apart: `Pull-Ups (Wide)` is `pullup wide`.
///
/// Case, accents, punctuation, plurals, usual abbreviations and little words are gone; the order of the words is kept.
public struct FoldedName: Hashable, Sendable {
  public let words: [String]

  public init(_ name: String) { words = NameWords(name).folded }

  /// The words with a blank between them; empty for a name of nothing but signs.
  public var text: String { words.joined(separator: " ") }
}
