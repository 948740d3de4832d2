import Fuzzing
import Settings

/// Reads whatever comes as a settings file and as a theme: each mistake is a sentence with a line that there is, and a
/// key that is set changes nothing else.
@main enum SettingsFuzz {
  static func main() {
    fuzz { start, count in
      let bytes = UnsafeBufferPointer(start: start, count: count)
      if let text = String(validating: bytes, as: UTF8.self) { SettingsFuzz.read(text) }
      return 0
    }
  }

  static func read(_ text: String) {
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    let settings = SettingsFile.contents(of: text, file: "config.toml")
    let theme = ThemeLibrary.contents(of: text, file: "mine.toml")
    let document = TOMLDocument(text, file: "any.toml")
    for mistake in settings.mistakes + theme.mistakes + document.mistakes {
      if mistake.problem.isEmpty { finding("a mistake without a sentence") }
      if let line = mistake.line, !(1...lines).contains(line) {
        finding("line \(line) of \(lines): \(mistake)")
      }
    }
    if document.mistakes.isEmpty { set("unit", in: text, document) }
  }

  /// A text without mistakes has none with one key set, and all else in it is as it was.
  private static func set(_ key: TOMLKey, in text: String, _ before: TOMLDocument) {
    let edited = TOMLEdit.setting([key], to: TOMLEdit.literal("l\"b\n"), in: text)
    let after = TOMLDocument(edited, file: "any.toml")
    if case .table = before.content[key] { return }
    if case .array = before.content[key] { return }
    if !after.mistakes.isEmpty { finding("a key that is set spoils the text: \(edited)") }
    if after.content[key] != .string("l\"b\n") { finding("a key is not set") }
    var (old, new) = (before.content, after.content)
    old[key] = nil
    new[key] = nil
    // NaN is not equal to itself.
    if old != new, !text.contains("nan") { finding("a key that is set changes others: \(edited)") }
  }
}
