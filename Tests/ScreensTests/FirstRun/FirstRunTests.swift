import Terminal
import Testing
import Training

@testable import Screens

@Suite struct FirstRunTests {
  private func gym() -> AppGym { AppGym(logShared(), start: .firstRun) }

  @Test func nothingIsReadBeforeTheAthleteHasChosen() {
    #expect(gym().sent.isEmpty)
  }

  @Test func threeKeysLeadToTheFirstSet() throws {
    var gym = gym()
    try gym.expectGoldens("first-run-unit")
    gym.press("l")
    #expect(gym.sent == [.athlete(.unit(.pounds))])
    #expect(gym.app.state.shared.unit == .pounds)
    try gym.expectGoldens("first-run-start")
    gym.press("s")
    #expect(gym.sent.last == .program(.addSamples))
    gym.receive(.done(message: "4 sample programs added.", changed: [.programs]))
    #expect(!gym.app.state.isFirstRun && gym.sent.last == .load(.today))
    gym.receive(.today(todayPage()))
    gym.press("Enter")
    #expect(gym.sent.last == .workout(.startDay(programId: "base", week: 1, day: 0, date: nil)))
  }

  @Test func anEmptyLogBeginsWithABlankWorkoutAndThePicker() {
    var gym = gym()
    gym.press("k", "e")
    #expect(gym.sent == [.athlete(.unit(.kilograms)), .workout(.startBlank(date: nil))])
    gym.receive(.started(LogPage(log: workout([]), version: 1), message: "Workout started."))
    #expect(gym.shows("Add exercise:"))
    #expect(gym.sent.last == .load(.exercises(query: "", limit: 50)))
  }

  @Test func bringingAHistoryAlongLeadsToImportAndBack() {
    var gym = gym()
    gym.press("k", "i")
    #expect(gym.app.state.screen == .importing && gym.sent.last == .load(.importFiles))
    gym.press("Esc")
    #expect(gym.shows("empty log: begin with a blank workout"))
    gym.press("i")
    gym.receive(.importFiles([]))
    gym.press("Enter")
    gym.type("~/strong.csv")
    gym.press("Enter")
    #expect(gym.sent.last == .importing(.plan(path: "~/strong.csv", ImportChoices())))
    gym.receive(.importPlan(ImportPage(file: "~/strong.csv", format: "Strong")))
    gym.receive(.imported(ImportPage(file: "~/strong.csv", format: "Strong")))
    gym.press("Esc")
    #expect(!gym.app.state.isFirstRun && gym.app.state.screen == .today)
  }

  @Test func screensCannotBeReachedBeforeTheStart() {
    var gym = gym()
    gym.press("gl", "Tab")
    gym.click(2, 0)
    #expect(gym.app.state.screen == .firstRun && gym.sent.isEmpty)
    gym.press("q")
    #expect(gym.sent == [.terminal(.quit)])
  }
}
