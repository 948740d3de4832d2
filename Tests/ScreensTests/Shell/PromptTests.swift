import Terminal
import Testing
import Training

@testable import Screens

@Suite struct PromptTests {
  private func gym(_ page: LogPage? = nil) -> AppGym {
    var gym = AppGym()
    gym.receive(.today(todayPage()), .log(page))
    gym.sent = []
    return gym
  }

  private func after(_ command: String, _ page: LogPage? = nil) -> AppGym {
    var gym = gym(page)
    gym.press(":")
    gym.type(command)
    gym.press("Enter")
    return gym
  }

  @Test func thePromptShowsWhatFitsAndCompletes() throws {
    var gym = gym()
    gym.press(":")
    gym.type("b")
    try gym.expectGoldens("prompt")
    gym.press("Tab")
    gym.type("l")
    gym.press("Tab")
    #expect(gym.shows(":blank"))
    gym.press("Esc")
    #expect(gym.app.state.overlay == nil)
    gym.press(":", "Tab")
    gym.type("x")
    gym.press("Tab", "Backspace", "Backspace")
    #expect(gym.app.state.overlay == nil)
    gym.press(":", "Enter")
    #expect(gym.app.state.overlay == nil && gym.sent.isEmpty)
  }

  @Test(arguments: Screen.allCases.filter { $0 != .firstRun })
  func aScreensNameGoesThere(_ screen: Screen) {
    let word = screen.name.word ?? screen.name.title.lowercased()
    #expect(after(word).app.state.screen == screen)
  }

  @Test(arguments: [
    ("undo", Effect.journal(.undo)), ("redo", .journal(.redo)), ("quit", .terminal(.quit)),
    ("q", .terminal(.quit)), ("Undo", .journal(.undo)),
    ("QU", .terminal(.quit)),
    ("blank", .workout(.startBlank(date: nil))),
    ("blank 2026-11-01", .workout(.startBlank(date: LocalDate(year: 2026, month: 11, day: 1)))),
    ("bodyweight 82,5", .athlete(.bodyWeight(value: 82.5, unit: .kilograms, date: logToday))),
  ])
  func aCommandIsDone(_ command: String, _ effect: Effect) {
    #expect(after(command).sent == [effect])
  }

  @Test(arguments: [
    ("frob", "There is no command “frob”. Did you mean :finish?"),
    ("zap", "There is no command “zap”."),
    ("blank soon", "“soon” is not a date: type one such as 2026-11-19, yesterday or -3."),
  ])
  func whatCannotBeDoneIsToldInASentence(_ command: String, _ sentence: String) {
    let gym = after(command)
    #expect(gym.message == sentence && gym.sent.isEmpty)
  }

  @Test func whatIsOfferedIsTakenWhateverItsCase() {
    var gym = gym()
    gym.press(":")
    gym.type("Imp")
    #expect(gym.shows("import"))
    gym.press("Enter")
    #expect(gym.app.state.screen == .importing)
    gym.press("gt", ":")
    gym.type("IMPORT st")
    gym.press("Tab")
    #expect(gym.sent.last == .load(.path("st")))
  }

  @Test func aWorkoutThatIsAskedAboutAndNotStartedIsToldSo() {
    var gym = after("blank 2036-11-01")
    #expect(gym.shows("y/n"))
    gym.press("n")
    #expect(gym.message == "No workout was started." && gym.sent.isEmpty)
  }

  @Test func aBodyWeightThatIsNoneIsRefused() {
    let gym = after("bodyweight heavy")
    #expect(gym.message?.contains("heavy") == true && gym.sent.isEmpty)
  }

  @Test func commandsOfTheWorkoutGoToLog() {
    var finishing = after("finish", busyPage())
    #expect(finishing.shows("9 of 11 sets are not done."))
    finishing.press("f")
    #expect(finishing.sent.last == .workout(.finish(logId: "log")))
    let discarding = after("discard", busyPage())
    #expect(discarding.app.state.screen == .log)
    #expect(discarding.shows("Discard this workout with its 3 logged sets? y/n"))
    #expect(after("rename", busyPage()).shows("Name:"))
    #expect(after("note", busyPage()).shows("Note on the workout:"))
    #expect(after("help").app.state.overlay == .help(HelpState()))
  }
}
