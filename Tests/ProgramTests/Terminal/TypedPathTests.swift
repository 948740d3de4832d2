import Foundation
import PtyHarness
import Testing

/// Paths typed in a real terminal, and completed with what lies in real folders.
struct PathTests {
  private func home() throws -> Home {
    let home = try Home(withSample: false)
    let manager = FileManager.default
    for folder in ["exports of 2026/small", "Sync"] {
      try manager.createDirectory(
        atPath: "\(home.folder)/\(folder)", withIntermediateDirectories: true)
    }
    let csv = ImportTests.Export.own
    for name in ["größe 'a'.csv", "groß.csv"] {
      try csv.text().write(
        toFile: "\(home.folder)/exports of 2026/\(name)", atomically: true, encoding: .utf8)
    }
    try "".write(toFile: "\(home.folder)/Sync/tonnage.json", atomically: true, encoding: .utf8)
    return home
  }

  @Test func tabBehindTheImportCommandLeadsToTheFile() throws {
    let home = try home()
    let program = try home.open()
    try program.wait(for: "What do you lift in?")
    try program.type("k:import ~/exp\t")
    try program.wait(for: ":import ~/exports of 2026/")
    try program.type("\t")
    try program.wait(for: "small/")
    try program.type("gr\t")
    try program.wait(for: "groß.csv")
    #expect(program.screen.line(with: ":import")?.contains("2026/grö") != true)
    try program.type("ö\t")
    try program.wait(for: "größe 'a'.csv")
    try program.press(.enter)
    try program.wait(for: "Would do")
    try program.press(.escape)
    try program.leave()
  }

  @Test func tabInTheScreensOwnPromptsKeepsThePath() throws {
    let home = try home()
    let program = try home.open()
    try program.wait(for: "What do you lift in?")
    try program.type("ki")
    try program.wait(for: "Bring in your history")
    try program.type("i~/exports of 2026/no")
    try program.press(.tab)
    try program.wait(for: "Nothing here begins with “no”.")
    try program.press(.backTab)
    try program.type("t-there/x")
    try program.press(.tab)
    try program.wait(forSentence: "cannot be looked into: No such file or directory.")
    #expect(program.screen.contains("File: ~/exports of 2026/not-there/x"))
    try program.press(.escape, .escape)
    try program.wait(for: "sample programs")
    try program.type("s")
    try program.wait(for: "[Today]")
    try program.type("gss~/S\t")
    try program.wait(for: "~/Sync/")
    try program.press(.tab)
    try program.wait(for: "~/Sync/tonnage.json")
    try program.press(.escape)
    try program.leave()
  }

  @Test func aPipeAsFileIsRefusedAndNotWaitedFor() throws {
    let home = try home()
    #expect(mkfifo("\(home.folder)/pipe.csv", 0o600) == 0)
    let program = try home.open()
    try program.wait(for: "What do you lift in?")
    try program.type("k:import ~/pi\t")
    try program.wait(for: "~/pipe.csv")
    try program.press(.enter)
    try program.wait(forSentence: "it is not a file, but a pipe or a device")
    try program.press(.escape, .escape)
    try program.leave()
  }
}
