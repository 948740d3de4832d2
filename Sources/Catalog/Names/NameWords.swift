/// The words of a name, as they stand and brought to one form.
///
/// `raw` has case, diacritics and punctuation taken away: "Pull-Ups (Wide)" is `pull ups wide`.
/// `folded` also has plurals, abbreviations, spellings and two-word compounds brought to one form and
/// little words left out: `pullup wide`.
struct NameWords {
  let raw: [String]
  let folded: [String]

  init(_ name: String) {
    raw = Self.split(name)
    folded = Self.joinCompounds(raw.map(WordForms.fold)).filter {
      !WordForms.littleWords.contains($0)
    }
  }

  /// All forms by which a search may meet the name: raw, folded, and both halves of compounds.
  var searchable: [String] {
    var forms = raw
    for word in folded where !forms.contains(word) { forms.append(word) }
    for word in folded {
      for half in WordForms.halves[word] ?? [] where !forms.contains(half) { forms.append(half) }
    }
    return forms
  }

  /// How many words the name has when compounds count as two.
  var length: Int {
    folded.reduce(0) { $0 + (WordForms.halves[$1]?.count ?? 1) }
  }

  private static func joinCompounds(_ words: [String]) -> [String] {
    var joined: [String] = []
    joined.reserveCapacity(words.count)
    for word in words {
      if let last = joined.last, let compound = WordForms.compounds[last]?[word] {
        joined[joined.count - 1] = compound
      } else {
        joined.append(word)
      }
    }
    return joined
  }

  private static func split(_ name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func finish() {
      guard !word.isEmpty else { return }
      words.append(String(decoding: word, as: UTF8.self))
      word.removeAll(keepingCapacity: true)
    }
    for scalar in name.unicodeScalars {
      switch FoldedLetter(scalar) {
      case .ascii(let byte): word.append(byte)
      case .letters(let text): word.append(contentsOf: text.utf8)
      case .nothing: continue
      case .gap: finish()
      }
    }
    finish()
    return words
  }
}

/// What a character contributes to a word.
private enum FoldedLetter {
  case ascii(UInt8)
  case letters(String)
  /// Left out without ending the word: apostrophes, accents of their own.
  case nothing
  case gap

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39: self = .ascii(UInt8(scalar.value))
    case 0x41...0x5A: self = .ascii(UInt8(scalar.value) + 0x20)
    case 0x27, 0x2019, 0x300...0x36F: self = .nothing
    case ..<0x80, 0xAA, 0xBA: self = .gap
    default: self.init(beyondASCII: scalar)
    }
  }

  private init(beyondASCII scalar: Unicode.Scalar) {
    let lower = scalar.properties.lowercaseMapping
    if let plain = WordForms.plainLetters[lower] {
      self = .letters(plain)
    } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      self = .letters(lower)
    } else {
      self = .gap
    }
  }
}
