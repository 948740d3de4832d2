import Foundation
import PtyHarness
import Store
import Testing

/// The first minutes with the program: from nothing to the first set, or to a history brought along.
struct FirstRunTests {
  /// The athlete's own store, where nothing is named.
  private let ownStore = ".local/share/tonnage/log.tonnage"

  @Test func threeKeysLeadFromNothingToTheFirstSetInAStoreOfTheAthletesOwn() throws {
    let home = try Home(withSample: false)
    let program = try home.run([Home.program])
    try program.wait(for: "What do you lift in?")
    try program.type("ks")
    try program.wait(for: "Full body A")
    try program.press(.enter)
    try program.wait(for: "started.")
    try program.type("60\r")
    try program.wait(for: "Set 1 logged.")
    try program.leave()
    #expect(try home.permissions(ownStore) == 0o600)
    #expect(try home.permissions(".local/share/tonnage") == 0o700)
    let settings = try String(
      contentsOfFile: "\(home.folder)/.config/tonnage/config.toml", encoding: .utf8)
    #expect(settings.contains("unit = \"kg\""))
    let again = try home.run([Home.program])
    try again.wait(for: "is under way")
    try again.leave()
  }

  @Test func keysPressedAheadOnTheFirstRunAreTaken() throws {
    let home = try Home(withSample: false)
    let program = try home.run([Home.program])
    try program.type("le")
    try program.wait(for: "Add exercise")
    try program.type("bench")
    try program.wait(for: "Bench Press")
    try program.press(.enter)
    try program.wait(for: "0 of 3 sets")
    try program.type("225x5\r")
    try program.wait(for: "1 of 3 sets")
    try program.leave()
  }

  @Test func aHistoryIsBroughtAlongFromAFile() throws {
    let home = try Home(withSample: false)
    let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("sample-data/athlete.json").path
    try FileManager.default.copyItem(atPath: sample, toPath: "\(home.folder)/my history.json")
    let program = try home.run([Home.program])
    try program.type("ki")
    try program.wait(for: "my history.json")
    try program.press(.enter)
    try program.wait(for: "Would do")
    try program.press(.enter)
    try program.wait(for: "u takes it back")
    try program.press(.enter)
    try program.wait(for: "[History]")
    try program.leave()
  }

  @Test(arguments: [
    ("{\"users\": [{\"id\": \"u1\"", "Nothing was imported."),
    ("Dear coach", "Nothing was imported."),
    ("{\"letters\": []}", "it holds no exercises, programs or workouts."),
    ("", "Nothing was imported."),
  ])
  func aFileThatCannotBeReadIsSaidAndCanBeTypedAgain(text: String, sentence: String) throws {
    let home = try Home(withSample: false)
    try text.write(toFile: "\(home.folder)/dump.json", atomically: true, encoding: .utf8)
    let program = try home.run([Home.program])
    try program.type("ki")
    try program.wait(for: "dump.json")
    try program.type("i")
    try program.wait(for: "Type its path")
    try program.type("dump.json\r")
    try program.wait(forSentence: sentence)
    try program.press(.controlU)
    try program.type("no such.json\r")
    try program.wait(
      forSentence: "Reading no such.json: No such file or directory. Nothing was imported.")
    try program.press(.escape)
    try program.wait(for: "type a path")
    try program.press(.escape)
    try program.wait(for: "sample programs")
    try program.leave()
  }

  @Test func aFileOfSeveralAthletesAsksForOne() throws {
    let home = try Home(withSample: false)
    let dump = """
      {"users": [{"id": "u1", "name": "Ana Lift"}, {"id": "u2", "name": "Bo Press"}],
       "exercises": [{"id": "x1", "name": "Bench Press", "primaryMuscleGroup": "Chest"}],
       "workoutLogs": [{"id": "l1", "userId": "u2", "date": "2024-12-01T18:00:00.000Z",
         "isWorkoutFinished": true, "weightUnit": "KG", "exercises": [{"exerciseId": "x1", "sets": 1,
         "reps": [5], "weights": [87.5], "completed": [true]}]}]}
      """
    try dump.write(toFile: "\(home.folder)/dump.json", atomically: true, encoding: .utf8)
    let program = try home.run([Home.program])
    try program.type("ki")
    try program.wait(for: "dump.json")
    try program.press(.enter)
    try program.wait("both athletes") { $0.contains("Ana Lift") && $0.contains("Bo Press") }
    try program.press(.down, .enter)
    try program.wait(for: "Would do")
    try program.press(.enter)
    try program.wait(for: "u takes it back")
    try program.type("gr")
    try program.wait(for: "Bench Press")
    try program.leave()
  }

  @Test func settingsThatCannotBeReadAreNamedAndTheProgramRunsOnDefaults() throws {
    let home = try Home()
    let folder = "\(home.folder)/.config/tonnage"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "unit = \"stone\"\n".write(
      toFile: "\(folder)/config.toml", atomically: true, encoding: .utf8)
    let program = try home.open(columns: 200)
    try program.wait("the file, the line and the key") {
      $0.contains("config.toml") && $0.contains("unit") && $0.contains("1")
    }
    try program.leave()
  }

  @Test func aFolderThatCannotBeMadeIsSaid() throws {
    let home = try Home()
    try Data().write(to: URL(fileURLWithPath: "\(home.folder)/file"))
    let program = try home.open(
      environment: ["XDG_STATE_HOME": "\(home.folder)/file"], columns: 250)
    try program.expectEnd(.exited(1))
    #expect(program.screen.contains("could not be made (Not a directory)"))
  }
}

/// `tonnage demo`
struct DemoTests {
  @Test(arguments: ["q", "SIGTERM", "SIGHUP"])
  func theDemonstrationLeavesNothingBehind(end: String) throws {
    let home = try Home(withSample: false)
    let before = try home.files()
    let program = try home.run([Home.program, "demo"])
    try program.startWorkout()
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    switch end {
    case "SIGTERM":
      program.send(signal: SIGTERM)
      try program.expectEnd(.exited(128 + SIGTERM))
    case "SIGHUP":
      program.hangUp()
      #expect(try program.waitForExit() == .exited(128 + SIGHUP))
    default: try program.leave()
    }
    // The folders of settings and logs are the program's own, as always.
    // So is what a build that counts its lines leaves where it runs.
    let left = try home.files().filter { !$0.hasPrefix(".") && !$0.hasSuffix(".profraw") }
    #expect(left == before)
    let settings = "\(home.folder)/.config/tonnage/config.toml"
    #expect(!FileManager.default.fileExists(atPath: settings))
  }
}
