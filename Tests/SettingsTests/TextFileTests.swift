import Foundation
import Testing

@testable import Settings

/// What is not a file is never waited for.
@Suite struct TextFileTests {
  private let folder: Folder
  private var path: String { folder.path + "/config.toml" }

  init() throws { folder = try Folder() }

  private var problem: String? {
    SettingsFile(path: path).load().mistakes.first?.problem
  }

  @Test func aPipeIsNotWaitedFor() {
    #expect(mkfifo(path, 0o600) == 0)
    #expect(problem?.contains("it is not a file, but a folder, a pipe or a device") == true)
    #expect(ThemeLibrary(folder: folder.path).load("config").mistakes.count == 1)
    #expect(throws: SettingsError.notAFile(path: path)) {
      try SettingsFile(path: path).set("bell", literal: "true")
    }
  }

  @Test(arguments: ["/dev/zero", "/dev/tty", "/dev/null", "/"])
  func aDeviceOrAFolderIsNotRead(target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    let problem = try #require(problem)
    #expect(problem.contains("could not be read"), "\(problem)")
  }

  @Test func aFileIsReadUpToItsLimit() throws {
    let line = "bell = true\n"
    try folder.write(
      line + String(repeating: "#", count: TextFile.most - line.utf8.count), to: "config.toml")
    #expect(SettingsFile(path: path).load().settings.bell)
    try folder.write(line + String(repeating: "#", count: TextFile.most), to: "config.toml")
    #expect(!SettingsFile(path: path).load().settings.bell)
    #expect(problem?.contains("is larger than 1024 KB") == true)
  }

  @Test func whatIsNotUTF8IsToldWithItsLine() throws {
    try Data("a = 1\n# \u{E9}\nb = '".utf8 + [0xC3, 0x28]).write(to: URL(fileURLWithPath: path))
    #expect(problem?.contains("config.toml, line 3, is not text in UTF-8") == true)
  }
}
