import Interchange
import Store
import Testing
import Training
import Wire

@testable import Logbook

/// Exports of other apps, brought in.
@Suite struct ForeignImportTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  /// A workout as Strong writes it: its rows after the date and the name.
  private static func push(_ date: String, _ name: String = "Push", bench: [Int] = [100, 100, 105])
    -> String
  {
    let rows =
      bench.enumerated().map { "Bench Press (Barbell);\($0 + 1);\($1);kg;5;;;;0;;" }
      + [
        "Supino Inclinado (Halter);1;30;kg;8;;;;0;;", "Supino Inclinado (Halter);2;30;kg;7;;;;0;;",
      ]
    return rows.map { "\(date) 18:00:00;\(name);\($0)\n" }.joined()
  }

  private static let heading =
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes\n"

  private static let pull = """
    2024-12-04 18:00:00;Pull;Barbell Row;1;80;kg;8;;;;0;;
    2024-12-04 18:00:00;Pull;Pull Up;1;;;12;;;;0;;

    """

  private let first = heading + push("2024-12-02") + pull
  private let hevy = """
    "title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
    "Peito","2 Dec 2024, 18:05","2 Dec 2024, 19:00","","Supino",,"",0,"normal",100,5,,,
    "Peito","2 Dec 2024, 18:05","2 Dec 2024, 19:00","","Supino",,"",1,"normal",100.1,5,,,
    "Peito","2 Dec 2024, 18:05","2 Dec 2024, 19:00","","Supino",,"",2,"normal",105,5,,,
    "Peito","2 Dec 2024, 18:05","2 Dec 2024, 19:00","","Inclinado",,"",0,"normal",30,8,,,
    "Peito","2 Dec 2024, 18:05","2 Dec 2024, 19:00","","Inclinado",,"",1,"normal",30,7,,,
    """

  @discardableResult
  private func bringIn(
    _ text: String, _ options: ImportOptions = ImportOptions(), choices: [String: String] = [:],
    dryRun: Bool = false
  ) throws -> ImportReport {
    gym.wait(60)
    let history = try ForeignHistory(file: "export.csv", bytes: Array(text.utf8))
    return try gym.logbook.bringIn(
      try gym.logbook.importPlan(history, file: "export.csv", choices: choices), options: options,
      dryRun: dryRun)
  }

  private func workouts(_ report: ImportReport) throws -> [Int] {
    let figures = try #require(report.figures.first { $0.collection == .workoutLogs })
    return [figures.read, figures.added, figures.unchanged, figures.kept]
  }

  private func logs() throws -> [WorkoutLog] {
    try gym.store.read { reader in
      try reader.ids(of: .workoutLogs).compactMap {
        try reader.document(WorkoutLog.self, $0)?.document
      }
    }.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
  }

  private func ids(_ collection: Collection) throws -> [String] {
    try gym.store.read { try $0.ids(of: collection) }
  }

  private var incline: String { NameMatcher.customID("Supino Inclinado (Halter)") }

  private func edit(_ log: WorkoutLog, _ change: (inout WorkoutLog) -> Void) throws {
    gym.wait(1)
    try gym.store.write(Step("Edited"), at: gym.now) { transaction in
      var present = try #require(try transaction.read(WorkoutLog.self, log.id))
      change(&present.document)
      try transaction.put(present.document, expecting: present.version)
    }
  }

  // MARK: New and known

  @Test func workoutsComeInAsOneStepWithWhatTheyWereCalled() throws {
    let report = try bringIn(first)
    #expect(try workouts(report) == [2, 2, 0, 0])
    #expect(try gym.steps() == ["Import of 2 workouts"])
    let push = try logs()[0]
    #expect(push.importedFrom == "strong" && push.importHash?.count == 16)
    #expect(push.exercises.map(\.exerciseId) == ["bench-press", incline])
    #expect(push.exercises[0].importedName == "Bench Press (Barbell)")
    #expect(push.exercises[1].metadata.name == "Supino Inclinado (Halter)")
    #expect(push.exercises[1].metadata.exerciseType == .dumbbell)
    #expect(!push.userId.isEmpty)
    #expect(try ids(.exercises) == [incline])
  }

  @Test func theSameFileASecondTimeAddsNothingWhateverWasEditedMeanwhile() throws {
    try bringIn(first)
    try edit(try logs()[0]) { $0.exercises[0].sets[0].weight = 102.5 }
    let before = try logs()
    let again = try bringIn(first)
    #expect(try workouts(again) == [2, 0, 2, 0])
    #expect(again.changed.isEmpty && again.twins.isEmpty)
    #expect(try logs() == before)
  }

  @Test func aNewerExportAddsWhatIsNewAndReportsWhatChanged() throws {
    try bringIn(first)
    let newer =
      Self.heading + Self.push("2024-12-02", bench: [100, 100, 110]) + Self.pull
      + Self.push("2024-12-06")
    let report = try bringIn(newer)
    #expect(try workouts(report) == [3, 1, 1, 1])
    #expect(
      report.changed.map { "\($0.date) \($0.name) \($0.isEdited) \($0.wasTaken)" } == [
        "2024-12-02 Push false false"
      ])
    #expect(try logs()[0].exercises[0].sets[2].weight == 105)
    #expect(report.notes.contains { $0.contains("it can be taken over") })
  }

  @Test func whatChangedIsTakenOverAgainAndAgainWhereItWasNotEditedHere() throws {
    try bringIn(first)
    for weight in [110, 112] {
      let newer = Self.heading + Self.push("2024-12-02", bench: [100, 100, weight]) + Self.pull
      let report = try bringIn(newer, ImportOptions(takesChanges: true))
      #expect(report.changed.map(\.wasTaken) == [true])
      #expect(try logs()[0].exercises[0].sets[2].weight == Double(weight))
    }
    try edit(try logs()[0]) { $0.notes = "Mine" }
    let newest = Self.heading + Self.push("2024-12-02", bench: [1, 2, 3]) + Self.pull
    let report = try bringIn(newest, ImportOptions(takesChanges: true))
    #expect(report.changed.map(\.isEdited) == [true] && report.changed.map(\.wasTaken) == [false])
    #expect(try logs()[0].exercises[0].sets[2].weight == 112)
  }

  @Test func aWorkoutWhoseNamesWereMappedIsNoEditedOne() throws {
    try bringIn(first)
    gym.wait(1)
    _ = try gym.logbook.mapNames(["Supino Inclinado (Halter)": "push-up"])
    let newer = Self.heading + Self.push("2024-12-02", bench: [100, 100, 110]) + Self.pull
    let report = try bringIn(newer, ImportOptions(takesChanges: true))
    #expect(report.changed.map(\.wasTaken) == [true])
    #expect(try logs()[0].exercises.map(\.exerciseId) == ["bench-press", "push-up"])
  }

  @Test func aWorkoutThatWasDeletedHereStaysDeleted() throws {
    try bringIn(first)
    let push = try logs()[0]
    gym.wait(1)
    try gym.store.write(Step("Deleted"), at: gym.now) { try $0.delete(.workoutLogs, push.id) }
    let report = try bringIn(first)
    #expect(try workouts(report) == [2, 0, 1, 1])
    #expect(try logs().map(\.name) == ["Pull"])
    #expect(
      report.notes.contains(
        "2024-12-02 Push was deleted on 2025-01-06 here: left out, unless it is brought back"
      ))
    #expect(
      try workouts(try bringIn(first, ImportOptions(bringsBack: true), dryRun: true)) == [
        2, 1, 1, 0,
      ])
    // What an undo took away is not what the athlete deleted.
    _ = try gym.logbook.undo()
    gym.wait(1)
    _ = try gym.logbook.undoImport()
    #expect(try workouts(try bringIn(first)) == [2, 2, 0, 0])
  }

  @Test func aDryRunTellsWhatWouldHappenAndWritesNothing() throws {
    let report = try bringIn(first, dryRun: true)
    #expect(try workouts(report) == [2, 2, 0, 0])
    #expect(report.isDryRun && report.rows.sets == 7)
    #expect(try logs().isEmpty && gym.steps().isEmpty)
    #expect(report.names.map(\.name).count == 4)
  }

  @Test func aCancelledImportChangesNothing() throws {
    struct Cancelled: Error {}
    let history = try ForeignHistory(file: "e", bytes: Array(first.utf8))
    let plan = try gym.logbook.importPlan(history, file: "e")
    #expect(throws: Cancelled.self) {
      try gym.logbook.bringIn(plan) { if $0 > 0 { throw Cancelled() } }
    }
    #expect(try logs().isEmpty && ids(.exercises).isEmpty && gym.steps().isEmpty)
  }

  // MARK: The same workout from elsewhere

  @Test func theSameWorkoutFromAnotherAppIsLeftOutAndReported() throws {
    try bringIn(first)
    let report = try bringIn(hevy)
    #expect(try workouts(report) == [1, 0, 0, 1])
    #expect(report.twins.map(\.from) == ["strong"] && report.twins.map(\.wasAdded) == [false])
    #expect(try logs().count == 2 && ids(.exercises) == [incline])
    let added = try bringIn(hevy, ImportOptions(addsTwins: true))
    #expect(added.twins.map(\.wasAdded) == [true])
    #expect(try logs().count == 3)
  }

  @Test func anotherWorkoutOfTheDayComesIn() throws {
    try bringIn(first)
    let later = hevy.replacing("18:05", with: "18:20")
    #expect(try workouts(try bringIn(later)) == [1, 1, 0, 0])
    try gym.logbook.store.write(Step("Gone"), at: gym.now) { transaction in
      for id in try transaction.reader.ids(of: .workoutLogs) {
        if id.hasPrefix("hevy") { try transaction.delete(.workoutLogs, id) }
      }
    }
    let other = hevy.replacing(",100,5,", with: ",60,5,").replacing(",30,8,", with: ",20,8,")
      .replacing("Peito", with: "Outro")
    #expect(try workouts(try bringIn(other)) == [1, 1, 0, 0])
  }

  @Test func aWorkoutThatTheAppRenamedIsNotDoubled() throws {
    try bringIn(first)
    let renamed = Self.heading + Self.push("2024-12-02", "Chest Day") + Self.pull
    let report = try bringIn(renamed)
    #expect(try workouts(report) == [2, 0, 1, 1])
    #expect(report.twins.map(\.name) == ["Chest Day"] && report.twins.map(\.from) == ["strong"])
    #expect(try logs().count == 2)
  }

  @Test func twoEqualWorkoutsOfOneDayMeetTwoOfAnotherApp() throws {
    let evening = hevy.split(separator: "\n").dropFirst().joined(separator: "\n")
    let twice = hevy + "\n" + evening.replacing("Peito", with: "Outro")
    try bringIn(first)
    let report = try bringIn(twice)
    #expect(try workouts(report) == [2, 1, 0, 1])
  }

  @Test func aWorkoutThatWasLoggedHereIsRecognisedToo() throws {
    try gym.train("100x5", on: LocalDate("2024-12-02"))
    let one = Self.heading + "2024-12-02 18:00:00;Push;Bench Press (Barbell);1;100;kg;5;;;;0;;\n"
    let report = try bringIn(one)
    #expect(report.twins.map(\.from) == [nil])
    #expect(report.notes.contains("2024-12-02 Push is already in this log: left out"))
  }

  // MARK: Names

  @Test func aMappedNameIsRewrittenInAllItsWorkoutsInOneStep() throws {
    try bringIn(first + Self.push("2024-12-06"))
    gym.wait(1)
    #expect(try gym.logbook.mapNames([" supino inclinado (halter)": "push-up"], of: "strong") == 2)
    #expect(try gym.steps()[0] == "“ supino inclinado (halter)” mapped")
    for log in try logs() where log.name == "Push" {
      #expect(log.exercises[1].exerciseId == "push-up")
      #expect(log.exercises[1].metadata.name == "Push-up")
      #expect(log.exercises[1].importedName == "Supino Inclinado (Halter)")
    }
    #expect(try ids(.exercises).isEmpty)
    _ = try gym.logbook.undo()
    #expect(try logs()[0].exercises[1].exerciseId == incline)
    #expect(try ids(.exercises) == [incline])
  }

  @Test func aMappingHoldsForTheNextExportOfTheAppAndNotForAnother() throws {
    try bringIn(first)
    gym.wait(1)
    _ = try gym.logbook.mapNames(["Supino Inclinado (Halter)": "push-up"])
    try bringIn(first + Self.push("2024-12-06"))
    #expect(try logs()[2].exercises[1].exerciseId == "push-up")
    #expect(try ids(.exercises).isEmpty)
    let other = hevy.replacing("\"Supino\"", with: "\"Supino Inclinado (Halter)\"")
      .replacing("2 Dec", with: "9 Dec")
    try bringIn(other)
    #expect(try logs()[3].exercises[0].exerciseId == incline)
  }

  @Test func aNameCanBeChosenBeforehandOrMadeAnExerciseOfOnesOwn() throws {
    try bringIn(
      first,
      choices: ["Supino Inclinado (Halter)": "push-up", "Bench Press (Barbell)": ""])
    let own = NameMatcher.customID("Bench Press (Barbell)")
    #expect(try logs()[0].exercises.map(\.exerciseId) == [own, "push-up"])
    gym.wait(1)
    #expect(try gym.logbook.mapNames(["Bench Press (Barbell)": "bench-press"]) == 1)
    #expect(try ids(.exercises).isEmpty)
    #expect(try gym.logbook.mapNames(["Bench Press (Barbell)": ""]) == 1)
    #expect(try ids(.exercises) == [own])
    #expect(try gym.logbook.mapNames(["Bench Press (Barbell)": ""]) == 0)
  }

  @Test func whatIsNoNameOrNoExerciseIsRefused() throws {
    try bringIn(first)
    #expect(throws: LogbookError.unknownName("Squat")) {
      try gym.logbook.mapNames(["Squat": "squat"])
    }
    #expect(throws: LogbookError.unknownName("Pull Up")) {
      try gym.logbook.mapNames(["Pull Up": "squat"], of: "hevy")
    }
    #expect(throws: LogbookError.self) { try gym.logbook.mapNames(["Pull Up": "nothing"]) }
    #expect(throws: LogbookError.self) { try bringIn(first, choices: ["Pull Up": "nothing"]) }
    #expect(try gym.steps() == ["Import of 2 workouts"])
  }

  @Test func aMappedExerciseOfOnesOwnIsReplacedWhereverItIsUsed() throws {
    try bringIn(first)
    gym.wait(1)
    try gym.train("Supino Inclinado (Halter)", "32x8", on: day())
    var program = try strength()
    program.days[2].exercises[0].exerciseId = incline
    program.trainingMaxes[incline] = 40
    try gym.put(program)
    gym.wait(1)
    #expect(try gym.logbook.mapNames(["Supino Inclinado (Halter)": "push-up"]) == 2)
    #expect(try logs()[2].exercises[0].exerciseId == "push-up")
    let mapped = try gym.program("p")
    #expect(mapped.days[2].exercises[0].exerciseId == "push-up")
    #expect(mapped.days[2].exercises[0].metadata.name == "Push-up")
    #expect(mapped.trainingMaxes["push-up"] == 40 && mapped.trainingMaxes[incline] == nil)
    #expect(try ids(.exercises).isEmpty)
  }

  @Test func anExerciseThatAnotherAppsNamesStandForStays() throws {
    try bringIn(first)
    try bringIn(
      hevy.replacing("\"Supino\"", with: "\"Supino Inclinado (Halter)\"")
        .replacing("2 Dec", with: "9 Dec"))
    gym.wait(1)
    try gym.train("Supino Inclinado (Halter)", "32x8", on: day())
    #expect(try gym.logbook.mapNames(["Supino Inclinado (Halter)": "push-up"], of: "strong") == 1)
    #expect(try logs().last?.exercises[0].exerciseId == incline)
    #expect(try ids(.exercises).contains(incline))
  }

  @Test func theNamesAreListedWithWhatTheyStandFor() throws {
    try bringIn(first)
    let names = try gym.logbook.importedNames()
    #expect(
      names.map { "\($0.format) \($0.name) \($0.exerciseId) \($0.sets) \($0.workouts)" } == [
        "strong Supino Inclinado (Halter) \(incline) 2 1",
        "strong Bench Press (Barbell) bench-press 3 1", "strong Barbell Row barbell-row 1 1",
        "strong Pull Up pull-up 1 1",
      ])
    #expect(names.map(\.certainty) == [.own, .certain, .certain, .certain])
  }

  // MARK: Taking back

  @Test func anImportIsTakenBackWithTheNamesThatWereMappedSince() throws {
    try gym.train("60x5", on: day())
    let before = try logs()
    try bringIn(first)
    gym.wait(1)
    _ = try gym.logbook.mapNames(["Supino Inclinado (Halter)": "push-up"])
    gym.wait(1)
    let undone = try gym.logbook.undoImport()
    #expect(undone.kept.isEmpty)
    #expect(try logs() == before && ids(.exercises).isEmpty)
  }

  @Test func whatWasTouchedSinceStaysWithTheExercisesItUses() throws {
    try bringIn(first)
    try edit(try logs()[0]) { $0.notes = "Touched" }
    gym.wait(1)
    let undone = try gym.logbook.undoImport()
    #expect(try logs().map(\.name) == ["Push"])
    #expect(undone.kept.map(\.document.collection) == [.workoutLogs, .exercises])
    #expect(try ids(.exercises) == [incline])
    gym.wait(1)
    _ = try gym.logbook.redo()
    #expect(try logs().map(\.name) == ["Push", "Pull"])
  }

  // MARK: Beside workouts

  @Test func whatTheAthleteWeighedIsCopiedIntoTheEntriesThatNeedIt() throws {
    let weights = "Date,Time,Measurement,Value,Unit\n2024-12-03,08:00:00,Bodyweight,80,kgs\n"
    let report = try bringIn(weights)
    #expect(report.figures.first { $0.collection == .bodyWeights }?.added == 1)
    try bringIn(first)
    let pull = try logs()[1]
    #expect(pull.exercises[1].bodyweight == 80 && pull.exercises[0].bodyweight == nil)
    #expect(try workouts(try bringIn(weights)) == [0, 0, 0, 0])
  }

  @Test func ourOwnTableGivesTheSameDocumentsBack() throws {
    try bringIn(first)
    try edit(try logs()[0]) { $0.notes = "a;b \"c\"\nd" }
    try gym.put(try strength())
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    var text = ""
    try gym.logbook.exportCSV { text += $0 }
    let other = try Gym()
    let history = try ForeignHistory(file: "o.csv", bytes: Array(text.utf8))
    let report = try other.logbook.bringIn(try other.logbook.importPlan(history, file: "o.csv"))
    #expect(report.added == 5)
    var again = ""
    try other.logbook.exportCSV { again += $0 }
    // Stamps tell who wrote last, and are each store's own.
    func plain(_ gym: Gym) throws -> [[String]] {
      try gym.store.read { reader in
        try reader.all(WorkoutLog.self).map(\.element.fields).map { "\($0)" }
          + [try reader.all(Program.self).map(\.element.fields).map { "\($0)" }.joined()]
      }.map { [$0] }
    }
    #expect(try plain(gym) == plain(other))
    #expect(again.count(where: \.isNewline) == text.count(where: \.isNewline))
  }
}
