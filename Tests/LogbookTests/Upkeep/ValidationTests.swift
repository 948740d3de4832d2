import Interchange
import Sync
import Testing
import Training
import Upkeep
import Wire

@testable import Logbook

struct ValidationTests {
  @Test func aSoundStoreHasNothingToTell() throws {
    let gym = try Gym()
    try gym.train("100x5x3")
    try gym.put(try strength())
    let report = try gym.logbook.validate()
    #expect(report.isClean)
    #expect(report.survey.collections[.workoutLogs]?.countedSets == 3)
    #expect(report.survey.collections[.workoutLogs]?.volume == 1500)
    // Six exercises, and a training max.
    #expect(report.survey.collections[.programs]?.references == 7)
  }

  @Test func eachKindOfFaultIsToldWithItsPlace() throws {
    let gym = try Gym()
    var log = try planted("w", [("squat", { $0.exerciseType = .machine })])
    log.exercises.append(LoggedExercise(id: "x", exerciseId: "bench-press"))
    log.exercises.append(LoggedExercise(id: "y", exerciseId: "ghost"))
    try gym.put(log)
    let report = try gym.logbook.validate()
    #expect(report.survey.findings.map(\.kind) == [.orphan, .missing, .inconsistent])
    #expect(
      report.survey.findings.allSatisfy {
        $0.places.map(\.document) == [DocumentKey(.workoutLogs, "w")]
      })
    #expect(try gym.steps() == ["Put"])
  }

  @Test func exercisesOfTheAthletesOwnAreKnown() throws {
    let gym = try Gym()
    let own = Exercise(id: "own", userId: "u", metadata: ExerciseMetadata(name: "Sled"))
    try gym.put(own)
    var log = try sound("w")
    log.exercises[0].exerciseId = "own"
    log.exercises[0].exerciseMetadata = own.metadata
    try gym.put(log)
    #expect(try gym.logbook.validate().isClean)
  }

  @Test func withoutAListOnlyMissingCopiesOfOwnExercisesAreFound() throws {
    let gym = try Gym()
    gym.use(nil)
    try gym.put(try sound("w"))
    #expect(try gym.logbook.validate().isClean)
  }

  // MARK: Files

  private let legacy = """
    {"exercises": {"x1": {"name": "Yoke", "primaryMuscleGroup": "Traps", "exerciseType": "Machine"}},
     "workoutLogs": [
       {"id": "a", "userId": "ann", "date": "2025-01-02", "exercises": [
         {"exerciseId": "x1", "sets": 1, "reps": [5], "weights": [100], "completed": [true]},
         {"exerciseId": "squat", "sets": 1, "reps": [5], "weights": [100], "completed": [true],
          "exerciseMetadata": {"name": "Squat", "primaryMuscleGroup": "Glutes", "exerciseType": "Barbell"}},
         {"exerciseId": "ghost", "sets": 1, "reps": [5], "weights": [100], "completed": [true]}]},
       {"id": "b", "userId": "bob", "date": "yesterday", "exercises": []}]}
    """

  @Test func aLegacyFileIsLookedThroughAsItCame() throws {
    let gym = try Gym()
    let report = try gym.logbook.validate(file: "old.json", bytes: Array(legacy.utf8))
    #expect(report.survey.findings.map(\.exerciseId) == ["ghost", "x1", "squat"])
    #expect(report.survey.findings.map(\.kind) == [.orphan, .missing, .inconsistent])
    #expect(report.faultCount == 1)
    #expect(report.faults.first?.sentence.hasPrefix("workoutLogs b: ") == true)
    #expect(report.athletes == ["ann", "bob"])
    #expect(try gym.steps() == [])
  }

  @Test func anExportOfOurOwnFitsTogether() throws {
    let gym = try Gym()
    try gym.train("100x5x3")
    var text = ""
    try gym.logbook.exportJSON { text += $0 }
    let report = try gym.logbook.validate(file: "mine.json", bytes: Array(text.utf8))
    #expect(report.isClean)
    #expect(report.survey.documents == 1)
  }

  private func dump(_ documents: String) -> [UInt8] {
    let body =
      ",\"lineage\":\"l\",\"strategy\":\"merge-changes\",\"generation\":1,\"device\":\"d\",\"writtenAt\":\"2025-01-01T00:00:00.000Z\",\"commit\":\"c\",\"userId\":\"u\",\"devices\":{},\"seen\":{},\(documents)}"
    let checksum = ContentHash(body.utf8).text
    return Array(
      "{\"format\":\"tonnage-dump\",\"version\":2,\"checksum\":\"\(checksum)\"\(body)".utf8)
  }

  @Test func aDumpIsLookedThroughDocumentByDocument() throws {
    let gym = try Gym()
    let log = try planted("w", [("squat", { $0.exerciseType = .machine })]).json()
    let bytes = dump(
      "\"workoutLogs\":{\"w\":\(log),\"bad\":{\"id\":\"bad\",\"date\":7}},\"tombstones\":{}")
    let report = try gym.logbook.validate(file: "dump.json", bytes: bytes)
    #expect(report.survey.findings.map(\.kind) == [.inconsistent])
    #expect(report.faults.map(\.document) == [DocumentKey(.workoutLogs, "bad")])
  }

  @Test func aDumpThatWasEditedIsSaidToBe() throws {
    let text = String(decoding: dump("\"workoutLogs\":{},\"tombstones\":{}"), as: UTF8.self)
    let edited = text.replacing("\"generation\":1", with: "\"generation\":2")
    let gym = try Gym()
    let report = try gym.logbook.validate(file: "dump.json", bytes: Array(edited.utf8))
    #expect(report.faults.count == 1)
    #expect(!report.isClean)
  }

  @Test(arguments: [
    (
      "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n2025-01-02 10:00:00,Day,Squat,1,100,5\n",
      "notDocuments"
    ),
    ("SQLite format 3\0", "isStore"),
    ("{\"format\":\"tonnage-dump\",\"lineage\":\"l\",", "notJSON"),
    ("{}", "noDocuments"), ("", "empty"),
  ])
  func whatIsNoFileOfDocumentsIsRefused(text: String, error: String) throws {
    let gym = try Gym()
    do {
      _ = try gym.logbook.validate(file: "f", bytes: Array(text.utf8))
      Issue.record("nothing was refused")
    } catch let refusal as InterchangeError {
      #expect(refusal.sentence.hasPrefix("Reading f"))
      #expect("\(refusal)".hasPrefix(error), "\(refusal)")
    }
  }
}
