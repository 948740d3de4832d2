import Foundation
import Testing

@testable import Settings

/// Texts that would take a reader hours, or its stack, if its time did not keep to their length.
@Suite struct TOMLLimitTests {
  /// Large enough that the square of it would be told from it.
  private static let size = TextFile.most / 8

  private static func repeated(_ text: String) -> String {
    String(repeating: text, count: size / text.utf8.count)
  }

  static let hostile: [(name: String, text: String)] = [
    ("open brackets", repeated("[")), ("a list in a list", "a = " + repeated("[")),
    ("lists that end nowhere", repeated("a = [\n")), ("closing brackets", repeated("]")),
    ("open braces", "a = " + repeated("{a=")), ("dots", repeated("a.") + "a = 1"),
    ("a header's dots", "[" + repeated("a.") + "a]"), ("one long key", repeated("a") + " = 1"),
    ("quotes", repeated("\"")), ("long texts that end nowhere", repeated("a = \"\"\"\n")),
    ("texts in each other", repeated("a = ['''\", \"\"\", ''' , \"\"\"\n")),
    ("one list", "a = [" + repeated("1,") + "]"), ("comments", "a = [" + repeated("#\n") + "]"),
    ("digits", "a = " + repeated("1")), ("decimals", "a = 1." + repeated("1")),
    ("blank lines", repeated("\n")), ("escapes", "a = \"" + repeated("\\u00e9") + "\""),
    ("the same key", repeated("a = 1\n")), ("the same header", repeated("[kg]\n")),
    ("tables of a list", repeated("[[a]]\n")), ("deep tables of lists", repeated("[[a.b.c.d]]\n")),
    ("no sense", repeated("?!\n")),
    ("many keys", (0..<15_000).map { "k\($0) = 1\n" }.joined()),
    ("many tables", (0..<8000).map { "[t\($0)]\nx = 1\n" }.joined()),
    ("many dotted keys", (0..<8000).map { "kg.k\($0) = 1\n" }.joined()),
  ]

  @Test(arguments: hostile)
  func aLargeFileOfOneKindIsReadToItsEnd(name: String, text: String) {
    let settings = SettingsFile.contents(of: text, file: "config.toml")
    let theme = ThemeLibrary.contents(of: text, file: "mine.toml")
    #expect(settings.settings == Settings())
    for mistakes in [settings.mistakes, theme.mistakes] {
      #expect(mistakes.count <= 42, "\(name)")
      #expect(mistakes.allSatisfy { $0.description.utf8.count < 1500 }, "\(name)")
    }
  }

  @Test(arguments: [
    ("a = ", "[", "]"), ("a = ", "{a=", "}"), ("a = ", "[{a=", "}]"), ("", "a.", "a = 1"),
  ])
  func tablesAndListsLieOnlySoDeepInEachOther(head: String, open: String, close: String) {
    func text(_ depth: Int) -> String {
      let inner = open.hasSuffix("=") ? "1" : ""
      return close.hasSuffix("1")
        ? String(repeating: open, count: depth - 1) + close
        : head + String(repeating: open, count: depth) + inner
          + String(repeating: close, count: depth)
    }
    let deepest = TOMLScanner.deepest / (open.count > 2 && open.hasPrefix("[") ? 2 : 1)
    #expect(TOMLDocument(text(deepest), file: "a").mistakes.isEmpty)
    let mistakes = TOMLDocument(text(deepest * 8), file: "a").mistakes
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.problem.contains("nested more than 128 deep") == true)
  }

  @Test func manyMistakesAreCountedAndTheFirstAreTold() {
    let text = (1...50).map { "x\($0) = 1\n" }.joined()
    let mistakes = SettingsFile.contents(of: text, file: "config.toml").mistakes
    #expect(mistakes.count == 21)
    #expect(mistakes.prefix(20).map(\.line) == (1...20).map { $0 })
    #expect(
      mistakes.last?.description
        == "config.toml: There are 30 more mistakes. Fix these first.")
  }
}
