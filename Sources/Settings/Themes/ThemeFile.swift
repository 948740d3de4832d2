import Terminal

/// A theme as a file says it: roles over a palette, in the shape that helix has.
struct ThemeFile {
  /// A role's style, colours still by name.
  struct Entry {
    var foreground: String?
    var background: String?
    var emphasis: Emphasis = []
    /// Where to report a bad colour.
    let place: Mistake
  }

  var inherits: String?
  var background: Theme.Background?
  var palette: [String: Color] = [:]
  var entries: [Role: Entry] = [:]
  private(set) var mistakes: [Mistake] = []
  private var found = MistakeList()

  private static let modifiers: [String: Emphasis] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underlined": .underline,
    "reversed": .reverse,
  ]

  init(_ text: String, file: String) {
    let document = TOMLDocument(text, file: file)
    for (key, value) in document.inOrder(Array(document.content), path: { [$0.key] }) {
      switch key {
      case "inherits": readInherits(value, document)
      case "background": readBackground(value, document)
      case "palette": readPalette(value, document)
      default: readRole(key, value, document)
      }
    }
    mistakes = found.all(beside: document.mistakes, file: file)
  }

  private mutating func readInherits(_ value: TOMLContent, _ document: TOMLDocument) {
    guard case .string(let name) = value else {
      return wrong(["inherits"], "should be the name of a theme, not \(value.words).", document)
    }
    inherits = name
  }

  private mutating func readBackground(_ value: TOMLContent, _ document: TOMLDocument) {
    guard case .string(let name) = value, let known = Theme.Background(rawValue: name) else {
      let problem = "should be \"dark\" or \"light\", not \(value.words)."
      return wrong(["background"], problem, document)
    }
    background = known
  }

  private mutating func readPalette(_ value: TOMLContent, _ document: TOMLDocument) {
    guard case .table(let colors) = value else {
      return wrong(["palette"], "should be a table of colours, not \(value.words).", document)
    }
    for (name, value) in colors.sorted(by: { $0.key < $1.key }) {
      if case .string(let text) = value, let color = Color(text: text) {
        palette[name.text] = color
      } else {
        let problem =
          "should be a colour such as \"#5fafff\" or \"light-blue\", not \(value.words)."
        wrong(["palette", name], problem, document)
      }
    }
  }

  private mutating func readRole(_ key: TOMLKey, _ value: TOMLContent, _ document: TOMLDocument) {
    guard let role = Self.roles[key.text] else {
      return wrong([key], Self.unknownRole(key.text), document)
    }
    var entry = Entry(place: document.mistake([key], ""))
    switch value {
    case .string(let color): entry.foreground = color
    case .table(let parts):
      for (part, value) in parts.sorted(by: { $0.key < $1.key }) {
        read(part, value, into: &entry, [key, part], document: document)
      }
    default:
      return wrong([key], "should be a colour or a table, not \(value.words).", document)
    }
    entries[role] = entry
  }

  private static let roles = Dictionary(
    uniqueKeysWithValues: Role.allCases.map { ($0.name, $0) })

  private static func unknownRole(_ name: String) -> String {
    let names = Role.allCases.map(\.name)
    let near = Suggestion.nearest(to: name, among: names).map { "perhaps \($0) was meant" }
    return "There is no such role; \(near ?? "there are: " + names.joined(separator: ", "))."
  }

  private mutating func read(
    _ part: TOMLKey, _ value: TOMLContent, into entry: inout Entry, _ path: [TOMLKey],
    document: TOMLDocument
  ) {
    switch (part, value) {
    case ("fg", .string(let color)): entry.foreground = color
    case ("bg", .string(let color)): entry.background = color
    case ("modifiers", .array(let items)):
      for item in items {
        if case .string(let name) = item, let modifier = Self.modifiers[name] {
          entry.emphasis.insert(modifier)
        } else {
          let names = Self.modifiers.keys.sorted().joined(separator: ", ")
          wrong(path, "The modifiers are \(names), not \(item.words).", document)
        }
      }
    default:
      wrong(path, "A role has fg and bg, colours, and modifiers, a list.", document)
    }
  }

  private mutating func wrong(
    _ path: [TOMLKey], _ problem: @autoclosure () -> String, _ document: TOMLDocument
  ) {
    found.add(document.mistake(path, problem()))
  }
}
