/// A sequence that the terminal's description does not have, such as an arrow key in the keypad's other mode: read here
/// so that its characters are not taken for typed ones.
struct EscapeSequence {
  /// Characters after the Escape.
  let length: Int
  /// Nil for a key that nothing is bound to, such as one with a modifier.
  let key: Key?

  /// No sequence is longer.
  static let most = 32

  /// Reads what follows an Escape (ECMA-48, 5.4, and the keypad's keys of the VT220); nil where that is not a sequence.
  init?(_ characters: [UInt32]) {
    let bytes = characters.map { UInt8(exactly: $0) ?? 0 }
    switch bytes.first {
    case UInt8(ascii: "["): self.init(control: bytes.dropFirst())
    case UInt8(ascii: "O"): self.init(keypad: bytes.dropFirst())
    default: return nil
    }
  }

  private init?(control bytes: ArraySlice<UInt8>) {
    // The Linux console's first five function keys.
    if bytes.starts(with: [UInt8(ascii: "[")]) {
      guard let letter = bytes.dropFirst().first, (0x41...0x45).contains(letter) else { return nil }
      length = 3
      key = .function(Int(letter) - 0x40)
      return
    }
    let parameters = bytes.prefix { (0x30...0x3F).contains($0) }
    let middle = bytes.dropFirst(parameters.count).prefix { (0x20...0x2F).contains($0) }
    let body = parameters.count + middle.count
    guard let final = bytes.dropFirst(body).first, (0x40...0x7E).contains(final) else { return nil }
    length = body + 2
    let text = String(decoding: parameters, as: UTF8.self)
    if !middle.isEmpty {
      key = nil
    } else if final == UInt8(ascii: "~") {
      key = Int(text).flatMap { Self.numbered[$0] }
    } else {
      key = text.isEmpty || text == "1" ? Self.lettered[Character(Unicode.Scalar(final))] : nil
    }
  }

  private init?(keypad bytes: ArraySlice<UInt8>) {
    guard let final = bytes.first, (0x41...0x5A).contains(final) || (0x61...0x7A).contains(final)
    else { return nil }
    let letter = Character(Unicode.Scalar(final))
    length = 2
    key = Self.lettered[letter] ?? Self.keypad[letter]
  }

  private static let lettered: [Character: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  private static let numbered: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]

  private static let keypad: [Character: Key] = [
    "M": .enter, "X": .character("="), "j": .character("*"), "k": .character("+"),
    "l": .character(","), "m": .character("-"), "n": .character("."), "o": .character("/"),
    "p": .character("0"), "q": .character("1"), "r": .character("2"), "s": .character("3"),
    "t": .character("4"), "u": .character("5"), "v": .character("6"), "w": .character("7"),
    "x": .character("8"), "y": .character("9"),
  ]
}
