/// What the terminal's driver read, before it means anything.
enum RawKey: Equatable {
  case character(UInt32)
  case key(Key)
  case pasteBegin
  case pasteEnd
}

/// Makes keys of what was read. A value with memory: a paste, or an Escape, may come in parts.
struct KeyDecoder {
  /// What has been pasted so far, while a paste goes on.
  private(set) var pasted: String?

  /// The characters that count as Alt when they follow Escape at once: those the line editor has.
  /// All others stay Escape and a key, so that a quick Escape before a key is never misread.
  private static let altCharacters: Set<Character> = ["b", "d", "f"]

  var isPasting: Bool { pasted != nil }

  /// The keys of what was read in one go.
  mutating func decode(_ raws: [RawKey]) -> [Key] {
    var keys: [Key] = []
    for raw in raws {
      switch raw {
      case .pasteBegin: pasted = pasted ?? ""
      case .pasteEnd: keys += endPaste()
      case .character(let value) where isPasting: addPasted(value)
      case .key where isPasting: continue
      case .character(let value): append(value, to: &keys)
      case .key(let key): keys.append(key)
      }
    }
    return keys
  }

  /// Ends a paste whose end never came, so that keys are keys again.
  mutating func endPaste() -> [Key] {
    guard let text = pasted else { return [] }
    pasted = nil
    return text.isEmpty ? [] : [.paste(text)]
  }

  private mutating func addPasted(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    // Terminals send a line break in a paste as a carriage return.
    pasted?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
  }

  private func append(_ value: UInt32, to keys: inout [Key]) {
    guard let key = key(value) else { return }
    if case .character(let character) = key, keys.last == .escape,
      Self.altCharacters.contains(character)
    {
      keys[keys.count - 1] = .alt(character)
    } else {
      keys.append(key)
    }
  }

  private func key(_ value: UInt32) -> Key? {
    switch value {
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x1B: return .escape
    case 0x08, 0x7F: return .backspace
    case 0x01...0x1A: return Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
    case 0..<0x20, 0x80..<0xA0: return nil
    default: return Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }
}
