import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct ShellTests {
  private func gym(_ shared: Shared = logShared()) -> AppGym {
    var gym = AppGym(shared)
    gym.receive(.today(todayPage()))
    gym.sent = []
    return gym
  }

  /// *Log* on a workout, with a rest of two minutes that began just now.
  private func resting(_ shared: Shared = logShared()) -> AppGym {
    var gym = gym(shared)
    var page = busyPage()
    page.rest = RestTimer(logId: "log", startedAt: logNow, duration: 120)
    gym.receive(.log(page))
    return gym
  }

  // Tabs

  @Test func everyScreenHasItsLetterAndTabGoesRound() {
    var gym = gym()
    for (keys, screen) in [
      ("gl", Screen.log), ("gp", .programs), ("gr", .progress), ("gh", .history), ("gs", .sync),
      ("gt", .today),
    ] {
      gym.press(keys)
      #expect(gym.app.state.screen == screen)
      #expect(gym.line(containing: "[\(screen.name.title)]") != nil)
    }
    for screen in [Screen.log, .programs, .progress, .history, .sync, .today] {
      gym.press("Tab")
      #expect(gym.app.state.screen == screen)
    }
    gym.press("S-Tab")
    #expect(gym.app.state.screen == .sync)
  }

  @Test func aClickOnATabGoesThere() {
    var gym = gym()
    gym.click(20, 0)
    #expect(gym.app.state.screen == .programs)
    gym.click(79, 0)
    #expect(gym.app.state.screen == .programs)
    gym.press("?")
    gym.click(2, 0)
    #expect(gym.app.state.screen == .programs)
  }

  @Test func aSequenceThatLeadsNowhereIsForgotten() {
    var gym = gym()
    gym.press("g", "z", "b")
    #expect(gym.sent == [.workout(.startBlank(date: nil))])
  }

  @Test func aClickInTheWorkoutFocusesTheSetOrTheExercisesFirstOpenOne() {
    var gym = gym()
    gym.receive(.log(busyPage()))
    gym.press("gl")
    gym.sent = []
    for (text, focus) in [
      ("1   100 ", "b1"), ("Overhead Press", "o1"), ("3    62.5", "o3"), ("Bench Press", "b3"),
    ] {
      let y = gym.frame().lines.firstIndex { $0.contains(text) }
      gym.click(10, y ?? 0)
      #expect(gym.app.state.screens.log.focus?.set == focus, "\(text)")
    }
    #expect(gym.sent.isEmpty)
    gym.press("n")
    gym.click(10, 6)
    #expect(gym.app.state.screens.log.focus?.set == "b3" && gym.sent.isEmpty)
  }

  // The rest

  @Test func theRestRunsInTheTabLineAndStandsInvertedForASecondWhenItEnds() throws {
    var gym = resting(Shared(now: logNow, bell: true))
    #expect(gym.line(containing: "2:00")?.hasSuffix("◷ 2:00") == true)
    #expect(gym.app.nextDeadline(after: logNow) == logNow.advanced(bySeconds: 1))
    gym.wait(61)
    #expect(gym.shows("◷ 0:59"))
    try gym.expectGoldens("shell-rest")
    gym.wait(59)
    #expect(gym.sent.last == .terminal(.ringBell) && gym.shows("◷ 0:00"))
    try gym.expectGoldens("shell-rest-over")
    gym.wait(1)
    #expect(!gym.shows("◷"))
    #expect(gym.app.nextDeadline(after: gym.app.state.shared.now) == nil)
  }

  @Test func withoutBellAndMotionTheRestJustEnds() {
    var gym = resting(Shared(now: logNow, bell: false, motion: false))
    gym.wait(120)
    #expect(gym.sent.isEmpty && !gym.shows("◷"))
  }

  @Test func aRestThatEndedWhileTheProgramWasAwayIsNoNews() {
    var gym = resting(Shared(now: logNow, bell: true))
    gym.wait(600)
    #expect(gym.sent.isEmpty && gym.app.state.flashUntil == nil)
  }

  @Test func whatWaitsToBeSyncedStandsInTheTabLine() {
    var shared = logShared()
    shared.unsynced = 3
    #expect(gym(shared).line(containing: "[Today]")?.hasSuffix("↑3") == true)
  }

  @Test func oneKeySyncsAndTheTabLineSaysSo() {
    var shared = logShared()
    shared.unsynced = 2
    var gym = gym(shared)
    gym.press("S")
    #expect(
      gym.sent == [.sync(.merge(.none))]
        && gym.line(containing: "[Today]")?.hasSuffix("syncing") == true)
    gym.press("S")
    #expect(gym.message == "A sync is running." && gym.sent.count == 1)
    gym.receive(.synced(message: "Sent 2 workouts."))
    #expect(
      gym.message == "Sent 2 workouts." && gym.sent.suffix(2) == [.load(.today), .load(.unsynced)])
    gym.receive(.unsynced(0))
    #expect(!gym.shows("↑") && !gym.shows("syncing"))
    gym.press("S")
    gym.receive(
      .failed(sentence: "Reading it: the folder is not there.", effect: .sync(.merge(.none))))
    #expect(!gym.shows("syncing") && gym.shows("the folder is not there"))
    gym.receive(.done(message: "Body weight logged.", changed: [.bodyWeights]))
    #expect(gym.sent.last == .load(.unsynced))
  }

  @Test func withoutADumpSyncingLeadsToWhereOneIsNamed() {
    var gym = AppGym()
    gym.sent = []
    gym.press("S")
    #expect(gym.message?.contains("gs goes to Sync") == true && gym.sent.isEmpty)
    gym.press(":")
    gym.type("sync")
    gym.press("Enter")
    #expect(gym.app.state.screen == .sync && gym.sent == [.load(.sync)])
  }

  // Messages

  @Test func whatHappenedIsToldWithTheKeyThatUndoesIt() {
    var gym = gym()
    gym.receive(.done(message: "Body weight 82.5 kg logged.", changed: [.bodyWeights]))
    #expect(gym.shows("Body weight 82.5 kg logged.  u undo"))
    #expect(gym.sent == [.load(.today)])
    gym.receive(.done(message: "Undone: Body weight logged.", changed: [.bodyWeights]))
    #expect(gym.shows("Undone: Body weight logged.") && !gym.shows("u undo"))
    gym.receive(.progressing(words: "Importing", fraction: 0.42))
    #expect(gym.shows("Importing: 42 %"))
    gym.receive(.failed(sentence: "Writing failed: the disk is full.", effect: .journal(.undo)))
    #expect(gym.shows("Writing failed: the disk is full."))
    gym.app.note("config.toml, line 3: “colr” is no setting.")
    #expect(gym.shows("config.toml, line 3"))
  }

  @Test func aScreenIsReadAgainWhereItShowsWhatWasChanged() {
    var gym = gym()
    gym.press("gp")
    gym.sent = []
    gym.receive(.done(message: "Body weight 82.5 kg logged.", changed: [.bodyWeights]))
    #expect(gym.sent == [])
    gym.receive(.done(message: "4 sample programs added.", changed: [.programs]))
    #expect(gym.sent == [.load(.programs(selected: nil))])
  }

  @Test func undoAndRedoWriteWhatWasTypedFirst() {
    var gym = gym()
    gym.receive(.log(busyPage()))
    gym.press("gl", "+", "gt", "u", "C-r")
    #expect(gym.sent.suffix(2) == [.journal(.undo), .journal(.redo)])
    #expect(
      gym.sent.contains(
        .workout(.edit(logId: "log", .changeSet(entry: "bench", set: "b3", weightChange(102.5))))))
  }

  @Test func leavingWritesWhatWasTyped() {
    var gym = gym()
    gym.receive(.log(busyPage()))
    gym.press("gl", "+", "C-c")
    #expect(
      gym.sent.suffix(2) == [
        .workout(.edit(logId: "log", .changeSet(entry: "bench", set: "b3", weightChange(102.5)))),
        .terminal(.quit),
      ])
    var other = self.gym()
    other.press("C-z", "q")
    #expect(other.sent == [.terminal(.suspend), .terminal(.quit)])
  }

  @Test func anotherProcessesWriteIsReadOnTheScreenAndInTheOpenWorkout() {
    var gym = gym()
    gym.receive(.log(busyPage()))
    #expect(
      gym.app.handle(.storeChanged) == [.load(.log(id: "log")), .load(.today), .load(.unsynced)])
    gym.press("gl")
    gym.sent = []
    gym.press("C-l")
    #expect(gym.sent == [.terminal(.repaint), .load(.log(id: "log"))])
  }

  // Size

  @Test func belowTheLeastSizeItSaysSoAndKeysStillWork() {
    var gym = gym()
    #expect(gym.frame(20, 5).lines[0] == "20×5 is too small.")
    #expect(gym.frame(59, 30).lines[1] == "It takes 60×15.")
    #expect(gym.frame(3, 1).lines == ["20×"] || gym.frame(3, 1).lines.count == 1)
    gym.press("q")
    #expect(gym.sent == [.terminal(.quit)])
  }

  // Help

  @Test func helpListsTheScreensKeysAndTheShells() throws {
    var gym = gym()
    gym.press("?")
    try gym.expectGoldens("help-today")
    gym.press("PgDn", "j", "k", "PgUp", "Home")
    gym.scroll(.wheelDown)
    #expect(gym.app.state.overlay != nil)
    gym.press("q")
    #expect(gym.app.state.overlay == nil && gym.sent.isEmpty)
    gym.receive(.log(busyPage()))
    gym.press("gl", "F1")
    try gym.expectGoldens("help-log")
  }

  @Test func helpIsFilteredWhileTyping() throws {
    var gym = gym()
    gym.press("?", "/")
    gym.type("und")
    try gym.expectGoldens("help-filter")
    gym.press("Enter")
    #expect(gym.shows("/und"))
    gym.press("/")
    gym.type("zzz")
    #expect(gym.shows("No key fits."))
    gym.press("Esc", "Esc")
    #expect(gym.app.state.overlay == nil)
  }

  @Test func helpSaysWhyAKeyCannotBeUsedNow() {
    var gym = AppGym(logShared(readOnly: "it is damaged"))
    gym.press("?", "/")
    gym.type("take back")
    #expect(gym.shows("Take back the last step — not now: it is damaged"))
  }

  // The picker

  private let choices = [
    ExerciseChoice(exerciseId: "bench", metadata: Lift.bench),
    ExerciseChoice(exerciseId: "dip", metadata: Lift.dip),
    ExerciseChoice(exerciseId: "long", metadata: named(hostileNames[0])),
  ]

  private func picking(_ key: String = "A") -> AppGym {
    var gym = gym()
    gym.receive(.log(busyPage()))
    gym.press("gl", key)
    return gym
  }

  @Test func thePickerSearchesWhileTypingAndTakesWithEnter() throws {
    var gym = picking()
    #expect(gym.sent.last == .load(.exercises(query: "", limit: 50)))
    gym.type("b")
    #expect(gym.sent.last == .load(.exercises(query: "b", limit: 50)))
    gym.receive(.exercises([], query: ""))
    gym.receive(.exercises(choices, query: "b"))
    gym.press("Down", "C-n", "C-n", "Up", "C-p", "PgDn", "PgUp", "Down")
    try gym.expectGoldens("picker")
    gym.press("Enter")
    #expect(
      gym.sent.last == .workout(.addExercise(logId: "log", exerciseId: "dip", after: "bench")))
    #expect(gym.app.state.overlay == nil)
  }

  @Test func anExerciseIsSwappedForThePickedOne() {
    var gym = picking("ww")
    gym.receive(.exercises(choices, query: ""))
    gym.press("Enter")
    #expect(
      gym.sent.last == .workout(.swapExercise(logId: "log", entry: "bench", exerciseId: "bench")))
    var none = picking("ww")
    none.type("zzz")
    none.receive(.exercises([], query: "zzz"))
    #expect(none.shows("No exercise fits."))
    none.press("Enter", "Esc")
    #expect(none.app.state.overlay == nil)
  }

  @Test func whatIsNotFoundBecomesTheAthletesOwn() throws {
    var gym = picking()
    gym.type("Log Toss")
    gym.receive(.exercises([], query: "Log Toss"))
    #expect(gym.shows("No exercise fits. Enter makes “Log Toss” your own exercise."))
    gym.press("Enter", "Down")
    try gym.expectGoldens("picker-group")
    gym.press("Enter")
    #expect(gym.shows("“Log Toss” is done with"))
    gym.press("Enter")
    #expect(
      gym.sent.last
        == .workout(
          .createExercise(
            logId: "log", name: "Log Toss", group: MuscleGroup.known[1],
            type: ExerciseType.known[0], after: "bench")))
    var back = picking()
    back.type("x")
    back.receive(.exercises([], query: "x"))
    back.press("Enter", "Esc")
    #expect(back.shows("Add exercise:"))
  }
}
