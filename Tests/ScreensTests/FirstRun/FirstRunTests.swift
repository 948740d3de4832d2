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
    #expect(gym.sent == [.chooseUnit(.pounds)])
    #expect(gym.app.state.shared.unit == .pounds)
    try gym.expectGoldens("first-run-start")
    gym.press("s")
    #expect(gym.sent.last == .addSamplePrograms)
    gym.receive(.firstRunDone(message: "4 sample programs added."))
    #expect(gym.app.state.firstRun == nil && gym.sent.last == .loadToday)
    gym.receive(.today(todayPage()))
    gym.press("Enter")
    #expect(gym.sent.last == .startDay(programId: "base", week: 1, day: 0, date: nil))
  }

  @Test func anEmptyLogBeginsWithABlankWorkoutAndThePicker() {
    var gym = gym()
    gym.press("k", "e")
    #expect(gym.sent == [.chooseUnit(.kilograms), .startBlank(date: nil)])
    gym.receive(.started(LogPage(log: workout([]), version: 1), message: "Workout started."))
    #expect(gym.shows("Add exercise:"))
    #expect(gym.sent.last == .searchExercises(query: "", limit: 50))
  }

  @Test func bringingAHistoryAlongLeadsToImportAndBack() {
    var gym = gym()
    gym.press("k", "i")
    #expect(gym.app.state.screen == .importing && gym.sent.last == .findImportFiles)
    gym.press("Esc")
    #expect(gym.shows("empty log: begin with a blank workout"))
    gym.press("i")
    gym.receive(.importFiles([]))
    gym.press("Enter")
    gym.type("~/strong.csv")
    gym.press("Enter")
    #expect(gym.sent.last == .planImport(path: "~/strong.csv", ImportChoices()))
    gym.receive(.importPlan(ImportPage(file: "~/strong.csv", format: "Strong")))
    gym.receive(.imported(ImportPage(file: "~/strong.csv", format: "Strong")))
    gym.press("Esc")
    #expect(gym.app.state.firstRun == nil && gym.app.state.screen == .today)
  }

  @Test func screensCannotBeReachedBeforeTheStart() {
    var gym = gym()
    gym.press("gl", "Tab")
    gym.click(2, 0)
    #expect(gym.app.state.screen == .today && gym.sent.isEmpty)
    gym.press("q")
    #expect(gym.sent == [.quit])
  }
}
