extension VTScreen {
  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x07: bells += 1
    case 0x08: move(row: row, column: column - 1)
    case 0x09: move(row: row, column: tabs.filter { $0 > column }.min() ?? columns - 1)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(row: row, column: 0)
    case 0x0E: charset = 1
    case 0x0F: charset = 0
    default: break
    }
  }

  mutating func escape(_ intermediates: [UInt8], _ final: UInt8) {
    if let set = intermediates.first {
      if set == UInt8(ascii: "(") { graphics[0] = final == UInt8(ascii: "0") }
      if set == UInt8(ascii: ")") { graphics[1] = final == UInt8(ascii: "0") }
      return
    }
    switch UnicodeScalar(final) {
    case "7": saved = Position(row: row, column: column, style: style)
    case "8": restore(saved)
    case "=": hasKeypadOfApplication = true
    case ">": hasKeypadOfApplication = false
    case "D": lineFeed()
    case "E":
      column = 0
      lineFeed()
    case "H": tabs.insert(column)
    case "M": reverseLineFeed()
    case "c": reset()
    default: break
    }
  }

  private mutating func restore(_ position: Position) {
    style = position.style
    move(row: position.row, column: position.column)
  }

  private mutating func reset() {
    var fresh = VTScreen(rows: rows, columns: columns)
    fresh.modesUsed = modesUsed
    fresh.hasUsedColor = hasUsedColor
    self = fresh
  }

  /// `OSC 0 ; title`
  mutating func command(_ text: [UInt8]) {
    let parts = String(decoding: text, as: UTF8.self).split(separator: ";", maxSplits: 1)
    if parts.count == 2, parts[0] == "0" || parts[0] == "2" { title = String(parts[1]) }
  }

  mutating func control(_ sequence: VTSequence) {
    guard sequence.intermediates.isEmpty else {
      if sequence.intermediates == [UInt8(ascii: "!")] { softReset() }
      return
    }
    switch (sequence.prefix, UnicodeScalar(sequence.final)) {
    case (UInt8(ascii: "?"), "h"): setModes(sequence, on: true)
    case (UInt8(ascii: "?"), "l"): setModes(sequence, on: false)
    case (0, _):
      if !moved(sequence), !edited(sequence) { other(sequence) }
    default: break
    }
  }

  private mutating func moved(_ sequence: VTSequence) -> Bool {
    let count = sequence.count(0)
    switch UnicodeScalar(sequence.final) {
    case "A": move(row: max(row - count, isInRegion ? top : 0), column: column)
    case "B", "e": move(row: min(row + count, isInRegion ? bottom : rows - 1), column: column)
    case "C", "a": move(row: row, column: column + count)
    case "D": move(row: row, column: column - count)
    case "E": move(row: row + count, column: 0)
    case "F": move(row: row - count, column: 0)
    case "G", "`": move(row: row, column: count - 1)
    case "H", "f": move(row: count - 1, column: sequence.count(1) - 1)
    case "I": for _ in 0..<count { control(0x09) }
    case "Z": for _ in 0..<count { move(row: row, column: tabs.filter { $0 < column }.max() ?? 0) }
    case "d": move(row: count - 1, column: column)
    default: return false
    }
    return true
  }

  private mutating func edited(_ sequence: VTSequence) -> Bool {
    let count = sequence.count(0)
    switch UnicodeScalar(sequence.final) {
    case "@": insertCells(count)
    case "J": eraseScreen(sequence.value(0))
    case "K": eraseLine(sequence.value(0))
    case "L": if isInRegion { scrollDown(count, from: row) }
    case "M": if isInRegion { scrollUp(count, from: row) }
    case "P": deleteCells(count)
    case "S": scrollUp(count)
    case "T": scrollDown(count)
    case "X": erase(row: row, column..<column + count)
    case "b": if let lastPrinted { for _ in 0..<count { print(lastPrinted) } }
    default: return false
    }
    return true
  }

  private mutating func other(_ sequence: VTSequence) {
    switch UnicodeScalar(sequence.final) {
    case "m":
      style.select(sequence)
      if style.isColored { hasUsedColor = true }
    case "r": setRegion(sequence)
    case "h": if sequence.value(0) == 4 { inserts = true }
    case "l": if sequence.value(0) == 4 { inserts = false }
    case "g": if sequence.value(0) == 3 { tabs = [] } else { tabs.remove(column) }
    case "s": saved = Position(row: row, column: column, style: style)
    case "u": restore(saved)
    case "c": replies += Array("\u{1B}[?6c".utf8)
    case "n" where sequence.value(0) == 5: replies += Array("\u{1B}[0n".utf8)
    case "n" where sequence.value(0) == 6:
      replies += Array("\u{1B}[\(row + 1);\(column + 1)R".utf8)
    default: break
    }
  }

  private mutating func setRegion(_ sequence: VTSequence) {
    let last = sequence.value(1) == 0 ? rows : min(sequence.value(1), rows)
    guard sequence.count(0) < last else { return }
    (top, bottom) = (sequence.count(0) - 1, last - 1)
    move(row: 0, column: 0)
  }

  private mutating func softReset() {
    (top, bottom) = (0, rows - 1)
    style = VTStyle()
    inserts = false
    graphics = [false, false]
    hasKeypadOfApplication = false
    modes.insert(25)
    modes.remove(1)
  }

  private mutating func setModes(_ sequence: VTSequence, on: Bool) {
    for index in sequence.parameters.indices {
      let mode = sequence.value(index)
      if mode == 1049 || mode == 1047, on != isAlternate { swapScreens(toAlternate: on) }
      if on {
        modes.insert(mode)
        modesUsed.insert(mode)
      } else {
        modes.remove(mode)
      }
    }
  }

  private mutating func swapScreens(toAlternate: Bool) {
    if toAlternate {
      savedOnMain = Position(row: row, column: column, style: style)
      main = cells
      cells = Self.empty(rows, columns)
    } else {
      cells = main
      restore(savedOnMain)
    }
  }
}
