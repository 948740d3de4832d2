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

  var isPasting: Bool { pasted != nil }

  /// The keys of what was read in one go. ncurses has waited a moment for what follows an Escape, so a character right
  /// after one was sent with it: a key with Alt.
  mutating func decode(_ raws: [RawKey]) -> [Key] {
    var keys: [Key] = []
    var rest = raws[...]
    while let raw = rest.popFirst() {
      switch raw {
      case .pasteBegin: pasted = pasted ?? ""
      case .pasteEnd: keys += endPaste()
      case .character(let value) where isPasting: addPasted(value)
      case .key where isPasting: continue
      case .character(0x1B): keys += Self.escaped(&rest)
      case .character(let value): keys += Self.key(value).map { [$0] } ?? []
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

  /// What an Escape is the beginning of: a sequence, a key with Alt; else it stands for itself.
  private static func escaped(_ rest: inout ArraySlice<RawKey>) -> [Key] {
    let characters = rest.lazy.map { raw -> UInt32? in
      if case .character(let value) = raw { value } else { nil }
    }
    if let sequence = EscapeSequence(characters.prefix(EscapeSequence.most).compactMap(\.self)) {
      rest = rest.dropFirst(sequence.length)
      return sequence.key.map { [$0] } ?? []
    }
    guard case .character(let value) = rest.first, case .character(let character) = key(value)
    else { return [.escape] }
    rest.removeFirst()
    return [.alt(character)]
  }

  private static func key(_ value: UInt32) -> Key? {
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
