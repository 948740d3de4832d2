import Logbook
import ReplayCheck
import Store
import Testing
import Training

@testable import Screens

/// Workouts beside the one under way, and days that stay open, over a real store.
struct OldWorkoutTests {
  private func log(_ id: String, _ athlete: Athlete) throws -> WorkoutLog {
    try #require(try athlete.logbook.logPage(id: id)?.log)
  }

  @Test func anOldWorkoutIsMendedWhileAnotherIsUnderWay() throws {
    let athlete = try Athlete()
    athlete.press("Enter", "Enter")
    let running = try #require(try athlete.logbook.logPage()).log
    athlete.press("gh", "j", "j")
    let row = try #require(athlete.app.state.screens.history.focused)
    athlete.press("R")
    #expect(athlete.screen().contains("editing"))
    athlete.type("61.5x7")
    athlete.press("Enter")
    #expect(athlete.screen().contains("corrected."))
    #expect(try log(row.id, athlete).exercises[0].sets[0].weight == 61.5)
    #expect(try log(running.id, athlete) == running)
    athlete.press("u")
    #expect(try log(row.id, athlete).exercises[0].sets[0].weight != 61.5)
    athlete.press("C-r", "gl")
    #expect(athlete.screen().contains("Push B") && athlete.screen().contains("1 of"))
    athlete.press("Enter")
    #expect(try log(running.id, athlete).countedSetCount == 2)
    #expect(try log(row.id, athlete).isWorkoutFinished)
  }

  @Test func noRestRunsForAWorkoutThatIsNotUnderWay() throws {
    let athlete = try Athlete()
    let left = try athlete.logbook.startDay(programId: try program(athlete), week: 0, day: 0).log
    athlete.wait(86_400)
    athlete.press("gt", "b")
    #expect(athlete.screen().contains("[Log]"))
    athlete.press("gh", "j", "R")
    #expect(athlete.app.state.screens.history.editing?.log?.id == left.id)
    athlete.type("50x5")
    athlete.press("Enter")
    #expect(try log(left.id, athlete).countedSetCount == 1)
    #expect(try athlete.logbook.store.read { try $0.fact(.rest) } == nil)
  }

  private func program(_ athlete: Athlete) throws -> String {
    try #require(try athlete.logbook.programs().selected?.id)
  }

  @Test func aDayOfAnotherDateGoesToHistoryWhileAWorkoutIsUnderWay() throws {
    let athlete = try Athlete()
    athlete.press("Enter", "gt", "D")
    athlete.press("C-u")
    athlete.type("2026-01-05")
    athlete.press("Enter")
    #expect(athlete.screen().contains("editing Mon 5 Jan, not finished"))
    athlete.press("A")
    athlete.type("squat")
    athlete.press("Enter")
    athlete.type("100x5")
    athlete.press("Enter", "f", "f")
    #expect(athlete.screen().contains("Workout finished"))
    athlete.press("Enter")
    #expect(athlete.screen().contains("[History]"))
    athlete.press("gl")
    #expect(athlete.screen().contains("Push B"))
    let name = try athlete.logbook.store.read { try $0.unfinishedWorkout()?.name }
    #expect(name == "Push B")
  }

  @Test func aDayThatIsKeptOpenIsOfferedAgainAndTickedOnceItIsDone() throws {
    let athlete = try Athlete()
    func next() throws -> String? { try athlete.logbook.today().next?.title }
    let before = try athlete.logbook.programs()
    athlete.press("Enter", "Enter", "f")
    #expect(athlete.screen().contains("are not done."))
    athlete.press("o")
    #expect(athlete.screen().contains("The day stays open"))
    athlete.press("Enter")
    #expect(try next() == "Push B" && athlete.screen().contains("Push B"))
    #expect(try athlete.logbook.programs().done == before.done)
    #expect(try athlete.logbook.programs().next == before.next)
    athlete.press("u")
    #expect(try athlete.logbook.logPage()?.log.dayStaysOpen == false)
    athlete.press("C-r")
    #expect(try next() == "Push B")
    // Mending it leaves the day open.
    athlete.press("gh", "R", "T")
    athlete.type(" again")
    athlete.press("Enter")
    #expect(try next() == "Push B")
    athlete.press("f", "f")
    #expect(athlete.screen().contains("[Log]"))
    athlete.press("f", "f", "Enter")
    #expect(try next() != "Push B")
    #expect(try athlete.logbook.programs().done.count == before.done.count + 1)
    #expect(try athlete.logbook.store.replayMismatches().isEmpty)
  }

  @Test func aFirstSessionTakesTheWeightOfItsFirstSet() throws {
    let athlete = try Athlete(isNew: true)
    athlete.press("k", "s", "Enter", "Enter")
    #expect(athlete.screen().contains("No weight yet"))
    athlete.type("60")
    athlete.press("Enter", "Enter", "Enter")
    let sets = try #require(try athlete.logbook.logPage()?.log.exercises.first?.sets)
    #expect(sets.count == 3 && sets.allSatisfy { $0.weight == 60 && $0.completed })
  }

  @Test func whatWasNotDoneKeepsNoWeightThatNobodyLifted() throws {
    let athlete = try Athlete(isNew: true)
    athlete.press("k", "s", "Enter")
    athlete.type("60")
    athlete.press("Enter")
    let sets = try #require(try athlete.logbook.logPage()?.log.exercises.first?.sets)
    #expect(sets.map(\.weight) == [60, nil, nil])
  }

  @Test func undoOfADeletedSetLeadsBackToIt() throws {
    let athlete = try Athlete()
    athlete.press("Enter", "j", "j", "d", "d")
    #expect(athlete.screen().contains("Set 3 removed."))
    athlete.press("j", "j", "u")
    athlete.type("101x4")
    athlete.press("Enter")
    let sets = try #require(try athlete.logbook.logPage()?.log.exercises.first?.sets)
    #expect(sets.count == 3 && sets[2].weight == 101 && sets[2].completed)
  }
}
