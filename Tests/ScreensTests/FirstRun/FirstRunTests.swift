import Terminal
import Testing
import Training

@testable import Screens

@Suite struct FirstRunTests {
  private let users = [
    ImportUser(id: "a", name: "Ana", workouts: 12),
    ImportUser(id: "b", name: hostileNames[0], workouts: 3),
    ImportUser(id: "c", name: hostileNames[1], workouts: 1),
  ]

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

  @Test func aFileOfSeveralAthletesAsksWhose() throws {
    var gym = gym()
    gym.press("k", "i")
    try gym.expectGoldens("first-run-path")
    gym.press("Enter")
    #expect(gym.sent.count == 1)
    gym.type("~/dump.json")
    gym.press("Enter")
    #expect(gym.sent.last == .importFile(path: "~/dump.json", user: nil))
    #expect(gym.shows("Reading…"))
    gym.receive(.chooseUser(path: "~/dump.json", users: users))
    gym.press("Down", "C-n", "C-n", "Up")
    try gym.expectGoldens("first-run-users")
    gym.press("Enter")
    #expect(gym.sent.last == .importFile(path: "~/dump.json", user: "b"))
    gym.receive(.progressing(words: "Importing", fraction: 0.5))
    #expect(gym.message == "Importing: 50 %")
    gym.receive(.firstRunDone(message: "Imported."))
    #expect(gym.message == "Imported." && gym.app.state.screen == .today)
  }

  @Test func aFileOfSeveralAthletesAsksOnAnyScreen() throws {
    var gym = AppGym()
    gym.receive(.today(todayPage()))
    gym.press("gh")
    gym.receive(.chooseUser(path: "dump.json", users: users))
    try gym.expectGoldens("athletes")
    gym.press("j", "Down", "k", "x", "Enter")
    #expect(gym.sent.last == .importFile(path: "dump.json", user: "b"))
    #expect(gym.app.state.overlay == nil)
    gym.receive(.chooseUser(path: "dump.json", users: users))
    gym.press("Esc")
    #expect(gym.app.state.overlay == nil)
  }

  @Test func aFileThatCannotBeReadLeavesThePathToBeCorrected() {
    var gym = gym()
    gym.press("k", "i")
    gym.type("x")
    gym.press("Enter")
    gym.receive(
      .failed(sentence: "Reading x: it is a folder.", effect: .importFile(path: "x", user: nil)))
    #expect(gym.message == "Reading x: it is a folder.")
    #expect(gym.shows("Type its path, then Enter."))
    gym.press("Esc")
    #expect(gym.shows("empty log: begin with a blank workout"))
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
