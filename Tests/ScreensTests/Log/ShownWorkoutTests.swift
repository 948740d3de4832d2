import FrameText
import Terminal
import Testing
import Training

@testable import Screens

/// What *Log* counts and sums is what its rows show, on disk already or not.
@Suite struct ShownWorkoutTests {
  /// What is on its way to disk is drawn as it will be once it is there.
  private func expectThatWritingChangesNoLine(_ gym: inout LogGym) {
    let before = drawn(gym.state).lines
    gym.wait(1)
    gym.settle()
    #expect(drawn(gym.state).lines == before)
  }

  @Test func theHeadingSumsTheWeightsThatTheRowsShow() {
    var gym = LogGym()
    #expect(gym.lines(containing: "1,000 kg").count == 1)
    gym.press("k", "++")
    #expect(gym.edits.isEmpty)
    #expect(gym.row.contains("105"))
    #expect(gym.lines(containing: "1,025 kg").count == 1)
    expectThatWritingChangesNoLine(&gym)
  }

  @Test func aSetOnItsWayToDiskCountsEverywhereAsDone() {
    var gym = LogGym()
    #expect(gym.lines(containing: "2 of 11 sets").count == 1)
    gym.press("Enter")
    #expect(gym.lines(containing: "3 of 11 sets").count == 1)
    gym.press("X")
    #expect(gym.words.contains("Discard this workout with its 4 logged sets?"))
    gym.press("n", "f")
    #expect(gym.words.contains("8 of 11 sets are not done."))
    gym.press("Esc")
    gym.refuse()
    #expect(gym.lines(containing: "2 of 11 sets").count == 1)
    gym.press("f")
    #expect(gym.words.contains("9 of 11 sets are not done."))
  }

  @Test func aSetThatBecomesAWarmUpIsNoneOfThePlan() {
    var gym = LogGym()
    gym.press("t")
    #expect(gym.lines(containing: "2 of 10 sets").count == 1)
    #expect(gym.state.openSetCount == 8)
    expectThatWritingChangesNoLine(&gym)
  }

  @Test func recordsAreThoseOfTheValuesThatAreShown() {
    var gym = LogGym()
    gym.press("k")
    #expect(!gym.row.contains("★"))
    gym.press("++")
    #expect(gym.row.contains("★ best e1RM"))
    #expect(gym.edits.isEmpty)
  }

  @Test func whatCouldNotBeSavedIsNotFoldedAway() {
    var page = busyPage()
    for set in page.log.exercises[0].sets.indices {
      page.log.exercises[0].sets[set].completed = true
    }
    var gym = LogGym(page)
    gym.press("k", "+", "j")
    gym.refuse()
    #expect(gym.focus == "o1")
    #expect(gym.lines(containing: "not saved").count == 1)
  }
}
