import Terminal
import Testing
import Training

@testable import Screens

@Suite struct TodayTests {
  private func gym(_ page: TodayPage = todayPage(), _ shared: Shared = logShared()) -> AppGym {
    var gym = AppGym(shared)
    gym.receive(.today(page))
    gym.sent = []
    return gym
  }

  @Test func itIsTheScreenTheProgramOpensOnAndReadsTheDayAndTheOpenWorkout() {
    let gym = AppGym()
    #expect(gym.sent == [.load(.log(id: nil)), .load(.today)])
    #expect(gym.shows("Reading the day"))
  }

  @Test func aPlannedDayIsDrawnAsKept() throws {
    try gym().expectGoldens("today-planned")
  }

  @Test func aDayBeforeAnyWorkoutIsDrawnAsKept() throws {
    var page = TodayPage(date: logToday)
    try gym(page).expectGoldens("today-nothing")
    page.program = heading("Rest", weeks: 0, days: 0, exercises: 0, minutes: 0)
    try gym(page).expectGoldens("today-no-days")
  }

  @Test func aWorkoutUnderWayIsDrawnAsKept() throws {
    var page = todayPage()
    page.unfinished = WorkoutRow(
      id: "log", date: logToday, name: "", exercises: 4, sets: 7, volume: 2000, minutes: nil,
      records: 0, isFinished: false)
    try gym(page).expectGoldens("today-under-way")
  }

  @Test func namesThatAreLongWideOrHostileStayInTheirColumns() throws {
    var page = todayPage()
    page.next?.title = hostileNames[0]
    page.next?.exercises = hostileNames.map {
      planned(
        named($0), "3 × \(hostileNames[0])", hostileNames[0], last: [past(1000, 100)], days: 9)
    }
    page.records = hostileNames.map { recent($0, .heaviestWeight, 1234.5, over: 3, days: 2) }
    page.unfinished = WorkoutRow(
      id: "log", date: logToday, name: hostileNames[0], exercises: 4, sets: 7, volume: 2000,
      minutes: nil, records: 0, isFinished: false)
    try gym(page).expectGoldens("today-hostile")
  }

  @Test func aDayOfAHundredExercisesEndsWithinTheScreen() throws {
    var page = todayPage()
    page.next?.exercises = (1...100).map { planned(named("Exercise \($0)"), "3 × 5", "") }
    try gym(page).expectGoldens("today-hundred")
  }

  @Test func poundsAreShownWhereTheAthleteLiftsInPounds() {
    let gym = gym(todayPage(), logShared(unit: .pounds))
    #expect(gym.shows("47,179 lb"))
    #expect(gym.shows("best e1RM 339.5 (+6.2)"))
  }

  @Test func enterStartsTheDay() {
    var gym = gym()
    gym.press("Enter")
    #expect(gym.sent == [.workout(.startDay(programId: "base", week: 1, day: 0, date: nil))])
  }

  @Test func enterGoesOnWithAWorkoutUnderWay() {
    var page = todayPage()
    page.unfinished = WorkoutRow(
      id: "log", date: logToday, name: "Push A", exercises: 4, sets: 7, volume: 2000, minutes: nil,
      records: 0, isFinished: false)
    var gym = gym(page)
    gym.press("Enter")
    #expect(gym.sent == [.load(.log(id: "log"))])
    #expect(gym.app.state.screen == .log)
  }

  @Test func enterSaysWhyNothingCanBeStarted() {
    var gym = gym(TodayPage(date: logToday))
    gym.press("Enter")
    #expect(gym.message == "No program is current: p chooses one, b starts a blank workout.")
    gym.receive(.today(TodayPage(date: logToday, program: heading("Rest", days: 0))))
    gym.press("Enter")
    #expect(gym.message == "The program has no day with an exercise: p chooses another.")
    #expect(gym.sent.isEmpty)
    var early = AppGym()
    early.sent = []
    early.press("Enter")
    #expect(early.sent.isEmpty && early.message == nil)
  }

  @Test func aReadOnlyStoreIsToldOfAndTakesNothing() {
    var gym = gym(todayPage(), logShared(readOnly: "the file is not writable"))
    for key in ["Enter", "b", "w", "D", "u", "C-r"] {
      gym.press(KeySequence(stringLiteral: key).keys[0])
      #expect(
        gym.message
          == "Read-only: the file is not writable. “tonnage export” saves what can be read.",
        "\(key)")
    }
    gym.app.state.message = nil
    #expect(gym.shows("Read-only: the file is not writable. “tonnage export” saves"))
    #expect(gym.sent.isEmpty)
  }

  @Test func theOtherKeysStartABlankWorkoutOrGoToThePrograms() {
    var gym = gym()
    gym.press("b")
    #expect(gym.sent == [.workout(.startBlank(date: nil))])
    gym.press("p")
    #expect(gym.sent.last == .load(.programs(selected: nil)))
    #expect(gym.app.state.screen == .programs)
  }

  @Test func bodyWeightIsTypedInEitherUnit() throws {
    var gym = gym()
    gym.press("w")
    gym.type("82,5")
    try gym.expectGoldens("today-body-weight")
    gym.press("Enter")
    #expect(gym.sent == [.athlete(.bodyWeight(value: 82.5, unit: .kilograms, date: logToday))])
    gym.press("w")
    gym.type("180lb")
    gym.press("Enter")
    #expect(gym.sent.last == .athlete(.bodyWeight(value: 180, unit: .pounds, date: logToday)))
    gym.press("w")
    gym.type("heavy")
    gym.press("Enter")
    #expect(gym.message?.contains("heavy") == true)
    #expect(gym.app.state.screens.today.isTyping)
    gym.press("Esc")
    #expect(!gym.app.state.screens.today.isTyping && gym.sent.count == 2)
  }

  @Test func aWorkoutOfAnotherDayIsBegunByItsDate() {
    var gym = gym()
    gym.press("D")
    #expect(gym.shows("Day of the workout: 2026-11-19"))
    gym.press("C-u")
    gym.type("2026-02-30")
    gym.press("Enter")
    #expect(
      gym.message == "“2026-02-30” is not a date: type one such as 2026-11-19, yesterday or -3.")
    gym.press("C-u")
    gym.type("2026-11-17")
    gym.press("Enter")
    #expect(gym.sent == [.workout(.startBlank(date: LocalDate(year: 2026, month: 11, day: 17)))])
  }

  @Test func aDayFarOffIsAskedAbout() throws {
    var gym = gym()
    gym.press("D", "C-u")
    gym.type("2062-11-17")
    gym.press("Enter")
    #expect(gym.sent.isEmpty)
    #expect(gym.shows("Really 2062-11-17? That is after tomorrow. y/n"))
    try gym.expectGoldens("today-question")
    gym.press("x", "Enter")
    #expect(gym.shows("y/n") && gym.sent.isEmpty)
    gym.press("n")
    #expect(!gym.shows("y/n") && gym.message == "No workout was started." && gym.sent.isEmpty)
    gym.press("D", "C-u")
    gym.type("-3")
    gym.press("Enter")
    #expect(gym.sent == [.workout(.startBlank(date: logToday.advanced(byDays: -3)))])
  }

  @Test func aBodyWeightThatIsAskedAboutIsLoggedAfterAYes() {
    var gym = gym()
    let sure = Effect.athlete(
      .bodyWeight(
        value: 60, unit: .kilograms, date: logToday, isSure: true))
    gym.receive(.asks(words: "Really 60 kg?", effect: sure))
    #expect(gym.shows("Really 60 kg? y/n"))
    gym.press("n")
    #expect(gym.sent.isEmpty && !gym.shows("y/n"))
    gym.receive(.asks(words: "Really 60 kg?", effect: sure))
    gym.press("y")
    #expect(gym.sent == [sure] && !gym.shows("y/n"))
  }
}
