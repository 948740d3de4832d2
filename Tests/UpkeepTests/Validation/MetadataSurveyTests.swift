import Store
import Sync
import Testing
import Training

@testable import Upkeep

private let press = Exercise(
  id: "press",
  metadata: ExerciseMetadata(
    name: "Bench Press", primaryMuscleGroup: .chest, exerciseType: .barbell,
    movementPattern: "Push", equipment: "Barbell", isCompoundLift: true, revision: 2),
  aliases: ["Flat Bench"])

private func log(_ id: String, _ copies: [(String, ExerciseMetadata?)]) -> WorkoutLog {
  WorkoutLog(
    id: id, userId: "u", name: "Push", date: LocalDate(dayNumber: 20_000),
    exercises: copies.enumerated().map { place, copy in
      LoggedExercise(
        id: "e\(place)", exerciseId: copy.0, exerciseMetadata: copy.1,
        sets: [LoggedSet(id: "s", weight: 100, reps: 5, completed: true)])
    })
}

private func copy(_ change: (inout ExerciseMetadata) -> Void) -> ExerciseMetadata {
  var copy = press.metadata
  change(&copy)
  return copy
}

struct MetadataSurveyTests {
  private func survey(_ documents: WorkoutLog..., list: [Exercise]? = [press]) -> MetadataSurvey {
    var survey = MetadataSurvey(ExerciseMasters(list: list, own: []))
    for document in documents { survey.take(document) }
    return survey
  }

  @Test func equalCopiesAreNoFindingHoweverOldTheyAre() {
    let old = copy {
      $0.revision = 1
      $0.lastUpdated = Instant(milliseconds: 1)
    }
    let survey = survey(log("a", [("press", press.metadata), ("press", old)]))
    #expect(survey.isClean)
    #expect(survey.consistency == 100)
    #expect(survey.completeness == 100)
    #expect(survey.copies == 2)
  }

  @Test(arguments: [
    (copy { $0.name = "bench  press" }, Severity.low, [MetadataField.name]),
    (copy { $0.name = "Flat Bench" }, .low, [.name]),
    (copy { $0.name = "Floor Press" }, .medium, [.name]),
    (copy { $0.equipment = "Axle" }, .low, [.equipment]),
    (copy { $0.movementPattern = "Press" }, .low, [.movementPattern]),
    (copy { $0.isCompoundLift = false }, .low, [.isCompoundLift]),
    (copy { $0.measures = [.reps] }, .medium, [.measures]),
    (copy { $0.primaryMuscleGroup = .triceps }, .high, [.primaryMuscleGroup]),
    (copy { $0.exerciseType = .machine }, .high, [.exerciseType]),
    (
      copy {
        $0.exerciseType = .machine
        $0.equipment = "Machine"
      }, .high, [.exerciseType, .equipment]
    ),
  ])
  func aDifferenceIsAsGraveAsItsGravestField(
    copy: ExerciseMetadata, severity: Severity, fields: [MetadataField]
  ) throws {
    let survey = survey(log("a", [("press", copy)]))
    let finding = try #require(survey.findings.first)
    #expect(finding.kind == .inconsistent)
    #expect(finding.severity == severity)
    #expect(finding.fields == fields)
    #expect(survey.inconsistent(severity) == 1)
    #expect(survey.consistency == 0)
  }

  @Test func whatAnExerciseLeavesOpenIsNoDifference() {
    let open = Exercise(id: "press", metadata: ExerciseMetadata(name: "Bench Press"))
    var own = press.metadata
    own.isCompoundLift = false
    #expect(survey(log("a", [("press", own)]), list: [open]).isClean)
  }

  @Test func aCopyOfALaterRevisionHolds() {
    let later = copy {
      $0.revision = 3
      $0.exerciseType = .machine
    }
    #expect(survey(log("a", [("press", later)])).isClean)
  }

  @Test func missingCopiesAndUnknownExercisesAreCountedApart() {
    let survey = survey(log("a", [("press", nil), ("ghost", nil), ("ghost", press.metadata)]))
    #expect(survey.missing == 1)
    #expect(survey.orphans == 2)
    #expect(survey.places == 3)
    #expect(survey.copies == 1)
    #expect(survey.findings.map(\.kind) == [.orphan, .orphan, .missing])
  }

  @Test func withoutAListNothingIsUnknown() {
    let survey = survey(log("a", [("ghost", press.metadata)]), list: nil)
    #expect(survey.isClean)
    #expect(survey.references == 1)
  }

  @Test func placesThatSayTheSameAreOneFindingWithTheFirstDocuments() throws {
    var survey = MetadataSurvey(ExerciseMasters(list: [press], own: []))
    let machine = copy { $0.exerciseType = .machine }
    for number in 0..<12 {
      survey.take(log("w\(number)", [("press", machine), ("press", machine)]))
    }
    let finding = try #require(survey.findings.first)
    #expect(survey.findings.count == 1)
    #expect(finding.count == 24)
    #expect(finding.documentCount == 12)
    #expect(finding.places.map(\.document.id) == (0..<10).map { "w\($0)" })
    #expect(survey.collections[.workoutLogs]?.affected == 12)
    #expect(survey.collections[.workoutLogs]?.countedSets == 24)
  }

  @Test func whatIsHeldDoesNotGrowWithTheFindings() {
    var survey = MetadataSurvey(ExerciseMasters(list: [press], own: []))
    for number in 0..<1500 {
      survey.take(log("w\(number)", [("press", copy { $0.equipment = "\(number)" })]))
    }
    #expect(survey.findings.count == MetadataSurvey.mostFindings)
    #expect(survey.inconsistent == 1500)
  }

  @Test func programsReferToExercisesByTheirTrainingMaxesToo() {
    var survey = MetadataSurvey(ExerciseMasters(list: [press], own: []))
    survey.take(
      Program(id: "p", userId: "u", name: "P", trainingMaxes: ["press": 100, "ghost": 5]))
    #expect(survey.orphans == 1)
    #expect(survey.places == 0)
  }

  @Test func anExerciseOfOnesOwnStandsBeforeTheLists() {
    var own = press
    own.metadata.exerciseType = .machine
    let masters = ExerciseMasters(list: [press], own: [own])
    #expect(masters["press"]?.metadata.exerciseType == .machine)
  }

  @Test func aRepairedCopyKeepsWhatTheExerciseLeavesOpenAndWhatOthersWrote() {
    let field = UnknownField(name: "theirs", json: "1")
    let old = copy {
      $0.name = "bench press"
      $0.equipment = "Axle"
      $0.unknown = [field]
    }
    var open = press
    open.metadata.equipment = "Unknown"
    let now = Instant(milliseconds: 5)
    let repaired = old.taking(over: open, at: now)
    #expect(repaired.name == "Bench Press")
    #expect(repaired.equipment == "Axle")
    #expect(repaired.unknown == [field])
    #expect(repaired.revision == 2)
    #expect(repaired.lastUpdated == now)
    #expect(open.differences(of: repaired) == nil)
  }
}
