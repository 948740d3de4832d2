import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct LogTypingTests {
  @Test func aTypedSetIsLoggedFromAnywhereInTheRow() {
    var gym = LogGym()
    gym.type("102.5x5@8")
    #expect(gym.typed == "102.5x5@8")
    gym.press("Enter")
    gym.settle()
    let set = gym.set("b3")
    #expect(set?.weight == 102.5 && set?.reps == 5 && set?.rpe == 8 && set?.completed == true)
    #expect(gym.focus == "b4" && gym.typed == nil)
  }

  @Test func aWeightAloneKeepsTheReps() {
    var gym = LogGym()
    gym.type("97,5")
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("b3")?.weight == 97.5 && gym.set("b3")?.reps == 5)
  }

  @Test func xTypesRepsAndAtTypesRPE() {
    var gym = LogGym()
    gym.type("x6")
    #expect(gym.typed == "x6")
    gym.press("Enter")
    gym.type("@9")
    gym.press("Enter")
    gym.press("k", "r")
    gym.type("9.5")
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("b3")?.reps == 6)
    #expect(gym.set("b4")?.rpe == 9.5)
  }

  @Test func aSignBeforeADigitIsASign() {
    var gym = LogGym()
    gym.press("]", "]")
    gym.type("-20x8")
    #expect(gym.typed == "-20x8")
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("p1")?.weight == -20)
    gym.press("k")
    gym.type("+5")
    #expect(gym.typed == "+5")
  }

  @Test func aStepStandsWhenADigitComesLater() {
    var gym = LogGym()
    gym.press("-")
    gym.wait(1)
    gym.type("9")
    #expect(gym.typed == "9")
    #expect(gym.edits == [.changeSet(entry: "bench", set: "b3", weightChange(97.5))])
  }

  @Test func severalSetsAreLoggedAsOneEdit() {
    var gym = LogGym()
    gym.type("100x5x3")
    gym.press("Enter")
    #expect(gym.lines(containing: "saving…").count == 2)
    gym.settle()
    #expect(gym.edits.count == 1)
    let sets = gym.state.log?.exercises[0].sets ?? []
    #expect(sets.count == 6 && sets.allSatisfy(\.completed))
    #expect(gym.message?.text == "3 sets logged.")
    #expect(gym.focus == "o1")
  }

  @Test func severalSetsThatCouldNotBeWrittenStayTyped() {
    var gym = LogGym()
    gym.type("90x3x2")
    gym.press("Enter")
    gym.refuse()
    #expect(gym.focus == "b3" && gym.lines(containing: "not saved").count == 2)
  }

  @Test func severalSetsWithoutRepsAreRefused() {
    var gym = LogGym(
      LogPage(log: workout([exercise("a", Lift.bench, [set("s", 50, nil)])]), version: 1))
    gym.type("100 110")
    gym.press("Enter")
    #expect(
      gym.message?.text
        == "“100” is a number alone: type what was done, such as 100x5, 60s or 5km.")
    #expect(gym.typed == "100 110")
    // The reps that stand in the row make no sets of them either.
    var prefilled = LogGym()
    prefilled.type("100 5")
    prefilled.press("Enter")
    #expect(prefilled.message?.text.contains("type 100x5 if that is what you mean") == true)
    #expect(prefilled.typed == "100 5" && prefilled.edits.isEmpty)
  }

  @Test func whatCannotBeReadIsToldAndStays() {
    var gym = LogGym()
    gym.type("100xx")
    gym.press("Enter")
    #expect(gym.message?.kind == .error)
    #expect(
      gym.message?.text == "“x” is not a number of reps: type it in plain digits, such as 5.")
    #expect(gym.typed == "100xx" && gym.edits.isEmpty)
    gym.press("Esc")
    #expect(gym.typed == nil && gym.edits.isEmpty)
  }

  @Test func oddValuesAreAskedAboutAndNeverChanged() {
    var gym = LogGym()
    gym.type("1000x5")
    gym.press("Enter")
    #expect(gym.lines(containing: "Really 1000 kg? That is above 600 kg. y/n").count == 1)
    gym.press("n")
    #expect(gym.typed == "1000x5")
    gym.press("Enter", "y")
    gym.settle()
    #expect(gym.set("b3")?.weight == 1000)
  }

  @Test func aWeightFarAboveTheBestIsAskedAbout() {
    var gym = LogGym()
    // The best estimate before the workout is that of 97.5 × 5: 113.8 kg.
    gym.type("170x5")
    gym.press("Enter")
    #expect(gym.set("b3")?.weight == 100 && gym.state.mode == .rows)
    gym.settle()
    #expect(gym.set("b3")?.weight == 170)
    gym.type("171x5")
    gym.press("Enter")
    let words = "Really 171 kg? That is above 1.5 times your best e1RM, 113.8 kg. y/n"
    #expect(gym.lines(containing: words).count == 1)
    gym.press("y")
    gym.settle()
    #expect(gym.set("b4")?.weight == 171)
  }

  @Test func anRPEAboveTenIsRefusedAndCannotBeConfirmed() {
    var gym = LogGym()
    gym.type("100x5@11")
    gym.press("Enter")
    #expect(
      gym.message?.text == "“11” is not an RPE, which goes from 1 to 10: type one such as 8.5.")
    gym.press("y", "Enter")
    #expect(gym.edits.isEmpty)
  }

  @Test func downKeepsWhatWasTypedWithoutLogging() {
    var gym = LogGym()
    gym.type("105")
    gym.press("Down")
    #expect(gym.focus == "b4")
    gym.settle()
    #expect(gym.set("b3")?.weight == 105 && gym.set("b3")?.completed == false)
    gym.type("1000")
    gym.press("Up")
    #expect(gym.state.mode != .rows)
    gym.press("y")
    gym.settle()
    #expect(gym.set("b4")?.weight == 1000)
    gym.press("k", "k", "k")
    gym.type("100x5x2")
    gym.press("Down")
    #expect(gym.message?.text == "These are several sets: Enter logs them.")
    gym.press("Esc")
    gym.type("100..")
    gym.press("Down")
    #expect(gym.message?.kind == .error && gym.typed == "100..")
  }

  @Test func aPasteIsText() {
    var gym = LogGym()
    gym.press(.paste("95x8"))
    #expect(gym.typed == "95x8")
    gym.press("Esc")
    gym.press(.paste(""))
    #expect(gym.typed == nil)
  }

  @Test func aSetThatIsGoneWhileItIsTypedIntoIsTold() {
    var gym = LogGym()
    gym.type("95x8")
    var page = busyPage()
    page.log.exercises[0].sets.removeAll { $0.id == "b3" }
    gym.receive(.log(page))
    gym.press("Enter")
    #expect(
      gym.message?.text
        == "The set is gone: Enter logs what you typed on the focused one.")
    #expect(gym.typed == "95x8" && gym.edits.isEmpty && gym.focus == "b4")
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("b4")?.weight == 95)
    gym.type("90")
    page.log.exercises = []
    gym.receive(.log(page))
    gym.press("Down")
    #expect(gym.message?.text == "The set is gone." && gym.typed == nil)
  }

  @Test(arguments: [
    ("dip", "12", SetEntry(reps: 12)), ("dip", "12@8", SetEntry(reps: 12, rpe: 8)),
    ("dip", "w 12", nil), ("plank", "60", SetEntry(seconds: 60)),
    ("plank", "1:30", SetEntry(seconds: 90)), ("plank", "60@7", SetEntry(rpe: 7, seconds: 60)),
    ("plank", "60x2", SetEntry(count: 2, seconds: 60)),
    ("run", "5", SetEntry(distance: 5, distanceUnit: .meters)),
    ("run", "5km 25:00", SetEntry(seconds: 1500, distance: 5, distanceUnit: .kilometers)),
    ("run", "25:00", SetEntry(seconds: 1500)),
    ("hold", "20x60", SetEntry(weight: 20, seconds: 60)),
    ("walk", "30x40", SetEntry(weight: 30, distance: 40)),
    ("bench", "100x5", SetEntry(weight: 100, reps: 5)),
  ])
  func bareNumbersMeanWhatTheExerciseMeasures(_ name: String, _ text: String, _ typed: SetEntry?)
    throws
  {
    let lifts = [
      "dip": Lift.dip, "plank": Lift.plank, "run": Lift.run, "hold": Lift.hold,
      "walk": Lift.walk, "bench": Lift.bench,
    ]
    let entry = exercise("a", try #require(lifts[name]), [set("s", nil, nil)])
    let parsed = try TypedSets.parse(text, entry: entry, set: entry.sets[0])
    if let typed { #expect(parsed == [typed]) } else { #expect(parsed[0].kind == .warmUp) }
  }
}
