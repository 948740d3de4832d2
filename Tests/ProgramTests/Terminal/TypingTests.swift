import PtyHarness
import Testing

/// Keys as terminals send them: pasted, ahead of the screen, broken.
struct TypingTests {
  @Test func aPastedKeyIsText() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    #expect(program.screen.modes.contains(2004))
    try program.paste("q")
    try program.wait("the text in the row") { $0.contains("Esc cancel") }
    try program.press(.escape)
    try program.wait("the row again") { !$0.contains("Esc cancel") }
    try program.type("n")
    try program.paste("quit? q \u{1B}]0;evil\u{7}\u{1B}[31m深é")
    try program.wait(for: "quit? q")
    try program.press(.enter)
    try program.wait("the note on its set") { $0.contains("quit? q") && !$0.contains("Esc cancel") }
    #expect(program.screen.title != "evil")
    #expect(program.screen.contains("深é"))
    try program.leave()
  }

  @Test func keysTypedAheadOfTheScreenAreTakenInTheirOrder() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let all = try #require(program.setCount).all
    try program.type("101x5\r102x4\r103x3\r")
    try program.wait(for: "3 of \(all) sets")
    try program.type("a")
    try program.type("104x2\r")
    try program.wait(for: "4 of \(all + 1) sets")
    try program.leave()
    #expect(try home.setsUnderWay() == ["101x5", "102x4", "103x3", "104x2"])
  }

  @Test func whatIsNoKeyDoesNothing() throws {
    let home = try Home()
    let program = try home.open()
    try program.wait(for: "Push B")
    try program.type(
      "\u{1B}[99;99~\u{1B}Oz\u{1B}[<0;999;999M\u{0}\u{1}\u{7F}\u{1B}[200~\u{1B}[201~")
    try program.type("gp")
    try program.wait(for: "[Programs]")
    try program.leave()
  }

  @Test func aPasteThatNeverEndsDoesNotHoldTheProgram() throws {
    let home = try Home()
    let program = try home.open()
    try program.wait(for: "Push B")
    try program.type("\u{1B}[200~half a paste")
    try program.settle(quiet: .milliseconds(600))
    try program.type("gp")
    try program.wait(for: "[Programs]")
    try program.leave()
  }
}
