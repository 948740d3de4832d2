import PtyHarness
import ReplayCheck
import Store
import Testing
import Training

/// One store in two terminals at once: both work, and each sees what the other does.
struct TwoTerminalsTests {
  @Test func eachTerminalSeesTheOthersSets() throws {
    let home = try Home()
    let (left, right) = (try home.open(), try home.open(rows: 30, columns: 100))
    try right.wait(for: "Push B")
    try left.startWorkout()
    let all = try #require(left.setCount).all
    try right.type("gl")
    try right.wait(for: "0 of \(all) sets")
    try left.press(.enter)
    try left.wait(for: "1 of \(all) sets")
    try right.wait(for: "1 of \(all) sets")
    try right.press(.down, .down)
    try right.type("77x7")
    try right.press(.enter)
    try right.wait(for: "2 of \(all) sets")
    try left.wait("the other's set") {
      $0.contains("2 of \(all) sets") && $0.line(with: "77 ")?.contains("× 7") == true
    }
    try left.leave()
    try right.leave()
    let store = try home.openStore()
    #expect(try store.read { try $0.unfinishedWorkout()?.sets } == 2)
    #expect(try store.replayMismatches().isEmpty)
    try store.close()
  }

  @Test func whatTheCommandLineLogsIsSeenOnTheScreen() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let all = try #require(program.setCount).all
    let command = try home.open(["log", "Squat", "123x3"])
    #expect(try command.waitForExit() == .exited(0))
    try program.wait(for: "1 of \(all + 1) sets")
    try program.leave()
  }
}
