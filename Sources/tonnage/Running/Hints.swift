/// Commands that sentences name, as they have to be typed: with the store that was named on the command line.
struct Hints {
  /// What `--store` says; nil where it was not given.
  let store: String?

  /// A sentence with the store in each of its “tonnage …”.
  func complete(_ sentence: String) -> String {
    guard let store else { return sentence }
    let option = " --store \(Self.word(store))"
    var parts = sentence.components(separatedBy: Self.opening)
    for index in parts.indices.dropFirst() {
      guard let end = parts[index].firstIndex(of: "”") else { continue }
      parts[index].insert(contentsOf: option, at: end)
    }
    return parts.joined(separator: Self.opening)
  }

  private static let opening = "“tonnage"

  /// A word as a shell takes it.
  static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "/._-+=:,@%".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain && !text.isEmpty ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}

extension String {
  /// The parts between one text and the next of its kind.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
