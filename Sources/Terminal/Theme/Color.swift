/// A colour of a theme.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the terminal's sixteen.
  case named(UInt8)
  /// One of xterm's 256.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// The sixteen by name, in the terminal's order.
  static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "light-gray",
    "gray", "light-red", "light-green", "light-yellow", "light-blue", "light-magenta",
    "light-cyan", "white",
  ]

  /// Reads `#rrggbb`, one of the sixteen names, or `default`.
  public init?(text: String) {
    if text == "default" {
      self = .terminal
    } else if let place = Color.names.firstIndex(of: text) {
      self = .named(UInt8(place))
    } else if text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit),
      let value = UInt32(text.dropFirst(), radix: 16)
    {
      self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    } else {
      return nil
    }
  }

  /// Red, green and blue, 0…255, as xterm shows it; nil for the terminal's own.
  public var components: (red: Int, green: Int, blue: Int)? {
    switch self {
    case .terminal: return nil
    case .rgb(let red, let green, let blue): return (Int(red), Int(green), Int(blue))
    case .named(let place): return Color.basic[Int(place) % 16]
    case .indexed(let place) where place < 16: return Color.basic[Int(place)]
    case .indexed(let place) where place >= 232:
      let level = 8 + 10 * (Int(place) - 232)
      return (level, level, level)
    case .indexed(let place):
      let cube = Int(place) - 16
      return (
        Color.cubeLevels[cube / 36], Color.cubeLevels[cube / 6 % 6], Color.cubeLevels[cube % 6]
      )
    }
  }

  /// xterm's sixteen colours.
  private static let basic: [(red: Int, green: Int, blue: Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  /// The six levels of the colour cube of the 256.
  private static let cubeLevels = [0, 95, 135, 175, 215, 255]
}

extension Color {
  /// Whether it is a shade of grey (or nearly) between black and white.
  var isGrey: Bool {
    guard let (red, green, blue) = components else { return false }
    let spread = max(red, green, blue) - min(red, green, blue)
    return spread < 24 && max(red, green, blue) < 240 && max(red, green, blue) > 16
  }

  /// The nearest of the colours that a terminal of this depth has.
  func reduced(to depth: ColorDepth) -> Color {
    switch depth {
    case .none: return .terminal
    case .direct: return self
    case .indexed256:
      guard case .rgb = self else { return self }
      return nearest(in: (16...255).map { .indexed(UInt8($0)) })
    case .sixteen:
      return isNamed ? self : byHue(hasBright: true)
    case .eight:
      if case .named(let place) = self { return .named(place % 8) }
      return byHue(hasBright: false)
    }
  }

  /// The sixteen's colour of the same hue: what terminals call blue differs too much in red, green and blue for a
  /// distance to find it, and a pale blue is nearer to their greys.
  private func byHue(hasBright: Bool) -> Color {
    guard let (red, green, blue) = components else { return .terminal }
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    let spread = Double(most - least)
    guard most - least >= 24 else {
      return nearest(in: (hasBright ? [0, 7, 8, 15] : [0, 7]).map { .named($0) })
    }
    let sixth: Double =
      most == red
      ? Double(green - blue) / spread
      : most == green ? 2 + Double(blue - red) / spread : 4 + Double(red - green) / spread
    let hue = (sixth < 0 ? sixth + 6 : sixth) * 60
    // Sky blue is blue where there is a bright one; the dark one can hardly be read on black, so there it is cyan.
    // Of two that are equally far the first: orange is yellow.
    let hues: [(place: UInt8, hue: Double)] = [
      (6, hasBright ? 150 : 180), (4, 240), (3, 60), (1, 0), (1, 360), (2, 120), (5, 300),
    ]
    let nearest = hues.min { abs($0.hue - hue) < abs($1.hue - hue) }
    guard let place = nearest?.place else { return .terminal }
    return .named(hasBright && most >= Self.brightFrom ? place + 8 : place)
  }

  /// From this value of its strongest component on a colour is one of the bright eight.
  private static let brightFrom = 0xC0

  private var isNamed: Bool {
    if case .named = self { return true }
    return false
  }

  private func nearest(in candidates: [Color]) -> Color {
    guard let (red, green, blue) = components else { return .terminal }
    var best: (color: Color, distance: Int)?
    for candidate in candidates {
      guard let other = candidate.components else { continue }
      // Weighted by how much the eye sees of each (ITU-R BT.601, rounded).
      let distance =
        3 * square(red - other.red) + 6 * square(green - other.green) + square(blue - other.blue)
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.color ?? .terminal
  }

  private func square(_ value: Int) -> Int { value * value }
}
