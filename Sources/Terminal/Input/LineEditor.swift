/// One line of text being edited, with the keys of readline. A value: keep it in a screen's state.
public struct LineEditor: Equatable, Sendable {
  public private(set) var text: String
  /// The characters before the cursor.
  public private(set) var cursor: Int

  /// What a key did to the line.
  public enum Outcome: Equatable, Sendable {
    case edited
    case moved
    /// Not a key of the editor: Enter, Escape, Tab, arrows up and down and the rest are the
    /// screen's.
    case ignored
  }

  public init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  public var isEmpty: Bool { text.isEmpty }

  /// Replaces the text; the cursor stands at its end.
  public mutating func set(_ text: String) {
    self = LineEditor(text)
  }

  /// What stands before the cursor.
  public var beforeCursor: String { String(text.prefix(cursor)) }

  /// Puts another text in the place of what stands before the cursor, which then stands behind it.
  public mutating func replaceBeforeCursor(with other: String) {
    text = other + text.dropFirst(cursor)
    cursor = other.count
  }

  /// Does what a key asks for.
  @discardableResult
  public mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .character(let character): return insert(String(character))
    case .paste(let pasted): return insert(pasted.onOneLine)
    case .left, .control("b"): return move(to: cursor - 1)
    case .right, .control("f"): return move(to: cursor + 1)
    case .home, .control("a"): return move(to: 0)
    case .end, .control("e"): return move(to: text.count)
    case .alt("b"): return move(to: wordStart)
    case .alt("f"): return move(to: wordEnd)
    case .backspace, .control("h"): return remove(from: cursor - 1, to: cursor)
    case .delete, .control("d"): return remove(from: cursor, to: cursor + 1)
    case .control("w"): return remove(from: spacedWordStart, to: cursor)
    case .alt("d"): return remove(from: cursor, to: wordEnd)
    case .control("u"): return remove(from: 0, to: cursor)
    case .control("k"): return remove(from: cursor, to: text.count)
    default: return .ignored
    }
  }

  /// Puts text at the cursor. A mark typed alone joins the character before it.
  @discardableResult
  public mutating func insert(_ inserted: String) -> Outcome {
    guard !inserted.isEmpty else { return .ignored }
    let before = String(text.prefix(cursor)) + inserted
    text = before + text.dropFirst(cursor)
    cursor = before.count
    return .edited
  }

  private mutating func move(to place: Int) -> Outcome {
    cursor = min(max(0, place), text.count)
    return .moved
  }

  private mutating func remove(from start: Int, to end: Int) -> Outcome {
    let first = max(0, start)
    let last = min(end, text.count)
    guard first < last else { return .moved }
    text = String(text.prefix(first)) + text.dropFirst(last)
    cursor = first
    return .edited
  }

  /// The start of the word before the cursor; a word is letters and digits.
  private var wordStart: Int {
    let characters = Array(text)
    var place = cursor
    while place > 0, !characters[place - 1].isWordPart { place -= 1 }
    while place > 0, characters[place - 1].isWordPart { place -= 1 }
    return place
  }

  /// The end of the word after the cursor.
  private var wordEnd: Int {
    let characters = Array(text)
    var place = cursor
    while place < characters.count, !characters[place].isWordPart { place += 1 }
    while place < characters.count, characters[place].isWordPart { place += 1 }
    return place
  }

  /// The start of the word before the cursor, where only spaces part words.
  private var spacedWordStart: Int {
    let characters = Array(text)
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }
}

extension LineEditor {
  /// The part of the line that fits `width` columns with the cursor in it, and the cursor's
  /// column: a place of its own after the last character, so the text takes at most `width - 1`
  /// where the cursor is at its end.
  public func visible(width: Int) -> (text: String, cursorColumn: Int) {
    guard width > 0 else { return ("", 0) }
    let widths = text.map { String($0).displayWidth }
    var first = cursor
    var column = 0
    let room = width - max(1, cursor < widths.count ? widths[cursor] : 1)
    while first > 0, column + widths[first - 1] <= room {
      first -= 1
      column += widths[first]
    }
    var last = cursor
    var taken = column
    while last < widths.count, taken + widths[last] <= width {
      taken += widths[last]
      last += 1
    }
    return (String(text.dropFirst(first).prefix(last - first)), column)
  }
}

extension Frame {
  /// Draws a line being edited in a field of `width` columns and puts the cursor in it.
  public mutating func put(
    _ editor: LineEditor, x: Int, y: Int, width: Int, role: Role = .input
  ) {
    let part = editor.visible(width: width)
    fill(Region(x: x, y: y, width: width, height: 1), role: role)
    put(part.text, x: x, y: y, role: role, maxWidth: width)
    cursor = Point(x: x + part.cursorColumn, y: y)
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}

extension String {
  /// Line breaks and tabs as spaces, none at the ends.
  public var onOneLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ").replacingTabs
  }

  private var replacingTabs: String {
    String(map { $0 == "\t" ? " " : $0 })
  }
}
