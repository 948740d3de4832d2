import Terminal
import Testing
import Training

@testable import Screens

@Suite struct LogChangingTests {
  @Test func stepsAreSentAsOneChangeAfterAMomentOfQuiet() {
    var gym = LogGym()
    gym.press("+", "+", "-", "=", ">", "t")
    #expect(gym.sent.isEmpty)
    #expect(gym.row.contains("105") && gym.row.contains("× 6") && gym.row.contains("W"))
    #expect(LogScreen.nextDeadline(gym.state) == logNow.advanced(bySeconds: 0.7))
    gym.wait(0.5)
    #expect(gym.sent.isEmpty)
    gym.wait(0.3)
    var change = weightChange(105)
    change.reps = .set(6)
    change.kind = .warmUp
    #expect(gym.edits == [.changeSet(entry: "bench", set: "b3", change)])
    #expect(gym.row.contains("saving…"))
    gym.settle()
    #expect(!gym.row.contains("saving…") && gym.set("b3")?.weight == 105)
    #expect(LogScreen.nextDeadline(gym.state) == nil)
    gym.wait(5)
    #expect(gym.edits.count == 1)
  }

  @Test(arguments: ["j", "k", "]", "G", "a", "n", "f", "A", "w", "R"])
  func noStepIsLostByWhatIsPressedNext(_ key: String) {
    var gym = LogGym()
    gym.press("+", key)
    gym.wait(1)
    #expect(gym.edits.first == .changeSet(entry: "bench", set: "b3", weightChange(102.5)))
  }

  @Test func leavingSendsWhatWaitsAndWhatWasTyped() {
    var gym = LogGym()
    gym.press("+")
    #expect(LogScreen.leave(&gym.state, shared: gym.shared).count == 1)
    var typing = LogGym()
    typing.type("95")
    let effects = LogScreen.leave(&typing.state, shared: typing.shared)
    #expect(
      effects == [
        .workout(.edit(logId: "log", .changeSet(entry: "bench", set: "b3", weightChange(95))))
      ])
    for text in ["95x", "1000", "95x5x2"] {
      var unclear = LogGym()
      unclear.type(text)
      #expect(LogScreen.leave(&unclear.state, shared: unclear.shared).isEmpty)
      #expect(unclear.typed == text)
    }
    var gone = LogGym()
    gone.type("95")
    gone.receive(.log(LogPage(log: workout([]), version: 5)))
    #expect(LogScreen.leave(&gone.state, shared: gone.shared).isEmpty)
  }

  @Test func aStepThereAndBackIsNotSent() {
    var gym = LogGym()
    gym.press("+", "-")
    gym.wait(1)
    #expect(gym.sent.isEmpty && gym.state.drafts.isEmpty)
  }

  @Test func aChangeMadeWhileOneIsSavedIsSentAfterIt() {
    var gym = LogGym()
    gym.press("+")
    gym.wait(1)
    gym.press("+")
    gym.settle()
    #expect(gym.set("b3")?.weight == 102.5 && gym.row.contains("105"))
    gym.wait(1)
    gym.settle()
    #expect(gym.set("b3")?.weight == 105)
  }

  @Test func aChangeThatCouldNotBeWrittenIsKeptAndTold() {
    var gym = LogGym()
    gym.press("+")
    gym.wait(1)
    gym.refuse()
    #expect(gym.row.contains("102.5") && gym.row.contains("not saved"))
    gym.wait(5)
    #expect(gym.waiting.isEmpty)
    gym.press("+")
    gym.wait(1)
    gym.settle()
    #expect(gym.set("b3")?.weight == 105)
  }

  @Test func kindsComeRoundAndTheUnitLeavesTheNumber() {
    var gym = LogGym()
    var seen: [SetKind] = []
    for _ in 0..<4 {
      gym.press("t")
      gym.wait(1)
      gym.settle()
      seen += [gym.set("b3")?.kind].compactMap { $0 }
    }
    #expect(seen == [.warmUp, .drop, .failure, .working])
    gym.press("U")
    #expect(gym.row.contains("100    lb"))
    gym.press("U")
    gym.wait(1)
    #expect(gym.edits.count == 4)
    gym.press("U", "+")
    gym.wait(1)
    gym.settle()
    #expect(gym.set("b3")?.weight == 105 && gym.set("b3")?.unit == .pounds)
  }

  @Test func stepsFollowWhatTheExerciseMeasures() {
    var gym = LogGym(
      LogPage(
        log: workout([
          exercise("dip", Lift.dip, [set("d", nil, 10)]),
          exercise("plank", Lift.plank, [set("h", nil, nil, seconds: 60)]),
          exercise(
            "sled", Lift.sled,
            [
              set("m", nil, nil, distance: 20),
              set("k", nil, nil, distance: 5, distanceUnit: .kilometers),
            ]),
        ]), version: 1))
    gym.press("+", "j", "+", ">", "<", "<", "<", "j", "-", "j", "+")
    gym.wait(1)
    gym.settle()
    #expect(gym.set("d")?.reps == 11)
    #expect(gym.set("h")?.seconds == 55)
    #expect(gym.set("m")?.distance == 10)
    #expect(gym.set("k")?.distance == 5.1)
  }

  @Test func anEmptySetIsSteppedFromLastTime() {
    var page = busyPage()
    for set in 1...4 { page.log.exercises[0].sets[set].weight = nil }
    page.log.exercises[0].sets[3].reps = nil
    var gym = LogGym(page)
    gym.press("+", "<")
    #expect(gym.row.contains("100") && gym.row.contains("× 4"))
    page.history = [:]
    var blank = LogGym(page)
    blank.press("+", "<")
    #expect(blank.row.contains("2.5") && blank.row.contains("× 0"))
  }

  @Test func anotherTerminalsChangeLeavesWhatIsTypedHere() {
    var gym = LogGym()
    gym.press("+")
    var page = busyPage()
    page.log.exercises[0].sets[3].note = "from elsewhere"
    gym.receive(.log(page))
    #expect(gym.row.contains("102.5") && gym.row.contains("from elsewhere"))
    page.log.exercises[0].sets.remove(at: 3)
    gym.receive(.log(page))
    #expect(gym.state.drafts.isEmpty && gym.focus == "b4")
  }
}
