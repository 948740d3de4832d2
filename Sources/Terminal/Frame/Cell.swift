/// One place of a frame: a glyph, what it means, and its emphasis.
public struct Cell: Equatable, Sendable {
  var glyph: Glyph
  public var role: Role
  public var emphasis: Emphasis

  static let blank = Cell(glyph: .space, role: .text, emphasis: [])

  /// The text of the cell; empty for the right half of a wide glyph.
  public var text: String {
    var text = ""
    glyph.append(to: &text)
    return text
  }

  /// Whether this is the right half of the wide glyph before it.
  public var isContinuation: Bool { glyph == .continuation }
}
