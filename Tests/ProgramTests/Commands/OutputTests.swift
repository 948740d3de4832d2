import Foundation
import ReplayCheck
import Store
import Testing
import Training

/// What a command could not write, it says; and nothing that it writes lands elsewhere.
@Suite(.aside) struct OutputTests {
  private static let hasFullDisk = FileManager.default.fileExists(atPath: "/dev/full")

  private func sets(_ home: Home) throws -> Int {
    let store = try home.openStore()
    let count = try store.read { try $0.workouts(limit: 1) }.first?.sets ?? 0
    try store.close()
    return count
  }

  @Test(
    .enabled(if: hasFullDisk, "there is no /dev/full here"),
    arguments: [
      "export", "export --format csv", "workouts", "workouts --json", "today", "progress",
      "progress Squat", "exercises", "programs", "journal", "bodyweight", "conflicts",
    ])
  func anAnswerThatAFullDiskCutsIsTold(command: String) throws {
    let home = try Home()
    let run = try home.shell("exec \"$0\" \(command) --store \"$1\" > /dev/full")
    #expect(run.status == 1)
    let what = command.hasPrefix("export") ? "The export" : "The answer"
    #expect(
      run.errors
        == "tonnage: \(what) could not be written: standard output failed (the disk is full). What arrived there is incomplete.\n"
    )
  }

  @Test(.enabled(if: hasFullDisk, "there is no /dev/full here"))
  func helpThatCannotBeWrittenIsToldToo() throws {
    let run = try Home(withSample: false).shell("exec \"$0\" --help > /dev/full")
    #expect(run.status == 1 && run.errors.contains("the disk is full"))
  }

  @Test(
    .enabled(if: hasFullDisk, "there is no /dev/full here"),
    arguments: [
      ("log Squat 101x5", "The set is logged"), ("log Squat 101x5x3", "The sets are logged"),
      ("log Squat 101x5 --json", "The set is logged"),
      ("bodyweight 82", "The body weight is logged"),
      ("programs Starting --current", "The program is changed"),
    ])
  func whatWasDoneIsToldToBeDoneWhereItCannotBeShown(command: String, done: String) throws {
    let home = try Home()
    let before = try home.openStore()
    let steps = try before.read { try $0.journal(limit: .max) }.count
    try before.close()
    let run = try home.shell("exec \"$0\" \(command) --store \"$1\" > /dev/full")
    #expect(run.status == 1)
    #expect(
      run.errors
        == "tonnage: \(done), but could not be shown: standard output failed (the disk is full). Do not repeat the command.\n"
    )
    let after = try home.openStore()
    #expect(try after.read { try $0.journal(limit: .max) }.count == steps + 1)
    try after.close()
  }

  @Test(.enabled(if: hasFullDisk, "there is no /dev/full here"))
  func whatWasTakenBackIsToldToBeWhereItCannotBeShown() throws {
    let home = try Home(withSample: false)
    #expect(try home.command("log", "Squat", "100x5").status == 0)
    let undone = try home.shell("exec \"$0\" undo --store \"$1\" > /dev/full")
    #expect(undone.errors.contains("Undone: A set of Squat logged, but could not be shown"))
    #expect(try sets(home) == 0)
    let redone = try home.shell("exec \"$0\" redo --store \"$1\" > /dev/full")
    #expect(redone.errors.contains("Redone: A set of Squat logged, but could not be shown"))
    #expect(try sets(home) == 1)
  }

  @Test(arguments: [">&-", ">&- <&-", "<&- >&- 2>&-"])
  func nothingLandsInFilesOfTheStoreWhereStandardOutputIsClosed(closing: String) throws {
    let home = try Home()
    let exported = try home.shell("exec \"$0\" export --store \"$1\" \(closing)")
    #expect(exported.status == 1)
    if !closing.contains("2>") { #expect(exported.errors.contains("(it is closed)")) }
    let logged = try home.shell("exec \"$0\" log Squat 101x5 --store \"$1\" \(closing)")
    #expect(logged.status == 1)
    if !closing.contains("2>") {
      #expect(logged.errors.hasPrefix("tonnage: The set is logged, but could not be shown"))
    }
    for name in try home.files() where name.hasSuffix(".lock") {
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(home.folder)/\(name)")).isEmpty)
    }
    let store = try home.openStore()
    #expect(store.readOnlyReason == nil)
    #expect(try store.integrity() == "ok" && store.replayMismatches().isEmpty)
    try store.close()
  }

  /// Opens a pipe as 3 of which whoever read has gone.
  private static let unread = "mkfifo pipe; true < pipe & exec 3> pipe; wait"

  @Test(arguments: ["export", "journal", "exercises", "workouts --json"])
  func whoeverReadsNoFurtherIsNotTold(command: String) throws {
    let home = try Home()
    let run = try home.shell("\(Self.unread); \"$0\" \(command) --store \"$1\" >&3")
    #expect(run.errors.isEmpty && run.status == 141)
    let head = try home.shell("\"$0\" \(command) --store \"$1\" | head -c 10")
    #expect(head.output.count == 10 && head.errors.isEmpty && head.status == 0)
  }

  @Test func whoeverStartedItMayIgnoreBrokenPipes() throws {
    let home = try Home()
    let run = try home.shell(
      "trap '' PIPE; \(Self.unread); \"$0\" log Squat 101x5 --store \"$1\" >&3")
    #expect(run.errors.isEmpty && run.status == 141)
    #expect(try sets(home) > 0)
  }
}
