import Foundation
import Logbook
import PtyHarness
import Store
import Testing
import Training

/// How commands are called, and how they answer scripts.
@Suite(.aside) struct CommandLineTests {
  // Where the store is

  @Test(arguments: [
    ["--store", "STORE", "workouts"], ["--store=STORE", "workouts"], ["workouts", "--store=STORE"],
    ["--json", "--store", "STORE", "workouts"], ["workouts", "--store", "STORE", "--json"],
  ])
  func theStoreMayBeNamedBeforeTheCommand(words: [String]) throws {
    let home = try Home(withSample: false)
    #expect(try home.command("log", "Squat", "100x5").status == 0)
    let words = words.map { $0.replacingOccurrences(of: "STORE", with: home.store) }
    let run = try home.shell("exec \"$0\" \(words.joined(separator: " "))")
    #expect(run.status == 0 && run.output.contains("Workout"), "\(run)")
    #expect((run.json != nil) == words.contains("--json"))
  }

  @Test func setsAreLoggedInTheStoreThatIsNamedFirst() throws {
    let home = try Home(withSample: false)
    #expect(try home.program("--store", home.store, "log", "Squat", "-20x8", "100x5").status == 0)
    #expect(try home.command("workouts").output.contains("Workout"))
    let status = try home.program("sync", "--store", home.store, "status")
    #expect(status.errors.contains("no remote is set up"))
  }

  @Test func theVariableNamesTheStoreAndTheFlagGoesBeforeIt() throws {
    let home = try Home(withSample: false)
    let named = "\(home.folder)/named.tonnage"
    let variable = ["TONNAGE_STORE": named]
    #expect(try home.program("log", "Squat", "100x5", environment: variable).status == 0)
    #expect(try home.program("workouts", "--store", named).output.contains("Workout"))
    #expect(
      try home.command("workouts", environment: variable).output == "There are no workouts yet.\n")
    // Neither: the athlete's own, which is empty. A variable without a name is none.
    #expect(
      try home.program("workouts", environment: ["TONNAGE_STORE": ""]).output
        == "There are no workouts yet.\n")
    #expect(try home.program("--help").output.contains("TONNAGE_STORE"))
  }

  // What is not understood

  @Test(arguments: [
    ("lgo", "There is no command “lgo”. Did you mean “log”?", "tonnage <subcommand>"),
    ("bodywieght 80", "Did you mean “bodyweight”?", "tonnage <subcommand>"),
    ("frobnicate", "There is no command “frobnicate”.", "tonnage <subcommand>"),
    ("sync stauts", "There is no command “stauts”. Did you mean “status”?", "tonnage sync"),
    ("conflicts shwo 1", "Did you mean “show”?", "tonnage conflicts"),
    ("log", "Missing expected argument", "tonnage log <name>"),
    ("log Squat 100x5 --date soon", "“soon” is not a date", "tonnage log <name>"),
    ("log Squat 100x5 --unit stone", "“stone” is not a unit of weight", "tonnage log <name>"),
    ("workouts --bogus", "Unknown option '--bogus'.", "tonnage workouts [<id>]"),
    ("workouts --limit many", "many", "tonnage workouts [<id>]"),
    ("bodyweight 80 --date 2026-13-01", "is not a date", "tonnage bodyweight [<value>]"),
    ("import", "Missing expected argument", "tonnage import files [<options>] <files>"),
    ("import map x", "“x” is not NAME=EXERCISE.", "tonnage import map"),
    ("sync setup", "Missing expected argument", "tonnage sync setup <remote>"),
  ])
  func whatIsNotUnderstoodIsToldWithTheUsageOfWhatWasCalled(
    command: String, sentence: String, usage: String
  ) throws {
    let home = try Home(withSample: false)
    let run = try home.shell("exec \"$0\" \(command)")
    let lines = run.errors.split(separator: "\n").map(String.init)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(lines[0].hasPrefix("tonnage: ") && lines[0].contains(sentence), "\(run)")
    #expect(lines[1].hasPrefix("Usage: \(usage)"), "\(run)")
    let asJSON = try home.shell("exec \"$0\" \(command) --json")
    #expect(asJSON.status == 64 && asJSON.errors.isEmpty, "\(asJSON)")
    #expect((asJSON.error?["sentence"] as? String)?.contains(sentence) != nil, "\(asJSON)")
    #expect(asJSON.error?["code"] as? String == "usage")
    #expect(asJSON.error?["status"] as? Int == 64)
  }

  // JSON

  @Test(arguments: [
    ("log Squatt 100x5", "failed", 1), ("log Squat 100", "unreadable", 65),
    ("log Squat 900x5", "unlikely", 1), ("workouts nope", "failed", 1),
    ("programs nope", "failed", 1), ("progress nope", "failed", 1),
    ("bodyweight heavy", "unreadable", 65), ("bodyweight 900", "failed", 1),
    ("import nofile.csv", "unreadable", 65), ("import undo", "failed", 1), ("undo", "failed", 1),
    ("redo", "failed", 1), ("sync", "failed", 1), ("sync status", "failed", 1),
    ("sync undo", "failed", 1), ("conflicts show 9", "failed", 1),
  ])
  func whatCannotBeDoneIsAnsweredInJSON(command: String, code: String, status: Int) throws {
    let home = try Home(withSample: false)
    let told = try home.shell("exec \"$0\" \(command) --store \"$1\"")
    #expect(told.output.isEmpty && told.errors.hasPrefix("tonnage: "), "\(told)")
    #expect(Int(told.status) == status)
    let run = try home.shell("exec \"$0\" \(command) --store \"$1\" --json")
    #expect(Int(run.status) == status && run.errors.isEmpty, "\(run)")
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.error?["code"] as? String == code, "\(run)")
    #expect(run.error?["status"] as? Int == status)
    let sentence = run.error?["sentence"] as? String ?? ""
    #expect("tonnage: \(sentence)\n" == told.errors)
  }

  @Test func aFileOfSeveralAthletesIsAnsweredWithOneJSON() throws {
    let home = try Home(withSample: false)
    let file = "\(home.folder)/two.json"
    let text = """
      {"users": [{"id": "u1", "name": "Ana Lift"}, {"id": "u2", "name": "Bo Press"}],
       "exercises": [{"id": "x1", "name": "Bench Press", "primaryMuscleGroup": "Chest"}],
       "workoutLogs": [{"id": "l1", "userId": "u2", "date": "2024-12-01T18:00:00.000Z",
         "isWorkoutFinished": true, "weightUnit": "KG", "exercises": [{"exerciseId": "x1", "sets": 1,
         "reps": [5], "weights": [87.5], "completed": [true]}]}]}
      """
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let run = try home.command("import", file, "--json")
    let users = run.error?["users"] as? [[String: Any]]
    #expect(run.status == 65 && users?.map { $0["name"] as? String } == ["Ana Lift", "Bo Press"])
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test func aNameOfNothingThatWasTrainedIsNull() throws {
    let run = try Home(withSample: false).command("progress", "Squat", "--json")
    #expect(run.status == 0 && run.output == "null\n")
  }

  // Lists

  /// Logs something on 25 days.
  private func longLog() throws -> Home {
    let home = try Home(withSample: false)
    let logbook = Logbook(store: try home.openStore())
    let today = logbook.surroundings.today().date
    for days in 1...25 {
      let date = today.advanced(byDays: -days)
      _ = try logbook.log("Squat", typed: "100x5", unit: .kilograms, date: date)
      _ = try logbook.logBodyWeight(80, unit: .kilograms, date: date)
    }
    try logbook.store.close()
    return home
  }

  @Test func listsListEverythingUnlessALimitIsGiven() throws {
    let home = try longLog()
    func count(_ words: String...) throws -> Int {
      let run = try home.shell("exec \"$0\" \(words.joined(separator: " ")) --store \"$1\"")
      return (run.json as? [Any])?.count ?? run.output.split(separator: "\n").count - 1
    }
    for (command, all) in [("workouts", 25), ("bodyweight", 25), ("journal", 50)] {
      #expect(try count(command, "--json") == all)
      #expect(try count(command) == all)
      #expect(try count(command, "--json", "--limit 3") == 3)
      #expect(try count(command, "--limit 3") == 3)
      #expect(try count(command, "--limit 0", "--json") == 0)
      #expect(try count(command, "--limit \(Int.max)", "--json") == all)
    }
    let past = try home.command("progress", "Squat").output
    #expect(past.split(separator: "\n").count { $0.contains("100x5") } == 25)
    // On a terminal it is a screenful, and what is left out is told.
    let program = try home.open(["workouts"], rows: 40)
    try program.wait(
      forText: "There are more: “tonnage workouts --limit 100 --store \(home.store)” lists 100.")
    #expect(program.screen.lines.count { $0.contains("Workout") } == 20)
    #expect(try program.waitForExit() == .exited(0))
    let all = try home.open(["workouts", "--limit", "25"], rows: 40)
    #expect(try all.waitForExit() == .exited(0))
    #expect(all.screen.lines.count { $0.contains("Workout") } == 25)
  }
}
