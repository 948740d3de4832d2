import Foundation
import PtyHarness
import ReplayCheck
import Store
import Testing
import Training

/// A history from another app, brought in and taken back in a real terminal.
struct ImportTests {
  /// An export, and the first three of its names that the plan shows.
  struct Export: CustomTestStringConvertible, Sendable {
    var file: String
    var names: [String]
    var workouts: Int
    var testDescription: String { file }

    /// The real ones lie beside the project, and not everywhere.
    static let folder =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../../shared/data").standardized.path + "/"
    static let own = Export(
      file: "ours.csv", names: ["Puxada Leve", "Remada Leve", "Rosca Leve"], workouts: 6)
    /// Ours, and those that are at hand.
    static let atHand =
      [own] + real.filter { FileManager.default.fileExists(atPath: folder + $0.file) }
    private static let real = [
      Export(
        file: "strong-semicolon-lbs.csv", names: ["I-Ts", "Double raise", "Bench Press (Barbell)"],
        workouts: 292),
      Export(
        file: "hevy-kg-pt.csv",
        names: [
          "Puxada Alta na Polia (Máquina)", "Desenvolvimento (Halter)", "Rosca Direta na Polia",
        ], workouts: 250),
    ]

    /// What it holds.
    func text() throws -> String {
      if file == Self.own.file { return Self.ours(workouts: workouts) }
      return try String(contentsOfFile: Self.folder + file, encoding: .utf8)
    }

    /// Workouts a week apart, heavier each time.
    private static func ours(workouts: Int) -> String {
      var text =
        "\"title\",\"start_time\",\"end_time\",\"description\",\"exercise_title\",\"superset_id\",\"exercise_notes\",\"set_index\",\"set_type\",\"weight_kg\",\"reps\",\"distance_km\",\"duration_seconds\",\"rpe\"\n"
      for week in (0..<workouts).reversed() {
        let day = "\(1 + 4 * week) Fev 2024"
        for (place, name) in own.names.enumerated() {
          for set in 0..<(4 - place) {
            text +=
              "\"Costas\",\"\(day), 07:30\",\"\(day), 08:30\",\"\",\"\(name)\",,\"\",\(set),\"normal\",\(50 + 5 * week),8,,,\n"
          }
        }
      }
      return text
    }
  }

  /// What the names are mapped to.
  private let exercises = ["Lat Pulldown", "Dumbbell Shoulder Press", "Cable Curl"]

  /// A home with an empty store and the export in it.
  private func home(_ export: Export) throws -> Home {
    let home = try Home(withSample: false)
    try export.text().write(
      toFile: "\(home.folder)/\(export.file)", atomically: true, encoding: .utf8)
    try Store.open(at: home.store, now: Athlete.evening).close()
    return home
  }

  private func run(_ home: Home, _ arguments: [String]) throws -> PtyProcess {
    let program = try home.run(
      [Home.program] + arguments + ["--store", home.store], rows: 100, columns: 120)
    #expect(try program.waitForExit() == .exited(0))
    return program
  }

  @Test(arguments: Export.atHand)
  func aHistoryComesInWithThreeNamesMappedShowsItsTrendAndGoesAgain(_ export: Export) throws {
    let home = try home(export)
    let program = try home.open(rows: 40, columns: 120)
    try program.wait(for: "What do you lift in?")
    try program.type("ki")
    try program.wait(for: export.file)
    try program.press(.enter)
    try program.wait(for: "Would do")
    for (place, exercise) in exercises.enumerated() {
      try program.type("e")
      try program.wait(for: "“\(export.names[place].prefix(24))” is:")
      try program.type(exercise)
      try program.wait("\(exercise) found") { $0.line(with: "▸")?.contains(exercise) == true }
      try program.press(.enter)
      try program.wait("\(export.names[place]) as \(exercise)") {
        $0.contains("Would do") && $0.line(with: export.names[place])?.contains(exercise) == true
      }
      try program.type("j")
    }
    try program.press(.enter)
    try program.wait(for: "takes it back")
    try seeTrend(program)
    try program.type("u")
    try program.wait(for: "Undone: Import of \(export.workouts) workouts.")
    try program.leave()
    try expectNothingLeft(home)
  }

  private func seeTrend(_ program: PtyProcess) throws {
    try program.type("gr")
    try program.wait(for: "[Progress]")
    try program.type("/lat pulldown")
    try program.press(.enter)
    try program.wait(for: "Lat Pulldown")
    try program.press(.enter)
    try program.wait(for: "e1RM")
  }

  private func expectNothingLeft(_ home: Home) throws {
    let store = try home.openStore()
    #expect(try store.read { try $0.ids(of: .workoutLogs) + $0.ids(of: .exercises) } == [])
    #expect(try store.replayMismatches().isEmpty)
    try store.close()
  }

  @Test(arguments: Export.atHand)
  func theCommandsMapNamesAfterwardsAndTakeTheImportBackWithThem(_ export: Export) throws {
    let home = try home(export)
    let imported = try run(home, ["import", export.file]).screen
    #expect(imported.contains("\(export.workouts) workouts new"))
    #expect(imported.contains("tonnage import undo"))
    #expect(try run(home, ["import", export.file]).screen.contains("Nothing new."))
    let maps = zip(export.names, exercises).map { "\($0)=\($1)" }
    #expect(try run(home, ["import", "map"] + maps).screen.contains("3 names mapped"))
    let listed = try run(home, ["import", "map"]).screen
    #expect(listed.line(with: export.names[2])?.contains(exercises[2]) == true)
    #expect(try run(home, ["progress", exercises[0]]).screen.contains("best e1RM"))
    let undone = try run(home, ["import", "undo"]).screen
    #expect(undone.contains("Import of \(export.workouts) workouts"))
    try expectNothingLeft(home)
  }

  @Test func anImportThatIsInterruptedChangesNothing() throws {
    let home = try home(.own)
    let rows = (0..<1200).flatMap { day in
      (0..<6).map { "\(LocalDate(dayNumber: 18_000 + day)),Bench Press,Chest,100,\(5 + $0),,,\n" }
    }
    let text =
      "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n" + rows.joined()
    try text.write(toFile: "\(home.folder)/long.csv", atomically: true, encoding: .utf8)
    let program = try home.run(
      [Home.program, "import", "long.csv", "--store", home.store], columns: 120)
    try program.wait(for: "Importing long.csv: ")
    try program.press(.controlC)
    #expect(try program.waitForExit() == .killed(signal: 2))
    try expectNothingLeft(home)
    #expect(try run(home, ["import", "long.csv"]).screen.contains("1200 workouts new"))
  }

  @Test func aSecondFileThatCannotBeReadKeepsTheFirstOutToo() throws {
    let home = try home(.own)
    try "Dear coach,\n".write(
      toFile: "\(home.folder)/letter.csv", atomically: true, encoding: .utf8)
    let program = try home.run(
      [Home.program, "import", Export.own.file, "letter.csv", "--store", home.store], columns: 120)
    #expect(try program.waitForExit() == .exited(65))
    #expect(program.screen.contains("Reading letter.csv, line 1:"))
    try expectNothingLeft(home)
  }
}
