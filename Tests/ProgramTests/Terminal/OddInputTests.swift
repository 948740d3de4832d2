import PtyHarness
import Testing

/// What is typed by mistake, or is unusual: a sentence or a question, never a silent change.
struct OddInputTests {
  @Test(arguments: [
    ("iabc", "“abc” is not a set"), ("1e9x5", "plain digits"), ("1000000000x5", "?"),
    ("100x", "100x"), ("x", "reps"), ("100x5@11", "RPE"), ("5x5x5x5", "is not a set"),
  ])
  func whatCannotBeASetIsSaidAndStaysTyped(keys: String, sentence: String) throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let all = try #require(program.setCount).all
    try program.type(keys + "\r")
    try program.wait(for: sentence)
    try program.press(.escape, .escape)
    try program.wait(for: "f finish")
    #expect(try #require(program.setCount) == (0, all))
    try program.leave()
    #expect(try home.setsUnderWay().isEmpty)
  }

  @Test func aDecimalCommaIsUnderstood() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let all = try #require(program.setCount).all
    try program.type("100,5x5\r")
    try program.wait(for: "1 of \(all) sets")
    #expect(program.screen.line(with: "✓")?.contains("100.5") == true)
    try program.leave()
  }

  @Test func namesFromAnywhereAreDrawnWithinTheirColumns() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    for name in ["深蹲 é e\u{301} 💪", String(repeating: "long ", count: 60), "\u{202E}abc\u{200D}"] {
      try program.type("T")
      try program.wait(for: "Esc cancel")
      try program.press(.controlU)
      try program.paste(name)
      try program.press(.enter)
      try program.wait("the footer again") { !$0.contains("Esc cancel") }
      #expect(program.screen.lines[0].contains("[Log]"))
      #expect(program.screen.lines[1].contains("sets"), "\(program.screen)")
      #expect(program.screen.lines[23].contains("? more"))
    }
    try program.leave()
  }
}
