import PtyHarness
import ReplayCheck
import Store
import Testing
import Training

/// The main job in a real terminal, from the first key to the last.
struct WholeWorkoutTests {
  @Test func aWholeWorkoutIsLoggedFinishedTakenBackAndFoundAgain() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let all = try #require(program.setCount).all
    try logSets(program, all: all)
    try finish(program)
    try undoAndRedo(program)
    try program.leave()
    try findAgain(home, sets: all)
  }

  private func logSets(_ program: PtyProcess, all: Int) throws {
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    try program.type("200x5@9")
    try program.press(.enter)
    try program.wait(for: "Really 200 kg? That is above 1.5 times your best e1RM")
    try program.type("y")
    try program.wait(for: "★ best e1RM 233.3")
    for done in 3...all {
      try program.press(.enter)
      try program.wait(for: "\(done) of \(all) sets")
    }
  }

  private func finish(_ program: PtyProcess) throws {
    try program.type("f")
    try program.wait(for: "f finishes the workout")
    try program.type("f")
    try program.wait(for: "233.3")
    try program.wait("summary") { $0.contains("★ Bench Press") && $0.contains("Volume") }
    try program.press(.enter)
    try program.wait(for: "[Today]")
    try program.type("gr")
    try program.wait(for: "Bench Press")
    try program.type("/bench")
    try program.press(.enter)
    try program.wait("only benches") { !$0.contains("Deadlift") }
    try program.press(.enter)
    try program.wait(for: "e1RM 233.3")
  }

  private func undoAndRedo(_ program: PtyProcess) throws {
    try program.type("u")
    try program.wait(for: "Undone: Workout finished.")
    try program.type("gl")
    try program.wait(for: "[Log]")
    try program.press(.controlR)
    try program.wait(for: "Redone: Workout finished.")
  }

  private func findAgain(_ home: Home, sets: Int) throws {
    let program = try home.open()
    try program.wait(for: "[Today]")
    try program.type("gh")
    try program.wait("today's workout on top of the list") { screen in
      let words = screen.line(with: "▸")?.split(separator: " ")
      return words?.contains("Push") == true && words?.contains("\(sets)") == true
    }
    try program.press(.enter)
    try program.wait(for: "200")
    try program.leave()
    let store = try home.openStore()
    let log = try store.read { try $0.workouts(limit: 1).first }
    #expect(log?.isFinished == true)
    #expect(log?.sets == sets)
    #expect(try store.replayMismatches().isEmpty)
    try store.close()
  }
}
