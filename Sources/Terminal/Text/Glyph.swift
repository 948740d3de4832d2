/// What stands in one place of the screen: a base scalar and at most two marks on it, in 64 bits,
/// so that a frame of them is one allocation.
///
///     63       42 41       21 20        0
///      second mark  first mark   base
struct Glyph: Equatable, Sendable {
  let bits: UInt64

  /// The right half of a glyph two columns wide.
  static let continuation = Glyph(bits: .max)
  static let space = Glyph(base: 0x20)

  init(bits: UInt64) {
    self.bits = bits
  }

  init(base: UInt32) {
    bits = UInt64(base)
  }

  private static let scalarMask: UInt64 = 0x1F_FFFF

  var base: UInt32 { UInt32(bits & Glyph.scalarMask) }
  var firstMark: UInt32 { UInt32((bits >> 21) & Glyph.scalarMask) }
  var secondMark: UInt32 { UInt32((bits >> 42) & Glyph.scalarMask) }

  /// Columns it takes: 1 or 2.
  var width: Int { WideScalars.contains(base) ? 2 : 1 }

  /// The glyph with one more mark; a third mark is left out.
  func adding(mark: UInt32) -> Glyph {
    if firstMark == 0 { return Glyph(bits: bits | UInt64(mark) << 21) }
    if secondMark == 0 { return Glyph(bits: bits | UInt64(mark) << 42) }
    return self
  }

  /// Its scalars: nothing for a continuation.
  func append(to text: inout String) {
    guard self != .continuation else { return }
    for value in [base, firstMark, secondMark] where value != 0 {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
  }
}
