/// One place of the screen.
public struct VTCell: Hashable, Sendable {
  public internal(set) var character: Character = " "
  public internal(set) var style = VTStyle()
  /// The right half of the wide character before it.
  public internal(set) var isContinuation = false

  /// An erased place: the colour behind the text is kept, as xterm does.
  static func blank(_ style: VTStyle) -> VTCell {
    var cell = VTCell()
    cell.style.background = style.background
    return cell
  }
}

/// The columns that a scalar takes in a terminal.
enum VTWidth {
  /// The blocks that Unicode's EastAsianWidth.txt calls wide or full-width, closely enough for
  /// text; terminals differ over what is new or joined.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x2614...0x2615,
    0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]

  static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }
}
