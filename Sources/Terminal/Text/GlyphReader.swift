/// Reads text from outside as the glyphs that may be drawn: without control characters, escape
/// sequences, joiners, variation selectors, bidirectional controls and skin tones, which terminals
/// either obey or count differently from one another.
struct GlyphReader: IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var waiting: UInt32?

  init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
  }

  mutating func next() -> Glyph? {
    guard var glyph = nextBase() else { return nil }
    while let value = nextValue() {
      switch ScalarKind(value) {
      case .mark: glyph = glyph.adding(mark: value)
      case .dropped: continue
      default:
        waiting = value
        return glyph
      }
    }
    return glyph
  }

  private mutating func nextBase() -> Glyph? {
    while let value = nextValue() {
      switch ScalarKind(value) {
      case .base(let drawn): return Glyph(base: drawn)
      case .mark: return Glyph.space.adding(mark: value)
      case .dropped: continue
      case .escape: skipEscape()
      case .controlSequence: skipControlSequence()
      case .controlString: skipControlString()
      }
    }
    return nil
  }

  private mutating func nextValue() -> UInt32? {
    if let value = waiting {
      waiting = nil
      return value
    }
    return scalars.next()?.value
  }

  /// After an escape character: a control sequence, a control string, or one more character that
  /// any number of intermediate ones may precede (ECMA-48, 5.3 and 5.4).
  private mutating func skipEscape() {
    while let value = nextValue() {
      switch value {
      case 0x5B: return skipControlSequence()
      case 0x50, 0x58, 0x5D, 0x5E, 0x5F: return skipControlString()
      case 0x20...0x2F: continue
      case 0x30...0x7E: return
      default:
        waiting = value
        return
      }
    }
  }

  /// Up to the final character `@`…`~`; what cannot stand in a sequence ends it.
  private mutating func skipControlSequence() {
    while let value = nextValue() {
      switch value {
      case 0x40...0x7E: return
      case 0x20...0x3F: continue
      default:
        waiting = value
        return
      }
    }
  }

  /// Up to BEL or the string terminator.
  private mutating func skipControlString() {
    while let value = nextValue() {
      if value == 0x07 || value == 0x9C { return }
      if value == 0x1B {
        guard let following = nextValue(), following != 0x5C else { return }
        waiting = following
        return skipEscape()
      }
    }
  }
}

/// What a scalar is to someone who draws it.
private enum ScalarKind {
  case base(UInt32)
  case mark
  case dropped
  case escape
  case controlSequence
  case controlString

  init(_ value: UInt32) {
    switch value {
    case 0x20..<0x7F: self = .base(value)
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: self = .base(0x20)
    case 0x1B: self = .escape
    case 0x9B: self = .controlSequence
    case 0x90, 0x98, 0x9D...0x9F: self = .controlString
    case 0..<0xA0: self = .dropped
    case 0xA0..<0x300 where value != 0xAD: self = .base(value)
    case 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0000...0xE0FFF, 0x1F3FB...0x1F3FF: self = .dropped
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: self = .mark
    case 0x1F1E6...0x1F1FF: self = .base(value - 0x1F1E6 + 0x41)  // a flag's letters
    default: self = ScalarKind(category: value)
    }
  }

  private init(category value: UInt32) {
    switch Unicode.Scalar(value)?.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: self = .mark
    case .format, .control, .surrogate, nil: self = .dropped
    default: self = .base(value)
    }
  }
}
