import Chance
import Foundation
import PtyHarness
import ReplayCheck
import Store
import Testing
import Training

/// The program in a terminal, killed while sets are logged through its screens.
@Suite(.aside) struct ScreenKillTests {
  /// A fifth as often as the command line.
  private static let kills = max(1, Kills.count / 5)

  @Test func everySetThatTheScreenShowedAsLoggedOutlivesTheKillingOfTheProgram() throws {
    var random = Seeded(Seed.first)
    let home = try Home()
    let before = try home.open()
    try before.startWorkout()
    try before.leave()
    var shown: [String] = []
    var typed: [String] = []
    for _ in 0..<Self.kills {
      try logAndKill(home, &random, &shown, &typed)
    }
    let kept = try home.setsUnderWay()
    print("typed \(typed.count), shown \(shown.count), kept \(kept.count)")
    #expect(Set(shown).isSubset(of: kept))
    #expect(Set(kept).isSubset(of: typed))
    #expect(Set(kept).count == kept.count)
    let store = try home.openStore()
    #expect(store.readOnlyReason == nil)
    #expect(try store.integrity() == "ok")
    #expect(try store.replayMismatches().isEmpty)
    try store.close()
  }

  /// Logs some sets, and kills the program at some moment after one more was typed.
  private func logAndKill(
    _ home: Home, _ random: inout Seeded, _ shown: inout [String], _ typed: inout [String]
  ) throws {
    let program = try home.open()
    try program.wait(for: "[Today]")
    try program.type("gl")
    try program.wait("the sets so far") { _ in program.setCount != nil }
    for _ in 0..<random.below(4) {
      try log(program, &typed)
      let done = try #require(program.setCount).done
      try program.wait("one set more") { _ in program.setCount?.done == done + 1 }
      shown.append(try #require(typed.last))
    }
    try log(program, &typed)
    let moment = Duration.microseconds(random.below(60_000))
    try program.watch(for: moment)
    program.send(signal: SIGKILL)
    #expect(try program.waitForExit() == .killed(signal: SIGKILL))
  }

  /// Types a set that no other is like, after the last one: none so heavy that it would be asked about.
  private func log(_ program: PtyProcess, _ typed: inout [String]) throws {
    let set = "\(30 + typed.count / 20)x\(typed.count % 20 + 1)"
    typed.append(set)
    try program.type("Ga\(set)\r")
  }
}
