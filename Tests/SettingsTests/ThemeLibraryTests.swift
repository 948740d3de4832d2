import Foundation
import Terminal
import Testing

@testable import Settings

@Suite struct ThemeLibraryTests {
  private static let readable = 4.5

  @Test func theThemeThatNeedsNoParserIsTheDefaultFile() {
    let contents = ThemeLibrary.builtIn("default")
    #expect(contents.mistakes.isEmpty)
    #expect(contents.theme == Theme.standard)
  }

  @Test(arguments: ThemeLibrary.builtIn)
  func everyShippedThemeIsWithoutMistakes(name: String) {
    let contents = ThemeLibrary.builtIn(name)
    #expect(contents.mistakes.isEmpty, "\(contents.mistakes)")
    #expect(contents.theme.name == name)
  }

  @Test func theDefaultFileNamesEveryRole() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../themes/default.toml")
    let file = ThemeFile(try String(contentsOf: url, encoding: .utf8), file: "default.toml")
    #expect(Set(file.entries.keys) == Set(Role.allCases))
  }

  /// Text on its own background, or on the one that the theme assumes; on the selection, too,
  /// but for what stands in plots and heat maps.
  @Test(arguments: ThemeLibrary.builtIn, [ColorDepth.direct, .indexed256])
  func everyRoleIsReadable(name: String, depth: ColorDepth) {
    let theme = ThemeLibrary.builtIn(name).theme
    let unselected: Set<Role> = Set(Role.heat + [.plotLine, .plotPoint, .plotAxis])
    for role in Role.allCases {
      for emphasis in [Emphasis(), .selected] where emphasis == [] || !unselected.contains(role) {
        let style = theme.style(role, emphasis, depth: depth)
        let ground = style.background == .terminal ? theme.background.color : style.background
        let ink = style.foreground == .terminal ? opposite(theme.background) : style.foreground
        let contrast = ink.contrast(with: ground) ?? 0
        #expect(contrast >= Self.readable, "\(role.name) \(emphasis.names): \(contrast)")
      }
    }
  }

  private func opposite(_ background: Theme.Background) -> Color {
    background == .dark ? .rgb(255, 255, 255) : .rgb(0, 0, 0)
  }

  @Test func highContrastIsSevenToOne() {
    let theme = ThemeLibrary.builtIn("high-contrast").theme
    for role in Role.allCases where Role.heat.contains(role) == false {
      let style = theme[role]
      guard style.foreground != .terminal else { continue }
      let ground = style.background == .terminal ? theme.background.color : style.background
      #expect((style.foreground.contrast(with: ground) ?? 0) >= 7, "\(role.name)")
    }
  }

  @Test func monochromeHasNoColour() {
    let theme = ThemeLibrary.builtIn("monochrome").theme
    for role in Role.allCases {
      #expect(theme[role].foreground == .terminal, "\(role.name)")
      #expect(theme[role].background == .terminal, "\(role.name)")
    }
    #expect(theme.style(.good, .selected).emphasis == .reverse)
  }

  private func library(_ files: [String: String]) throws -> (ThemeLibrary, Folder) {
    let folder = try Folder()
    for (name, text) in files { try folder.write(text, to: name + ".toml") }
    return (ThemeLibrary(folder: folder.path), folder)
  }

  @Test func anOwnThemeChangesOnlyWhatItNames() throws {
    let text = """
      inherits = "light"
      good = { fg = "leaf", bg = "#000000", modifiers = ["bold", "underlined"] }
      [palette]
      leaf = "#00ff00"
      blue = "light-blue"
      """
    let (library, _folder) = try library(["mine": text])
    let contents = library.load("mine")
    #expect(contents.mistakes.isEmpty)
    let green = Style(.rgb(0, 255, 0), on: .rgb(0, 0, 0), emphasis: [.bold, .underline])
    #expect(contents.theme[.good] == green)
    #expect(contents.theme[.rest] == Style(.named(12)))
    #expect(contents.theme[.bad] == ThemeLibrary.builtIn("light").theme[.bad])
    #expect(contents.theme.background == .light)
    #expect(library.names == ThemeLibrary.builtIn + ["mine"])
    withExtendedLifetime(_folder) {}
  }

  @Test func anOwnFileMayBuildOnTheBuiltInThemeOfItsName() throws {
    let (library, folder) = try library([
      "default": "inherits = \"default\"\ngood = \"#ffffff\"\n"
    ])
    let contents = library.load("default")
    #expect(contents.mistakes.isEmpty)
    #expect(contents.theme[.good] == Style(.rgb(255, 255, 255)))
    #expect(contents.theme[.bad] == Theme.standard[.bad])
    withExtendedLifetime(folder) {}
  }

  @Test func theDefaultIsThereWithoutAFolder() {
    let library = ThemeLibrary(folder: "/no/such/folder")
    #expect(library.load("default").theme == .standard)
    #expect(library.load("default").mistakes.isEmpty)
    #expect(library.names == ThemeLibrary.builtIn)
  }

  @Test(arguments: [
    ("good = \"leef\"\n[palette]\nleaf = \"#00ff00\"", 1, "good", "perhaps \"leaf\" was meant"),
    ("good = \"nothing like it\"", 1, "good", "is neither a colour nor in the palette."),
    ("\ngoood = \"red\"", 2, "goood", "perhaps good was meant"),
    ("breakfast = \"red\"", 1, "breakfast", "there are: text, dim"),
    ("good = 3", 1, "good", "should be a colour or a table, not the number 3."),
    ("good = { fg = 3 }", 1, "good.fg", "A role has fg and bg"),
    ("good = { modifiers = [\"blink\"] }", 1, "good.modifiers", "not the text \"blink\"."),
    ("background = \"grey\"", 1, "background", "should be \"dark\" or \"light\""),
    ("inherits = 1", 1, "inherits", "should be the name of a theme"),
    ("palette = 1", 1, "palette", "should be a table of colours"),
    ("[palette]\nleaf = \"green-ish\"", 2, "palette.leaf", "should be a colour such as"),
    ("good = ", 1, "good", "This line is not TOML"),
  ])
  func aMistakeInAThemeHasItsLine(
    text: String, line: Int, key: String, problem: String
  ) throws {
    let (library, folder) = try library(["mine": text])
    let mistake = try #require(library.load("mine").mistakes.first)
    #expect(mistake.file == folder.path + "/mine.toml")
    #expect(mistake.line == line)
    #expect(mistake.key == key)
    #expect(mistake.problem.contains(problem), "\(mistake.problem)")
  }

  @Test func aThemeThatIsNotThereIsTheDefaultAndTold() throws {
    let (library, folder) = try library(["lost": "inherits = \"lihgt\""])
    let contents = library.load("monochrom")
    #expect(contents.theme[.good] == Theme.standard[.good])
    #expect(
      contents.mistakes.map(\.problem) == [
        "There is no theme \"monochrom\". Perhaps monochrome was meant."
      ])
    #expect(library.load("lost").mistakes.first?.problem.contains("Perhaps light") == true)
    #expect(library.load("zzz").mistakes.first?.problem.contains("There are: default,") == true)
    #expect(library.load("../mine").mistakes.count == 1)
    withExtendedLifetime(folder) {}
  }

  @Test func aThemeThatInheritsFromItselfIsToldAndEnds() throws {
    let (library, folder) = try library([
      "a": "inherits = \"b\"\ngood = \"red\"", "b": "inherits = \"a\"",
    ])
    let contents = library.load("a")
    #expect(contents.mistakes.map(\.problem) == ["The theme \"a\" inherits from itself."])
    #expect(contents.theme[.good] == Style(.named(1)))
    withExtendedLifetime(folder) {}
  }

  @Test func aThemeThatCantBeReadIsTold() throws {
    let (library, folder) = try library(["broken": "inherits = \"sub\""])
    for name in ["sub", "default"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/\(name).toml", withIntermediateDirectories: false)
    }
    #expect(library.load("sub").mistakes.first?.problem.contains("could not be read") == true)
    #expect(library.load("broken").mistakes.first?.problem.contains("could not be read") == true)
    #expect(library.load("default").theme == .standard)
  }

  @Test func nearWordsAreFoundAndFarOnesNot() {
    #expect(Suggestion.nearest(to: "mosue", among: ["mouse", "motion"]) == "mouse")
    #expect(Suggestion.nearest(to: "breakfast", among: ["mouse", "motion"]) == nil)
    #expect(Suggestion.distance("", "abc") == 3)
    #expect(Suggestion.distance("abc", "abc") == 0)
  }
}
