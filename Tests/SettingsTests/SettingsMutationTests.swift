import Foundation
import Testing

@testable import Settings

/// Files that were changed by chance are read as the program reads them: with sentences, never with an end.
@Suite struct SettingsMutationTests {
  private static let config = """
    # mine
    unit = "lb"   # what else
    theme = 'mine'
    rest_seconds = 0x5A
    bell = true
    kg.step = 1.25
    [lb] # pounds
    plates = [
      45, # big
      25, 10,
    ]
    bar = +4.5e1
    [sync]
    password_command = "pass \\u00e9 \\"show\\"\\tcloud"
    [kg]
    plates = [25, 20]
    """
  private static let theme = """
    inherits = "light"
    background = "dark"
    good = { fg = "leaf", bg = "#000000", modifiers = ["bold", "underlined"] }
    bad = "leef"
    [palette]
    leaf = "#00ff00"
    [strong]
    modifiers = [
      "bold",
    ]
    """

  private func check(_ mistakes: [Mistake], _ text: [UInt8]) {
    for mistake in mistakes where mistake.problem.isEmpty || mistake.file.isEmpty {
      Issue.record("\(mistake) of \(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test func aThousandChangedConfigsAreRead() throws {
    let folder = try Folder()
    var mutation = Mutation(of: [Self.config, Self.theme])
    let file = SettingsFile(path: folder.path + "/config.toml")
    var told = 0
    for _ in 0..<1000 {
      let text = mutation.next()
      try Data(text).write(to: URL(fileURLWithPath: file.path))
      let contents = file.load()
      check(contents.mistakes, text)
      told += contents.mistakes.isEmpty ? 0 : 1
    }
    // Nearly every change breaks something: where none is told, nothing was read.
    #expect(told > 500)
  }

  @Test func aThousandChangedThemesAreRead() throws {
    let folder = try Folder()
    var mutation = Mutation(of: [Self.theme, Self.config])
    let library = ThemeLibrary(folder: folder.path)
    for _ in 0..<1000 {
      let text = mutation.next()
      try Data(text).write(to: URL(fileURLWithPath: folder.path + "/mine.toml"))
      check(library.load("mine").mistakes, text)
    }
  }

  @Test(arguments: ["[kg]\nplates = [25, 20", "[[[", "[=]", "[kg]\nplates = [25, 20\n[[[\n[=]\n"])
  func whatOnceEndedTheProgramIsTold(text: String) {
    for mistakes in [
      SettingsFile.contents(of: "bell = true\n" + text, file: "config.toml").mistakes,
      ThemeLibrary.contents(of: text, file: "mine.toml").mistakes,
    ] {
      #expect(mistakes.contains { $0.problem.contains(" not TOML (") }, "\(mistakes)")
    }
    #expect(SettingsFile.contents(of: "bell = true\n" + text, file: "a").settings.bell)
  }

  @Test func whatTheFuzzerStartsFromIsRead() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fuzz/SettingsCorpus")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count >= 4)
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let isBroken = !TOMLDocument(text, file: name).mistakes.isEmpty
      #expect(isBroken == (name == "broken.toml"), "\(name)")
    }
  }
}
