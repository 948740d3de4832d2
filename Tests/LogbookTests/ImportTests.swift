import Interchange
import Store
import Testing
import Training
import Wire

@testable import Logbook

/// Two workouts of one athlete, a program and two exercises, as another program wrote them.
private let dumpText = """
  {
    "users": [{"id": "u1", "name": "Ana"}],
    "exercises": [
      {"id": "x1", "name": "Barbell Bench Press", "primaryMuscleGroup": "Chest", "exerciseType": "Barbell"},
      {"id": "x2", "name": "Pull-ups", "exerciseType": "Bodyweight Loadable"}
    ],
    "programs": [
      {"id": "p1", "userId": "u1", "name": "Flat", "weightUnit": "KG", "isCurrent": true, "weeklyConfigs": {
        "week1_day1": {"name": "A", "exercises": [{"exerciseId": "x1", "sets": 3, "reps": 5}]}}}
    ],
    "bodyWeights": [{"id": "b1", "userId": "u1", "date": "2024-11-30", "value": 80, "unit": "kg"}],
    "workoutLogs": [
      {"id": "l1", "userId": "u1", "programId": "p1", "weekIndex": 0, "dayIndex": 0,
       "date": "2024-12-01T18:00:00Z", "isWorkoutFinished": true, "weightUnit": "KG", "duration": 50, "mood": "good",
       "exercises": [
         {"exerciseId": "x1", "sets": 2, "reps": [5, 5], "weights": [100, 100], "completed": [true, true]},
         {"exerciseId": "ghost", "sets": 1, "reps": [8], "weights": [20], "completed": [true]},
         {"exerciseId": "x2", "sets": 1, "reps": [8], "weights": [0], "completed": [true], "bodyweight": 80}]},
      {"id": "l2", "userId": "u1", "date": "2024-12-04T18:00:00Z", "isWorkoutFinished": true, "weightUnit": "KG",
       "exercises": [
         {"exerciseId": "x1", "sets": 1, "reps": [5], "weights": [102.5], "completed": [true]}]}
    ],
    "userAnalytics": [
      {"id": "u1_x1", "userId": "u1", "exerciseId": "x1",
       "performanceMetrics": {"totalSessions": 3, "maxWeight": 102.5, "totalVolume": 1500}},
      {"id": "u1_none", "userId": "u1", "exerciseId": "none", "performanceMetrics": {"totalSessions": 3}}
    ]
  }
  """

@Suite struct ImportTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  @discardableResult
  private func bringIn(_ text: String = dumpText, dryRun: Bool = false) throws -> ImportReport {
    let dump = try LegacyDump(file: "dump.json", bytes: Array(text.utf8))
    return try gym.logbook.bringIn(try gym.logbook.importPlan(dump, user: nil), dryRun: dryRun)
  }

  private func figures(_ report: ImportReport) -> [String] {
    report.figures.map {
      "\($0.collection.rawValue) \($0.read) \($0.added) \($0.unchanged) \($0.kept)"
    }
  }

  @Test func whatIsAddedIsCountedByCollection() throws {
    let report = try bringIn()
    #expect(
      figures(report) == [
        "exercises 2 2 0 0", "programs 1 1 0 0", "bodyWeights 1 1 0 0", "workoutLogs 2 2 0 0",
      ])
    #expect(report.added == 6)
    #expect(report.userId == "u1")
    #expect(report.counts["workoutLogs"] == 2)
    #expect(report.unknownExercises == ["ghost": 1])
    #expect(report.unreadable.isEmpty)
    #expect(!report.interpretations.isEmpty)
    #expect(!report.isDryRun)
    #expect(try gym.steps() == ["Import of 2 workouts"])
  }

  @Test func documentsAreStoredWithMetadataSummariesAndTheirUnknownFields() throws {
    try bringIn()
    let log = try gym.log("l1")
    #expect(log.exercises.map(\.metadata.name) == ["Barbell Bench Press", "Unknown", "Pull-ups"])
    #expect(log.exercises[0].metadata.equipment == "Barbell")
    #expect(log.workoutSummary?.totalVolume == 1800.0)
    #expect(log.migratedAt == time())
    #expect(log.unknown.map(\.name) == ["mood"])
    let program = try gym.program("p1")
    #expect(program.programSummary?.totalExercises == 1)
    #expect(program.form == .flat && program.isCurrent)
    #expect(try gym.logbook.today().program?.name == "Flat")
    #expect(try gym.logbook.today().bodyWeight?.value == 80)
    #expect(try gym.store.read { try $0.fact(.athlete) } == "u1")
  }

  @Test func importingTwiceChangesNothing() throws {
    try bringIn()
    let steps = try gym.steps()
    let exported = try export()
    gym.wait(days: 3)
    let report = try bringIn()
    #expect(
      figures(report) == [
        "exercises 2 0 2 0", "programs 1 0 1 0", "bodyWeights 1 0 1 0", "workoutLogs 2 0 2 0",
      ])
    #expect(report.added == 0)
    #expect(try gym.steps() == steps)
    #expect(try export() == exported)
  }

  @Test func importingAgainAfterARefreshAndAChangeOfProgramChangesNothing() throws {
    try bringIn()
    try gym.put(try strength("q", isCurrent: false))
    gym.wait(days: 3)
    _ = try gym.logbook.setCurrentProgram(id: "q")
    #expect(figures(try bringIn())[1] == "programs 1 0 1 0")
  }

  @Test func whatWasEditedHereIsKept() throws {
    try bringIn()
    _ = try gym.logbook.edit("l2", .noteWorkout("Mine"))
    let report = try bringIn()
    #expect(figures(report)[3] == "workoutLogs 2 0 1 1")
    #expect(try gym.log("l2").notes == "Mine")
  }

  @Test func whatWasDeletedStaysDeletedUntilItIsBroughtBack() throws {
    try bringIn()
    _ = try gym.logbook.discard("l2")
    let report = try bringIn()
    #expect(figures(report)[3] == "workoutLogs 2 0 1 1")
    #expect(report.deleted.map(\.collection) == [.workoutLogs] && report.isNothing)
    let dump = try LegacyDump(file: "dump.json", bytes: Array(dumpText.utf8))
    _ = try gym.logbook.bringIn(
      try gym.logbook.importPlan(dump, user: nil), options: ImportOptions(bringsBack: true))
    #expect(try gym.log("l2").exercises.count == 1)
  }

  @Test func anImportIsTakenBackAsOneStep() throws {
    try bringIn()
    #expect(try gym.logbook.undo().label == "Import of 2 workouts")
    #expect(try gym.logbook.today().hasHistory == false)
    #expect(try gym.store.read { try $0.count(of: .exercises) } == 0)
    _ = try gym.logbook.redo()
    #expect(try gym.logbook.progress().rows.count == 3)
  }

  @Test func aDryRunCountsAndWritesNothing() throws {
    let report = try bringIn(dryRun: true)
    #expect(report.added == 6 && report.isDryRun)
    #expect(try gym.steps().isEmpty)
    #expect(try gym.store.read { try $0.fact(.athlete) } == nil)
  }

  @Test func progressRunsToItsEndAndCanCancel() throws {
    let dump = try LegacyDump(file: "d", bytes: Array(dumpText.utf8))
    let plan = try gym.logbook.importPlan(dump, user: nil)
    struct Cancelled: Error {}
    #expect(throws: Cancelled.self) {
      try gym.logbook.bringIn(plan) { if $0 == 1 { throw Cancelled() } }
    }
    #expect(try gym.steps().isEmpty)
    var seen: [Double] = []
    _ = try gym.logbook.bringIn(plan) { seen.append($0) }
    #expect(seen == (1...6).map { Double($0) / 6 })
    // Where all of it is there already it can be cancelled as well.
    #expect(throws: Cancelled.self) {
      try gym.logbook.bringIn(plan) { if $0 == 1 { throw Cancelled() } }
    }
  }

  @Test func claimsThatOurFiguresDoNotConfirmAreReported() throws {
    #expect(
      try bringIn().differences == [
        ImportReport.Difference(
          exercise: "Barbell Bench Press", figure: "sessions", claimed: 3, ours: 2),
        ImportReport.Difference(
          exercise: "Barbell Bench Press", figure: "volume", claimed: 1500, ours: 1512.5),
      ])
  }

  @Test func aProgramThatIsCurrentAlreadyStaysTheOnlyOne() throws {
    try gym.put(try strength("mine"))
    try bringIn()
    #expect(try gym.logbook.programs().programs.filter(\.isCurrent).map(\.id) == ["mine"])
  }

  @Test func anImportIntoAStoreThatHasAnAthleteKeepsIt() throws {
    let own = try gym.train("100x5").log.userId
    try bringIn()
    #expect(try gym.store.read { try $0.fact(.athlete) } == own)
    #expect(try gym.log("l1").userId == "u1")
  }

  @Test func severalAthletesNeedAChoice() throws {
    let dump = try LegacyDump(
      file: "d",
      bytes: Array(
        #"{"users": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}], "exercises": [{"id": "x"}]}"#
          .utf8))
    #expect(throws: InterchangeError.severalUsers(file: "d", users: ["A", "B"])) {
      try gym.logbook.importPlan(dump, user: nil)
    }
  }

  @Test func afterAnImportTheAthletesOwnExercisesAreTheOnesFound() throws {
    try bringIn()
    let logged = try gym.train("bench press", "105x5")
    #expect(logged.log.exercises[0].exerciseId == "x1")
    #expect(logged.records.contains { $0.kind == .heaviestWeight && $0.previous == 102.5 })
    #expect(try gym.train("pull-up", "x8").log.exercises[1].exerciseId == "x2")
  }

  @Test func withoutAnyListTheImportStandsOnWhatTheFileSays() throws {
    gym.use(nil)
    try bringIn()
    #expect(try gym.log("l1").exercises[0].metadata.equipment == "Unknown")
    #expect(try gym.logbook.searchExercises("bench", limit: 5).map(\.exerciseId) == ["x1"])
    #expect(try gym.logbook.exercise(named: "ghost").name == "Unknown")
  }

  // MARK: Export

  private func export(_ gym: Gym? = nil) throws -> String {
    var text = ""
    try (gym ?? self.gym).logbook.exportJSON { text += $0 }
    return text
  }

  /// The documents of a store without stamps.
  private func documents(_ gym: Gym) throws -> [Collection: [Element]] {
    func elements<Document: DocumentKind>(_ type: Document.Type) throws -> [Element] {
      try gym.store.read { try $0.all(type) }.map { unstamped($0.element) }
    }
    return [
      .workoutLogs: try elements(WorkoutLog.self), .programs: try elements(Program.self),
      .exercises: try elements(Exercise.self), .bodyWeights: try elements(BodyWeight.self),
    ]
  }

  @Test func anExportReadIntoAnEmptyStoreGivesTheSameDocuments() throws {
    try bringIn()
    try gym.put(try strength("nested", isCurrent: false))
    try gym.train("100x5@8 90x8", on: day(-3))
    _ = try gym.logbook.logBodyWeight(81.5, unit: .kilograms)
    let open = try gym.logbook.startDay(programId: "nested", week: 0, day: 0).log.id
    _ = try gym.logbook.createExercise(
      name: "深い \"é\" \u{1b}[31m", group: .back, type: .barbell, addTo: open, after: nil)
    let other = try Gym()
    let dump = try LegacyDump(file: "export.json", bytes: Array(try export().utf8))
    #expect(dump.users.count == 1)
    let report = try other.logbook.bringIn(try other.logbook.importPlan(dump, user: nil))
    #expect(report.interpretations.isEmpty && report.unknownExercises.isEmpty)
    #expect(try documents(other) == documents(gym))
    #expect(try other.log("l1").unknown == gym.log("l1").unknown)
    #expect(try other.program("p1").form == .flat)
    #expect(
      try other.store.read { try $0.fact(.athlete) } == gym.store.read { try $0.fact(.athlete) })
    #expect(try other.logbook.progress() == gym.logbook.progress())
    let again = try other.logbook.bringIn(try other.logbook.importPlan(dump, user: nil))
    #expect(again.added == 0 && again.figures.allSatisfy { $0.kept == 0 })
  }

  @Test func aWorkoutOfAHundredExercisesIsExportedWhole() throws {
    let log = WorkoutLog(
      id: "long", userId: "u", date: day(),
      exercises: try zip(0..<100, Position.sequence(100)).map { number, position in
        LoggedExercise(
          id: "e\(number)", exerciseId: "squat", exerciseMetadata: try embedded("squat"),
          sets: [LoggedSet(id: "s", weight: 100, reps: 5, completed: true, position: "a")],
          position: position)
      })
    try gym.put(log)
    let json = try JSONSlice(Array(try export().utf8))
    #expect(
      try json["workoutLogs"]?.elements.map { try $0["exercises"]?.elements.map(\.raw).count } == [
        100
      ])
    let other = try Gym()
    let dump = try LegacyDump(file: "export.json", bytes: Array(try export().utf8))
    _ = try other.logbook.bringIn(try other.logbook.importPlan(dump, user: nil))
    #expect(try other.log("long").exercises.map(\.id) == log.exercises.map(\.id))
  }

  @Test func anEmptyStoreIsExportedAsJSON() throws {
    let json = try JSONSlice(Array(try export().utf8))
    #expect(try json["format"]?.string == "tonnage")
    #expect(
      try json.members().map(\.name).suffix(4) == [
        "programs", "exercises", "bodyWeights", "tombstones",
      ])
  }
}

private func unstamped(_ element: Element) -> Element {
  var element = element
  element.stamps = Stamps()
  for index in element.children.indices {
    element.children[index].elements = element.children[index].elements.map(unstamped)
  }
  return element
}
