import Foundation
import PtyHarness
import ReplayCheck
import Store
import Testing
import Training

/// The program opens a log of every format that was released, as `StoreTests` keeps them.
@Suite(.aside) struct OldFormatProgramTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("StoreTests/Fixtures")

  private func home(_ format: Int) throws -> Home {
    let home = try Home(withSample: false)
    try FileManager.default.copyItem(
      atPath: Self.folder.appendingPathComponent("format-\(format).tonnage").path,
      toPath: home.store)
    return home
  }

  /// The lines of an export that are documents, and what stands around them; not the deletions, which came in format 5.
  private func documents(_ export: String) -> [Substring] {
    export.split(separator: "\n").filter { !$0.contains(#""tombstones":"#) }.map {
      $0.hasSuffix("]}") ? $0.dropLast() : $0.hasSuffix("],") ? $0.dropLast() : $0
    }
  }

  @Test(arguments: 1...5) func itsExportIsWhatTheProgramOfItsTimeExported(format: Int) throws {
    let home = try home(format)
    let export = try home.command("export")
    #expect(export.status == 0)
    #expect(export.errors == "")
    let former = try String(
      contentsOf: Self.folder.appendingPathComponent("format-\(format).json"), encoding: .utf8)
    #expect(documents(export.output) == documents(former))
    if format == 5 { #expect(export.output == former) }
    let backups = try home.files().filter { $0.hasSuffix(".backup") }
    #expect(backups.count == 1)
    #expect(backups.first?.hasPrefix("log.tonnage.format-\(format).") == true)
  }

  @Test(arguments: 1...5) func itIsGoneOnWith(format: Int) throws {
    let home = try home(format)
    for command in ["today", "workouts", "progress", "programs", "bodyweight", "conflicts"] {
      let run = try home.command(command)
      #expect(run.status == 0 && run.errors == "", "\(command)")
    }
    #expect(try home.command("undo").output == "Undone: A set of Bench Press logged.\n")
    #expect(try home.command("redo").output == "Redone: A set of Bench Press logged.\n")
    #expect(try home.command("log", "Towel Swing", "24x12", "--date", "2026-11-26").status == 0)
    let answered = try home.command("conflicts", "resolve", "1", "--keep", "theirs")
    #expect(answered.status == (format == 1 ? 1 : 0), "\(answered.errors)")
    let program = try home.open()
    try program.wait(for: "Pull A")
    try program.type("gl")
    try program.wait(for: "Deadlift")
    try program.leave()
    let store = try home.openStore()
    #expect(try store.integrity() == "ok")
    #expect(try store.replayMismatches() == [])
    try store.close()
  }
}
