/// Changing one value of a TOML text and nothing else.
package enum TOMLEdit {
  /// The text with `path` set to `literal` (a value as TOML writes it). A key that is there keeps
  /// its line, its spacing and its comment; a new one is added at the end of its table, which is
  /// added if need be. Commented-out keys stay comments.
  package static func setting(_ path: [TOMLKey], to literal: String, in text: String) -> String {
    let reader = TOMLReader(text)
    var bytes = reader.scanner.bytes
    if let entry = reader.entries.first(where: { $0.path == path }) {
      bytes.replaceSubrange(entry.value, with: literal.utf8)
      return String(decoding: bytes, as: UTF8.self)
    }
    // What the lines of the file end with.
    let end = bytes.firstIndex(of: TOMLByte.newline).map { $0 > 0 ? bytes[$0 - 1] : 0 }
    let newline = end == TOMLByte.return ? "\r\n" : "\n"
    let line = "\(path.last?.text ?? "") = \(literal)\(newline)"
    let table = Array(path.dropLast())
    if let section = reader.sections.last(where: { $0.path == table }) {
      let isOpen = section.end == bytes.count && section.end > reader.start && !bytes.endsLine
      bytes.insert(contentsOf: ((isOpen ? newline : "") + line).utf8, at: section.end)
    } else {
      if !bytes.endsLine { bytes += newline.utf8 }
      if !bytes.isEmpty { bytes += newline.utf8 }
      bytes += "[\(table.map(\.text).joined(separator: "."))]\(newline)\(line)".utf8
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A string as TOML writes it.
  package static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case "\t": literal += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}

extension [UInt8] {
  /// Whether a line could be added without another's end before it.
  fileprivate var endsLine: Bool { last.map { $0 == TOMLByte.newline } ?? true }
}
