import Terminal
import Testing
import Training

@testable import Screens

@Suite struct ProgressTests {
  private func gym(_ page: ProgressPage = progressPage(), _ shared: Shared = logShared()) -> AppGym
  {
    var gym = AppGym(shared)
    gym.press("gr")
    gym.receive(.progress(page))
    gym.sent = []
    return gym
  }

  /// The bench press opened, with its page.
  private func detail(_ page: ExercisePage = benchPage()) -> AppGym {
    var gym = gym()
    gym.press("G", "Enter")
    gym.app.state.screens.progress.opened = page.exerciseId
    gym.receive(.exercise(page, id: page.exerciseId))
    gym.sent = []
    return gym
  }

  private func names(_ gym: AppGym) -> [String] {
    gym.app.state.screens.progress.rows.map(\.metadata.name)
  }

  // The list

  @Test func enteringItReadsTheTrends() {
    var gym = AppGym()
    gym.sent = []
    gym.press("gr")
    #expect(gym.sent == [.load(.progress)])
    #expect(gym.shows("Reading the trends"))
  }

  @Test func theTrendsAreDrawnAsKept() throws {
    try gym().expectGoldens("progress-list")
  }

  @Test func beforeTheFirstSetItSaysWhereToBegin() throws {
    try gym(ProgressPage(rows: [])).expectGoldens("progress-none")
  }

  @Test func hostileNamesStayInTheirColumn() throws {
    let rows = hostileNames.map {
      progressRow(named($0), 12_345.6, [1, 2], days: 900, past(1234.5, 999), .improving, 1234.5)
    }
    try gym(ProgressPage(rows: rows)).expectGoldens("progress-hostile")
  }

  @Test func theCursorMovesAndStaysInside() {
    var gym = gym()
    gym.press("k")
    #expect(gym.row.contains("Overhead Press"))
    gym.press("j", "Down")
    #expect(gym.row.contains("Bench Press"))
    gym.press("C-d")
    #expect(gym.row.contains("深蹲"))
    gym.press("gg", "G", "C-u", "PgDn", "PgUp", "End", "Home")
    #expect(gym.row.contains("Overhead Press"))
    gym.scroll(.wheelDown)
    #expect(gym.row.contains("Pull-up"))
    gym.scroll(.wheelUp)
    #expect(gym.row.contains("Overhead Press"))
  }

  @Test func theFilterNarrowsWhileItIsTyped() throws {
    var gym = gym()
    gym.press("/")
    gym.type("press ch")
    #expect(names(gym) == ["Bench Press"])
    try gym.expectGoldens("progress-filter")
    gym.press("Enter")
    #expect(gym.shows("/press ch"))
    gym.press("n", "N", "Esc")
    #expect(names(gym).count == 6)
    gym.press("/")
    gym.type("zzz")
    #expect(gym.shows("No exercise fits. Esc shows all again."))
    gym.press("Esc")
    #expect(names(gym).count == 6)
  }

  @Test func nAndShiftNStepThroughWhatFits() {
    var gym = gym()
    gym.press("/")
    gym.type("press")
    gym.press("Enter", "n")
    #expect(gym.row.contains("Bench Press"))
    gym.press("N")
    #expect(gym.row.contains("Overhead Press"))
  }

  @Test func sortingGoesByTrendThenNameThenLastSession() {
    var gym = gym()
    #expect(names(gym).first == "Overhead Press")
    gym.press("s")
    #expect(names(gym) == names(gym).sorted())
    gym.press("s")
    #expect(names(gym).first == "Bench Press" && names(gym).last == "Run")
    gym.press("s")
    #expect(names(gym).first == "Overhead Press")
  }

  @Test func aFreshPageKeepsTheCursorOnItsExercise() {
    var gym = gym()
    gym.press("j", "j")
    var page = progressPage()
    page.rows.insert(
      progressRow(named("New"), 1, [1], days: 0, nil, .declining, -9), at: 0)
    gym.receive(.progress(page))
    #expect(gym.row.contains("Bench Press"))
    gym.receive(.progress(ProgressPage(rows: [])))
    #expect(gym.app.state.screens.progress.focus == 0)
  }

  // One exercise

  @Test func enterOpensTheExerciseAndEscGoesBack() {
    var gym = gym()
    gym.press("Enter")
    #expect(gym.sent == [.load(.exercise(id: "x-Overhead Press", range: .year, sessions: 30))])
    #expect(gym.shows("Reading the exercise"))
    gym.receive(.exercise(benchPage(), id: "x-somebody-else"))
    #expect(gym.shows("Reading the exercise"))
    gym.press("Esc")
    #expect(gym.row.contains("Overhead Press"))
  }

  @Test func anExerciseIsDrawnAsKept() throws {
    try detail().expectGoldens("progress-detail")
  }

  @Test func theTableIsDrawnAsKept() throws {
    var gym = detail()
    gym.press("t", "m")
    try gym.expectGoldens("progress-table")
  }

  @Test func aSingleSessionOfNoWeightIsDrawnAsKept() throws {
    var page = benchPage(sessions: 1, hasOlder: false)
    page.points[0].bestE1RM = nil
    page.book = RecordBook()
    page.sessions[0].sets = [PastSet(seconds: 75)]
    page.sessions[0].bestE1RM = nil
    page.analytics.performanceMetrics = PerformanceMetrics(totalSessions: 1)
    page.trend = TrendFigures(trend: .notEnoughData, sessions: 1)
    page.metadata = named(hostileNames[0])
    try detail(page).expectGoldens("progress-single")
  }

  @Test func mChangesTheFigureAndAfterTheLastTheFirst() {
    var gym = detail()
    #expect(gym.shows("e1RM kg, 1 year"))
    gym.press("m")
    #expect(gym.shows("heaviest weight kg, 1 year"))
    gym.press("m")
    #expect(gym.shows("volume kg, 1 year"))
    gym.press("m")
    #expect(gym.shows("e1RM kg, 1 year"))
  }

  @Test func theBracketsChangeTheRangeAndStopAtItsEnds() {
    var gym = detail()
    gym.press("[")
    let id = "x-Bench Press"
    #expect(gym.sent == [.load(.exercise(id: id, range: .threeMonths, sessions: 30))])
    gym.press("[", "]", "]", "]", "]")
    #expect(
      gym.sent.dropFirst() == [
        .load(.exercise(id: id, range: .year, sessions: 30)),
        .load(.exercise(id: id, range: .twoYears, sessions: 30)),
        .load(.exercise(id: id, range: .all, sessions: 30)),
      ])
  }

  @Test func aLongRangeNamesTheYears() {
    let gym = detail(benchPage(sessions: 110, range: .all))
    #expect(gym.shows("Oct 24") || gym.shows("Nov 24") || gym.shows("Jan 25"))
  }

  @Test func enterOnASessionOpensItsWorkout() {
    var gym = detail()
    gym.press("j", "Enter")
    #expect(gym.app.state.screen == .history)
    #expect(gym.app.state.screens.history.opened == "w50")
    #expect(gym.sent.contains(.load(.workout(id: "w50"))))
  }

  @Test func theEndOfTheSessionsAsksForMore() {
    var gym = detail()
    gym.press("G")
    #expect(gym.sent == [.load(.exercise(id: "x-Bench Press", range: .year, sessions: 60))])
    var short = detail(benchPage(sessions: 3, hasOlder: false))
    short.press("G", "j")
    #expect(short.sent.isEmpty)
  }

  @Test func anExerciseThatIsGoneGoesBackToTheList() {
    var gym = detail()
    gym.receive(.exercise(nil, id: "x-Bench Press"))
    #expect(gym.app.state.screens.progress.opened == nil && gym.row.contains("深蹲"))
  }

  @Test func enterOnNothingDoesNothing() {
    var gym = gym(ProgressPage(rows: []))
    gym.press("Enter", "j")
    #expect(gym.sent.isEmpty)
    var page = benchPage(sessions: 1)
    page.sessions = []
    var bare = detail(page)
    bare.press("Enter")
    #expect(bare.sent.isEmpty && bare.app.state.screen == .progress)
  }

  // Beside the list

  private func wide() -> AppGym {
    var gym = AppGym()
    gym.resize(120, 40)
    gym.press("gr")
    gym.receive(.progress(progressPage()))
    return gym
  }

  @Test func onAWideScreenTheFocusedExerciseStandsBesideTheList() throws {
    var gym = wide()
    #expect(
      gym.sent.last == .load(.exercise(id: "x-Overhead Press", range: .year, sessions: 30)))
    gym.press("j", "j")
    #expect(gym.sent.last == .load(.exercise(id: "x-Bench Press", range: .year, sessions: 30)))
    gym.receive(.exercise(benchPage(), id: "x-Bench Press"))
    try gym.expectGoldens("progress-wide")
    gym.sent = []
    gym.press("Enter")
    #expect(gym.sent.isEmpty && gym.app.state.screens.progress.isDetail)
    try gym.expectGoldens("progress-wide-open")
    gym.press("Esc", "/")
    gym.type("run")
    #expect(gym.sent.last == .load(.exercise(id: "x-Run", range: .year, sessions: 30)))
    gym.press("Esc")
    #expect(gym.sent.last == .load(.exercise(id: "x-Overhead Press", range: .year, sessions: 30)))
    gym.press("s")
    #expect(gym.sent.last == .load(.exercise(id: "x-Bench Press", range: .year, sessions: 30)))
  }

  @Test func theDetailIsReadWhenTheTerminalBecomesWide() {
    var gym = gym()
    gym.resize(120, 40)
    #expect(gym.sent == [.load(.progress)])
    gym.receive(.progress(progressPage()))
    #expect(
      gym.sent.last == .load(.exercise(id: "x-Overhead Press", range: .year, sessions: 30)))
    gym.sent = []
    gym.resize(130, 40)
    gym.resize(80, 24)
    #expect(gym.sent.isEmpty)
  }

  @Test func aClickFocusesAnExerciseAndASecondOneOpensIt() {
    var gym = gym()
    gym.click(10, 4)
    #expect(gym.row.contains("Bench Press") && gym.sent.isEmpty)
    gym.click(10, 4)
    #expect(gym.app.state.screens.progress.opened == "x-Bench Press")
    gym.receive(.exercise(benchPage(), id: "x-Bench Press"))
    gym.click(10, 20)
    #expect(gym.app.state.screens.progress.session == 2)
    gym.click(10, 20)
    #expect(gym.app.state.screens.history.opened == "w49")
  }

  @Test func onAWideScreenAClickGoesBetweenListAndSessions() {
    var gym = wide()
    gym.press("j", "j")
    gym.receive(.exercise(benchPage(), id: "x-Bench Press"))
    gym.click(70, 22)
    #expect(gym.app.state.screens.progress.isDetail && gym.app.state.screens.progress.session == 2)
    gym.click(10, 2)
    #expect(!gym.app.state.screens.progress.isDetail && gym.app.state.screens.progress.focus == 0)
  }
}
