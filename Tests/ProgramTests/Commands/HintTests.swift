import Foundation
import Testing

/// Commands that the program names, and commands that came to nothing.
struct HintTests {
  @Test func aCommandThatIsNamedNamesTheStoreThatWasGiven() throws {
    let home = try Home(withSample: false)
    let store = "\(home.folder)/my log.tonnage"
    let option = " --store '\(store)'”"
    #expect(try home.command("log", "Squat", "100x5", store: store).status == 0)
    let errors = [
      try home.command("sync", store: store).errors,
      try home.command("workouts", "none", store: store).errors,
      try home.command("conflicts", "show", "7", store: store).errors,
    ]
    for error in errors { #expect(error.contains(option), "\(error)") }
    #expect(try home.command("today", store: store).output.contains("“tonnage programs\(option)"))
    let json = try home.command("workouts", "none", "--json", store: store).output
    #expect(json.contains("tonnage workouts --store '"))
    // In a store that was not named the commands stand as they are.
    let own = try home.program("workouts", "none").errors
    #expect(own.contains("“tonnage workouts” lists them") && !own.contains("--store"))
  }

  @Test func oneWorkoutIsNotCalledSeveral() throws {
    let home = try Home(withSample: false)
    #expect(try home.command("today").output.contains("This week: 0 workouts, "))
    #expect(try home.command("log", "Squat", "100x5").status == 0)
    #expect(try home.command("today").output.contains("This week: 1 workout, "))
  }

  @Test func aCommandThatFailsDoesNotReadAsIfItHadBeenDone() throws {
    let home = try Home()
    var bytes = try #require(FileManager.default.contents(atPath: home.store))
    let place = try #require(bytes.range(of: Data("\"isWorkoutFinished\":true".utf8))).lowerBound
    let start = place / 4096 * 4096
    bytes.replaceSubrange(start..<(start + 4096), with: Data(count: 4096))
    try bytes.write(to: URL(fileURLWithPath: home.store))
    _ = try home.command("export")
    let log = try home.command("log", "Squat", "100x5")
    #expect(log.status == 1 && log.output == "")
    #expect(!log.errors.contains("logged:"), "\(log.errors)")
  }

  @Test func settingUpAndAnsweringAnswerInJSONToo() throws {
    let machines = try Machines()
    try machines.run("bodyweight", "80", on: "laptop")
    let set = try machines.run("sync", "setup", machines.dump, "--json", on: "laptop")
    #expect(set.status == 0, "\(set)")
    #expect(
      set.output.hasPrefix(
        "{\"remote\":\"\(machines.dump)\",\"strategy\":\"merge-changes\",\"message\":\"The log is"))
    try machines.run("sync", on: "laptop")
    try machines.begin("gym")
    // One weighing after the other, so that the laptop's loses.
    for (weight, machine) in [("81", "laptop"), ("82", "gym")] {
      try machines.run("bodyweight", weight, on: machine)
    }
    try machines.run("sync", on: "gym")
    try machines.run("sync", on: "laptop")
    let resolved = try machines.run("conflicts", "resolve", "1", "--json", on: "laptop")
    #expect(
      resolved.output.hasPrefix(
        "{\"conflict\":1,\"kept\":\"as-it-stands\",\"message\":\"Conflict 1"))
    let restored = try machines.run("conflicts", "restore", "1", "--json", on: "laptop")
    #expect(restored.output.hasPrefix("{\"conflict\":1,\"message\":\"The lost"), "\(restored)")
  }
}
