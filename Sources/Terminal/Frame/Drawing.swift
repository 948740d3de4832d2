extension Frame {
  /// Draws text, sanitized, from a place to the right. What does not fit in `maxWidth` columns, or
  /// before the region's right edge, is cut and marked with an ellipsis.
  /// - Returns: the column after the text.
  @discardableResult
  public mutating func put(
    _ text: String, x: Int, y: Int, role: Role = .text, emphasis: Emphasis = [],
    maxWidth: Int? = nil
  ) -> Int {
    let room = min(maxWidth ?? Int.max, width - x)
    guard room > 0, y >= 0, y < height else { return x }
    guard text.displayWidth > room else {
      return draw(text, x: x, y: y, role: role, emphasis: emphasis, end: x + room)
    }
    let end = draw(text, x: x, y: y, role: role, emphasis: emphasis, end: x + room - 1)
    return draw(glyphs.ellipsis, x: end, y: y, role: role, emphasis: emphasis, end: x + room)
  }

  /// Draws text so that it ends before column `right`; cut at the end when it is wider than
  /// `maxWidth`, or than what stands left of `right`.
  /// - Returns: the column at which it starts.
  @discardableResult
  public mutating func putRight(
    _ text: String, right: Int, y: Int, role: Role = .text, emphasis: Emphasis = [],
    maxWidth: Int? = nil
  ) -> Int {
    let taken = min(text.displayWidth, maxWidth ?? Int.max, max(0, right))
    put(text, x: right - taken, y: y, role: role, emphasis: emphasis, maxWidth: taken)
    return right - taken
  }

  /// Fills a region with one character.
  public mutating func fill(
    _ region: Region, with character: String = " ", role: Role = .text, emphasis: Emphasis = []
  ) {
    var reader = GlyphReader(character)
    let glyph = reader.next() ?? .space
    let part = region.intersection(bounds)
    for y in part.y..<part.maxY {
      for x in stride(from: part.x, to: part.maxX, by: glyph.width) {
        set(glyph, x: x, y: y, role: role, emphasis: emphasis)
      }
    }
  }

  /// Changes the role of what is drawn in a region, adds emphasis to it, or both.
  public mutating func restyle(_ region: Region, role: Role? = nil, adding emphasis: Emphasis = [])
  {
    let part = region.intersection(bounds)
    for y in part.y..<part.maxY {
      for x in part.x..<part.maxX { restyleCell(x: x, y: y, role: role, adding: emphasis) }
    }
  }

  /// Puts a row on the background of the selection, its whole width.
  public mutating func select(row y: Int) {
    restyle(Region(x: 0, y: y, width: width, height: 1), adding: .selected)
  }

  /// Draws what stands before column `end`.
  private mutating func draw(
    _ text: String, x: Int, y: Int, role: Role, emphasis: Emphasis, end: Int
  ) -> Int {
    var column = x
    if text.printableASCIICount != nil {
      for byte in text.utf8 where column < end {
        set(Glyph(base: UInt32(byte)), x: column, y: y, role: role, emphasis: emphasis)
        column += 1
      }
      return column
    }
    var reader = GlyphReader(text)
    while let glyph = reader.next(), column + glyph.width <= end {
      set(glyph, x: column, y: y, role: role, emphasis: emphasis)
      column += glyph.width
    }
    return column
  }
}
