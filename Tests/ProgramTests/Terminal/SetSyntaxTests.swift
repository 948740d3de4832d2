import PtyHarness
import Store
import Testing
import Training

/// What the README says can be typed, typed at a row of the real program.
struct SetSyntaxTests {
  private static let typed = [
    "w60x8", "d40x10", "f60x5", "bw x 10", "-20x8", "60s", "1:30", "5km 25:00", "95lb x 5",
    "40x5@8",
  ]

  @Test func documentedSetsAreLoggedAndNothingElseHappens() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let all = try #require(program.setCount).all
    for text in Self.typed { try program.type(text + "\r") }
    // The warm-up is no set of the plan.
    try program.wait(for: "\(Self.typed.count - 1) of \(all - 1) sets")
    try program.leave()
    let sets = try logged(home)
    #expect(sets.map(\.kind).prefix(4) == [.warmUp, .drop, .failure, .working])
    #expect(sets.map(\.weight).prefix(5) == [60, 40, 60, 0, -20])
    #expect(sets[5].seconds == 60 && sets[6].seconds == 90 && sets[7].distance == 5)
    #expect(sets[8].unit == .pounds && sets[9].rpe == 8)
  }

  private func logged(_ home: Home) throws -> [LoggedSet] {
    let store = try home.openStore()
    let row = try #require(try store.read { try $0.unfinishedWorkout() })
    let log = try store.read { try $0.document(WorkoutLog.self, row.id)?.document }
    #expect(try store.read { try $0.workouts(limit: 99) }.count { !$0.isFinished } == 1)
    try store.close()
    return log?.exercises.flatMap(\.sets).filter(\.completed) ?? []
  }

  @Test func finishingWithOpenSetsAsksAndTheDayStaysOpen() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    #expect(program.screen.contains("f finish"))
    try program.type("f")
    try program.wait(forSentence: "16 of 17 sets are not done. f finishes without them")
    try program.press(.enter)
    try program.type("o")
    try program.wait(for: "The day stays open")
    try program.press(.enter)
    try program.wait("the same day again") { $0.contains("[Today]") && $0.contains("Push B") }
    try program.leave()
    let command = try home.open(["today"])
    try command.wait(for: "Push B")
    #expect(try command.waitForExit() == .exited(0))
  }
}
