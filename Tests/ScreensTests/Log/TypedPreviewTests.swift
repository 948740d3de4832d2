import Terminal
import Testing
import Training

@testable import Screens

@Suite struct TypedPreviewTests {
  @Test(arguments: [
    ("@", "now 100 × 5"), ("@8", "⏎ 100 × 5 @8"), ("x7", "⏎ 100 × 7"), ("102.5", "⏎ 102.5 × 5"),
    ("w60x8", "⏎ warm-up 60 × 8"), ("100x5x3", "⏎ 3 sets 100 × 5"), ("225lb", "⏎ 225 × 5 lb"),
    ("100xx", "now 100 × 5"), ("", "now 100 × 5"),
  ])
  func whatIsKeptStandsBesideWhatIsTyped(_ text: String, _ words: String) {
    var gym = LogGym()
    gym.press("i")
    gym.type(text)
    #expect(gym.row.contains(words), "\(gym.row)")
  }

  @Test func lastTimeStandsBehindIt() {
    var gym = LogGym()
    gym.type("100")
    #expect(gym.row.contains("⏎ 100 × 5  last 97.5 × 5 @9"))
  }

  @Test func anEmptySetHasNothingToKeep() {
    var gym = LogGym(
      LogPage(log: workout([exercise("a", Lift.bench, [LoggedSet(id: "s")])]), version: 1))
    gym.press("i")
    #expect(!gym.row.contains("now"))
  }
}
