/// What plots are made of: the athlete's choice, since fonts and screen readers differ.
public enum PlotStyle: String, CaseIterable, Sendable {
  /// Lines of dots, eight to a cell.
  case braille
  /// Lines of half blocks, two to a cell.
  case block
  /// Nothing beyond ASCII.
  case ascii

  /// What of it a terminal with these signs can show.
  public func limited(to glyphs: Glyphs) -> PlotStyle {
    glyphs == .ascii ? .ascii : self
  }

  var glyphs: Glyphs { self == .ascii ? .ascii : .unicode }
}
