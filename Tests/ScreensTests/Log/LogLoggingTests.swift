import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct LogLoggingTests {
  @Test func itOpensOnTheFirstOpenSet() {
    #expect(LogGym().focus == "b3")
  }

  @Test func enterLogsTheSetShowsSavingAndThenTheTick() {
    var gym = LogGym()
    gym.press("Enter")
    #expect(gym.edits == [.logSet(entry: "bench", set: "b3", SetChange())])
    #expect(gym.lines(containing: "saving…").count == 1)
    #expect(gym.focus == "b4")
    gym.settle()
    #expect(gym.lines(containing: "saving…").isEmpty)
    #expect(gym.set("b3")?.completed == true)
    #expect(gym.message == Message("Set 3 logged.", kind: .good, undoable: true))
    #expect(gym.focus == "b4")
  }

  @Test func theRestThatTheSetStartedShowsOnceItIsOnDisk() {
    var gym = LogGym()
    gym.press("Enter")
    #expect(gym.state.page?.rest == nil)
    let rest = RestTimer(logId: "log", startedAt: logNow, duration: 120)
    gym.settle(rest: rest)
    #expect(gym.state.page?.rest == rest)
    #expect(
      gym.sent == [.workout(.edit(logId: "log", .logSet(entry: "bench", set: "b3", SetChange())))])
  }

  @Test func aSupersetGoesToThePartnerAndThenToTheNextRound() {
    var gym = LogGym()
    gym.press("]", "]")
    #expect(gym.focus == "p1")
    gym.press("Enter")
    gym.settle()
    #expect(gym.focus == "d1")
    gym.press("Enter")
    gym.settle()
    #expect(gym.focus == "p2")
    gym.press("Enter", "Enter")
    gym.settle()
    #expect(gym.focus == "b3")
  }

  @Test func enterOnALoggedSetMovesOnWithoutAnEdit() {
    var gym = LogGym()
    gym.press("gg", "Enter")
    #expect(gym.edits.isEmpty && gym.focus == "b3")
  }

  @Test func enterOnALoggedSetThatWasChangedLogsItAgain() {
    var gym = LogGym()
    gym.press("k", "+", "Enter")
    #expect(gym.edits == [.logSet(entry: "bench", set: "b2", weightChange(102.5))])
    gym.settle()
    #expect(gym.set("b2")?.weight == 102.5)
    #expect(gym.message?.text == "Set 2 corrected.")
    #expect(gym.sent.count == 1)
  }

  @Test func afterTheLastSetItSaysHowToFinish() {
    var gym = LogGym(
      LogPage(log: workout([exercise("a", Lift.bench, [set("s", 50, 5)])]), version: 1))
    gym.press("Enter")
    #expect(gym.message?.text == "Every set is done: f finishes the workout.")
    #expect(gym.focus == "s")
    gym.settle()
    gym.press("Enter")
    #expect(gym.edits.count == 1)
  }

  @Test func aSecondEnterWhileItIsSavedGoesToTheNextSet() {
    var gym = LogGym()
    gym.press("Enter", "Enter")
    #expect(
      gym.edits == [
        .logSet(entry: "bench", set: "b3", SetChange()),
        .logSet(entry: "bench", set: "b4", SetChange()),
      ])
    gym.settle()
    #expect(gym.set("b3")?.completed == true && gym.set("b4")?.completed == true)
    #expect(gym.state.drafts.isEmpty)
  }

  @Test func aSetThatCouldNotBeLoggedKeepsItsValuesAndTheFocus() {
    var gym = LogGym()
    gym.press("+", "Enter")
    gym.refuse()
    #expect(gym.message == Message("The disk is full.", kind: .error))
    #expect(gym.focus == "b3")
    #expect(gym.row.contains("102.5") && gym.row.contains("not saved"))
    #expect(gym.set("b3")?.completed == false)
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("b3")?.weight == 102.5 && gym.set("b3")?.completed == true)
  }

  @Test func spaceTakesATickAwayOrLogsAndStays() {
    var gym = LogGym()
    gym.press("Space")
    gym.settle()
    #expect(gym.focus == "b3" && gym.set("b3")?.completed == true)
    gym.press("Space")
    gym.settle()
    #expect(gym.set("b3")?.completed == false)
    #expect(gym.edits.last == .unlogSet(entry: "bench", set: "b3"))
    gym.press("Space", "Space")
    #expect(gym.edits.count == 3)
  }

  @Test(arguments: [
    (Lift.bench, LoggedSet(id: "s"), "No weight yet: type it, as in 100x5."),
    (Lift.bench, LoggedSet(id: "s", reps: 5), "No weight yet: type it, as in 100, or 0 for none."),
    (Lift.bench, LoggedSet(id: "s", weight: 50), "No reps yet: type them, as in x5."),
    (Lift.pullUp, LoggedSet(id: "s"), "No reps yet: type them, as in x5."),
    (Lift.plank, LoggedSet(id: "s"), "No time yet: type it, as in 60s or 1:30."),
    (Lift.sled, LoggedSet(id: "s"), "No distance yet: type it, as in 5km."),
  ])
  func whatASetLacksIsAskedFor(_ metadata: ExerciseMetadata, _ set: LoggedSet, _ sentence: String) {
    var gym = LogGym(LogPage(log: workout([exercise("a", metadata, [set])]), version: 1))
    gym.press("Space")
    #expect(gym.message?.text == sentence && gym.typed == nil)
    gym.press("Enter")
    #expect(gym.message?.text == sentence)
    // What comes next are keys, not text.
    #expect(gym.state.mode == .rows && gym.edits.isEmpty)
  }

  @Test func nothingIsLoggedIntoAReadOnlyStore() {
    let shared = logShared(readOnly: "The store is damaged: restore a backup.")
    var gym = LogGym(busyPage(), shared: shared)
    gym.press("Enter")
    #expect(gym.message?.text == "The store is damaged: restore a backup.")
    gym.type("100")
    #expect(gym.typed == nil && gym.sent.isEmpty)
    gym.press("j")
    #expect(gym.focus == "b4")
  }
}
