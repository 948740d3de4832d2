/// Where text stands in a column wider than itself.
public enum Alignment: Sendable {
  case left
  case right
  case centre
}

extension String {
  /// The columns the text takes when drawn: é is 1 also as two code points, 深 and 💪 are 2,
  /// controls and joiners are nothing.
  public var displayWidth: Int {
    if let columns = printableASCIICount { return columns }
    var reader = GlyphReader(self)
    var width = 0
    while let glyph = reader.next() { width += glyph.width }
    return width
  }

  /// The text as it may be drawn: no control characters, no escape sequences, no joiners,
  /// selectors or bidirectional controls; line breaks and tabs are spaces. For the screen only:
  /// what is stored keeps them.
  public var sanitized: String {
    if printableASCIICount != nil { return self }
    var reader = GlyphReader(self)
    var text = ""
    while let glyph = reader.next() { glyph.append(to: &text) }
    return text
  }

  /// The text in at most `width` columns; what is cut is marked with an ellipsis.
  public func truncated(to width: Int, glyphs: Glyphs = .unicode) -> String {
    guard width > 0 else { return "" }
    guard displayWidth > width else { return sanitized }
    var reader = GlyphReader(self)
    var text = ""
    var taken = 0
    while let glyph = reader.next(), taken + glyph.width < width {
      glyph.append(to: &text)
      taken += glyph.width
    }
    return text + glyphs.ellipsis
  }

  /// The text in exactly `width` columns, cut or filled with spaces.
  public func padded(
    to width: Int, _ alignment: Alignment = .left, glyphs: Glyphs = .unicode
  ) -> String {
    let text = truncated(to: width, glyphs: glyphs)
    let missing = max(0, width - text.displayWidth)
    switch alignment {
    case .left: return text + spaces(missing)
    case .right: return spaces(missing) + text
    case .centre: return spaces(missing / 2) + text + spaces(missing - missing / 2)
    }
  }

  /// The text in lines of at most `width` columns, broken at spaces where there are some.
  public func wrapped(to width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in sanitized.split(separator: " ") {
      var rest = String(word)
      if !line.isEmpty, line.displayWidth + 1 + rest.displayWidth <= width {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.displayWidth > width {
        let head = rest.prefix(columns: width)
        lines.append(head)
        rest = String(rest.unicodeScalars.dropFirst(head.unicodeScalars.count))
      }
      line = rest
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// As much of the text as stands in `width` columns, at least one glyph.
  private func prefix(columns width: Int) -> String {
    var reader = GlyphReader(self)
    var text = ""
    var taken = 0
    while let glyph = reader.next(), taken == 0 || taken + glyph.width <= width {
      glyph.append(to: &text)
      taken += glyph.width
    }
    return text
  }

  /// The number of characters if all of them are printable ASCII: the common case, without
  /// decoding.
  var printableASCIICount: Int? {
    var count = 0
    for byte in utf8 {
      guard byte >= 0x20, byte < 0x7F else { return nil }
      count += 1
    }
    return count
  }

  private func spaces(_ count: Int) -> String {
    String(repeating: " ", count: count)
  }
}
