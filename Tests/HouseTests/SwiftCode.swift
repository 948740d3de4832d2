/// A Swift file with its comments and texts blanked, so that what is left is code. A close reading, not a
/// parser's: regex literals are not known.
struct SwiftCode {
  /// The code by line; a blanked character is a space.
  let lines: [Substring]
  private let bytes: [UInt8]

  init(_ text: String) {
    var blanking = Blanking(Array(text.utf8))
    blanking.code(untilParenthesis: false)
    bytes = blanking.bytes
    lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  /// The modules of its `import` lines, with the numbers of the lines.
  var imports: [(line: Int, module: String)] {
    lines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
        words[..<at].allSatisfy({ Self.accessWords.contains($0) || $0.hasPrefix("@") })
      else { return nil }
      // `import struct Module.Name` imports of Module.
      let name = Self.kindWords.contains(words[at + 1]) ? words.last : words[at + 1]
      let module = name?.split(separator: ".").first.map(String.init)
      return module.map { (index + 1, $0) }
    }
  }

  private static let accessWords: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let kindWords: Set<Substring> = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
  ]

  /// The numbers of the lines that hold some code.
  func linesHolding(_ code: String) -> [Int] {
    lines.indices.filter { lines[$0].contains(code) }.map { $0 + 1 }
  }

  /// Its functions, initialisers and subscripts: the line that each begins on, and how many it has.
  var functions: [(line: Int, length: Int)] {
    lines.indices.compactMap { index in
      guard Self.declares(lines[index]), let end = end(ofDeclarationAt: index) else { return nil }
      return (index + 1, end - index + 1)
    }
  }

  /// How many parameters of the function that begins on a line have no label.
  func unlabelledParameters(ofFunctionAt line: Int) -> Int {
    let code = lines[(line - 1)...].prefix(30).joined(separator: "\n")
    guard let word = code.firstMatch(of: /\b(func|init|subscript)\b/),
      let open = code[word.range.upperBound...].firstIndex(of: "(")
    else { return 0 }
    var depth = 0
    var parameters = [""]
    for character in code[open...] {
      if "([{<".contains(character) { depth += 1 }
      if ")]}".contains(character) || (character == ">" && parameters.last?.last != "-") {
        depth -= 1
      }
      if depth == 0 { break }
      if character == ",", depth == 1 { parameters.append("") }
      parameters[parameters.count - 1].append(character)
    }
    return parameters.count { $0.contains(/^[\s(,]*_\s/) }
  }

  private static func declares(_ line: Substring) -> Bool {
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    return words.contains { ["func", "init", "deinit", "subscript"].contains($0) }
  }

  /// The line with the brace that closes the body; nil where there is no body, as in a protocol.
  private func end(ofDeclarationAt first: Int) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in first..<lines.count {
      for character in lines[index] {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{" where parentheses <= 0 || braces > 0: braces += 1
        case "}" where braces > 0:
          braces -= 1
          if braces == 0 { return index }
        case "}" where parentheses <= 0: return nil
        default: break
        }
      }
      if braces == 0, parentheses <= 0, !continues(after: index) { return nil }
    }
    return nil
  }

  /// Whether a declaration without a body so far goes on in the next line.
  private func continues(after index: Int) -> Bool {
    guard index + 1 < lines.count else { return false }
    let next = lines[index + 1].drop { $0 == " " }
    return ["{", "->", "throws", "async", "where"].contains { next.hasPrefix($0) }
  }
}

/// Walks over a file's bytes and blanks what is no code.
private struct Blanking {
  var bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func sees(_ text: String, at offset: Int = 0) -> Bool {
    bytes[min(at + offset, bytes.count)...].starts(with: text.utf8)
  }

  private mutating func blank(_ count: Int = 1) {
    for index in at..<min(at + count, bytes.count) where bytes[index] != UInt8(ascii: "\n") {
      bytes[index] = UInt8(ascii: " ")
    }
    at = min(at + count, bytes.count)
  }

  /// Passes over code up to the end, or up to the parenthesis that closes an interpolation.
  mutating func code(untilParenthesis: Bool) {
    var depth = 0
    while at < bytes.count {
      if sees("//") {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
      } else if sees("/*") {
        blockComment()
      } else if let fences = fencesBeforeText {
        text(fences: fences)
      } else {
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
        at += 1
        if untilParenthesis, depth < 0 { return }
      }
    }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if sees("/*") { depth += 1 }
      if sees("*/") { depth -= 1 }
      blank(sees("/*") || sees("*/") ? 2 : 1)
    } while depth > 0 && at < bytes.count
  }

  /// The number of `#` before a text that begins here; nil where none does.
  private var fencesBeforeText: Int? {
    var count = 0
    while sees("#", at: count) { count += 1 }
    return sees("\"", at: count) ? count : nil
  }

  private mutating func text(fences: Int) {
    let fence = String(repeating: "#", count: fences)
    // A long text has its line to itself; `#"""#` is a short one that holds a quotation mark.
    let isLong = sees("\"\"\"\n", at: fences)
    let quote = isLong ? "\"\"\"" : "\""
    blank(fences + quote.utf8.count)
    while at < bytes.count, !sees(quote + fence) {
      if sees("\\" + fence + "(") {
        blank(fences + 2)
        code(untilParenthesis: true)
      } else if sees("\\" + fence) {
        blank(fences + 2)
      } else {
        blank()
      }
    }
    blank(quote.utf8.count + fences)
  }
}
