extension VTScreen {
  /// Writes a scalar where the cursor is.
  mutating func print(_ scalar: Unicode.Scalar) {
    let scalar = graphics[charset] ? Self.lineDrawing(scalar) : scalar
    let width = VTWidth.columns(scalar)
    guard width > 0 else { return mark(scalar) }
    if wrapsNext || width > columns - column, modes.contains(7) {
      column = 0
      wrapsNext = false
      lineFeed()
    }
    guard width <= columns - column else { return }
    if inserts { insertCells(width) }
    for offset in 0..<width { free(column + offset) }
    cells[row][column] = VTCell(character: Character(scalar), style: style)
    if width == 2 { cells[row][column + 1] = VTCell(style: style, isContinuation: true) }
    lastPrinted = scalar
    wrapsNext = column + width >= columns
    column = min(column + width, columns - 1)
  }

  /// Adds an accent to the character before the cursor.
  private mutating func mark(_ scalar: Unicode.Scalar) {
    var at = wrapsNext ? column : column - 1
    if at > 0, cells[row][at].isContinuation { at -= 1 }
    guard at >= 0 else { return }
    let marked = String(cells[row][at].character) + String(Character(scalar))
    if marked.count == 1 { cells[row][at].character = Character(marked) }
  }

  /// Blanks what is left of a wide character when one of its halves is written over.
  private mutating func free(_ at: Int) {
    if cells[row][at].isContinuation, at > 0 { cells[row][at - 1].character = " " }
    if at + 1 < columns, cells[row][at + 1].isContinuation {
      cells[row][at + 1] = .blank(cells[row][at + 1].style)
    }
    cells[row][at].isContinuation = false
  }

  /// DEC's line-drawing set, which `smacs` turns on.
  private static func lineDrawing(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let first: UInt32 = 0x60
    let signs = Array("◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)
    guard scalar.value >= first, scalar.value - first < signs.count else { return scalar }
    return signs[Int(scalar.value - first)]
  }
}

// MARK: Erasing, inserting, deleting, scrolling

extension VTScreen {
  mutating func erase(row: Int, _ range: Range<Int>) {
    for column in range.clamped(to: 0..<columns) { cells[row][column] = .blank(style) }
  }

  /// `CSI n K`
  mutating func eraseLine(_ kind: Int) {
    switch kind {
    case 0: erase(row: row, column..<columns)
    case 1: erase(row: row, 0..<column + 1)
    default: erase(row: row, 0..<columns)
    }
  }

  /// `CSI n J`
  mutating func eraseScreen(_ kind: Int) {
    if kind < 2 { eraseLine(kind) }
    let whole = kind == 0 ? row + 1..<rows : 0..<(kind == 1 ? row : rows)
    for row in whole { erase(row: row, 0..<columns) }
  }

  mutating func insertCells(_ count: Int) {
    let count = min(count, columns - column)
    cells[row].removeLast(count)
    cells[row].insert(contentsOf: repeatElement(.blank(style), count: count), at: column)
  }

  mutating func deleteCells(_ count: Int) {
    let count = min(count, columns - column)
    cells[row].removeSubrange(column..<column + count)
    cells[row].append(contentsOf: repeatElement(.blank(style), count: count))
  }

  private var blankRow: [VTCell] { Array(repeating: .blank(style), count: columns) }

  /// Moves the rows from one down to the end of the scrolling region up, and blanks the last ones.
  mutating func scrollUp(_ count: Int, from first: Int? = nil) {
    for _ in 0..<min(count, rows) {
      cells.remove(at: first ?? top)
      cells.insert(blankRow, at: bottom)
    }
  }

  /// Moves the rows from one down to the end of the scrolling region down, and blanks the first ones.
  mutating func scrollDown(_ count: Int, from first: Int? = nil) {
    for _ in 0..<min(count, rows) {
      cells.remove(at: bottom)
      cells.insert(blankRow, at: first ?? top)
    }
  }

  var isInRegion: Bool { (top...bottom).contains(row) }

  mutating func lineFeed() {
    if row == bottom { scrollUp(1) } else if row < rows - 1 { row += 1 }
    wrapsNext = false
  }

  mutating func reverseLineFeed() {
    if row == top { scrollDown(1) } else if row > 0 { row -= 1 }
    wrapsNext = false
  }

  mutating func move(row: Int, column: Int) {
    self.row = max(0, min(row, rows - 1))
    self.column = max(0, min(column, columns - 1))
    wrapsNext = false
  }
}
