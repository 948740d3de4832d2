import Foundation
import PtyHarness
import ReplayCheck
import Store
import Testing
import Training

/// Damage to the store's file, as the program meets it: it is named, contained, and nothing is written.
@Suite(.aside) struct DamagedStoreTests {
  /// The ids of the workouts that a store has.
  private func workouts(_ path: String) throws -> [String] {
    let store = try Store.open(at: path, now: Athlete.evening)
    let ids = try store.read { try $0.ids(of: .workoutLogs) }
    try store.close()
    return ids
  }

  /// Changes one byte after a text that stands in the file.
  private func spoil(_ home: Home, after text: String) throws {
    var bytes = try #require(FileManager.default.contents(atPath: home.store))
    let place = try #require(bytes.range(of: Data(text.utf8))).upperBound
    bytes[place] ^= 1
    try bytes.write(to: URL(fileURLWithPath: home.store))
  }

  @Test func aSpoiledWorkoutIsNamedAndTheRestIsExportedAndCanBeImported() throws {
    let home = try Home()
    let all = try workouts(home.store)
    // Some letter within some workout.
    try spoil(home, after: "\"isWorkoutFinished\":true,\"")
    let export = try home.command("export", "--format", "json")
    #expect(export.status == 1)
    #expect(
      export.errors.hasPrefix(
        "tonnage: The store is damaged. Missing, as they cannot be read: 1 workout ("))
    let file = "\(home.folder)/rest.json"
    try export.output.write(toFile: file, atomically: true, encoding: .utf8)
    let other = "\(home.folder)/other.tonnage"
    let imported = try home.command("import", file, store: other)
    #expect(imported.errors == "")
    #expect(imported.status == 0)
    let kept = try workouts(other)
    #expect(kept.count == all.count - 1)
    #expect(Set(kept).isSubset(of: all))
    // What was met once holds for the next command.
    let log = try home.command("log", "Squat", "100x5")
    #expect(log.status == 1)
    #expect(log.errors.contains("the file is damaged (workout "))
    let csv = try home.command("export", "--format", "csv")
    #expect(csv.status == 1)
    #expect(try home.command("today").status == 0)
  }

  @Test func aBadPageIsReadAround() throws {
    let home = try Home()
    let all = try workouts(home.store)
    var bytes = try #require(FileManager.default.contents(atPath: home.store))
    let place = try #require(bytes.range(of: Data("\"isWorkoutFinished\":true".utf8))).lowerBound
    let start = place / 4096 * 4096
    bytes.replaceSubrange(start..<(start + 4096), with: Data(count: 4096))
    try bytes.write(to: URL(fileURLWithPath: home.store))
    let export = try home.command("export")
    #expect(export.status == 1)
    let file = "\(home.folder)/rest.json"
    try export.output.write(toFile: file, atomically: true, encoding: .utf8)
    let other = "\(home.folder)/other.tonnage"
    #expect(try home.command("import", file, store: other).status == 0)
    let kept = try workouts(other)
    print("\(kept.count) of \(all.count) workouts")
    #expect(kept.count >= all.count - 4 && kept.count < all.count)
    for id in Set(all).subtracting(kept) { #expect(export.errors.contains(id)) }
  }

  // MARK: Files put in the store's place

  /// Leaves the log of a screen that was killed, and gives the store's file as it was before.
  private func crash(_ home: Home) throws -> Data {
    let before = try #require(FileManager.default.contents(atPath: home.store))
    for _ in 0..<2 {
      try home.openStore().close()
      _ = try home.command("log", "Squat", "60x5")
    }
    let program = try home.open()
    try program.startWorkout()
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    program.send(signal: SIGKILL)
    _ = try program.waitForExit()
    return before
  }

  @Test func aBackupCopiedOverTheStoreAfterACrashIsNotRuined() throws {
    let home = try Home()
    let before = try crash(home)
    #expect(try home.files().contains("log.tonnage-wal"))
    try before.write(to: URL(fileURLWithPath: home.store))
    let result = try home.command("workouts", "--json", "--limit", "1000")
    #expect(result.status == 0)
    let aside = try #require(try home.files().first { $0.contains(".stray-log.") })
    #expect(
      result.errors
        == "tonnage: \(home.store)-wal was the log of another file, which this one replaced. "
        + "It was not read; it is kept as \(home.folder)/\(aside).\n")
    let store = try home.openStore()
    #expect(try store.integrity() == "ok")
    #expect(try store.replayMismatches() == [])
    #expect(try store.read { try $0.unfinishedWorkout() } == nil)
    try store.close()
    #expect(try home.command("log", "Squat", "100x5").errors == "")
  }

  @Test(arguments: ["cp", "mv", "rm"])
  func aScreenWhoseFileWasReplacedOrRemovedSaysSoAndTicksNothing(tool: String) throws {
    let home = try Home()
    let other = "\(home.folder)/backup"
    try FileManager.default.copyItem(atPath: home.store, toPath: other)
    _ = try home.command("log", "Squat", "60x5")
    let program = try home.open(rows: 30)
    try program.startWorkout()
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    let bytes = FileManager.default.contents(atPath: other)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = tool == "rm" ? [tool, home.store] : [tool, other, home.store]
    try process.run()
    process.waitUntilExit()
    try program.press(.enter)
    try program.wait(
      forSentence: tool == "rm"
        ? "the file was removed while it was open."
        : "the file was replaced by another while it was open.")
    #expect(program.setCount?.done == 1)
    try program.type("q")
    _ = try program.waitForExit()
    guard tool != "rm" else { return #expect(try !home.files().contains("log.tonnage")) }
    #expect(FileManager.default.contents(atPath: home.store) == bytes)
    let store = try home.openStore()
    #expect(try store.integrity() == "ok")
    #expect(try store.read { try $0.unfinishedWorkout() } == nil)
    try store.close()
  }

  @Test func aFileThatWasPutThereAgainAsItWasIsSaidToo() throws {
    let home = try Home()
    let before = try #require(FileManager.default.contents(atPath: home.store))
    let program = try home.open(rows: 30)
    try program.startWorkout()
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    let handle = try #require(FileHandle(forWritingAtPath: home.store))
    try handle.write(contentsOf: before)
    try handle.close()
    try program.press(.enter)
    try program.wait(forSentence: "the file was replaced by another while it was open.")
    #expect(program.setCount?.done == 1)
    try program.type("q")
    _ = try program.waitForExit()
    // Log and file are as before a checkpoint: nothing was lost.
    #expect(try home.setsUnderWay().count == 1)
  }

  @Test func whoOpensTheNewFileMeanwhileIsNotWrittenOver() throws {
    let home = try Home()
    let other = "\(home.folder)/backup"
    try FileManager.default.copyItem(atPath: home.store, toPath: other)
    _ = try home.command("log", "Squat", "60x5")
    let program = try home.open(rows: 30)
    try program.startWorkout()
    program.send(signal: SIGSTOP)
    let bytes = try #require(FileManager.default.contents(atPath: other))
    let handle = try #require(FileHandle(forWritingAtPath: home.store))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: bytes)
    try handle.close()
    let log = try home.command("log", "Squat", "77x7")
    #expect(log.status == 0)
    #expect(log.errors.contains("was the log of another file"))
    program.send(signal: SIGCONT)
    try program.press(.enter)
    try program.wait(forSentence: "the file was replaced by another while it was open.")
    try program.type("q")
    _ = try program.waitForExit()
    let store = try home.openStore()
    let weights = try store.read { reader in
      try reader.ids(of: .workoutLogs).flatMap { id in
        try reader.document(WorkoutLog.self, id)?.document.exercises.flatMap(\.sets) ?? []
      }.map(\.weight)
    }
    #expect(weights.contains(77))
    #expect(try store.read { try $0.unfinishedWorkout()?.name } != "Push B")
    #expect(try store.integrity() == "ok")
    #expect(try store.replayMismatches() == [])
    try store.close()
  }

  // MARK: Odd files

  @Test func anEmptiedStoreIsNotTakenForANewOne() throws {
    let home = try Home()
    _ = try home.command("log", "Squat", "60x5")
    try Data().write(to: URL(fileURLWithPath: home.store))
    for arguments in ["today", "export"] {
      let result = try home.command(arguments)
      #expect(result.status == 1)
      let beginning =
        "tonnage: Opening \(home.store): it is empty, but held a log before: its lock file lies "
        + "beside it. Close the screens, then put the newest backup in its place with “tonnage "
        + "restore daily."
      let end =
        " --store \(home.store)”; to begin a new log instead, remove both \(home.store) and "
        + "\(home.store).lock.\n"
      #expect(result.errors.hasPrefix(beginning) && result.errors.hasSuffix(end))
    }
    #expect(FileManager.default.contents(atPath: home.store) == Data())
    try FileManager.default.removeItem(atPath: home.store + ".lock")
    #expect(try home.command("log", "Squat", "60x5").status == 0)
  }

  @Test func aStoreReachedByALinkIsTheStoreItself() throws {
    let home = try Home()
    let link = "\(home.folder)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "log.tonnage")
    let program = try home.open()
    try program.startWorkout()
    let all = try #require(program.setCount).all
    #expect(try home.command("log", "Squat", "123x3", store: link).status == 0)
    try program.wait(for: "1 of \(all + 1) sets")
    try program.leave()
    #expect(try !home.files().contains { $0.hasPrefix("link.") || $0.hasPrefix("link-") })
  }
}
