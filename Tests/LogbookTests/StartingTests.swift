import Logbook
import Store
import Testing
import Training

@Suite struct StartingTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  private func start(week: Int = 0, day: Int = 0) throws -> LogPage {
    try gym.logbook.startDay(programId: "p", week: week, day: day)
  }

  @Test func aDayOfAProgramIsStartedWithItsNameItsPlaceAndTheMoment() throws {
    try gym.put(try strength())
    let page = try start()
    #expect(page.log.name == "Press")
    #expect(page.log.programId == "p")
    #expect(page.log.weekIndex == 0 && page.log.dayIndex == 0)
    #expect(page.log.date == day())
    #expect(page.log.startedAt == time())
    #expect(page.log.utcOffset == 60)
    #expect(!page.log.isWorkoutFinished)
    #expect(page.programTitle == "week 1 · Strength p")
    #expect(try gym.steps().first == "Workout started")
  }

  @Test func percentagesAreOfTheTrainingMaxElseOfTheEstimatedMaximum() throws {
    try gym.put(try strength())
    // 100 kg for 5 is an e1RM of 116.67 kg, of which 80 % are 93.33 kg.
    try gym.train("squat", "100x5", on: day(-3))
    let page = try start()
    #expect(texts(try page.entry("bench-press").sets) == ["65×5", "75×5", "85×5"])
    #expect(texts(try page.entry("squat").sets) == ["92.5×5", "92.5×5"])
    #expect(try page.entry("bench-press").sets.map(\.target) == ["5", "5", "5+"])
  }

  @Test func aStepOfTheSettingsIsWhatLoadsAreRoundedTo() throws {
    try gym.put(try strength())
    gym.logbook.preferences.kilogramStep = 10
    #expect(texts(try start().entry("bench-press").sets) == ["70×5", "80×5", "90×5"])
  }

  @Test func withoutAnythingKnownAPercentageLeavesTheWeightOpen() throws {
    try gym.put(try strength())
    #expect(texts(try start().entry("squat").sets) == ["–×5", "–×5"])
  }

  @Test func whatTheProgramLeavesOpenIsTakenFromTheSameSetLastTime() throws {
    try gym.put(try strength())
    try gym.train("barbell row", "60x10 62.5x8 65x6", on: day(-7))
    let page = try start(week: 0, day: 2)
    #expect(texts(try page.entry("barbell-row").sets) == ["60×10", "62.5×8"])
    #expect(page.log.name == "Day 3")
    #expect(page.history["barbell-row"]?.lastDate == day(-7))
  }

  @Test func theLastSetOfLastTimeStandsInForThoseItDidNotHave() throws {
    try gym.put(try strength())
    try gym.train("barbell row", "60x10", on: day(-7))
    #expect(texts(try start(week: 0, day: 2).entry("barbell-row").sets) == ["60×10", "60×10"])
  }

  @Test func timesAndDistancesOfLastTimeAreTakenToo() throws {
    try gym.put(try strength())
    try gym.train("barbell row", "500m 2:00", on: day(-7))
    let set = try start(week: 0, day: 2).entry("barbell-row").sets[0]
    #expect(set.seconds == 120 && set.distance == 500 && set.distanceUnit == .meters)
    #expect(set.reps == nil && set.weight == nil)
  }

  @Test func lastTimesUnitComesWithLastTimesWeight() throws {
    try gym.put(try strength())
    try gym.train("barbell row", "135lbx10", on: day(-7))
    let sets = try start(week: 0, day: 2).entry("barbell-row").sets
    #expect(sets.map(\.unit) == [.pounds, .pounds])
  }

  @Test func supersetsRestAndNotesComeWithTheDay() throws {
    try gym.put(try strength())
    let page = try start()
    #expect(try page.entry("bench-press").restSeconds == 180)
    #expect(try page.entry("bench-press").notes == "Pause on the chest.")
    #expect(try page.entry("squat").restSeconds == nil)
    #expect(try page.entry("pull-up").supersetGroup == page.entry("plank").supersetGroup)
    #expect(try page.entry("pull-up").supersetGroup != nil)
    #expect(try page.entry("plank").sets.map(\.seconds) == [30, 30])
  }

  @Test func theBodyWeightOfTheDayIsCopiedIntoTheEntriesThatNeedIt() throws {
    try gym.put(try strength())
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms, date: day(-2))
    let page = try start()
    #expect(try page.entry("pull-up").bodyweight == 80)
    #expect(try page.entry("plank").bodyweight == 80)
    #expect(try page.entry("bench-press").bodyweight == nil)
  }

  @Test func aDayThatIsNotThereIsRefused() throws {
    try gym.put(try strength())
    #expect(throws: LogbookError.noSuchDay(program: "Strength p")) { try start(week: 5) }
    #expect(throws: LogbookError.noSuchDay(program: "Strength p")) {
      try gym.logbook.plannedDay(programId: "p", week: 5, day: 0)
    }
    #expect(try gym.logbook.logPage() == nil)
  }

  @Test func aProgramThatIsNotThereIsRefused() throws {
    #expect(throws: StoreError.missing(collection: .programs, id: "p")) { try start() }
    #expect(throws: StoreError.missing(collection: .programs, id: "p")) {
      try gym.logbook.plannedDay(programId: "p", week: 0, day: 0)
    }
  }

  @Test func aProgramWithoutDaysSaysSo() throws {
    try gym.put(Program(id: "p", userId: "u", name: "Empty", isCurrent: true))
    #expect(throws: LogbookError.noDays(program: "Empty")) { try start() }
    let today = try gym.logbook.today()
    #expect(today.next == nil)
    #expect(today.program?.name == "Empty")
  }

  @Test func aWorkoutCanBeStartedForAPastDayAndThenHasNoClock() throws {
    let page = try gym.logbook.startBlank(date: day(-10))
    #expect(page.log.date == day(-10))
    #expect(page.log.startedAt == nil)
    #expect(page.log.name == "Workout")
  }

  @Test func aBlankWorkoutIsInTheAthletesUnit() throws {
    gym.logbook.preferences.unit = .pounds
    let page = try gym.logbook.startBlank()
    #expect(page.log.weightUnit == .pounds)
    #expect(page.log.exercises.isEmpty)
    #expect(page.programTitle == nil)
  }

  @Test func theLocalDayIsWhereTheAthleteIs() throws {
    // 23:30 UTC is half past midnight an hour east.
    gym.wait(13.5 * 3600)
    #expect(try gym.logbook.startBlank().log.date == day(1))
  }

  @Test func everyDocumentIsOfOneAthlete() throws {
    try gym.put(try strength())
    let first = try start().log.userId
    #expect(!first.isEmpty)
    #expect(try gym.logbook.startBlank().log.userId == first)
    #expect(try gym.train("squat", "100x5").log.userId == first)
  }

  @Test func aPastWorkoutIsRepeatedWithItsSetsAndNoneOfThemDone() throws {
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms, date: day(-30))
    try gym.train("bench press", "w60x8 100x5@8 100x5", on: day(-7))
    let past = try gym.train("pull-up", "+10x8", on: day(-7)).log
    let page = try gym.logbook.repeatWorkout(id: past.id)
    #expect(page.log.id != past.id)
    #expect(page.log.date == day())
    #expect(page.log.name == past.name)
    let sets = try page.entry("bench-press").sets
    #expect(texts(sets) == ["60×8", "100×5", "100×5"])
    #expect(sets.map(\.kind) == [.warmUp, .working, .working])
    #expect(sets.allSatisfy { !$0.completed && $0.completedAt == nil && $0.rpe == nil })
    #expect(Set(sets.map(\.id)).isDisjoint(with: past.exercises[0].sets.map(\.id)))
    #expect(try page.entry("pull-up").bodyweight == 80)
  }

  @Test func aWorkoutThatIsNotThereCannotBeRepeated() throws {
    #expect(throws: LogbookError.noWorkout(id: "w")) { try gym.logbook.repeatWorkout(id: "w") }
  }

  @Test func aPlannedDayShowsTargetsLoadsAndLastTimeAndWritesNothing() throws {
    try gym.put(try strength())
    try gym.train("bench press", "80x5", on: day(-2))
    let steps = try gym.steps()
    let planned = try gym.logbook.plannedDay(programId: "p", week: 0, day: 0)
    #expect(planned.exercises.map(\.target) == ["3 × 5/5/5+", "2 × 5", "2 × 8-12", "2 × 30s"])
    #expect(planned.exercises.map(\.load) == ["65/75/85 %", "80 %", "", ""])
    #expect(planned.exercises[0].lastDate == day(-2))
    #expect(planned.exercises[0].lastSets.map(\.weight) == [80])
    #expect(texts(planned.exercises[0].sets) == ["65×5", "75×5", "85×5"])
    #expect(planned.estimatedMinutes == 27)
    #expect(try gym.steps() == steps)
    let open = try gym.logbook.plannedDay(programId: "p", week: 0, day: 2)
    #expect(open.exercises.map(\.target) == ["2 sets"])
  }

  @Test func anExerciseTwiceInADayIsComparedPlaceByPlace() throws {
    var program = try strength()
    let first = program.days[0].exercises[0]
    program.days[0].exercises[1].exerciseId = first.exerciseId
    program.days[0].exercises[1].exerciseMetadata = first.exerciseMetadata
    try gym.put(program)
    try gym.train("bench press", "80x5 85x5 90x5 60x10 60x9", on: day(-2))
    let planned = try gym.logbook.plannedDay(programId: "p", week: 0, day: 0)
    #expect(planned.exercises[0].lastSets.map(\.weight) == [80, 85, 90, 60, 60])
    #expect(planned.exercises[1].lastSets.map(\.weight) == [60, 60])
    let page = try gym.logbook.startDay(programId: "p", week: 0, day: 0)
    #expect(page.lastSets(of: page.log.exercises[1].id).map(\.reps) == [10, 9])
    #expect(page.lastSets(of: "nobody's").isEmpty)
  }

  @Test func loadsAreWrittenAsTheProgramWritesThem() throws {
    var program = try strength()
    program.days[0].exercises[0].loads = [.weight(62.5)]
    program.days[0].exercises[1].loads = [.weight(100), .weight(90)]
    try gym.put(program)
    let planned = try gym.logbook.plannedDay(programId: "p", week: 0, day: 0)
    #expect(planned.exercises.map(\.load).prefix(2) == ["62.5", "100/90"])
  }
}
