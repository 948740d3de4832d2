import Terminal
import Testing
import Training

@testable import Screens

/// An old workout edited in *History* while another one is under way in *Log*.
@Suite struct HistoryEditingTests {
  /// The workout of the second row: finished, two days ago.
  private static func oldPage() -> LogPage {
    var page = busyPage()
    page.log.id = "w1"
    page.log.name = "Legs A"
    page.log.date = ago(2)
    page.log.isWorkoutFinished = true
    page.log.completedDate = logNow.advanced(bySeconds: -170_000)
    page.log.duration = 52
    return page
  }

  private func gym(running: LogPage? = busyPage()) -> AppGym {
    var gym = AppGym()
    gym.receive(.log(running))
    gym.press("gh")
    gym.receive(.history(historyPage()))
    return gym
  }

  private func editing(running: LogPage? = busyPage()) -> AppGym {
    var gym = gym(running: running)
    gym.press("j", "R")
    gym.receive(.workout(Self.oldPage()))
    gym.sent = []
    return gym
  }

  private func edits(_ gym: AppGym) -> [String] {
    gym.sent.compactMap { effect in
      switch effect {
      case .workout(.edit(let id, _)), .workout(.finish(let id, _)), .workout(.discard(let id)),
        .workout(.setRest(let id, _)):
        id
      default: nil
      }
    }
  }

  @Test func logStaysTheWorkoutUnderWay() {
    var gym = editing()
    #expect(gym.app.state.screen == .history)
    #expect(gym.shows("editing Tue 17 Nov, finished · Legs A"))
    gym.type("95x5")
    gym.press("Enter")
    #expect(edits(gym) == ["w1"])
    gym.sent = []
    gym.press("gl")
    #expect(gym.shows("Push A") && !gym.shows("editing"))
    gym.press("Enter")
    #expect(edits(gym) == ["log"])
  }

  @Test func everyKeyOfTheEditorGoesToTheOldWorkout() {
    var gym = editing()
    gym.press("+", "j", "Space", "a", "Del", "y", "J", "s")
    gym.press("n")
    gym.type("grip")
    gym.press("Enter", "T")
    gym.type("!")
    gym.press("Enter")
    #expect(!edits(gym).isEmpty && Set(edits(gym)) == ["w1"])
    gym.press("A")
    #expect(
      gym.app.state.overlay == .picker(PickerState(purpose: .add(logId: "w1", after: "bench"))))
    gym.press("Esc", "X", "y")
    #expect(gym.sent.contains(.workout(.discard(logId: "w1"))))
    gym.receive(.done(message: "Workout deleted.", changed: [.workoutLogs]), .workout(nil))
    #expect(gym.app.state.screens.history.editing == nil && !gym.app.state.screens.history.isOpen)
  }

  @Test func aDiscardedWorkoutLeavesTheEditorWhenItIsGoneAndSaysSoOnce() {
    var gym = editing()
    gym.press("X", "y")
    #expect(
      gym.sent == [.workout(.discard(logId: "w1"))] && gym.app.state.screens.history.editing != nil)
    gym.receive(.done(message: "Workout deleted.", changed: [.workoutLogs]))
    #expect(gym.sent.contains(.load(.workout(id: "w1"))))
    gym.receive(.workout(nil))
    #expect(gym.app.state.screens.history.editing == nil && !gym.app.state.screens.history.isOpen)
    #expect(gym.message == "Workout deleted.")
  }

  @Test func aWorkoutThatCouldNotBeDiscardedKeepsWhatIsNotWritten() {
    var gym = refused()
    gym.press("X", "y")
    #expect(gym.sent == [Self.step, .workout(.discard(logId: "w1"))])
    gym.receive(
      .failed(sentence: Self.trouble, effect: Self.step),
      .failed(sentence: Self.trouble, effect: .workout(.discard(logId: "w1"))))
    #expect(gym.shows("not saved") && gym.shows("102.5"))
  }

  @Test func commandsOfThePromptGoToTheWorkoutBeforeTheAthletesEyes() {
    var gym = editing()
    gym.press(":")
    gym.type("rename")
    gym.press("Enter")
    gym.type(" again")
    gym.press("Enter")
    #expect(gym.sent.contains(.workout(.edit(logId: "w1", .rename("Legs A again")))))
    gym.press("gl", ":")
    gym.type("rename")
    gym.press("Enter", "C-u")
    gym.type("Now")
    gym.press("Enter")
    #expect(gym.sent.last == .workout(.edit(logId: "log", .rename("Now"))))
  }

  @Test func escLeadsBackAndReadsItAnew() {
    var gym = editing()
    gym.press("+", "Esc")
    #expect(gym.app.state.screens.history.editing == nil)
    #expect(
      gym.sent.first
        == .workout(.edit(logId: "w1", .changeSet(entry: "bench", set: "b3", weightChange(102.5)))))
    #expect(gym.sent.last == .load(.workout(id: "w1")))
    gym.receive(.workout(Self.oldPage()))
    #expect(gym.shows("Legs A") && !gym.shows("editing"))
    gym.press("Esc")
    #expect(!gym.app.state.screens.history.isOpen && gym.app.state.screen == .history)
  }

  @Test func whatIsTypedWaitsWhileTheAthleteLooksElsewhere() {
    var gym = editing()
    gym.type("95")
    gym.click(2, 0)
    #expect(gym.app.state.screen == .today)
    #expect(
      gym.sent.contains(
        .workout(.edit(logId: "w1", .changeSet(entry: "bench", set: "b3", weightChange(95))))))
    gym.press("gh")
    gym.type("100x")
    gym.click(2, 0)
    gym.press("gh")
    #expect(gym.app.state.screens.history.editing?.typed == "100x")
    gym.press("Esc", "+", "C-c")
    #expect(
      gym.sent.suffix(2) == [
        .workout(.edit(logId: "w1", .changeSet(entry: "bench", set: "b3", weightChange(97.5)))),
        .terminal(.quit),
      ])
  }

  // What could not be written

  private static let trouble = "Writing to log.tonnage: the disk is full."
  private static let step = Effect.workout(
    .edit(logId: "w1", .changeSet(entry: "bench", set: "b3", weightChange(102.5))))

  /// A step in the editor that was refused.
  private func refused() -> AppGym {
    var gym = editing()
    gym.press("+")
    gym.wait(1)
    #expect(gym.sent == [Self.step])
    gym.sent = []
    gym.receive(.failed(sentence: Self.trouble, effect: Self.step))
    #expect(gym.message == Self.trouble)
    return gym
  }

  @Test func escWritesOnceMoreWhatCouldNotBeWrittenAndTellsWhereItCannotBe() {
    var gym = refused()
    gym.press("Esc")
    #expect(gym.app.state.screens.history.editing == nil && gym.sent.first == Self.step)
    gym.receive(.failed(sentence: Self.trouble, effect: Self.step))
    #expect(
      gym.message == "\(Self.trouble) Not saved: set 4 of Bench Press as 102.5x5.")
  }

  @Test func whateverTakesTheEditorAwayWritesItOnceMore() {
    let ways: [(String, (inout App) -> [Effect])] = [
      ("looked at", { $0.navigate(.workout(id: "w7")) }),
      ("edited", { $0.navigate(.edit(id: "w7")) }),
      (
        "begun",
        { app in app.handle(.outcome(.started(self.past(), message: "Workout started."))) }
      ),
    ]
    for (words, way) in ways {
      var gym = refused()
      #expect(way(&gym.app).contains(Self.step), "\(words)")
    }
  }

  @Test func anotherWorkoutInLogWritesWhatCouldNotBeWrittenThere() {
    var gym = gym()
    gym.press("gl", "+")
    gym.wait(1)
    guard let step = gym.sent.last, case .workout(.edit) = step else {
      Issue.record("\(gym.sent)")
      return
    }
    gym.receive(.failed(sentence: Self.trouble, effect: step))
    gym.sent = []
    var next = busyPage()
    next.log.id = "next"
    gym.receive(.started(next, message: "Push B started."))
    #expect(gym.sent.contains(step))
  }

  @Test func suspendingWritesAStepOfTheEditorToo() {
    var gym = editing()
    gym.press("+", "C-z")
    #expect(gym.sent == [Self.step, .terminal(.suspend)])
  }

  @Test func aNoteThatCannotBeWrittenForAWorkoutThatIsNotShownIsTold() {
    let notes: [TextToken] = [
      .workoutNote(logId: "gone"), .exerciseNote(logId: "gone", entry: "e"),
      .setNote(logId: "gone", entry: "e", set: "s"),
    ]
    for token in notes {
      var gym = gym()
      gym.sent = []
      gym.receive(.textEdited("belt", token: token))
      #expect(gym.sent.count == 1)
      gym.receive(.failed(sentence: Self.trouble, effect: gym.sent[0]))
      #expect(gym.message == "\(Self.trouble) Not saved: the note “belt”.")
    }
  }

  @Test func anExerciseThatCouldNotBeMadeIsNamed() {
    var gym = gym()
    gym.receive(
      .failed(
        sentence: Self.trouble,
        effect: .workout(
          .createExercise(
            logId: "log", name: "Zottman Curl", group: .biceps, type: .dumbbell, after: nil))))
    #expect(gym.message == "\(Self.trouble) Not saved: the exercise “Zottman Curl”.")
  }

  @Test func aQuietMomentSavesAStep() {
    var gym = editing()
    gym.press("+")
    #expect(gym.app.nextDeadline(after: logNow) != nil)
    gym.wait(1)
    #expect(edits(gym) == ["w1"])
  }

  @Test func anEditedNoteGoesToItsWorkoutAlsoWhereNoneIsShownAnyMore() {
    var gym = editing()
    let note = TextToken.setNote(logId: "w1", entry: "bench", set: "b3")
    gym.receive(.textEdited("belt", token: note))
    var change = SetChange()
    change.note = "belt"
    let edit = Effect.workout(.edit(logId: "w1", .changeSet(entry: "bench", set: "b3", change)))
    #expect(gym.sent == [edit])
    gym.press("Esc")
    gym.sent = []
    gym.receive(.textEdited("belt", token: note))
    #expect(gym.sent == [edit])
    gym.receive(.textEdited("x", token: .workoutNote(logId: "gone")))
    gym.receive(.textEdited("x", token: .exerciseNote(logId: "gone", entry: "e")))
    #expect(
      gym.sent.suffix(2) == [
        .workout(.edit(logId: "gone", .noteWorkout("x"))),
        .workout(.edit(logId: "gone", .noteExercise(entry: "e", "x"))),
      ])
  }

  @Test func theWorkoutUnderWayIsEditedInLog() {
    var running = busyPage()
    running.log.id = "w0"
    var gym = gym(running: running)
    gym.press("R")
    #expect(gym.app.state.screen == .log && gym.app.state.screens.history.editing == nil)
  }

  @Test func resumingHandsTheWorkoutOverToLog() {
    var gym = editing(running: nil)
    gym.press("f", "f")
    #expect(gym.sent.last == .workout(.edit(logId: "w1", .resume)))
    var page = Self.oldPage()
    page.log.isWorkoutFinished = false
    gym.receive(.edited(page, message: "Workout resumed.", focus: nil))
    #expect(gym.app.state.screen == .log && gym.app.state.screens.log.log?.id == "w1")
    #expect(gym.app.state.screens.history.editing == nil && gym.message == "Workout resumed.")
    #expect(!gym.app.state.screens.log.isEditing)
    gym.press("Enter")
    #expect(edits(gym).last == "w1")
  }

  @Test func itIsNotResumedWhileAnotherIsUnderWay() {
    var gym = editing()
    gym.press("f", "f")
    #expect(gym.message == "Push A is under way: finish that one first.")
    #expect(gym.sent.isEmpty)
  }

  @Test func aWorkoutThatIsGoneIsToldWithWhatWasTyped() {
    var gym = editing()
    gym.type("95x")
    gym.receive(.workout(nil))
    #expect(gym.message == "The workout is gone. Not kept: “95x”.")
    gym = refused()
    gym.receive(.workout(nil))
    #expect(gym.message == "The workout is gone. Not kept: set 4 of Bench Press as 102.5x5.")
    #expect(gym.app.state.screens.history.editing == nil && !gym.app.state.screens.history.isOpen)
  }

  @Test func thatNoWorkoutIsUnderWayLeavesTheEditorAlone() {
    var gym = editing()
    gym.type("95")
    gym.receive(.log(nil))
    #expect(gym.app.state.screens.history.editing?.typed == "95")
  }

  // A workout of another date

  private func past() -> LogPage {
    var page = LogPage(log: workout([]), version: 1)
    page.log.id = "past"
    page.log.name = "Workout"
    page.log.date = ago(30)
    return page
  }

  @Test func aPastDayBegunWhileAnotherIsUnderWayIsWrittenDownInHistory() {
    var gym = gym()
    gym.receive(.started(past(), message: "Workout started."))
    #expect(gym.app.state.screen == .history && gym.app.state.screens.log.log?.id == "log")
    #expect(gym.message == "Workout started. Push A goes on in Log.")
    #expect(gym.shows("editing Tue 20 Oct, not finished · Workout"))
    gym.press("gl")
    #expect(gym.shows("Push A"))
  }

  @Test func aPastDayIsTheWorkoutUnderWayWhereNoneOtherIs() {
    var gym = gym(running: nil)
    gym.receive(.started(past(), message: "Workout started."))
    #expect(gym.app.state.screen == .log && gym.app.state.screens.log.log?.id == "past")
  }

  @Test func finishingItThereLeadsBackToHistory() {
    var gym = gym()
    var page = past()
    page.log.exercises = [exercise("a", Lift.bench, [set("s", 50, 5, done: true)])]
    gym.receive(.started(page, message: "Workout started."))
    gym.press("f", "f")
    #expect(gym.sent.last == .workout(.finish(logId: "past")))
    page.log.isWorkoutFinished = true
    gym.receive(
      .finished(
        FinishPage(log: page.log, sets: 1, openSets: 0, volume: 250, minutes: nil, records: [])))
    #expect(gym.shows("Workout finished"))
    gym.press("Enter")
    #expect(gym.app.state.screen == .history && gym.app.state.screens.history.editing == nil)
    #expect(gym.app.state.screens.log.log?.id == "log")
  }

  @Test func whatWasTypedIntoAWorkoutThatMakesRoomIsTold() {
    var gym = editing()
    gym.type("95x")
    gym.click(2, 0)
    gym.receive(.started(past(), message: "Workout started."))
    #expect(
      gym.message
        == "Workout started. Push A goes on in Log. Not kept: “95x”, typed before.")
  }

  @Test func whatWasTypedIntoLogIsToldWhereAnotherWorkoutBegins() {
    var gym = gym()
    gym.press("gl")
    gym.type("95x")
    gym.click(2, 0)
    var next = busyPage()
    next.log.id = "next"
    gym.receive(.started(next, message: "Push B started."))
    #expect(gym.message == "Push B started. Not kept: “95x”, typed before.")
    #expect(gym.app.state.screens.log.log?.id == "next")
  }

  @Test func anotherWorkoutIsLookedAtFromProgressOnceTheEditorIsLeft() {
    var gym = editing()
    gym.press("+")
    _ = gym.app.navigate(.workout(id: "w7"))
    #expect(
      gym.app.state.screens.history.editing == nil && gym.app.state.screens.history.opened == "w7")
    #expect(gym.app.state.screen == .history)
  }

  @Test func whatUndoTakesAwayIsNoNews() {
    var gym = gym()
    gym.receive(.started(past(), message: "Workout started."))
    gym.press("u")
    gym.receive(.done(message: "Undone: Workout started.", changed: [.workoutLogs]), .workout(nil))
    #expect(
      gym.message == "Undone: Workout started." && gym.app.state.screens.history.editing == nil)
  }

  @Test func aWorkoutWhoseDayStaysOpenSaysSo() {
    var page = Self.oldPage()
    page.log.dayStaysOpen = true
    var gym = gym()
    gym.press("j", "Enter")
    gym.receive(.workout(page))
    #expect(gym.shows("the day stays open"))
  }

  @Test func goingOnWithTheSameWorkoutKeepsWhatIsTyped() {
    var gym = AppGym()
    var page = todayPage()
    page.unfinished = historyPage().rows[0]
    var running = busyPage()
    running.log.id = "w0"
    gym.receive(.log(running), .today(page))
    gym.press("gl")
    gym.type("95x")
    gym.click(2, 0)
    gym.press("Enter")
    #expect(gym.app.state.screen == .log && gym.app.state.screens.log.typed == "95x")
  }

  // Log itself

  @Test func aWorkoutThatIsFinishedElsewhereLeavesLog() {
    var gym = AppGym()
    gym.receive(.log(busyPage()))
    gym.press("gl")
    gym.sent = []
    var page = busyPage()
    page.log.isWorkoutFinished = true
    gym.receive(.log(page))
    #expect(gym.message == "Push A was finished elsewhere: it is in History.")
    #expect(gym.sent == [.load(.log(id: nil))])
    gym.receive(.log(nil))
    #expect(gym.shows("No workout is open."))
  }

  @Test func whatIsTypedMeanwhileKeepsItThere() {
    var gym = AppGym()
    gym.receive(.log(busyPage()))
    gym.press("gl")
    gym.type("95x")
    var page = busyPage()
    page.log.isWorkoutFinished = true
    gym.receive(.log(page))
    #expect(gym.app.state.screens.log.typed == "95x" && gym.app.state.screens.log.log?.id == "log")
  }

  @Test func undoPutsTheCursorOnWhatItBringsBack() {
    var without = busyPage()
    without.log.exercises[1].sets.remove(at: 1)
    var gym = AppGym()
    gym.receive(.log(without))
    gym.press("gl", "u")
    gym.receive(.done(message: "Undone: Set 2 removed.", changed: [.workoutLogs]))
    gym.receive(.log(busyPage()))
    #expect(gym.app.state.screens.log.focus?.set == "o2")
    var logged = busyPage()
    logged.log.exercises[0].sets[3].completed = true
    gym.receive(.log(logged))
    #expect(gym.app.state.screens.log.focus?.set == "o2", "what others do leaves the cursor alone")
    gym.receive(.done(message: "Undone: Set 3 logged.", changed: [.workoutLogs]), .log(busyPage()))
    #expect(gym.app.state.screens.log.focus?.set == "b3")
  }

  @Test func theEditorIsDrawnAsKept() throws {
    try editing().expectGoldens("history-editing")
    var gym = editing()
    gym.press("f")
    try gym.expectGoldens("history-editing-letter")
  }
}
