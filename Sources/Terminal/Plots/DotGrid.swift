/// Dots finer than cells, and lines between them.
struct DotGrid {
  let columns: Int
  let rows: Int
  let style: PlotStyle
  private var dots: [Bool]

  /// A grid over so many cells, in the dots that the style has in each.
  init(cellsWide: Int, cellsHigh: Int, style: PlotStyle) {
    columns = cellsWide * style.dotsAcross
    rows = cellsHigh * style.dotsDown
    self.style = style
    dots = Array(repeating: false, count: columns * rows)
  }

  subscript(x: Int, y: Int) -> Bool {
    x >= 0 && y >= 0 && x < columns && y < rows && dots[y * columns + x]
  }

  mutating func set(_ place: Point) {
    guard place.x >= 0, place.y >= 0, place.x < columns, place.y < rows else { return }
    dots[place.y * columns + place.x] = true
  }

  /// A line of dots (Bresenham 1965).
  mutating func line(from start: Point, to end: Point) {
    let across = abs(end.x - start.x)
    let down = -abs(end.y - start.y)
    let stepX = start.x < end.x ? 1 : -1
    let stepY = start.y < end.y ? 1 : -1
    var error = across + down
    var place = start
    set(place)
    while place != end {
      let doubled = 2 * error
      if doubled >= down {
        error += down
        place.x += stepX
      }
      if doubled <= across {
        error += across
        place.y += stepY
      }
      set(place)
    }
  }

  /// What a cell shows; nil where it has no dots.
  func text(cellX: Int, cellY: Int) -> String? {
    switch style {
    case .ascii: return self[cellX, cellY] ? "*" : nil
    case .block:
      let upper = self[cellX, cellY * 2]
      let lower = self[cellX, cellY * 2 + 1]
      return upper ? (lower ? "█" : "▀") : (lower ? "▄" : nil)
    case .braille: return brailleText(cellX: cellX, cellY: cellY)
    }
  }

  /// The bits of a braille cell by column and row (Unicode 2800–28FF).
  private static let brailleBits: [[UInt32]] = [
    [0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80],
  ]

  private func brailleText(cellX: Int, cellY: Int) -> String? {
    var bits: UInt32 = 0
    for x in 0..<2 {
      for y in 0..<4 where self[cellX * 2 + x, cellY * 4 + y] { bits |= Self.brailleBits[x][y] }
    }
    guard bits != 0, let scalar = Unicode.Scalar(0x2800 + bits) else { return nil }
    return String(Character(scalar))
  }
}

extension PlotStyle {
  var dotsAcross: Int { self == .braille ? 2 : 1 }

  var dotsDown: Int {
    switch self {
    case .braille: 4
    case .block: 2
    case .ascii: 1
    }
  }
}
