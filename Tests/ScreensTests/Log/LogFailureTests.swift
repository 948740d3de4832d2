import Terminal
import Testing
import Training

@testable import Screens

/// What was typed into *Log* and could not be written stands there still.
@Suite struct LogFailureTests {
  @Test func severalSetsStandInTheirLineAgainAndAllOfThemAreLoggedByAnotherEnter() {
    var gym = LogGym()
    gym.type("100x5x4")
    gym.press("Enter")
    gym.refuse()
    #expect(gym.typed == "100x5x4" && gym.focus == "b3")
    gym.press("Enter")
    guard case .logSets(entry: "bench", set: "b3", let changes) = gym.edits.last else {
      Issue.record("\(gym.edits)")
      return
    }
    #expect(changes.count == 4)
    gym.settle()
    let sets = gym.state.log?.exercises[0].sets ?? []
    #expect(sets.count == 7 && sets.allSatisfy(\.completed) && gym.state.drafts.isEmpty)
  }

  @Test func aChangeOfASetThatWasToBeLoggedLogsIt() {
    var gym = LogGym()
    gym.press("Enter")
    gym.refuse()
    gym.press("+")
    gym.wait(1)
    #expect(gym.edits.last == .logSet(entry: "bench", set: "b3", weightChange(102.5)))
    gym.settle()
    #expect(gym.set("b3")?.completed == true && gym.set("b3")?.weight == 102.5)
  }

  @Test func aSetThatWasLoggedAndIsOpenAgainStaysOpenWhenItIsChanged() {
    var gym = LogGym()
    gym.press("Enter")
    gym.refuse()
    gym.press("+", "Enter")
    gym.settle()
    #expect(gym.set("b3")?.completed == true)
    gym.press("k", "+", "Space", "+")
    gym.settle()
    gym.wait(1)
    gym.settle()
    #expect(gym.set("b3")?.completed == false && gym.set("b3")?.weight == 107.5)
  }

  @Test func finishingWritesWhatCouldNotBeWrittenBefore() {
    var gym = LogGym()
    gym.press("Enter")
    gym.refuse()
    gym.sent = []
    gym.press("f", "f")
    #expect(gym.edits == [.logSet(entry: "bench", set: "b3", SetChange())])
    #expect(gym.sent.last == .workout(.finish(logId: "log")))
  }

  @Test func aNoteBesideAChangeThatFailedTooStandsInItsLine() {
    var gym = LogGym()
    gym.press("+", "n")
    gym.type("heavy")
    gym.press("Enter")
    gym.refuse()
    #expect(gym.typed == "heavy")
    #expect(gym.state.drafts["b3"]?.stage == .failed)
  }

  @Test func aNoteStandsInItsLineAgainWhereTheEditorFails() {
    var gym = LogGym()
    gym.press("n")
    gym.type("belt")
    gym.press("C-o")
    guard let effect = gym.waiting.last, case .terminal(.editText("belt", _)) = effect else {
      Issue.record("\(gym.waiting)")
      return
    }
    gym.receive(.failed(sentence: "The editor ended with status 3.", effect: effect))
    #expect(gym.typed == "belt")
    gym.press("Enter")
    var change = SetChange()
    change.note = "belt"
    #expect(gym.edits.last == .changeSet(entry: "bench", set: "b3", change))
  }

  @Test func anEditorThatFailsOnANoteAsItIsLeavesTheRowsTheKeys() {
    var gym = LogGym()
    gym.press("e")
    guard let effect = gym.waiting.last, case .terminal(.editText) = effect else {
      Issue.record("\(gym.waiting)")
      return
    }
    gym.receive(.failed(sentence: "The editor ended with status 3.", effect: effect))
    #expect(gym.state.mode == .rows)
  }

  @Test func whatWasTypedIntoAWorkoutThatIsGoneIsTold() {
    var gym = LogGym()
    gym.press("+", "j")
    gym.refuse()
    gym.type("95x")
    gym.receive(.log(nil))
    #expect(
      gym.message?.text
        == "The workout is gone. Not kept: set 4 of Bench Press as 102.5x5; “95x”.")
  }
}
