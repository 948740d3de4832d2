/// The keys that take an action, one after another: most are one key long.
///
/// Written as a literal it is the name of a key (`"Enter"`, `"C-r"`, `"q"`), names with spaces
/// between (`"g Home"`), or else its characters in turn (`"gg"`).
public struct KeySequence: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let keys: [Key]

  public init(_ keys: [Key]) {
    self.keys = keys
  }

  public init(stringLiteral value: String) {
    keys = value.split(separator: " ").flatMap { word in
      Key(name: String(word)).map { [$0] } ?? word.map(Key.character)
    }
  }

  public var description: String { joined(keys.map(\.description)) }

  /// The sequence as a footer shows it.
  public func label(_ glyphs: Glyphs) -> String { joined(keys.map { $0.label(glyphs) }) }

  private func joined(_ names: [String]) -> String {
    names.joined(separator: names.allSatisfy { $0.count == 1 } ? "" : " ")
  }
}
