/// Changing one value of a TOML text and nothing else.
enum TOMLEdit {
  /// The text with `path` set to `literal` (a value as TOML writes it). A key that is there keeps
  /// its line, its spacing and its comment; a new one is added at the end of its table, which is
  /// added if need be. Commented-out keys stay comments.
  static func setting(_ path: [String], to literal: String, in text: String) -> String {
    let map = TOMLMap(text)
    var lines = map.lines
    if let entry = map.entries.first(where: { $0.path == path }) {
      let tail = entry.tail.isEmpty ? "" : entry.tail
      let range = (entry.lines.lowerBound - 1)...(entry.lines.upperBound - 1)
      lines.replaceSubrange(range, with: [entry.head + " " + literal + tail])
      return lines.joined(separator: "\n")
    }
    let table = Array(path.dropLast())
    let line = "\(path.last ?? "") = \(literal)"
    if let section = map.sections.last(where: { $0.path == table }) {
      lines.insert(line, at: min(section.lastLine, lines.count))
    } else {
      if lines.last == "" { lines.removeLast() }
      if !lines.isEmpty { lines.append("") }
      lines += ["[\(table.joined(separator: "."))]", line]
    }
    if lines.last != "" { lines.append("") }
    return lines.joined(separator: "\n")
  }

  /// A string as TOML writes it.
  static func literal(_ text: String) -> String {
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
