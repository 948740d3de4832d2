internal import CAssets
public import Terminal

/// The themes there are: those in the binary, and the athlete's own files, which come first.
public struct ThemeLibrary: Sendable {
  /// The folder of the athlete's own themes; it need not be there.
  public let folder: String

  public init(folder: String) {
    self.folder = folder
  }

  /// A theme, and what of its files could not be used.
  public struct Contents: Equatable, Sendable {
    public var theme: Theme
    public var mistakes: [Mistake]
  }

  /// The themes in the binary.
  public static let builtIn = ["default", "light", "high-contrast", "colour-blind", "monochrome"]

  /// Every theme's name, the built-in ones first.
  public var names: [String] {
    Self.builtIn + TextFile.names(inFolder: folder).filter { !Self.builtIn.contains($0) }
  }

  /// A theme by its name. The default is there without any file being parsed. A theme that is
  /// missing or broken is told, and what it does not say is as in the default.
  public func load(_ name: String) -> Contents {
    do {
      let own = try ownText(name)
      if own == nil, name == Theme.standard.name {
        return Contents(theme: .standard, mistakes: [])
      }
      return build(name)
    } catch {
      return Contents(
        theme: .standard, mistakes: [Mistake(file: path(name), problem: error.description)])
    }
  }

  /// A built-in theme as its file says it, whatever the athlete's folder holds.
  public static func builtIn(_ name: String) -> Contents {
    ThemeLibrary(folder: "").build(name)
  }

  /// What the text of one theme says, without what it inherits; pure.
  package static func contents(of text: String, file: String) -> Contents {
    let parsed = ThemeFile(text, file: file)
    var mistakes = parsed.mistakes
    let theme = merge([parsed], name: file, mistakes: &mistakes)
    return Contents(theme: theme, mistakes: mistakes)
  }

  private func build(_ name: String) -> Contents {
    var files: [ThemeFile] = []
    var mistakes: [Mistake] = []
    var seen: [String] = []
    var next: String? = name
    while let wanted = next {
      do {
        guard let (text, file) = try source(wanted, except: seen) else {
          mistakes.append(missing(wanted, seen: seen))
          break
        }
        let parsed = ThemeFile(text, file: file)
        mistakes += parsed.mistakes
        files.append(parsed)
        seen.append(file)
        next = parsed.inherits
      } catch {
        mistakes.append(Mistake(file: path(wanted), problem: error.description))
        break
      }
    }
    let theme = Self.merge(files, name: name, mistakes: &mistakes)
    return Contents(theme: theme, mistakes: mistakes)
  }

  /// The style of every role: the nearest file that names it has it, and its colours are those of
  /// the nearest palette.
  private static func merge(
    _ files: [ThemeFile], name: String, mistakes: inout [Mistake]
  ) -> Theme {
    var palette: [String: Color] = [:]
    var entries: [Role: ThemeFile.Entry] = [:]
    for file in files.reversed() {
      palette.merge(file.palette) { $1 }
      entries.merge(file.entries) { $1 }
    }
    var styles: [Role: Style] = [:]
    for role in Role.allCases {
      guard let entry = entries[role] else {
        styles[role] = Theme.standard[role]
        continue
      }
      let foreground = color(entry.foreground, palette, entry.place, mistakes: &mistakes)
      let background = color(entry.background, palette, entry.place, mistakes: &mistakes)
      styles[role] = Style(foreground, on: background, emphasis: entry.emphasis)
    }
    let background = files.lazy.compactMap(\.background).first ?? .dark
    return Theme(name: name, background: background, styles: styles)
  }

  private static func color(
    _ text: String?, _ palette: [String: Color], _ place: Mistake, mistakes: inout [Mistake]
  ) -> Color {
    guard let text else { return .terminal }
    if let color = palette[text] ?? Color(text: text) { return color }
    let near = Suggestion.nearest(to: text, among: palette.keys.sorted())
    let hint = near.map { "; perhaps \"\($0)\" was meant" } ?? ""
    mistakes.append(
      Mistake(
        file: place.file, line: place.line, key: place.key,
        problem: "\"\(text)\" is neither a colour nor in the palette\(hint)."))
    return .terminal
  }

  private func path(_ name: String) -> String { "\(folder)/\(name).toml" }

  private func builtInPath(_ name: String) -> String { "themes/\(name).toml" }

  /// The text of a theme and the file it is from: the athlete's own, else the binary's, which a
  /// file of the same name may inherit from.
  private func source(
    _ name: String, except seen: [String]
  ) throws(SettingsError) -> (text: String, file: String)? {
    if !seen.contains(path(name)), let text = try ownText(name) { return (text, path(name)) }
    let file = builtInPath(name)
    guard !seen.contains(file), let text = Self.embedded(file) else { return nil }
    return (text, file)
  }

  private func ownText(_ name: String) throws(SettingsError) -> String? {
    // A name is one of a file in the folder, never a way out of it.
    guard !folder.isEmpty, !name.contains("/"), !name.hasPrefix(".") else { return nil }
    return try TextFile(path: path(name)).read()
  }

  private static func embedded(_ name: String) -> String? {
    var length = 0
    guard let bytes = tonnage_asset(name, &length) else { return nil }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  /// Why a theme that is asked for is not found; `seen` are the files that led to it.
  private func missing(_ name: String, seen: [String]) -> Mistake {
    let key = seen.isEmpty ? "theme" : "inherits"
    let file = seen.last ?? folder
    if seen.contains(path(name)) || seen.contains(builtInPath(name)) {
      return Mistake(file: file, key: key, problem: "The theme \"\(name)\" inherits from itself.")
    }
    let near = Suggestion.nearest(to: name, among: names).map { "Perhaps \($0) was meant." }
    let hint = near ?? "There are: " + names.joined(separator: ", ") + "."
    return Mistake(file: file, key: key, problem: "There is no theme \"\(name)\". " + hint)
  }
}
