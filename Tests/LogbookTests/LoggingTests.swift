import Logbook
import Store
import Testing
import Training

@Suite struct LoggingTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  @Test func setsGoIntoANewFinishedWorkoutOfTheDay() throws {
    let logged = try gym.train("100x5x3@8")
    #expect(logged.log.isWorkoutFinished)
    #expect(logged.log.date == day())
    #expect(logged.log.startedAt == time())
    #expect(logged.log.durationMilliseconds == nil)
    #expect(texts(logged.sets) == ["100×5", "100×5", "100×5"])
    #expect(logged.sets.allSatisfy { $0.completed && $0.rpe == 8 && $0.completedAt == time() })
    #expect(logged.exercise.name == "Bench Press")
    #expect(try gym.steps().first == "3 sets of Bench Press logged")
    #expect(Set(logged.sets.map(\.position)).count == 3)
  }

  @Test func moreSetsGoIntoTheLastWorkoutOfTheDay() throws {
    let first = try gym.train("100x5").log
    gym.wait(600)
    let second = try gym.train("squat", "140x5").log
    let third = try gym.train("100x4").log
    #expect(second.id == first.id && third.id == first.id)
    #expect(third.exercises.map(\.exerciseId) == ["bench-press", "squat"])
    #expect(texts(third.exercises[0].sets) == ["100×5", "100×4"])
    #expect(try gym.steps().first == "A set of Bench Press logged")
  }

  @Test func anUnfinishedWorkoutOfTheDayComesBeforeAFinishedOne() throws {
    let open = try gym.logbook.startBlank().log
    let done = try gym.logbook.startBlank().log
    _ = try gym.logbook.edit(done.id, .noteWorkout("Done."))
    _ = try gym.logbook.finish(done.id)
    #expect(try gym.train("100x5").log.id == open.id)
    #expect(try !gym.log(open.id).isWorkoutFinished)
  }

  @Test func anUnfinishedWorkoutOfAnotherDayIsLeftAlone() throws {
    let open = try gym.logbook.startBlank().log
    #expect(try gym.train("100x5", on: day(-1)).log.id != open.id)
  }

  @Test func openSetsAreCompletedBeforeNewOnesAreMade() throws {
    try gym.put(try strength())
    let log = try gym.logbook.startDay(programId: "p", week: 0, day: 0).log
    let logged = try gym.train("bench press", "70x5 80x5 90x6 60x10")
    let sets = logged.log.exercises[0].sets
    #expect(logged.log.id == log.id)
    #expect(texts(sets) == ["70×5", "80×5", "90×6", "60×10"])
    #expect(Array(sets.map(\.id).prefix(3)) == log.exercises[0].sets.map(\.id))
    #expect(sets[2].target == "5+")
    #expect(logged.sets.count == 4)
  }

  @Test func aWeightIsInTheAthletesUnitUnlessItSaysAnother() throws {
    gym.logbook.preferences.unit = .pounds
    let logged = try gym.train("225x5 100kgx5")
    #expect(logged.sets.map(\.unit) == [.pounds, .kilograms])
    #expect(logged.log.weightUnit == .pounds)
  }

  @Test func recordsAreToldWithTheSetsThatSetThem() throws {
    #expect(try gym.train("100x5", on: day(-7)).records.isEmpty)
    let records = try gym.train("102.5x5", on: day(-3)).records
    #expect(records.map(\.kind).contains(.heaviestWeight))
    #expect(records.map(\.kind).contains(.bestE1RM))
    #expect(records.first { $0.kind == .heaviestWeight }?.previous == 100)
    #expect(try gym.train("60x5").records.isEmpty)
  }

  @Test func notesAreAddedToWhatIsNotedAlready() throws {
    func notes(_ note: String) throws -> String {
      try gym.logbook.log("bp", typed: "100x5", unit: .kilograms, note: note).log.exercises[0].notes
    }
    #expect(try notes("Slow.") == "Slow.")
    #expect(try notes("Slower.") == "Slow.; Slower.")
    #expect(try notes("") == "Slow.; Slower.")
  }

  @Test func aSetForAPastDayHasNoTimeOfDay() throws {
    let log = try gym.train("100x5", on: day(-30)).log
    #expect(log.date == day(-30))
    #expect(log.startedAt == nil && log.completedDate == nil)
  }

  @Test func bodyWeightIsCopiedIntoWhatNeedsIt() throws {
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms, date: day(-1))
    #expect(try gym.train("pull-up", "+20x5").log.volume == 500)
  }

  @Test func anExerciseIsFoundByAnyOfItsNamesAndByItsId() throws {
    #expect(try gym.logbook.exercise(named: "bp").id == "bench-press")
    #expect(try gym.logbook.exercise(named: "BARBELL BENCH PRESS").id == "bench-press")
    #expect(try gym.logbook.exercise(named: "bench-press").id == "bench-press")
  }

  @Test func anUnknownNameSuggestsTheRightOneAndLogsNothing() throws {
    let error = #expect(throws: LogbookError.self) { try gym.train("Bnech Press", "100x5") }
    guard case .unknownExercise("Bnech Press", let suggestions) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(suggestions.first == "Bench Press")
    #expect(try gym.steps().isEmpty)
  }

  @Test func aWeightFarAboveTheBestIsAskedAboutFirst() throws {
    try gym.train("squat", "100x5", on: day(-7))
    let before = try gym.steps().count
    let question = "Really 176 kg? That is above 1.5 times your best e1RM, 116.7 kg."
    #expect(throws: LogbookError.unlikely(questions: [question])) {
      try gym.train("squat", "176x5")
    }
    #expect(try gym.steps().count == before)
    try gym.train("squat", "175x5")
    #expect(
      try gym.logbook.log("squat", typed: "500x1", unit: .kilograms, isSure: true).sets[0].weight
        == 500)
  }

  @Test func aNewLiftHasNoBoundOfItsOwn() throws {
    try gym.train("squat", "100x5")
    #expect(try gym.train("deadlift", "400x1").sets[0].weight == 400)
    // Nor on the day on which it is new.
    #expect(try gym.train("squat", "300x1").sets[0].weight == 300)
  }

  @Test func addedWeightIsComparedWithTheOwnOne() throws {
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms, date: day(-7))
    try gym.train("pull-up", "+10x1", on: day(-7))
    try gym.train("pull-up", "+50x1")
    let question =
      "Really 60 kg? With your own weight that is above 1.5 times your best e1RM, 90 kg."
    #expect(throws: LogbookError.unlikely(questions: [question])) {
      try gym.train("pull-up", "+60x1")
    }
  }

  @Test(arguments: [(2, true), (1, false), (-18_262, false), (-18_263, true)])
  func aDayFarOffIsAskedAboutFirst(days: Int, isAsked: Bool) throws {
    if isAsked {
      #expect(throws: LogbookError.self) { try gym.train("squat", "100x5", on: day(days)) }
      #expect(try gym.steps().isEmpty)
    } else {
      #expect(try gym.train("squat", "100x5", on: day(days)).log.date == day(days))
    }
  }

  @Test(arguments: [
    ("squat", "100", "“100” is a number alone: type what was done, such as 100x5, 60s or 5km."),
    ("squat", "@8", "“@8”: the RPE of what? Type it after a set, such as 100x5@8."),
    ("squat", "w100", "“w100” is a number alone: type what was done, such as 100x5, 60s or 5km."),
    ("squat", "100 5", "“100 5” is two numbers, not a set: type 100x5 if that is what you mean."),
    ("plank", "@8", "“@8”: the RPE of what? Type it after a set, such as 100x5@8."),
    (
      "squat", "x5",
      "Logging Squat: the weight is missing. Write it as 100x5, or as 0x5 for none. Nothing was logged."
    ),
  ])
  func halfASetIsRefused(_ name: String, _ typed: String, _ sentence: String) throws {
    let error = #expect(throws: (any Error).self) {
      try gym.logbook.log(name, typed: typed, unit: .kilograms)
    }
    #expect(error.map { sentenceOf($0) } == sentence)
    #expect(try gym.steps().isEmpty)
  }

  @Test func bareNumbersAreWhatTheExerciseMeasures() throws {
    let plank = try gym.logbook.log("plank", typed: "60", unit: .kilograms)
    #expect(plank.sets.map(\.seconds) == [60] && plank.sets[0].weight == nil)
    let pushUps = try gym.logbook.log("push-up", typed: "x12", unit: .kilograms)
    #expect(pushUps.sets.map(\.reps) == [12])
  }

  @Test func nothingToLogIsRefused() throws {
    for text in ["", "@8", "100"] {
      #expect(throws: SetEntryError.self) {
        try gym.logbook.log("squat", typed: text, unit: .kilograms)
      }
    }
    #expect(try gym.steps().isEmpty)
  }

  @Test func theLastStepIsTakenBackAndDoneAgainByItsName() throws {
    let log = try gym.train("100x5").log
    try gym.train("squat", "100x5")
    #expect(try gym.logbook.undo().label == "A set of Squat logged")
    #expect(try gym.log(log.id).exercises.count == 1)
    #expect(try gym.logbook.redo().label == "A set of Squat logged")
    #expect(try gym.log(log.id).exercises.count == 2)
    #expect(throws: StoreError.nothingToRedo) { try gym.logbook.redo() }
  }
}

@Suite struct BodyWeightTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  private func weights() throws -> [BodyWeight] {
    try gym.store.read { try $0.bodyWeights(limit: 10) }
  }

  @Test func volumeAndRecordsFollowTheBodyWeightOfTheDay() throws {
    try gym.train("pull-up", "x10", on: day(-7))
    let log = try gym.train("pull-up", "x10").log
    #expect(log.volume == 0)
    let message = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    #expect(message == "Body weight 80 kg logged.")
    #expect(try gym.log(log.id).volume == 800)
    #expect(try gym.log(log.id).workoutSummary?.totalVolume == 800)
    let page = try #require(try gym.logbook.exercisePage(id: "pull-up", range: .all, sessions: 1))
    #expect(page.book[.bestVolume]?.value == 800)
  }

  @Test func aSecondValueOfTheDayReplacesTheFirst() throws {
    let log = try gym.train("push-up", "x10").log
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    _ = try gym.logbook.logBodyWeight(180, unit: .pounds)
    #expect(try weights().map(\.value) == [180])
    #expect(try gym.log(log.id).exercises[0].bodyweightUnit == .pounds)
    _ = try gym.logbook.undo()
    #expect(try gym.log(log.id).volume == 800)
  }

  @Test func theDaysValueIsReplacedWhateverIdItHas() throws {
    try gym.put(BodyWeight(id: "zz", userId: "u", date: day(), value: 79, unit: .kilograms))
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    #expect(try weights().map(\.value) == [80])
    #expect(try weights().map(\.id) == ["zz"])
  }

  @Test func aValueThatStandsOnAnotherDayIsNotOverwritten() throws {
    try gym.put(
      BodyWeight(id: "bw-2025-01-06", userId: "u", date: day(-3), value: 79, unit: .kilograms))
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    #expect(try weights().map(\.value) == [80, 79])
  }

  @Test func otherDaysAndOtherTypesAreLeftAsTheyAre() throws {
    let pressed = try gym.train("bench press", "100x5").log
    let earlier = try gym.train("pull-up", "x10", on: day(-1)).log
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    #expect(try gym.log(pressed.id).exercises[0].bodyweight == nil)
    #expect(try gym.log(earlier.id).exercises[0].bodyweight == nil)
  }

  @Test func aBodyWeightFarFromTheLastIsAskedAboutFirst() throws {
    _ = try gym.logbook.logBodyWeight(82.4, unit: .kilograms, date: day(-2))
    let before = try gym.steps().count
    let question = "Really 60 kg? The 82.4 kg of 2025-01-04 is more than 1.2 times that."
    #expect(throws: LogbookError.unlikely(questions: [question])) {
      try gym.logbook.logBodyWeight(60, unit: .kilograms)
    }
    #expect(try gym.steps().count == before)
    let message = try gym.logbook.logBodyWeight(60, unit: .kilograms, isSure: true)
    #expect(message == "Body weight 60 kg logged.")
    #expect(try weights().map(\.value) == [60, 82.4])
  }

  @Test func whatASecondWeighingReplacesIsToldAndComesBack() throws {
    _ = try gym.logbook.logBodyWeight(82.4, unit: .kilograms)
    let message = try gym.logbook.logBodyWeight(82, unit: .kilograms)
    #expect(message == "Body weight 82 kg logged; it replaces 82.4 kg.")
    _ = try gym.logbook.undo()
    #expect(try weights().map(\.value) == [82.4])
  }

  @Test(arguments: [0, -80, 500.5, .nan, .infinity])
  func anImplausibleValueIsRefused(value: Double) throws {
    #expect(throws: LogbookError.self) {
      try gym.logbook.logBodyWeight(value, unit: .kilograms)
    }
    #expect(try gym.steps().isEmpty)
  }
}

/// Not to be mistaken for an argument of that name.
private func sentenceOf(_ error: any Error) -> String { sentence(of: error) }
