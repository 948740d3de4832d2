/// What the athlete pressed, pasted or clicked.
public enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right
  case home, end, pageUp, pageDown
  /// A letter with Control, in lower case.
  case control(Character)
  /// A character with Alt, or typed right after Escape.
  case alt(Character)
  case function(Int)
  /// Text from a bracketed paste: text, whatever keys its characters are.
  case paste(String)
  case mouse(Mouse)
}

/// A click or a turn of the wheel, at a place of the screen.
public struct Mouse: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case click
    case wheelUp
    case wheelDown
  }

  public var kind: Kind
  public var x: Int
  public var y: Int

  public init(_ kind: Kind, x: Int, y: Int) {
    self.kind = kind
    self.x = x
    self.y = y
  }

  public var place: Point { Point(x: x, y: y) }
}

extension Key: CustomStringConvertible {
  /// The ASCII name, as in `Enter`, `C-r`, `S-Tab`, `F1`, `q`: what ``init(name:)`` reads.
  public var description: String {
    if let name = Key.named.first(where: { $0.key == self })?.name { return name }
    switch self {
    case .character(let character): return String(character)
    case .control(let letter): return "C-\(letter)"
    case .alt(let character): return "M-\(character)"
    case .function(let number): return "F\(number)"
    case .paste: return "Paste"
    case .mouse(let mouse): return mouse.kind == .click ? "Click" : "Wheel"
    default: return "Unknown"
    }
  }

  /// The name as a footer shows it: `⏎` and arrows where there is Unicode.
  public func label(_ glyphs: Glyphs) -> String {
    guard glyphs == .unicode else { return description }
    switch self {
    case .enter: return "⏎"
    case .up: return "↑"
    case .down: return "↓"
    case .left: return "←"
    case .right: return "→"
    default: return description
    }
  }

  /// Reads a name: one of ``description``'s, or one character.
  public init?(name: String) {
    if let named = Key.named.first(where: { $0.name == name }) {
      self = named.key
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else if name.count == 3, name.hasPrefix("C-"), let letter = name.last, letter.isLetter {
      self = .control(Character(letter.lowercased()))
    } else if name.count == 3, name.hasPrefix("M-"), let character = name.last {
      self = .alt(character)
    } else if name.first == "F", let number = Int(name.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [(name: String, key: Key)] = [
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("S-Tab", .backTab),
    ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert), ("Space", .character(" ")),
    ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
  ]
}
