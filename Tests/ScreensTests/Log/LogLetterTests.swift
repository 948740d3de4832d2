import FrameText
import Terminal
import Testing
import Training

@testable import Screens

/// What the README and the help say can be typed for a set, and what phones make of it.
private let documentedSets = [
  "100x5", "100x5x3", "102.5x5@8", "102,5x5", "100x5@8", "w60x8", "w 60x8", "warm-up 60x8",
  "d40x10", "d 40x10", "drop 40x10", "f60x5", "f 60x5", "fail 60x5", "failure 60x5", "bw x 10",
  "wbw x 5", "dbw+5x5", "wx8", "d-20x8", "f+5x5", "-20x8", "+5x8", "60s", "1:30", "5km 25:00",
  "225lb x 5", "x10", "@8", "D40x10", "W60x8", "F60x5", "Bw x 10", "Drop 40x10", "Warm-up 60x8",
]

@Suite struct LogLetterTests {
  @Test(arguments: documentedSets)
  func aDocumentedSetIsOnlyEverTyped(_ text: String) {
    var finished = busyPage()
    finished.log.isWorkoutFinished = true
    for (page, isEditing) in [(busyPage(), false), (finished, true)] {
      for readsSlowly in [false, true] {
        var gym = LogGym(page, isEditing: isEditing)
        gym.press("gg", "j", "j", "j")
        for character in text {
          gym.press(.character(character))
          // A sign that nothing follows for a while is a step.
          if readsSlowly, !"+-".contains(character) || gym.typed != nil { gym.wait(2) }
        }
        #expect(gym.typed == text && gym.sent.isEmpty && gym.navigation == nil, "\(text)")
        gym.press("Enter")
        gym.settle()
        let place = gym.edits.compactMap { edit -> String? in
          switch edit {
          case .logSet(_, let set, _), .logSets(_, let set, _): set
          default: nil
          }
        }
        #expect(place == ["b3"] && gym.edits.count == 1, "\(text): \(gym.edits)")
      }
    }
  }

  @Test(arguments: [
    ("w60x8", SetKind.warmUp), ("d40x10", .drop), ("f60x5", .failure), ("F60x5", .failure),
    ("D40x10", .drop), ("100x5", .working),
  ])
  func theKindGoesWithTheSet(_ text: String, _ kind: SetKind) {
    var gym = LogGym()
    gym.type(text)
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("b3")?.kind == kind && gym.set("b3")?.completed == true)
    #expect(gym.state.log?.isWorkoutFinished == false && gym.state.log?.exercises.count == 4)
  }

  @Test func aPasteGoesOnWithTheLetter() {
    var gym = LogGym()
    gym.press("d")
    gym.press(.paste("40x10"))
    #expect(gym.typed == "d40x10")
  }

  @Test func aLetterAloneDoesNothingAndSaysWhatItsSecondPressDoes() {
    for (letter, words) in [
      ("d", "d deletes set 3, Esc keeps it. A drop set: type on, as in d40x10."),
      ("D", "D deletes Bench Press with its 3 logged sets, Esc keeps it."),
      ("w", "w swaps Bench Press for another, Esc keeps it. A warm-up: type on, as in w60x8."),
      ("f", "9 of 11 sets are not done."),
    ] {
      var gym = LogGym()
      let before = gym.state
      gym.press(KeySequence(stringLiteral: letter).keys[0])
      #expect(gym.words.contains(words))
      #expect(gym.row.contains("now 100 × 5"), "what is kept stays in view")
      gym.press("Enter", "j", "Del", "y", "z")
      #expect(gym.sent.isEmpty && gym.state.mode != .rows)
      gym.press("Esc")
      #expect(gym.state == before)
    }
  }

  @Test func leavingTheScreenTakesTheLetterBack() {
    var gym = LogGym()
    gym.press("d")
    #expect(LogScreen.leave(&gym.state, shared: gym.shared).isEmpty)
    #expect(gym.state.mode == .rows)
  }

  @Test func deleteDeletesAtOnce() {
    var gym = LogGym()
    gym.press("Del")
    #expect(gym.edits == [.removeSet(entry: "bench", set: "b3")])
  }

  @Test func whereNoSetIsFocusedALetterSaysAtOnceWhyItIsNoCommand() {
    var gym = LogGym(LogPage(log: workout([exercise("a", Lift.bench, [])]), version: 1))
    gym.press("d")
    #expect(gym.message?.text == "The exercise has no set: a adds one.")
    gym.press("f")
    #expect(
      gym.message?.text == "Nothing is logged yet: log a set, or discard the workout with X.")
    gym.press("w", "w")
    #expect(gym.navigation == .picker(.swap(logId: "log", entry: "a")))
  }

  // Finishing

  @Test func finishingWithOpenSetsIsAskedAndTheDayMayStayOpen() {
    for (key, keeps) in [("f", false), ("o", true)] {
      var gym = LogGym()
      gym.press("f")
      #expect(gym.sent.isEmpty)
      #expect(
        gym.words.contains(
          "9 of 11 sets are not done. f finishes without them, o finishes and keeps the day open, Esc goes on."
        ))
      gym.press(KeySequence(stringLiteral: key).keys[0])
      #expect(gym.sent == [.workout(.finish(logId: "log", keepsDayOpen: keeps))])
    }
    var gym = LogGym()
    gym.press("f", "Esc")
    #expect(gym.sent.isEmpty && gym.state.mode == .rows)
  }

  @Test func aDayCanBeKeptOpenOnlyWhereOneIsLeftUndone() {
    var free = busyPage()
    free.log.programId = nil
    var done = busyPage()
    for entry in done.log.exercises.indices {
      for set in done.log.exercises[entry].sets.indices {
        done.log.exercises[entry].sets[set].completed = true
      }
    }
    for (page, words) in [
      (free, "9 of 11 sets are not done. f finishes without them, Esc goes on."),
      (done, "f finishes the workout, Esc goes on."),
    ] {
      var gym = LogGym(page)
      gym.press("f", "o")
      #expect(gym.sent.isEmpty && gym.lines(containing: words).count == 1)
      gym.press("f")
      #expect(gym.sent == [.workout(.finish(logId: "log"))])
    }
  }

  @Test func oneOpenSetIsSpokenOfAsOne() {
    let log = workout([
      exercise("a", Lift.bench, [set("s", 50, 5, done: true), set("t", 50, 5)])
    ])
    var gym = LogGym(LogPage(log: log, version: 1))
    gym.press("f")
    #expect(gym.lines(containing: "1 of 2 sets is not done. f finishes without it,").count == 1)
  }

  @Test func aSetThatIsBeingSavedCountsAsDone() {
    var gym = LogGym(
      LogPage(log: workout([exercise("a", Lift.bench, [set("s", 50, 5)])]), version: 1))
    gym.press("Enter", "f")
    #expect(gym.lines(containing: "f finishes the workout, Esc goes on.").count == 1)
    gym.press("f")
    #expect(gym.sent.last == .workout(.finish(logId: "log")))
  }

  @Test func theSummarySaysThatTheDayStaysOpen() {
    var gym = LogGym()
    var log = workout(
      [exercise("a", Lift.bench, [set("s", 100, 5, done: true)])], finished: true)
    log.dayStaysOpen = true
    gym.receive(
      .finished(
        FinishPage(log: log, sets: 1, openSets: 9, volume: 500, minutes: 42, records: [])))
    #expect(gym.message?.text == "Workout finished, the day stays open.")
    #expect(gym.lines(containing: "The day stays open: Today offers it again.").count == 1)
  }

  @Test func finishStandsInTheFooterOfEveryWidth() {
    let gym = LogGym()
    for width in [58, 78, 118] {
      let footer = LogScreen.bindings.footer(in: gym.state, width: width)
      #expect(footer.contains(FooterItem(keys: "f", words: "finish")), "\(width)")
      #expect(footer.contains(FooterItem(keys: "i", words: "type")), "\(width)")
    }
  }

  // Editing an old one

  @Test func anOldWorkoutSaysWhyItIsNotResumedWhileAnotherIsUnderWay() {
    var page = busyPage()
    page.log.isWorkoutFinished = true
    var shared = logShared()
    shared.underWay = "Push B"
    var gym = LogGym(page, shared: shared, isEditing: true)
    gym.press("f")
    #expect(gym.lines(containing: "Push B is under way: finish that one first.").count == 1)
    gym.press("f")
    #expect(gym.message?.text == "Push B is under way: finish that one first.")
    #expect(gym.sent.isEmpty)
    gym.press("Esc", "R")
    #expect(gym.message?.text == "The rest timer belongs to the workout under way.")
    gym.press(")")
    #expect(gym.message?.text == "The rest timer belongs to the workout under way.")
  }
}
