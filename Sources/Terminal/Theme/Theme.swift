/// A style for every role.
public struct Theme: Equatable, Sendable {
  /// The background a theme was made for: the terminal's own is left alone, so its text must be
  /// readable there.
  public enum Background: String, Sendable {
    case dark
    case light

    /// What contrast is measured against.
    public var color: Color { self == .dark ? .rgb(0, 0, 0) : .rgb(255, 255, 255) }
  }

  public let name: String
  public let background: Background
  private var styles: [Style]

  /// A theme of the styles given; a role that is not among them is drawn as plain text.
  public init(name: String, background: Background = .dark, styles given: [Role: Style]) {
    self.name = name
    self.background = background
    styles = Role.allCases.map { given[$0] ?? given[.text] ?? Style() }
  }

  public subscript(role: Role) -> Style { styles[Int(role.rawValue)] }

  /// How a cell of this role and emphasis is drawn in a terminal of this depth.
  public func style(_ role: Role, _ emphasis: Emphasis = [], depth: ColorDepth = .direct) -> Style {
    var style = self[role]
    style.emphasis.formUnion(emphasis.subtracting(.selected))
    guard emphasis.contains(.selected) else { return style.reduced(to: depth) }
    let selection = self[.selection].reduced(to: depth)
    if selection.emphasis.contains(.reverse) {
      // One bar: colours would become backgrounds of all sorts.
      return Style(emphasis: style.emphasis.subtracting(.dim).union(selection.emphasis))
    }
    if style.background == .terminal { style.background = self[.selection].background }
    style.emphasis.formUnion(self[.selection].emphasis)
    return style.reduced(to: depth)
  }
}
