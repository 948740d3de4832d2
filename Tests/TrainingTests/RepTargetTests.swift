import Testing
import Training

@Suite struct RepTargetTests {
  @Test(arguments: [
    ("5", RepTarget.count(5)), ("0", .count(0)), (" 8 - 12 ", .range(8, 12)),
    ("8–12", .range(8, 12)),
    ("amrap", .amrap), ("MAX", .amrap), ("5+", .atLeast(5)), ("30s", .seconds(30)),
    ("30 sec", .seconds(30)), ("45 secs", .seconds(45)), ("45 Seconds", .seconds(45)),
    ("2min", .seconds(120)), ("1.5 mins", .seconds(90)), ("2 minutes", .seconds(120)),
    ("1:30", .seconds(90)),
  ])
  func aTargetIsRead(_ text: String, _ target: RepTarget) {
    #expect(RepTarget(text: text) == target)
  }

  @Test(arguments: [
    "", "-5", "+5", "-5+", "12-8", "8--12", "-8-12", "to failure", "1:60", "1:-5", "-1:30",
    "99999999999999999999:00", "99999999999", "1:2:3", "-30s", "nans", "90000s", "infs", "s", "+",
  ])
  func anythingElseIsKeptAsItCame(_ text: String) {
    #expect(RepTarget(text: text) == .other(text))
    #expect(RepTarget(text: text).text == text)
  }

  @Test(arguments: ["5", "8-12", "AMRAP", "5+", "30s", "7.5s", "every minute"])
  func aTargetSurvivesItsText(_ text: String) {
    #expect(RepTarget(text: text).text == text)
  }

  @Test func repetitionsArePrefilledWhereTheyAreNamed() {
    #expect(RepTarget.count(5).prefilledReps == 5)
    #expect(RepTarget.atLeast(3).prefilledReps == 3)
    #expect(RepTarget.range(8, 12).prefilledReps == 8)
    #expect(RepTarget.amrap.prefilledReps == nil)
    #expect(RepTarget.seconds(30).prefilledReps == nil)
    #expect(RepTarget.other("x").prefilledReps == nil)
  }
}
