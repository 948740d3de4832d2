/// How a cell is drawn.
public struct Style: Equatable, Hashable, Sendable {
  public var foreground: Color
  public var background: Color
  public var emphasis: Emphasis

  public init(
    _ foreground: Color = .terminal, on background: Color = .terminal, emphasis: Emphasis = []
  ) {
    self.foreground = foreground
    self.background = background
    self.emphasis = emphasis
  }

  /// The style in a terminal of this depth. With sixteen colours or fewer, greys are the
  /// terminal's own foreground, dimmed, since palettes differ in what they call grey; a grey
  /// background, and without colours any, is drawn reversed.
  func reduced(to depth: ColorDepth) -> Style {
    guard depth < .indexed256 else {
      return Style(
        foreground.reduced(to: depth), on: background.reduced(to: depth), emphasis: emphasis)
    }
    var style = self
    if style.foreground.isGrey {
      style.foreground = .terminal
      style.emphasis.insert(.dim)
    }
    if style.background.isGrey || (depth == .none && style.background != .terminal) {
      style = Style(emphasis: style.emphasis.subtracting(.dim).union(.reverse))
    }
    style.foreground = style.foreground.reduced(to: depth)
    style.background = style.background.reduced(to: depth)
    return style
  }
}

/// How many colours a terminal has.
public enum ColorDepth: Int, Comparable, Sendable {
  case none, eight, sixteen, indexed256, direct

  public static func < (first: ColorDepth, second: ColorDepth) -> Bool {
    first.rawValue < second.rawValue
  }
}
