/// A colour as a program asked for it.
public enum VTColor: Hashable, Sendable {
  /// The terminal's own.
  case standard
  /// One of the palette: 0 to 15 are named, the rest of 256 are a cube and greys.
  case indexed(Int)
  case direct(red: Int, green: Int, blue: Int)
}

/// How a cell is drawn.
public struct VTStyle: Hashable, Sendable {
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let blink = Attributes(rawValue: 16)
    public static let inverse = Attributes(rawValue: 32)
    public static let hidden = Attributes(rawValue: 64)
    public static let struck = Attributes(rawValue: 128)
  }

  public internal(set) var foreground = VTColor.standard
  public internal(set) var background = VTColor.standard
  public internal(set) var attributes: Attributes = []

  /// Whether it asks for a colour of its own.
  public var isColored: Bool { foreground != .standard || background != .standard }

  /// Takes over `CSI … m`.
  mutating func select(_ sequence: VTSequence) {
    var parts = sequence.parameters.isEmpty ? [[0]] : sequence.parameters[...]
    while let part = parts.popFirst() {
      let code = part[0] ?? 0
      if code == 38 || code == 48 {
        let color = part.count > 1 ? Self.color(colons: part) : Self.color(&parts)
        guard let color else { continue }
        if code == 38 { foreground = color } else { background = color }
      } else {
        select(code)
      }
    }
  }

  private mutating func select(_ code: Int) {
    switch code {
    case 0: self = VTStyle()
    case 30...37: foreground = .indexed(code - 30)
    case 90...97: foreground = .indexed(code - 90 + 8)
    case 39: foreground = .standard
    case 40...47: background = .indexed(code - 40)
    case 100...107: background = .indexed(code - 100 + 8)
    case 49: background = .standard
    default: selectAttribute(code)
    }
  }

  private static let on: [Int: Attributes] = [
    1: .bold, 2: .dim, 3: .italic, 4: .underline, 5: .blink, 7: .inverse, 8: .hidden, 9: .struck,
  ]
  private static let off: [Int: Attributes] = [
    22: [.bold, .dim], 23: .italic, 24: .underline, 25: .blink, 27: .inverse, 28: .hidden,
    29: .struck,
  ]

  private mutating func selectAttribute(_ code: Int) {
    if let attribute = Self.on[code] { attributes.insert(attribute) }
    if let attribute = Self.off[code] { attributes.subtract(attribute) }
  }

  /// `38;5;n` and `38;2;r;g;b`.
  private static func color(_ parts: inout ArraySlice<[Int?]>) -> VTColor? {
    func next() -> Int { parts.popFirst()?[0] ?? 0 }
    switch next() {
    case 5: return .indexed(next())
    case 2: return .direct(red: next(), green: next(), blue: next())
    default: return nil
    }
  }

  /// `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b`.
  private static func color(colons part: [Int?]) -> VTColor? {
    let values = part.map { $0 ?? 0 }
    if values[1] == 5, values.count > 2 { return .indexed(values[2]) }
    guard values[1] == 2, values.count > 4 else { return nil }
    let rgb = Array(values.suffix(3))
    return .direct(red: rgb[0], green: rgb[1], blue: rgb[2])
  }
}
