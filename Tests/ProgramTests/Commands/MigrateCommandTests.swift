import Chance
import Foundation
import PtyHarness
import ReplayCheck
import Testing
import Training

@testable import Store

/// Migrating with the real program.
@Suite(.aside) struct MigrateCommandTests {
  /// A home whose store holds raw documents.
  private func raw(workouts: Int) throws -> Home {
    let home = try Home(withSample: false)
    let logs = (0..<workouts).map { number in
      """
      {"id": "w\(1000 + number)", "userId": "u1", "date": "\(LocalDate(dayNumber: 20_094 + number))",
       "isWorkoutFinished": true, "weightUnit": "KG", "mood": \(number), "exercises": [
         {"exerciseId": "x1", "sets": 2, "reps": [5, 5], "weights": [\(60 + number), 60],
          "completed": [true, true]}]}
      """
    }
    let text = """
      {"exercises": [{"id": "x1", "name": "Bench", "primaryMuscleGroup": "Chest", "exerciseType": "Barbell"}],
       "workoutLogs": [\(logs.joined(separator: ","))]}
      """
    try text.write(toFile: home.folder + "/raw.json", atomically: true, encoding: .utf8)
    let imported = try home.command("import", "--raw", home.folder + "/raw.json")
    #expect(imported.status == 0 && imported.output.contains("“tonnage migrate"), "\(imported)")
    return home
  }

  @Test func aLogIsMigratedReportedAndTakenBack() throws {
    let home = try raw(workouts: 60)
    let raw = try home.command("progress").output
    #expect(raw.contains("Unknown") && !raw.contains("Bench"))
    #expect(try home.command("workouts", "w1000").output.contains("Unknown"))
    let preview = try home.command("migrate", "--dry-run")
    #expect(preview.output.hasPrefix("To migrate: 60 workouts and 0 programs, in 2 batches."))
    #expect(try home.command("progress").output == raw)
    let done = try home.command("migrate")
    #expect(done.status == 0 && done.errors.isEmpty, "\(done)")
    #expect(done.output.hasPrefix("Migrated: 60 workouts and 0 programs, 60 entries"))
    #expect(
      done.output.contains("Nothing is lost: 120 sets and 60 unknown fields before and after."))
    #expect(done.output.contains("[x] nothing lost: 120 sets"))
    #expect(try home.command("progress").output.contains("Bench"))
    let report = try home.command("migrate", "--report", "--json")
    #expect(report.output.contains(#""dataQuality":{"consistency":{"value":"100 %"#))
    #expect(
      try home.command("migrate", "--report", "userExperience").output
        .hasPrefix("user experience: ACHIEVED\n"))
    #expect(
      try home.command("migrate", "--report", "businessImpact").output
        == "business impact: does not apply to one athlete's log\n")
    let back = try home.command("migrate", "--rollback", "--json")
    #expect(back.output.hasPrefix(#"{"documents":60,"entries":60,"kept":0,"message":"Taken back"#))
    #expect(try home.command("progress").output == raw)
    let again = try home.command("migrate", "--rollback")
    #expect(again.status == 1 && again.errors.contains("There is no migration to take back."))
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    let home = try Home()
    let suite = try home.command("migrate", "--report", "speed")
    #expect(suite.status == 64 && suite.errors.contains("There is no suite “speed”."))
    #expect(try home.command("migrate", "performance").status == 64)
    #expect(try home.command("migrate", "--rollback", "--dry-run").status == 64)
    let none = try home.command("migrate", "--report")
    #expect(none.status == 1 && none.errors.contains("There is nothing to report yet"))
    let nothing = try home.command("migrate")
    #expect(nothing.status == 0 && nothing.output.hasPrefix("Nothing to migrate: all "))
    try "Date,Workout Name\n".write(
      toFile: home.folder + "/strong.csv", atomically: true, encoding: .utf8)
    let table = try home.command(
      "import", "--raw", home.folder + "/strong.csv", "--format", "strong")
    #expect(table.status != 0)
  }

  @Test func anExerciseOnNoListIsToldAndTheStatusSaysSo() throws {
    let home = try Home(withSample: false)
    let text = """
      {"workoutLogs": [{"id": "w", "userId": "u", "date": "2025-01-06", "isWorkoutFinished": true, "exercises": [
        {"exerciseId": "ghost\\u001b[31m", "sets": 1, "reps": [5], "weights": [60], "completed": [true]},
        {"exerciseId": "squat", "sets": 1, "reps": [5], "weights": [60], "completed": [true]}]}]}
      """
    try text.write(toFile: home.folder + "/raw.json", atomically: true, encoding: .utf8)
    #expect(try home.command("import", "--raw", home.folder + "/raw.json").status == 0)
    let run = try home.command("migrate")
    #expect(run.status == 3, "\(run)")
    #expect(run.output.contains("not found: No exercise list has “ghost"))
    #expect(!run.output.contains("\u{1B}"))
    let second = try home.command("migrate")
    #expect(second.status == 3 && second.output.hasPrefix("Nothing can be migrated."))
  }

  @Test func killedAtAnyMomentItLosesNothingAndGoesOn() throws {
    let home = try raw(workouts: 400)
    let raw = try Data(contentsOf: URL(fileURLWithPath: home.store))
    var random = Seeded(Seed.first)
    let began = ContinuousClock.now
    #expect(try home.command("migrate").status == 0)
    let length = (ContinuousClock.now - began) / Duration.microseconds(1)
    for _ in 0..<max(6, Kills.count / 20) {
      try raw.write(to: URL(fileURLWithPath: home.store))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Home.program)
      process.arguments = ["migrate", "--store", home.store]
      process.environment = home.environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(random.below(max(1, Int(length)))))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let run = try home.command("migrate")
      #expect(run.status == 0, "\(run)")
      let store = try home.openStore()
      let sets = try store.read { reader in
        try reader.ids(of: .workoutLogs).compactMap {
          try reader.document(WorkoutLog.self, $0)?.document
        }.flatMap(\.exercises)
      }
      #expect(sets.count == 400 && sets.allSatisfy { $0.exerciseMetadata?.name == "Bench" })
      #expect(sets.allSatisfy { $0.sets.count == 2 })
      #expect(try store.replayMismatches().isEmpty && store.readOnlyReason == nil)
      try store.close()
      for file in try home.files() where file.hasPrefix("log.tonnage") && file != "log.tonnage" {
        try FileManager.default.removeItem(atPath: "\(home.folder)/\(file)")
      }
    }
  }

  @Test func anOpenScreenIsLeftRoomAndShowsTheNames() throws {
    let home = try raw(workouts: 120)
    let screen = try home.open()
    try screen.wait(for: "Today")
    try screen.type("gr")
    try screen.wait(for: "Unknown")
    let run = try home.command("migrate")
    #expect(run.status == 0, "\(run)")
    #expect(!run.output.contains("no screen was open"), "\(run)")
    try screen.wait(for: "Bench")
    try screen.leave()
    #expect(try !home.files().contains("log.tonnage.screens"))
  }

  @Test func everyScreenShowsRawDocuments() throws {
    let home = try raw(workouts: 5)
    let screen = try home.open()
    for keys in ["gt", "gp", "gr", "gh", "gs", "gl"] {
      try screen.type(keys)
    }
    try screen.type("gr")
    try screen.wait(for: "Unknown")
    try screen.type("gh")
    try screen.wait(for: "2025")
    try screen.leave()
  }
}
