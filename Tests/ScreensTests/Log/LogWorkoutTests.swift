import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct LogWorkoutTests {
  // Sets and exercises

  @Test func setsAndExercisesAreAddedRemovedDuplicatedAndMoved() {
    var gym = LogGym()
    gym.press("a")
    gym.settle()
    #expect(gym.focus == "new1" && gym.message?.text == "Set 4 added.")
    gym.press("d", "d")
    gym.settle()
    #expect(gym.focus == "b4")
    gym.press("y", "K", "J", "Y", "}", "{", "D", "D", "s", "s")
    gym.settle()
    #expect(
      gym.edits == [
        .addSet(entry: "bench", after: "b3"), .removeSet(entry: "bench", set: "new1"),
        .duplicateSet(entry: "bench", set: "b4"), .moveSet(entry: "bench", set: "b4", by: -1),
        .moveSet(entry: "bench", set: "b4", by: 1), .duplicateExercise(entry: "bench"),
        .moveExercise(entry: "bench", by: 1), .moveExercise(entry: "bench", by: -1),
        .removeExercise(entry: "bench"), .toggleSuperset(entry: "bench"),
        .toggleSuperset(entry: "bench"),
      ])
  }

  @Test func anExerciseIsPickedInTheShellsPicker() {
    var gym = LogGym()
    gym.press("A")
    #expect(gym.navigation == .picker(.add(logId: "log", after: "bench")))
    gym.press("w", "w")
    #expect(gym.navigation == .picker(.swap(logId: "log", entry: "bench")))
  }

  @Test func anExerciseWithoutSetsIsARowOfItsOwn() {
    var gym = LogGym(LogPage(log: workout([exercise("a", Lift.bench, [])]), version: 1))
    #expect(gym.focus == "a" && gym.row.contains("a adds a set"))
    gym.press("Enter")
    #expect(gym.message?.text == "The exercise has no set: a adds one.")
    gym.press("a")
    gym.settle()
    #expect(gym.focus == "new1")
  }

  @Test func aWorkoutWithoutExercisesSaysHowToAddOne() {
    var gym = LogGym(LogPage(log: workout([]), version: 1))
    #expect(gym.lines(containing: "adds the first one").count == 1)
    gym.press("a")
    #expect(gym.message?.text == "There is no exercise yet: A adds one.")
    gym.press("+", "j", "G", "]")
    #expect(gym.message == nil && gym.sent.isEmpty)
    gym.press("A")
    #expect(gym.navigation == .picker(.add(logId: "log", after: nil)))
  }

  // Moving

  @Test func theFocusMovesByRowsExercisesAndEnds() {
    var gym = LogGym()
    var seen: [String] = []
    for key in [
      "G", "Up", "Home", "Down", "C-d", "C-u", "]", "]", "]", "]", "[", "[", "[", "End",
    ] {
      gym.press(key)
      seen.append(gym.focus)
    }
    #expect(
      seen == [
        "d2", "d1", "b0", "b1", "d2", "b1", "o1", "p1", "d1", "d1", "p1", "o1", "b3", "d2",
      ])
    gym.press(.mouse(Mouse(.wheelUp, x: 0, y: 0)))
    #expect(gym.focus == "d1")
    gym.press(.mouse(Mouse(.wheelDown, x: 0, y: 0)))
    gym.press(.mouse(Mouse(.click, x: 0, y: 0)))
    #expect(gym.focus == "d2")
  }

  // Notes

  @Test func notesAreTypedOnTheSetTheExerciseAndTheWorkout() {
    var gym = LogGym()
    for (keys, text) in [("n", "belt"), ("N", "grip"), ("M-n", "tired")] {
      gym.press(keys)
      gym.type(text)
      gym.press("Enter")
      gym.settle()
    }
    #expect(gym.set("b3")?.note == "belt")
    #expect(gym.state.log?.exercises[0].notes == "grip" && gym.state.log?.notes == "tired")
    gym.press("n")
    #expect(gym.typed == "belt")
    gym.press("Enter", "N", "Enter", "M-n", "Enter", "n", "Esc")
    #expect(gym.edits.count == 3 && gym.typed == nil)
  }

  @Test func aNoteGoesThroughTheEditorAndComesBack() {
    var gym = LogGym()
    gym.press("e", "E", "M-e")
    let tokens: [TextToken] = [
      .setNote(logId: "log", entry: "bench", set: "b3"),
      .exerciseNote(logId: "log", entry: "bench"), .workoutNote(logId: "log"),
    ]
    #expect(gym.sent == tokens.map { .terminal(.editText("", token: $0)) })
    for token in tokens { gym.receive(.textEdited("two\nlines", token: token)) }
    gym.settle()
    #expect(gym.set("b3")?.note == "two\nlines" && gym.state.log?.notes == "two\nlines")
    gym.receive(.textEdited("two\nlines", token: tokens[0]))
    #expect(gym.edits.count == 3)
    gym.press("n")
    #expect(
      gym.sent.last == .terminal(.editText("two\nlines", token: tokens[0])) && gym.typed == nil)
    for token: TextToken in [
      .workoutNote(logId: "z"), .exerciseNote(logId: "z", entry: "bench"),
      .setNote(logId: "z", entry: "bench", set: "b3"),
    ] {
      gym.receive(.textEdited("for another workout", token: token))
    }
    #expect(gym.edits.count == 3)
  }

  @Test func aLineGoesOnInTheEditor() {
    var gym = LogGym()
    gym.press("n")
    gym.type("long")
    gym.press("C-o")
    #expect(
      gym.sent == [
        .terminal(.editText("long", token: .setNote(logId: "log", entry: "bench", set: "b3")))
      ])
    #expect(gym.typed == nil)
    gym.press("T", "C-o")
    #expect(gym.typed == "Push A")
  }

  // Name and day

  @Test func theWorkoutIsRenamed() {
    var gym = LogGym()
    gym.press("T", "C-u")
    gym.type("Push B")
    gym.press("Enter")
    gym.settle()
    #expect(gym.state.log?.name == "Push B")
    gym.press("T", "Enter")
    #expect(gym.edits.count == 1)
  }

  @Test(arguments: [
    ("2026-11-01", -18), ("yesterday", -1), ("today", 0), ("-3", -3), (" Yesterday ", -1),
  ])
  func theDayIsTypedInSeveralWays(_ text: String, _ days: Int) {
    var gym = LogGym()
    gym.press("C", "C-u")
    gym.type(text)
    gym.press("Enter")
    #expect(gym.edits == [.setDate(logToday.advanced(byDays: days))])
  }

  @Test func aDayThatIsNoneIsToldAndOneToComeIsAskedAbout() {
    var gym = LogGym()
    gym.press("C", "C-u")
    gym.type("soon")
    gym.press("Enter")
    #expect(
      gym.message?.text == "“soon” is not a date: type one such as 2026-11-19, yesterday or -3.")
    #expect(gym.typed == "soon")
    gym.press("C-u")
    gym.type("2027-01-01")
    gym.press("Enter")
    #expect(gym.lines(containing: "Really 2027-01-01? That is after tomorrow. y/n").count == 1)
    gym.press("n")
    #expect(gym.typed == "2027-01-01")
    gym.press("Enter", "y")
    #expect(gym.edits.count == 1)
  }

  // Rest

  @Test func theRestTimerIsStartedLengthenedAndStopped() {
    var gym = LogGym()
    gym.press(")")
    #expect(gym.message?.text == "No rest timer is running: R starts one.")
    gym.press("R")
    gym.wait(20)
    gym.press(")", "(", "(")
    #expect(
      gym.sent == [120, 115, 100, 85].map { Effect.workout(.setRest(logId: "log", seconds: $0)) })
    gym.press("R")
    #expect(
      gym.sent.last == .workout(.setRest(logId: "log", seconds: nil)) && gym.state.page?.rest == nil
    )
    gym.press("R")
    gym.wait(118)
    gym.press("(")
    #expect(gym.state.page?.rest == nil)
    gym.press("R")
    gym.wait(500)
    gym.press("R")
    #expect(gym.sent.last == .workout(.setRest(logId: "log", seconds: 120)))
    gym.receive(.failed(sentence: "No.", effect: .workout(.setRest(logId: "log", seconds: 120))))
    #expect(gym.state.page?.rest == nil && gym.message?.text == "No.")
    gym.receive(.failed(sentence: "No.", effect: .workout(.setRest(logId: "z", seconds: 120))))
  }

  @Test func restAddedWithNoneRunningIsNothing() {
    var gym = LogGym()
    gym.take(LogScreen.update(&gym.state, .rest(.add(15)), shared: gym.shared))
    #expect(gym.sent.isEmpty)
  }

  // Finishing

  @Test func finishingShowsTheSummaryAndThenToday() {
    var gym = LogGym()
    gym.press("+", "f", "f")
    #expect(gym.sent.last == .workout(.finish(logId: "log")) && gym.sent.count == 2)
    let log = workout([exercise("a", Lift.bench, [set("s", 100, 5, done: true)])], finished: true)
    gym.receive(
      .finished(
        FinishPage(log: log, sets: 1, openSets: 0, volume: 500, minutes: 42, records: [])))
    #expect(gym.lines(containing: "Push A finished").count == 1)
    #expect(gym.message == Message("Workout finished.", kind: .good, undoable: true))
    gym.press("x", "Enter")
    #expect(gym.navigation == .screen(.today) && gym.state.page == nil)
  }

  @Test func undoingAFinishClosesItsSummary() {
    var gym = LogGym()
    let done = workout([], finished: true)
    gym.receive(
      .finished(FinishPage(log: done, sets: 0, openSets: 0, volume: 0, minutes: nil, records: [])))
    gym.receive(.done(message: "Undone.", changed: [.workoutLogs]))
    #expect(gym.sent.last == .load(.log(id: "log")))
    gym.receive(.log(busyPage()))
    #expect(gym.state.mode == .rows)
  }

  @Test func aWorkoutWithNothingLoggedIsNotFinished() {
    var gym = LogGym(LogPage(log: workout([exercise("a", Lift.bench, [])]), version: 1))
    gym.press("f")
    #expect(
      gym.message?.text == "Nothing is logged yet: log a set, or discard the workout with X.")
  }

  @Test func aFinishedWorkoutIsResumed() {
    var page = busyPage()
    page.log.isWorkoutFinished = true
    page.log.duration = 52
    page.log.startedAt = nil
    var gym = LogGym(page, isEditing: true)
    #expect(gym.lines(containing: "finished").count == 1)
    #expect(gym.lines(containing: "52 min").count == 1)
    gym.press("f", "f")
    gym.settle()
    #expect(gym.edits == [.resume] && gym.state.log?.isWorkoutFinished == false)
  }

  @Test func discardingAsksFirst() {
    var gym = LogGym()
    gym.press("X")
    #expect(gym.lines(containing: "Discard this workout with its 3 logged sets? y/n").count == 1)
    gym.press("n", "X", "Esc")
    #expect(gym.sent.isEmpty && gym.state.mode == .rows)
    gym.press("X", "y")
    #expect(gym.sent == [.workout(.discard(logId: "log"))])
    gym.receive(.done(message: "Workout discarded.", changed: [.workoutLogs]))
    gym.receive(.log(nil))
    #expect(gym.sent.last == .load(.log(id: nil)) && gym.state.page == nil)
    gym.receive(.log(nil))
    #expect(gym.lines(containing: "No workout is open.").count == 1)
    for (sets, words) in [
      ([], "Discard this workout? y/n"), ([set("s", 1, 1, done: true)], "its 1 logged set?"),
    ] {
      var other = LogGym(LogPage(log: workout([exercise("a", Lift.bench, sets)]), version: 1))
      other.press("X")
      #expect(other.lines(containing: words).count == 1)
    }
  }

  // Outcomes

  @Test func openingAsksForTheWorkoutAndBlankStartsOne() {
    var state = LogState()
    #expect(LogScreen.open(&state, shared: logShared()) == [.load(.log(id: nil))])
    #expect(drawn(state).lines[1].contains("Reading the workout"))
    var gym = LogGym()
    gym.state = LogState()
    gym.receive(.done(message: "Synced.", changed: [.workoutLogs]))
    #expect(gym.sent.isEmpty)
    gym.receive(.log(nil))
    gym.press("b")
    #expect(gym.sent == [.workout(.startBlank(date: nil))])
    gym.receive(.started(busyPage(), message: "Workout started."))
    #expect(gym.navigation == .screen(.log) && gym.focus == "b3")
    #expect(LogScreen.open(&gym.state, shared: gym.shared) == [.load(.log(id: "log"))])
  }

  @Test func outcomesOfOtherWorkoutsChangeNothing() {
    var gym = LogGym()
    var other = busyPage()
    other.log.id = "other"
    let before = gym.state
    gym.receive(.log(other))
    gym.receive(.edited(other, message: "Elsewhere.", focus: nil))
    gym.receive(
      .finished(
        FinishPage(log: other.log, sets: 0, openSets: 0, volume: 0, minutes: nil, records: [])))
    gym.receive(.progressing(words: "Importing", fraction: 0.5))
    gym.receive(.failed(sentence: "No.", effect: .workout(.edit(logId: "other", .resume))))
    gym.receive(.failed(sentence: "No.", effect: .load(.today)))
    #expect(gym.state == before && gym.message == nil)
    gym.receive(.started(other, message: "Started."))
    #expect(gym.state.log?.id == "other")
  }

  @Test func failuresAreTold() {
    var gym = LogGym()
    gym.receive(.failed(sentence: "Not finished.", effect: .workout(.finish(logId: "log"))))
    #expect(gym.message == Message("Not finished.", kind: .error))
    gym.receive(.failed(sentence: "Gone.", effect: .workout(.edit(logId: "log", .resume))))
    #expect(gym.message?.text == "Gone.")
    gym.state = LogState()
    gym.receive(.failed(sentence: "Unreadable.", effect: .load(.log(id: nil))))
    #expect(gym.message?.text == "Unreadable." && gym.state.isLoaded)
  }

  @Test func aFailureDoesNotTakeTheFocusFromWhatIsTyped() {
    var gym = LogGym()
    gym.press("Enter")
    gym.type("90")
    gym.refuse()
    #expect(gym.focus == "b4" && gym.typed == "90")
  }

  // Keys

  @Test func noKeyHidesAnotherInTheRows() {
    let gym = LogGym()
    let keys = LogScreen.bindings.bindings.flatMap(\.keys)
    for key in ["q", "u", "?", ":", "C-r", "C-c", "C-z", "C-l", "/", "Q"] as [KeySequence] {
      #expect(!keys.contains(key), "\(key) is the shell's")
    }
    let rows = LogScreen.bindings.bindings.filter {
      !["While typing", "After d, D, w or f"].contains($0.group)
    }
    .flatMap(\.keys).map(\.description)
    // Finishing and resuming share theirs, and b a set and a workout: only one of them is ever there.
    #expect(Set(rows).count == rows.count - 2)
    #expect(!LogScreen.bindings.help(in: gym.state).isEmpty)
  }

  @Test func theFooterSaysWhatMattersNow() {
    var gym = LogGym()
    func footer() -> String {
      LogScreen.bindings.footer(in: gym.state, width: 78).map { $0.keys + " " + $0.words }
        .joined(separator: "   ")
    }
    #expect(footer().hasPrefix("⏎ log   +/- weight   </> reps   i type"))
    #expect(footer().contains("f finish"))
    gym.type("100")
    #expect(footer().hasPrefix("⏎ log   ↓ keep, go on"))
    gym.press("Esc", "n")
    #expect(footer() == "⏎ save   C-o editor   Esc cancel   ? more")
    gym.press("Esc", "X")
    #expect(footer() == "y yes   n no   ? more")
  }
}
