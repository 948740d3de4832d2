import Catalog
import Logbook
import Store
import Testing
import Training

/// Metadata is taken from the exercise list where a document is written, and never to draw a page.
@Suite struct MetadataTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  /// The list with every exercise renamed and every revision one higher.
  private func renamed() throws -> Catalogue {
    let exercises = try Catalogue(text: listText).all.map { exercise in
      var exercise = exercise
      exercise.metadata.name += " II"
      exercise.metadata.revision += 1
      return exercise
    }
    return Catalogue(exercises: exercises, reads: gym.reads)
  }

  private func rename() throws {
    let list = try renamed()
    gym.use(list)
  }

  private func names(_ log: WorkoutLog) -> [String] { log.exercises.map(\.metadata.name) }

  private func history() throws -> WorkoutLog {
    try gym.put(try strength())
    for number in 0..<4 {
      try gym.train("squat", "\(100 + number)x5", on: day(-7 * number - 1))
      try gym.train("pull-up", "x8", on: day(-7 * number - 1))
    }
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    return try gym.logbook.startDay(programId: "p", week: 0, day: 0).log
  }

  /// Everything a page is drawn from.
  private struct Pages: Equatable {
    var today: TodayPage
    var log: LogPage?
    var programs: ProgramsPage
    var progress: ProgressPage
    var exercise: ExercisePage?
    var history: HistoryPage
    var day: PlannedDay

    init(_ logbook: Logbook) throws {
      today = try logbook.today()
      log = try logbook.logPage()
      programs = try logbook.programs()
      progress = try logbook.progress()
      exercise = try logbook.exercisePage(id: "squat", range: .all, sessions: 10)
      history = try logbook.history(year: 2024, limit: 20)
      day = try logbook.plannedDay(programId: "p", week: 0, day: 0)
    }
  }

  @Test func everyPageIsTheSameWhateverBecomesOfTheList() throws {
    _ = try history()
    gym.wait(days: 2)
    let before = try Pages(gym.logbook)
    let reads = gym.reads.count
    try rename()
    let afterRenaming = gym.reads.count
    #expect(try Pages(gym.logbook) == before)
    #expect(gym.reads.count == afterRenaming)
    gym.use(Catalogue(exercises: [], reads: gym.reads))
    #expect(try Pages(gym.logbook) == before)
    gym.use(nil)
    #expect(try Pages(gym.logbook) == before)
    #expect(gym.reads.count == afterRenaming)
    #expect(reads == afterRenaming)
    #expect(gym.store.reads.of(.exercises) == 0)
  }

  @Test func freshCopiesAreNotLookedUp() throws {
    let log = try history()
    let reads = gym.reads.count
    gym.wait(ExerciseMetadata.freshness - 1)
    _ = try gym.logbook.edit(log.id, .noteWorkout("x"))
    _ = try gym.logbook.setCurrentProgram(id: "p")
    #expect(gym.reads.count == reads)
  }

  @Test func staleCopiesAreTakenAnewWhenTheirDocumentIsWritten() throws {
    let log = try history()
    try rename()
    gym.wait(ExerciseMetadata.freshness)
    #expect(names(try #require(try gym.logbook.logPage()).log).first == "Bench Press")
    let edited = try gym.logbook.edit(log.id, .noteWorkout("x")).page.log
    #expect(names(edited) == ["Bench Press II", "Squat II", "Pull-up II", "Plank II"])
    #expect(edited.exercises.allSatisfy { $0.metadata.lastUpdated == gym.now })
  }

  @Test func aRefreshCarriesNoStamp() throws {
    let log = try history()
    let stamps = try gym.log(log.id).exercises.map(\.stamps)
    try rename()
    gym.wait(days: 2)
    _ = try gym.logbook.edit(log.id, .noteWorkout("x"))
    #expect(try gym.log(log.id).exercises.map(\.stamps) == stamps)
  }

  @Test func finishedWorkoutsProgramsAndCommandsRefreshToo() throws {
    _ = try history()
    try gym.put(try strength("q", isCurrent: false))
    let rows = try gym.logbook.history(year: 2024, limit: 2).rows
    let finished = try #require(rows.first { $0.isFinished }).id
    try rename()
    gym.wait(days: 2)
    #expect(
      names(try gym.logbook.edit(finished, .noteWorkout("x")).page.log) == [
        "Squat II", "Pull-up II",
      ])
    _ = try gym.logbook.setCurrentProgram(id: "q")
    for id in ["p", "q"] {
      #expect(try gym.program(id).days[0].exercises[0].metadata.name == "Bench Press II")
    }
    let row = try gym.train("barbell row II", "60x8", on: day(-8)).log
    #expect(names(row) == ["Squat II", "Pull-up II", "Barbell Row II"])
  }

  @Test func aCopyOfALaterRevisionIsKept() throws {
    var metadata = try embedded("squat", at: time(-100_000))
    metadata.revision = 9
    metadata.name = "Squat of tomorrow"
    try gym.put(
      WorkoutLog(
        id: "w", userId: "u", date: day(),
        exercises: [LoggedExercise(id: "e", exerciseId: "squat", exerciseMetadata: metadata)]))
    #expect(names(try gym.logbook.edit("w", .noteWorkout("x")).page.log) == ["Squat of tomorrow"])
  }

  @Test func anExerciseThatNothingKnowsKeepsItsCopy() throws {
    let metadata = ExerciseMetadata(name: "Log Press", lastUpdated: time(-100_000))
    try gym.put(
      WorkoutLog(
        id: "w", userId: "u", date: day(),
        exercises: [
          LoggedExercise(id: "e", exerciseId: "log-press", exerciseMetadata: metadata),
          LoggedExercise(id: "f", exerciseId: "nothing"),
        ]))
    let log = try gym.logbook.edit("w", .noteWorkout("x")).page.log
    #expect(names(log) == ["Log Press", "Unknown"])
    #expect(log.exercises[1].exerciseMetadata == nil)
  }

  @Test func aProgramLooksEachOfItsExercisesUpOnce() throws {
    try gym.put(try strength())
    try gym.put(try strength("q", isCurrent: false))
    gym.wait(days: 2)
    let reads = gym.reads.count
    _ = try gym.logbook.setCurrentProgram(id: "q")
    // Five exercises in each of two programs.
    #expect(gym.reads.count == reads + 10)
  }

  // MARK: Without a list

  @Test func withoutAListTheExercisesAreThoseThatDocumentsEmbed() throws {
    try gym.put(try strength())
    try gym.train("deadlift", "180x3", on: day(-1))
    gym.use(nil)
    let found = try gym.logbook.searchExercises("", limit: 20).map(\.exerciseId)
    #expect(Set(found) == ["bench-press", "squat", "pull-up", "plank", "barbell-row", "deadlift"])
    #expect(try gym.train("deadlift", "185x3").exercise.primaryMuscleGroup == .hamstrings)
    #expect(throws: LogbookError.self) { try gym.train("push-up", "x10") }
    let log = try gym.logbook.startBlank().log.id
    #expect(try gym.logbook.addExercise("plank", to: log, after: nil).message == "Plank added.")
  }

  @Test func theNewestCopyIsTheOneTheListIsRebuiltFrom() throws {
    var program = try strength()
    program.days[0].exercises[0].exerciseMetadata?.name = "Old Press"
    program.days[0].exercises[0].exerciseMetadata?.revision = 0
    try gym.put(program)
    gym.use(nil)
    #expect(
      try gym.logbook.searchExercises("press", limit: 5).map(\.metadata.name) == ["Bench Press"])
  }

  // MARK: The athlete's own

  @Test func anOwnExerciseAnswersToTheNamesOfTheListedOneItStandsFor() throws {
    try gym.put(
      Exercise(
        id: "x1", metadata: ExerciseMetadata(name: "Barbell Bench Press", exerciseType: .barbell)))
    for name in ["Barbell Bench Press", "bench press", "bp", "x1"] {
      #expect(try gym.logbook.exercise(named: name).id == "x1", "\(name)")
    }
    #expect(try gym.logbook.searchExercises("bench", limit: 10).map(\.exerciseId) == ["x1"])
    #expect(try gym.store.read { try $0.all(Exercise.self) }[0].aliases.isEmpty)
  }

  @Test func aListedExerciseThatWasTrainedKeepsItsPlace() throws {
    try gym.train("bench press", "100x5")
    try gym.put(Exercise(id: "x1", metadata: ExerciseMetadata(name: "Barbell Bench Press")))
    #expect(try gym.logbook.exercise(named: "bench press").id == "bench-press")
    #expect(try gym.logbook.exercise(named: "Barbell Bench Press").id == "x1")
    #expect(try gym.logbook.searchExercises("bench", limit: 10).count == 2)
  }

  @Test func anOwnExerciseKeepsItsOwnNameBeforeAnAlias() throws {
    try gym.put(
      Exercise(id: "x1", metadata: ExerciseMetadata(name: "Barbell Bench Press")),
      Exercise(id: "x2", metadata: ExerciseMetadata(name: "Bench Press")))
    #expect(try gym.logbook.exercise(named: "bench press").id == "x2")
    #expect(try gym.logbook.exercise(named: "bp").id == "x1")
  }

  @Test func theListIsPutTogetherOnceForManySearches() throws {
    try gym.put(Exercise(id: "x1", metadata: ExerciseMetadata(name: "Sled Push")))
    _ = try gym.logbook.searchExercises("s", limit: 5)
    let reads = gym.reads.count
    #expect(try gym.logbook.searchExercises("sl", limit: 5).map(\.exerciseId) == ["x1"])
    #expect(gym.reads.count == reads + 1)
    try gym.put(Exercise(id: "x2", metadata: ExerciseMetadata(name: "Sled Pull")))
    #expect(try gym.logbook.searchExercises("sled", limit: 5).count == 2)
  }
}
