import Foundation
import GRDB
import Testing
import Training

@testable import Store

/// `validate`, `check` and `repair` as they are typed.
struct CheckCommandTests {
  /// Puts a workout of an exercise that the list has otherwise into the store.
  private func plant(_ home: Home, _ change: (inout ExerciseMetadata) -> Void) throws {
    let store = try home.openStore()
    let id = try #require(try store.read { try $0.workouts(limit: 9).last?.id })
    try store.write(Step("Planted"), at: Athlete.evening) { transaction in
      var present = try #require(try transaction.read(WorkoutLog.self, id))
      var copy = present.document.exercises[0].metadata
      change(&copy)
      present.document.exercises[0].exerciseMetadata = copy
      try transaction.put(present.document, expecting: present.version)
    }
    try store.close()
  }

  @Test(arguments: [["validate"], ["check"], ["check", "--deep"], ["repair"]])
  func theSampleFitsTogether(words: [String]) throws {
    let home = try Home()
    let run = try home.execute(words + ["--store", home.store])
    #expect(run.status == 0, "\(run.output) \(run.complaint)")
    let json = try home.execute(words + ["--json", "--store", home.store])
    #expect(json.status == 0)
    #expect(json.output.split(separator: "\n").count == 1)
  }

  @Test func aDifferenceIsFoundShownChosenAndTakenBack() throws {
    let home = try Home()
    try plant(home) { $0.exerciseType = .machine }
    for words in [["validate"], ["check", "--deep"], ["repair"]] {
      let run = try home.execute(words + ["--store", home.store])
      #expect(run.status == 3, "\(words): \(run.output) \(run.complaint)")
      #expect(run.output.contains("Machine") && run.output.contains("Barbell"), "\(run.output)")
      #expect(run.complaint == "")
    }
    let found = try home.command("validate", "--json")
    #expect(found.status == 3)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any])
    let findings = try #require(answer["findings"] as? [[String: Any]])
    let id = try #require(findings.first?["id"] as? String)
    let repair = try home.command("repair", "--take", "master", id)
    #expect(repair.status == 0, "\(repair.output) \(repair.errors)")
    #expect(repair.output.contains("1 copy of exercises in 1 document was brought up to date."))
    #expect(try home.files().contains { $0.hasSuffix(".backup") })
    #expect(try home.command("validate").status == 0)
    #expect(try home.command("undo").status == 0)
    #expect(try home.command("validate").status == 3)
  }

  @Test func whatIsSpelledOtherwiseIsRepairedByItself() throws {
    let home = try Home()
    try plant(home) { $0.name = $0.name.uppercased() }
    #expect(try home.command("check", "--deep").status == 3)
    let repair = try home.command("repair")
    #expect(repair.status == 0, "\(repair.output) \(repair.errors)")
    #expect(try home.command("check", "--deep").status == 0)
  }

  @Test(arguments: [
    ["repair", "--take", "master"], ["repair", "bench-press"],
    ["repair", "--take", "sideways", "x"],
  ])
  func aChoiceNeedsASideAndAnID(words: [String]) throws {
    let home = try Home()
    #expect(try home.execute(words + ["--store", home.store]).status == 64)
  }

  @Test func whatWasNotFoundCannotBeChosen() throws {
    let home = try Home()
    let run = try home.command("repair", "--take", "master", "nothing-like-it")
    #expect(run.status == 1)
    #expect(run.errors.contains("Nothing was changed."))
    let json = try home.command("repair", "--take", "master", "nothing-like-it", "--json")
    #expect(json.status == 1)
    #expect(json.output.hasPrefix("{\"error\":"))
  }

  @Test func aFileIsLookedThroughAndNotBroughtIn() throws {
    let home = try Home(withSample: false)
    let file = home.folder + "/old.json"
    try
      #"{"workoutLogs":[{"id":"a","userId":"u","date":"2025-01-02","exercises":[{"exerciseId":"ghost","sets":1,"reps":[5],"weights":[100],"completed":[true]}]}]}"#
      .write(toFile: file, atomically: true, encoding: .utf8)
    let run = try home.command("validate", file)
    #expect(run.status == 3)
    #expect(run.output.contains("Nothing knows the exercise “ghost”"))
    #expect(try home.command("workouts").output.contains("2025-01-02") == false)
    #expect(try home.command("validate", home.folder + "/none.json").status == 65)
    #expect(try home.command("validate", home.store).status == 65)
  }

  @Test func aDocumentThatWasAlteredIsNamedAndTheRestIsChecked() throws {
    let home = try Home()
    let queue = try DatabaseQueue(path: home.store)
    try queue.write {
      try $0.execute(
        sql: """
          UPDATE document SET json = replace(json, 'Squat', 'Sqaut') WHERE rowid IN
            (SELECT rowid FROM document WHERE collection = 'workoutLogs' AND json LIKE '%Squat%' LIMIT 1)
          """)
    }
    try queue.close()
    let run = try home.command("check", "--deep")
    #expect(run.status == 3)
    #expect(run.output.contains("“tonnage export --store"))
    #expect(run.output.contains("No note of this check was kept."))
  }
}
