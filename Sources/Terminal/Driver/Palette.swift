internal import CNcurses

/// What a style comes to in the terminal: attributes and a colour pair.
struct Ink: Equatable {
  var emphasis: Emphasis
  var pair: Int32
}

/// The colour pairs of a screen, made as they are first needed.
@MainActor
struct Palette {
  private struct PairKey: Hashable {
    let foreground: Int32
    let background: Int32
  }

  let theme: Theme
  let depth: ColorDepth
  private var pairs: [PairKey: Int32]
  private var inks: [Ink?]
  private let makePair: (Int32, Int32, Int32) -> Bool

  private static let emphases = 64

  /// A palette; `makePair` makes pair number n of two colours and says whether it could.
  init(
    theme: Theme, depth: ColorDepth,
    makePair: @escaping (Int32, Int32, Int32) -> Bool = { number, foreground, background in
      number < tonnage_pairs() && tonnage_make_pair(number, foreground, background)
    }
  ) {
    self.theme = theme
    self.depth = depth
    self.makePair = makePair
    pairs = [PairKey(foreground: -1, background: -1): 0]
    inks = Array(repeating: nil, count: Role.allCases.count * Self.emphases)
  }

  /// How a role is drawn. Where the terminal has no pair left it is drawn in the terminal's own
  /// colours, reversed if it had a background: never in a pair that was not made.
  mutating func ink(_ role: Role, _ emphasis: Emphasis) -> Ink {
    let index = Int(role.rawValue) * Self.emphases + Int(emphasis.rawValue) % Self.emphases
    if let known = inks[index] { return known }
    let style = theme.style(role, emphasis, depth: depth)
    var ink = Ink(emphasis: style.emphasis, pair: 0)
    if let pair = pair(for: style) {
      ink.pair = pair
    } else if style.background != .terminal {
      ink.emphasis.insert(.reverse)
    }
    inks[index] = ink
    return ink
  }

  private mutating func pair(for style: Style) -> Int32? {
    let key = PairKey(
      foreground: number(style.foreground), background: number(style.background))
    if let known = pairs[key] { return known }
    let next = Int32(pairs.count)
    guard makePair(next, key.foreground, key.background) else { return nil }
    pairs[key] = next
    return next
  }

  /// ncurses' number of a colour: in direct colour its components, except that numbers below 8
  /// are the terminal's first eight even there.
  private func number(_ color: Color) -> Int32 {
    switch color {
    case .terminal: return -1
    case .named(let place) where depth != .direct || place < 8: return Int32(place)
    case .indexed(let place) where depth != .direct || place < 8: return Int32(place)
    default:
      guard let (red, green, blue) = color.components else { return -1 }
      let value = Int32(red << 16 | green << 8 | blue)
      return value < 8 ? 16 : value
    }
  }
}
