import Foundation
import Store
import Testing
import Training

/// Our own exports, out and in again by the program.
struct OwnTableTests {
  private func home() throws -> Home {
    let home = try Home(withSample: false)
    #expect(
      try home.command("log", "Squat", "w60x8", "100x5@8", "d80x0", "--note", "slow").status == 0)
    #expect(try home.command("bodyweight", "80").status == 0)
    return home
  }

  /// Writes a file into the home. Returns its path.
  private func write(_ text: String, _ name: String, to home: Home) throws -> String {
    let path = "\(home.folder)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// A table without some of its columns; no cell but the last holds a comma.
  private func table(_ text: String, without columns: Set<String>) -> String {
    let lines = text.split(separator: "\n")
    let heading = lines[0].split(separator: ",").map(String.init)
    return lines.map { line in
      let cells = line.split(
        separator: ",", maxSplits: heading.count - 1, omittingEmptySubsequences: false)
      return zip(heading, cells).filter { !columns.contains($0.0) }.map { String($0.1) }
        .joined(separator: ",") + "\n"
    }.joined()
  }

  @Test func aTableWithoutSomeColumnsTakesNothingAway() throws {
    let home = try home()
    let before = try home.command("export").output
    let csv = try home.command("export", "--format", "csv").output
    for columns in [
      ["set_note", "done", "kind", "rpe"], ["seconds", "distance", "unit", "exercise_note"],
      ["date", "start", "minutes", "rest", "superset", "type", "group"],
    ] {
      let file = try write(table(csv, without: Set(columns)), "table.csv", to: home)
      let run = try home.command("import", file)
      #expect(run.status == 0 && run.output.contains("Nothing new. The store is as it was."))
      #expect(try home.command("export").output == before)
    }
  }

  @Test func anEditedTableIsShownFirstAndTakenOverAsOneStep() throws {
    let home = try home()
    let csv = try home.command("export", "--format", "csv").output
    let edited = csv.replacingOccurrences(of: ",100,kg,5,8,", with: ",102.5,kg,5,9,")
      .replacingOccurrences(of: ",80,kg,,", with: ",81,kg,,")
    let file = try write(edited, "table.csv", to: home)
    let look = try home.command("import", file, "--dry-run")
    #expect(look.output.contains("2 documents would be written. Nothing was."), "\(look)")
    #expect(look.output.contains(" was edited in the table: taken over"))
    #expect(!look.output.contains("in the app"))
    let run = try home.command("import", file)
    #expect(run.output.contains("2 documents written."))
    #expect(run.output.contains("1 warm-up +"))
    let days = try home.command("workouts", "--json").output
    let id = try #require(days.firstMatch(of: /"id":"([^"]+)"/)?.1)
    #expect(
      try home.command("workouts", String(id)).output.contains("w60x8 102.5x5@9 d80x0"))
    #expect(try home.command("undo").output.contains("Import of 1 workout"))
    #expect(try home.command("workouts", String(id)).output.contains("w60x8 100x5@8 d80x0"))
  }

  @Test func aCellThatIsNoEditRefusesTheFileWithItsPlace() throws {
    let home = try home()
    let csv = try home.command("export", "--format", "csv").output
    let edited = csv.replacingOccurrences(of: ",100,kg,5,8,", with: ",200000,kg,5,12,")
    let file = try write(edited, "table.csv", to: home)
    let run = try home.command("import", file)
    #expect(run.status == 65)
    #expect(
      run.errors.contains(
        /line [0-9]+, column [0-9]+: weight is 200000, which is above 99999\. Nothing/),
      "\(run.errors)")
  }

  @Test func whatWasDeletedSinceNamesWhoAndTheFlag() throws {
    let home = try home()
    let csv = try write(
      try home.command("export", "--format", "csv").output, "table.csv", to: home)
    let json = try write(try home.command("export").output, "all.json", to: home)
    #expect(try home.command("undo").status == 0)
    #expect(try home.command("import", csv).status == 0)
    // A deletion of the athlete's own, and not an undo.
    let store = try home.openStore()
    try store.write(Step("Deleted"), at: Athlete.evening) { transaction in
      for id in try transaction.reader.ids(of: .workoutLogs) {
        try transaction.delete(.workoutLogs, id)
      }
    }
    try store.close()
    for file in [csv, json] {
      let run = try home.command("import", file)
      #expect(run.output.contains("--bring-back brings"), "\(run)")
      #expect(run.output.contains(" here"), "\(run)")
    }
    let deletions = try write(try home.command("export").output, "deletions.json", to: home)
    let other = "\(home.folder)/other.tonnage"
    #expect(try home.command("import", json, store: other).status == 0)
    let look = try home.command("import", deletions, "--dry-run", store: other)
    #expect(
      look.output.contains("1 document removed as the file says. Nothing was written."), "\(look)")
    let empty = try home.command("import", deletions, store: "\(home.folder)/empty.tonnage")
    #expect(!empty.output.contains("removed"), "\(empty)")
    #expect(try home.command("import", csv, "--bring-back").output.contains("1 workout new"))
  }
}
