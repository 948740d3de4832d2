/// A place in the footer: keys and what they do.
public struct FooterItem: Equatable, Sendable {
  public let keys: String
  public let words: String

  public init(keys: String, words: String) {
    self.keys = keys
    self.words = words
  }

  var width: Int { keys.displayWidth + 1 + words.displayWidth }
}

extension BindingTable {
  private static var gap: Int { 3 }

  /// What of the table fits a footer of `width` columns just now, in the table's order, the least
  /// important left out first; what can't be taken now is left out. `more`, the key of the help,
  /// always stands at the end.
  public func footer(
    in state: State, width: Int, glyphs: Glyphs = .unicode,
    more: FooterItem = FooterItem(keys: "?", words: "more")
  ) -> [FooterItem] {
    var items = footerItems(in: state, glyphs: glyphs)
    func taken() -> Int { items.reduce(more.width) { $0 + $1.item.width + Self.gap } }
    while taken() > width, let worst = items.map(\.priority).max(),
      let index = items.lastIndex(where: { $0.priority == worst })
    {
      items.remove(at: index)
    }
    return items.map(\.item) + [more]
  }

  private func footerItems(
    in state: State, glyphs: Glyphs
  ) -> [(item: FooterItem, priority: Int)] {
    var items: [(item: FooterItem, priority: Int)] = []
    for binding in bindings {
      guard let priority = binding.footer, let key = binding.keys.first,
        binding.isPresent(state), binding.disabledReason(state) == nil
      else { continue }
      let label = key.label(glyphs)
      if let last = items.last, last.item.words == binding.words {
        let keys = last.item.keys + "/" + label
        items[items.count - 1].item = FooterItem(keys: keys, words: binding.words)
      } else {
        items.append((FooterItem(keys: label, words: binding.words), priority))
      }
    }
    return items
  }
}

extension Frame {
  /// Draws a footer in a row of the region being drawn.
  public mutating func putFooter(_ items: [FooterItem], y: Int, x start: Int = 0) {
    var x = start
    for item in items {
      x = put(item.keys, x: x, y: y, role: .footerKey)
      x = put(item.words, x: x + 1, y: y, role: .footerText) + 3
    }
  }
}
