import Store
import Testing
import Training

@testable import Upkeep

private let curl = Exercise(
  id: "curl",
  metadata: ExerciseMetadata(
    name: "Curl", primaryMuscleGroup: .biceps, exerciseType: .dumbbell, equipment: "Dumbbell"))

/// A check of so many copies, of which some differ in their equipment and some are missing.
private func report(_ depth: CheckDepth, copies: Int, differing: Int, missing: Int = 0) throws
  -> CheckReport
{
  var survey = MetadataSurvey(ExerciseMasters(list: [curl], own: []))
  var odd = curl.metadata
  odd.equipment = "EZ bar"
  var entries: [LoggedExercise] = []
  for number in 0..<copies + missing {
    entries.append(
      LoggedExercise(
        id: "e\(number)", exerciseId: "curl",
        exerciseMetadata: number < differing ? odd : number < copies ? curl.metadata : nil))
  }
  survey.take(
    WorkoutLog(id: "w", userId: "u", date: LocalDate(dayNumber: 1), exercises: entries))
  return CheckReport(
    at: Instant(milliseconds: 0), depth: depth, survey: survey,
    inspection: try Store.inMemory().inspect(depth.scope) { _ in }, failures: [], earlier: [])
}

struct RepairRulesTests {
  @Test(arguments: [
    (CheckDepth.deep, 1000, 49, 0, true), (.deep, 1000, 50, 0, false),
    (.deep, 100_000, 999, 0, true), (.deep, 100_000, 1000, 0, false),
    (.deep, 100_000, 500, 499, true), (.deep, 100_000, 500, 500, false),
    (.daily, 100_000, 99, 0, true), (.daily, 100_000, 100, 0, false),
    (.daily, 100_000, 0, 49, true), (.daily, 100_000, 0, 50, false),
  ])
  func repairsAreMadeWithinTheThresholdsOnly(
    depth: CheckDepth, copies: Int, differing: Int, missing: Int, isAllowed: Bool
  ) throws {
    let report = try report(depth, copies: copies, differing: differing, missing: missing)
    #expect((RepairRules.refusal(report) == nil) == isAllowed)
  }

  @Test func anAlarmIsRaisedAboveFivePercent() throws {
    #expect(try report(.deep, copies: 100, differing: 5).alert == nil)
    let alert = try #require(try report(.deep, copies: 100, differing: 6).alert)
    #expect(alert.text.contains("\"value\":6"))
    #expect(alert.text.contains("\"threshold\":5"))
  }

  @Test func aNoteIsReadAsItWasWritten() throws {
    var note = try report(.deep, copies: 100, differing: 6, missing: 2).note
    note.repaired = 3
    note.operation = "repair_1"
    note.error = "days: “x”"
    note.direction = .increasing
    let store = try Store.inMemory()
    try store.note(CheckNote.kind, note.text, at: note.at)
    let read = try store.read { try $0.notes(CheckNote.kind).compactMap { CheckNote($0) } }
    #expect(read == [note])
    #expect(read.first?.inconsistent == 6)
    #expect(read.first?.missing == 2)
    #expect(read.first?.rate == 6)
  }

  @Test func aDailyCheckIsNotedAsAQuickOne() throws {
    #expect(try report(.daily, copies: 1, differing: 0).note.depth == .quick)
  }

  @Test(arguments: ["", "{}", "[1]", "{\"depth\":\"deep\"}", "{\"depth\":\"x\",\"consistency\":1}"])
  func aNoteThatCannotBeReadIsNone(text: String) throws {
    let store = try Store.inMemory()
    try store.note(CheckNote.kind, text, at: Instant(milliseconds: 0))
    #expect(try store.read { try $0.notes(CheckNote.kind) }.compactMap { CheckNote($0) } == [])
  }

  @Test(arguments: [(100.0, "100"), (99.96, "99.9"), (94.5, "94.5"), (0, "0")])
  func percentagesAreNotRoundedUp(value: Double, text: String) {
    #expect(value.oneDecimal == text)
  }

  @Test(arguments: [
    RepairError.noFinding(id: "x"), .severalFindings(id: "x", ids: ["x:1", "x:2"]),
    .noExercise(id: "x"), .noCopy(id: "x"),
  ])
  func eachErrorSaysWhatToDoAndThatNothingWasChanged(error: RepairError) {
    #expect(error.description.hasPrefix("Repairing “x”: "))
    #expect(error.description.hasSuffix("Nothing was changed."))
  }
}
