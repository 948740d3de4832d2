import FrameText
import Terminal
import Testing
import Training

@testable import Screens

/// A first session: nothing is known of the weights until the first set is done.
@Suite struct CarriedWeightTests {
  private func gym(_ sets: [LoggedSet], _ metadata: ExerciseMetadata = Lift.bench) -> LogGym {
    LogGym(LogPage(log: workout([exercise("a", metadata, sets)]), version: 1))
  }

  private let fresh = [set("s1", nil, 5), set("s2", nil, 5), set("s3", nil, 5)]

  @Test func theWeightOfTheFirstSetIsTakenByEnterOnTheNext() {
    var gym = gym(fresh)
    gym.type("60")
    gym.press("Enter")
    gym.settle()
    #expect(gym.row.contains("60") && gym.row.contains("× 5"))
    #expect(gym.set("s2")?.weight == nil, "what is not done claims nothing")
    gym.press("Enter")
    gym.settle()
    gym.press("Space")
    gym.settle()
    #expect(["s1", "s2", "s3"].map { gym.set($0)?.weight } == [60, 60, 60])
    #expect(["s1", "s2", "s3"].allSatisfy { gym.set($0)?.completed == true })
    #expect(gym.edits.count == 3)
  }

  @Test func itIsTakenBeforeTheFirstSetIsOnDisk() {
    var gym = gym(fresh)
    gym.type("60")
    gym.press("Enter", "Enter", "Enter")
    gym.settle()
    #expect(["s1", "s2", "s3"].map { gym.set($0)?.weight } == [60, 60, 60])
  }

  @Test func itIsDrawnAsAGhost() throws {
    var gym = gym(fresh)
    gym.type("60")
    gym.press("Enter")
    gym.settle()
    let frame = drawn(gym.state)
    let y = try #require(frame.lines.firstIndex { $0.contains("3    60") })
    #expect(frame.styleLines[y].contains("ghost"))
  }

  @Test func aLaterWeightCarriesOn() {
    var gym = gym(fresh)
    gym.type("60")
    gym.press("Enter")
    gym.type("62.5")
    gym.press("Enter", "Enter")
    gym.settle()
    #expect(["s1", "s2", "s3"].map { gym.set($0)?.weight } == [60, 62.5, 62.5])
  }

  @Test func repsAloneKeepTheCarriedWeight() {
    var gym = gym(fresh)
    gym.type("60")
    gym.press("Enter")
    gym.type("x4")
    #expect(gym.row.contains("⏎ 60 × 4"))
    gym.press("Enter", ">", "Enter")
    gym.settle()
    #expect(gym.set("s2")?.weight == 60 && gym.set("s2")?.reps == 4)
    #expect(gym.set("s3")?.weight == 60 && gym.set("s3")?.reps == 6)
  }

  @Test func aStepBeginsAtIt() {
    var gym = gym(fresh)
    gym.type("60")
    gym.press("Enter", "+", "Enter")
    gym.settle()
    #expect(gym.set("s2")?.weight == 62.5)
  }

  @Test func theUnitComesAlong() {
    var gym = gym(fresh)
    gym.type("225lb")
    gym.press("Enter", "Enter")
    gym.type("230")
    #expect(gym.row.contains("⏎ 230 × 5 lb"))
    gym.press("Enter")
    gym.settle()
    for (id, weight) in [("s1", 225.0), ("s2", 225), ("s3", 230)] {
      #expect(gym.set(id)?.weight == weight && gym.set(id)?.unit == .pounds)
    }
    var other = self.gym(fresh)
    other.type("60")
    other.press("Enter", "U")
    other.wait(1)
    other.press("Enter")
    other.settle()
    #expect(other.set("s2")?.weight == 60 && other.set("s2")?.unit == .pounds)
  }

  @Test func severalTypedSetsTakeIt() {
    var gym = gym(fresh)
    gym.type("60")
    gym.press("Enter")
    gym.type("x4x2")
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("s2")?.weight == 60 && gym.set("s3")?.weight == 60)
    #expect(gym.set("s3")?.reps == 4)
  }

  @Test func onlySetsOfItsSortTakeIt() {
    var gym = gym([
      set("w", nil, 8, kind: .warmUp), set("s1", nil, 5), set("d", nil, 10, kind: .drop),
      set("f", nil, 5, kind: .failure), set("own", 50, 5),
    ])
    gym.type("40")
    gym.press("Enter", "Enter")
    #expect(gym.message?.text == "No weight yet: type it, as in 100, or 0 for none.")
    gym.type("60")
    gym.press("Enter", "Enter")
    #expect(gym.message?.text == "No weight yet: type it, as in 100, or 0 for none.")
    gym.press("j", "Enter", "Enter")
    gym.settle()
    #expect(gym.set("f")?.weight == 60 && gym.set("own")?.weight == 50)
    #expect(gym.set("d")?.weight == nil)
  }

  @Test func afterASetWithoutAWeightKeysAreKeys() {
    var gym = gym(fresh)
    gym.press("Enter", "Enter")
    #expect(gym.message?.text == "No weight yet: type it, as in 100, or 0 for none.")
    gym.press("+", "j")
    #expect(gym.typed == nil && gym.focus == "s2")
    #expect(gym.edits == [.changeSet(entry: "a", set: "s1", weightChange(2.5))])
  }
}
