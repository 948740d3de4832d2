/// What a cell means. Views speak of roles only; a theme says how each is drawn.
public enum Role: UInt8, CaseIterable, Sendable {
  case text, dim, strong, heading
  /// Focus, and the one accent.
  case accent
  /// The background of the focused row; see ``Emphasis/selected``.
  case selection
  /// A field being typed into.
  case input
  /// A value of last time, shown where the athlete's own will stand.
  case ghost
  case good, warning, bad, record
  /// The rest timer, running and just ended.
  case rest, restFlash
  case conflict
  case tabActive, tabInactive
  case footerKey, footerText
  case message, error
  /// The part of a row that a search found.
  case match
  case border
  case plotLine, plotPoint, plotAxis
  case heat0, heat1, heat2, heat3, heat4

  /// The name a theme file uses.
  public var name: String { "\(self)" }

  /// The five steps of a heat map.
  public static let heat: [Role] = [.heat0, .heat1, .heat2, .heat3, .heat4]
}
