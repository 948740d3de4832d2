/// `config.toml`: any part of it may be given.
public struct SettingsFile: Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// What a file says, and what of it could not be used.
  public struct Contents: Equatable, Sendable {
    public var settings: Settings
    public var mistakes: [Mistake]
  }

  /// Reads the file; without one, the settings are the defaults. What
  /// can't be used is told and stays at its default.
  public func load() -> Contents {
    do {
      guard let text = try TextFile(path: path).read() else {
        return Contents(settings: Settings(), mistakes: [])
      }
      return Self.contents(of: text, file: path)
    } catch {
      return Contents(
        settings: Settings(), mistakes: [Mistake(file: path, problem: error.description)])
    }
  }

  /// What a text says; pure.
  public static func contents(of text: String, file: String) -> Contents {
    let document = TOMLDocument(text, file: file)
    var settings = Settings()
    var mistakes = MistakeList()
    for (path, value) in document.inOrder(flat(document.content), path: \.path) {
      if let key = SettingKey.named(path) {
        guard !key.apply(value, &settings) else { continue }
        let problem = "should be \(key.expected), not \(key.fault(value)). The default is used."
        mistakes.add(document.mistake(path, problem))
      } else {
        mistakes.add(document.mistake(path, unknown(path)))
      }
    }
    return Contents(
      settings: settings, mistakes: mistakes.all(beside: document.mistakes, file: file))
  }

  /// Sets one key in the file and leaves every other character of it alone; without a file, one is
  /// made in a folder that is there. `literal` is the value as TOML writes it, such as `"lb"` in
  /// its quotes, `true` or `2.5`.
  /// - Throws: ``SettingsError``, also when the value is none that the key may have; the file is
  ///   then as it was.
  public func set(_ key: String, literal: String) throws(SettingsError) {
    let file = TextFile(path: path)
    let text = try file.read() ?? ""
    let keyPath = key.split(separator: ".").map { TOMLKey(String($0)) }
    let edited = TOMLEdit.setting(keyPath, to: literal, in: text)
    let before = TOMLDocument(text, file: path)
    let after = TOMLDocument(edited, file: path)
    guard
      after.mistakes.count <= before.mistakes.count,
      Self.contents(of: edited, file: path).mistakes.allSatisfy({ $0.key != key }),
      Self.flat(after.content).contains(where: { $0.path == keyPath }),
      Self.others(before, keyPath) == Self.others(after, keyPath)
    else { throw .notEditable(path: path, key: key) }
    try file.write(edited)
  }

  /// Sets one key to a text; see ``set(_:literal:)``.
  public func set(_ key: String, text: String) throws(SettingsError) {
    try set(key, literal: TOMLEdit.literal(text))
  }

  /// The values but that of one key, to see that an edit touched nothing else.
  private static func others(
    _ document: TOMLDocument, _ path: [TOMLKey]
  ) -> [[TOMLKey]: TOMLContent] {
    var others: [[TOMLKey]: TOMLContent] = [:]
    for (key, value) in flat(document.content) where key != path { others[key] = value }
    return others
  }

  /// Keys with their tables.
  private static func flat(
    _ content: [TOMLKey: TOMLContent], under path: [TOMLKey] = []
  ) -> [(path: [TOMLKey], value: TOMLContent)] {
    content.flatMap { key, value in
      if case .table(let inner) = value, isTable(path + [key]) {
        return flat(inner, under: path + [key])
      }
      return [(path + [key], value)]
    }
  }

  private static func isTable(_ path: [TOMLKey]) -> Bool {
    SettingKey.all.contains { $0.path.count > path.count && $0.path.starts(with: path) }
  }

  private static func unknown(_ path: [TOMLKey]) -> String {
    let names = SettingKey.all.map(\.name)
    guard let near = Suggestion.nearest(to: path.dotted, among: names) else {
      return "There is no such setting. There are: " + names.joined(separator: ", ") + "."
    }
    return "There is no such setting; perhaps \(near) was meant."
  }
}
