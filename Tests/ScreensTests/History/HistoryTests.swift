import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct HistoryTests {
  private func gym(_ page: HistoryPage = historyPage(), _ shared: Shared = logShared()) -> AppGym {
    var gym = AppGym(shared)
    gym.press("gh")
    gym.receive(.history(page))
    gym.sent = []
    return gym
  }

  private func opened(_ page: LogPage = pastPage()) -> AppGym {
    var gym = gym()
    gym.press("j", "Enter")
    gym.receive(.workout(page))
    gym.sent = []
    return gym
  }

  private static func pastPage() -> LogPage {
    var page = busyPage()
    page.log.id = "w1"
    for entry in page.log.exercises.indices where entry != 1 {
      for set in page.log.exercises[entry].sets.indices {
        page.log.exercises[entry].sets[set].completed = true
      }
    }
    page.log.exercises[0].notes = "elbows in"
    page.log.exercises[0].sets[2].note = "grinder"
    page.log.exercises[1].sets[0].unit = .pounds
    page.log.notes = "slept badly"
    page.log.isWorkoutFinished = true
    page.log.completedDate = logNow
    return page
  }

  private func anchor(_ year: Int) -> HistoryAnchor? {
    LocalDate(year: year, month: 12, day: 31).map { HistoryAnchor(date: $0) }
  }

  @Test func enteringItReadsTheYear() {
    var gym = AppGym()
    gym.sent = []
    gym.press("gh")
    #expect(gym.sent == [.load(.history(year: 2026, from: anchor(2026), limit: 50))])
    #expect(gym.shows("Reading the history"))
  }

  @Test func theYearAndTheListAreDrawnAsKept() throws {
    try gym().expectGoldens("history-list")
  }

  @Test func aYearWithoutWorkoutsNamesTheNextKey() throws {
    try gym(HistoryPage(year: 2026, days: [], rows: [], hasOlder: false, hasNewer: false))
      .expectGoldens("history-none")
  }

  @Test func oneOfAKindIsNotCalledSeveral() {
    let day = DayFigures(date: logToday, workouts: 1, sets: 1, volume: 500)
    var gym = gym(HistoryPage(year: 2026, days: [day], rows: [], hasOlder: false, hasNewer: false))
    gym.press("c")
    #expect(gym.shows("1 workout", width: 120) && !gym.shows("1 workouts", width: 120))
    #expect(gym.shows("1 set", width: 120) && !gym.shows("1 sets", width: 120))
  }

  @Test func theCalendarIsDrawnAsKeptWithItsCursor() throws {
    var gym = gym()
    gym.press("c", "h", "k")
    try gym.expectGoldens("history-calendar")
  }

  @Test func aWeekBeginsWithTheDayTheAthleteWants() throws {
    var shared = logShared()
    shared.firstWeekday = 6
    let gym = gym(historyPage(), shared)
    #expect(gym.frame().lines[2].hasPrefix(" Sun"))
    try gym.expectGoldens("history-sunday")
  }

  @Test func oneWorkoutIsDrawnAsKept() throws {
    try opened().expectGoldens("history-workout")
    var bare = busyPage()
    bare.log = workout([], name: "")
    bare.log.id = "w1"
    try opened(bare).expectGoldens("history-workout-bare")
  }

  @Test func theListMovesAndAsksForOlderWorkoutsBeforeItEnds() {
    var gym = gym()
    gym.press("j", "j")
    #expect(gym.app.state.screens.history.focus == 2 && gym.sent.isEmpty)
    gym.scroll(.wheelDown)
    gym.scroll(.wheelUp)
    #expect(gym.app.state.screens.history.focus == 2)
    gym.press("G")
    #expect(gym.sent == [.load(.history(year: 2026, from: anchor(2026), limit: 100))])
    var all = self.gym(historyPage(hasOlder: false))
    all.press("G")
    #expect(all.sent.isEmpty)
  }

  @Test func anotherYearStartsAtItsEnd() {
    var gym = gym()
    gym.press("[")
    #expect(gym.sent == [.load(.history(year: 2025, from: anchor(2025), limit: 50))])
    gym.receive(.history(historyPage(year: 2026)))
    #expect(gym.app.state.screens.history.page?.year == 2026)
    gym.receive(.history(historyPage(year: 2025)))
    gym.press("]")
    #expect(gym.sent.last == .load(.history(year: 2026, from: anchor(2026), limit: 50)))
    gym.app.state.screens.history.year = 1
    gym.press("[")
    #expect(gym.app.state.screens.history.year == 1)
  }

  @Test func theCalendarsCursorGoesByDaysAndWeeksAndOverTheYear() {
    var gym = gym()
    gym.press("c", "j", "k", "l", "h", "k")
    #expect(gym.app.state.screens.history.day == ago(1))
    for _ in 0..<46 { gym.press("h") }
    #expect(gym.app.state.screens.history.year == 2025)
    #expect(gym.sent == [.load(.history(year: 2025, from: anchor(2025), limit: 50))])
    gym.press("gg", "G")
    #expect(gym.app.state.screens.history.isCalendar)
  }

  @Test func enterInTheCalendarGoesToTheDaysWorkout() {
    var gym = gym()
    gym.press("c", "k", "k", "Enter")
    #expect(
      !gym.app.state.screens.history.isCalendar && gym.app.state.screens.history.focused?.id == "w1"
    )
    gym.press("c", "k", "Enter")
    #expect(gym.message == "No workout on that day. D logs one.")
  }

  @Test func enterLooksAtTheWorkoutAndEscGoesBack() {
    var gym = gym()
    gym.press("j", "Enter")
    #expect(gym.sent == [.load(.workout(id: "w1"))])
    #expect(gym.shows("Reading the workout"))
    gym.receive(.workout(Self.pastPage()))
    #expect(gym.shows("elbows in"))
    gym.press("Esc")
    #expect(gym.shows("2026") && gym.app.state.screens.history.focused?.id == "w1")
  }

  @Test func aWorkoutThatIsGoneGoesBackToTheList() {
    var gym = gym()
    gym.press("Enter")
    gym.receive(.workout(nil))
    #expect(!gym.app.state.screens.history.isOpen)
    gym.receive(.workout(Self.pastPage()))
    #expect(!gym.shows("elbows in"))
  }

  @Test func aLongWorkoutScrolls() {
    var page = Self.pastPage()
    page.log.exercises = (11...40).map {
      exercise("e\($0)", named("Lift \($0)"), [set("s\($0)", 50, 5, done: true)])
    }
    var gym = opened(page)
    #expect(gym.shows("Lift 11") && !gym.shows("Lift 40"))
    gym.press("G")
    #expect(gym.shows("Lift 40") && !gym.shows("Lift 11"))
    gym.press("gg", "j")
    #expect(gym.app.state.screens.history.scroll == 1)
  }

  @Test func aWorkoutIsDoneAgainMendedOrDeleted() {
    var gym = gym()
    gym.press("j", "r")
    #expect(gym.sent == [.workout(.repeatWorkout(id: "w1"))])
    gym.press("d")
    #expect(gym.shows("Delete this workout with all its sets? y/n"))
    gym.press("n")
    #expect(gym.sent.count == 1)
    gym.press("d", "y")
    #expect(gym.sent.last == .workout(.discard(logId: "w1")))
    gym.press("R")
    #expect(gym.app.state.screen == .history && gym.sent.last == .load(.workout(id: "w1")))
  }

  @Test func deletingTheOpenWorkoutClosesIt() {
    var gym = opened()
    gym.press("d", "y")
    #expect(gym.sent == [.workout(.discard(logId: "w1"))] && !gym.app.state.screens.history.isOpen)
  }

  @Test func aPastDayIsLoggedWhereTheCursorIs() {
    var gym = gym()
    gym.press("j", "D")
    #expect(gym.sent == [.workout(.startBlank(date: ago(2)))])
    gym.press("c", "k", "D")
    #expect(gym.sent.last == .workout(.startBlank(date: ago(1))))
    var none = self.gym(
      HistoryPage(year: 2026, days: [], rows: [], hasOlder: false, hasNewer: false))
    none.press("Enter", "D")
    #expect(none.sent == [.workout(.startBlank(date: logToday))])
  }

  @Test func nothingIsWrittenToAReadOnlyStore() {
    var gym = gym(historyPage(), logShared(readOnly: "it is damaged"))
    for key in ["r", "R", "d", "D"] {
      gym.press(KeySequence(stringLiteral: key).keys[0])
      #expect(gym.message == gym.app.state.shared.readOnlySentence, "\(key)")
    }
    #expect(gym.sent.isEmpty)
  }

  // Beside the list

  private func wide() -> AppGym {
    var gym = AppGym()
    gym.resize(120, 40)
    gym.press("gh")
    gym.receive(.history(historyPage()))
    return gym
  }

  @Test func onAWideScreenTheFocusedWorkoutStandsBesideTheList() throws {
    var gym = wide()
    #expect(gym.sent.last == .load(.workout(id: "w0")))
    gym.press("j")
    #expect(gym.sent.last == .load(.workout(id: "w1")))
    #expect(gym.shows("Reading the workout", width: 120, height: 40))
    gym.receive(.workout(Self.pastPage()))
    try gym.expectGoldens("history-wide")
    gym.sent = []
    gym.press("Enter")
    #expect(gym.sent.isEmpty && gym.app.state.screens.history.isOpen)
    try gym.expectGoldens("history-wide-open")
    gym.press("Esc")
    #expect(gym.app.state.screens.history.focused?.id == "w1")
    #expect(gym.shows("elbows in", width: 120, height: 40))
  }

  @Test func aClickFocusesAWorkoutAndASecondOneOpensIt() {
    var gym = gym()
    gym.click(20, 14)
    #expect(gym.app.state.screens.history.focused?.id == "w3" && gym.sent.isEmpty)
    gym.click(20, 14)
    #expect(gym.sent == [.load(.workout(id: "w3"))])
    gym.click(20, 2)
    #expect(gym.sent.count == 1)
    var wide = wide()
    wide.press("Enter")
    wide.click(20, 13)
    #expect(
      !wide.app.state.screens.history.isOpen && wide.app.state.screens.history.focused?.id == "w2")
    wide.press("d")
    wide.click(20, 14)
    #expect(wide.app.state.screens.history.focused?.id == "w2")
  }
}
