import Terminal
import Testing
import Training

@testable import Screens

@Suite struct ProgramsTests {
  private func gym(_ page: ProgramsPage = programsPage(), _ shared: Shared = logShared()) -> AppGym
  {
    var gym = AppGym(shared)
    gym.press("gp")
    gym.receive(.programs(page))
    gym.sent = []
    return gym
  }

  @Test func enteringItReadsTheCurrentProgram() {
    var gym = AppGym()
    gym.sent = []
    gym.press("gp")
    #expect(gym.sent == [.load(.programs(selected: nil))])
    #expect(gym.shows("Reading the programs"))
  }

  @Test func programsGridAndDayAreDrawnAsKept() throws {
    var gym = gym()
    try gym.expectGoldens("programs")
    gym.press("l")
    try gym.expectGoldens("programs-grid")
  }

  @Test func withoutProgramsTheSamplesAreOffered() throws {
    var gym = gym(ProgramsPage(programs: []))
    try gym.expectGoldens("programs-none")
    gym.press("Enter", "l", "j", "a")
    #expect(gym.sent == [.program(.addSamples)])
  }

  @Test func aProgramWithoutDaysSaysSo() throws {
    var program = baseProgram()
    program.days = []
    var gym = gym(programsPage(program))
    try gym.expectGoldens("programs-no-days")
    gym.press("l", "Enter")
    #expect(gym.app.state.screens.programs.column == .programs && gym.sent.isEmpty)
  }

  @Test func manyWeeksDaysAndExercisesStayInTheirColumns() throws {
    var program = baseProgram(weeks: 52)
    for index in program.days.indices {
      program.days[index].name = index == 1 ? "" : hostileNames[index % hostileNames.count]
      program.days[index].exercises = (0..<100).map {
        programExercise(
          named(hostileNames[$0 % hostileNames.count]), 3, [.count(5), .range(8, 12), .amrap],
          [.weight(100), .percentage(82.5)])
      }
    }
    var gym = gym(programsPage(program))
    gym.press("l", "l", "l", "l", "j")
    try gym.expectGoldens("programs-long")
  }

  @Test func theNextDayIsFocused() {
    let state = gym().app.state.screens.programs
    #expect(state.week == 1 && state.day == 1)
    #expect(state.focusedDay?.title == "Pull A")
  }

  @Test func enterGoesInAndThenStartsTheDay() {
    var gym = gym()
    gym.press("Enter")
    #expect(gym.app.state.screens.programs.column == .days && gym.sent.isEmpty)
    gym.press("j", "Enter")
    #expect(gym.sent == [.workout(.startDay(programId: "base", week: 1, day: 2, date: nil))])
  }

  @Test func leftAndRightGoThroughWeeksAndColumns() {
    var gym = gym()
    gym.press("l", "l", "l", "l")
    #expect(
      gym.app.state.screens.programs.week == 3 && gym.app.state.screens.programs.column == .day)
    gym.press("l", "h")
    #expect(gym.app.state.screens.programs.column == .days)
    gym.press("h", "h", "h", "h")
    #expect(
      gym.app.state.screens.programs.week == 0 && gym.app.state.screens.programs.column == .programs
    )
    gym.press("h")
    #expect(gym.app.state.screens.programs.column == .programs)
  }

  @Test func movingInTheListReadsTheProgramThere() {
    var gym = gym()
    gym.press("j")
    #expect(gym.sent == [.load(.programs(selected: "start"))])
    gym.press("gg", "k")
    #expect(gym.sent.count == 2)
    gym.press("G")
    #expect(gym.sent.last == .load(.programs(selected: "long")))
  }

  @Test func sMakesTheProgramTheCurrentOne() {
    var gym = gym()
    gym.press("s")
    #expect(gym.sent == [.program(.setCurrent(id: "base"))])
  }

  @Test func aDayThatCannotBeStartedSaysWhy() {
    var program = baseProgram()
    program.days[5].exercises = []
    program.days.removeAll { $0.weekIndex == 3 && $0.dayIndex == 1 }
    var gym = gym(programsPage(program))
    gym.press("l", "Enter")
    #expect(gym.message == "The day has no exercise.")
    #expect(gym.shows("It has no exercise."))
    gym.press("l", "l", "Enter")
    #expect(gym.message == "There is no such day in this program.")
    var still = self.gym(programsPage(), logShared(readOnly: "it is damaged"))
    still.press("l", "Enter", "s")
    #expect(still.message == still.app.state.shared.readOnlySentence && still.sent.isEmpty)
  }

  @Test func aFreshPageOfTheSameProgramKeepsThePlace() {
    var gym = gym()
    gym.press("l", "l", "j")
    gym.receive(.programs(programsPage()))
    #expect(gym.app.state.screens.programs.week == 2 && gym.app.state.screens.programs.day == 2)
  }

  @Test func theWheelAndAClickChooseAProgram() {
    var gym = gym()
    gym.scroll(.wheelDown)
    #expect(gym.sent == [.load(.programs(selected: "start"))])
    gym.scroll(.wheelUp)
    #expect(gym.sent.last == .load(.programs(selected: "base")))
    gym.press("l")
    gym.click(5, 5)
    #expect(gym.app.state.screens.programs.column == .programs)
    #expect(gym.sent.last == .load(.programs(selected: "ppl")))
  }
}
