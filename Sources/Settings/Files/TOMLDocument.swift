internal import TOMLKit

/// A value of a TOML file, free of the parser that read it.
enum TOMLContent: Equatable {
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case array([TOMLContent])
  case table([String: TOMLContent])
  /// Dates and times, which none of our files have.
  case other

  init(_ value: any TOMLValueConvertible) {
    switch value.type {
    case .string: self = value.string.map(TOMLContent.string) ?? .other
    case .int: self = value.int.map(TOMLContent.integer) ?? .other
    case .double: self = value.double.map(TOMLContent.number) ?? .other
    case .bool: self = value.bool.map(TOMLContent.boolean) ?? .other
    case .array: self = .array(value.array.map { $0.map(TOMLContent.init) } ?? [])
    case .table:
      var content: [String: TOMLContent] = [:]
      for (key, value) in value.table.map(Array.init) ?? [] { content[key] = TOMLContent(value) }
      self = .table(content)
    default: self = .other
    }
  }

  /// An integer or a number.
  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// What it is, for a sentence: `the text "lbs"`, `the number 3`.
  var words: String {
    switch self {
    case .string(let text): "the text \"\(text)\""
    case .integer(let value): "the number \(value)"
    case .number(let value): "the number \(value)"
    case .boolean(let value): "\(value)"
    case .array: "a list"
    case .table: "a table"
    case .other: "a date or time"
    }
  }
}

/// A TOML file, parsed, with the lines of its keys.
struct TOMLDocument {
  let file: String
  let content: [String: TOMLContent]
  /// What the parser did not take.
  let mistakes: [Mistake]
  private let map: TOMLMap

  /// How many lines may be wrong before the rest of a file is given up.
  private static let patience = 20

  /// Parses a text. A line that is not TOML is told and left out, so that one slip does not undo
  /// all the rest of the file.
  init(_ text: String, file: String) {
    self.file = file
    map = TOMLMap(text)
    var lines = map.lines
    var mistakes: [Mistake] = []
    var wrong: Set<Int> = []
    var parsed: [String: TOMLContent]?
    while parsed == nil, wrong.count < Self.patience {
      do {
        parsed = try Self.parse(lines.joined(separator: "\n"))
      } catch {
        mistakes.append(error.mistake(in: file))
        let line = error.line - 1
        guard lines.indices.contains(line), wrong.insert(line).inserted else { break }
        lines[line] = ""
      }
    }
    content = parsed ?? [:]
    self.mistakes = mistakes
  }

  func line(of path: [String]) -> Int? { map.line(of: path) }

  func mistake(_ path: [String], _ problem: String) -> Mistake {
    Mistake(
      file: file, line: line(of: path), key: path.joined(separator: "."), problem: problem)
  }

  private struct SyntaxError: Error {
    let line: Int
    let words: String

    func mistake(in file: String) -> Mistake {
      Mistake(
        file: file, line: line,
        problem: "This line is not TOML (\(words)); it is left out. Text needs quotes.")
    }
  }

  private static func parse(_ text: String) throws(SyntaxError) -> [String: TOMLContent] {
    do {
      guard case .table(let content) = TOMLContent(try TOMLTable(string: text)) else { return [:] }
      return content
    } catch let error as TOMLParseError {
      throw SyntaxError(line: error.source.begin.line, words: error.description.sentenceEnd)
    } catch {
      throw SyntaxError(line: 0, words: "\(error)")
    }
  }
}

extension String {
  /// The parser's words without what it says before the colon.
  fileprivate var sentenceEnd: String {
    guard let colon = firstIndex(of: ":") else { return self }
    return String(self[index(after: colon)...].drop { $0 == " " })
  }
}
