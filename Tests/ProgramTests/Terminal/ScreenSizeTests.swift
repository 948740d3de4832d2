import PtyHarness
import Testing

/// The terminal's size, while the program runs and while something is being typed.
struct SizeTests {
  @Test func whatIsBeingTypedOutlivesEveryChangeOfSize() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.type("10")
    try program.wait(for: "10")
    try program.resize(rows: 40, columns: 120)
    try program.wait("a footer in row 40") { $0.lines[39].contains("keep") }
    try program.type("2.")
    try program.resize(rows: 15, columns: 60)
    try program.wait("a footer in row 15") { $0.lines[14].contains("keep") }
    try program.type("5x")
    try program.resize(rows: 5, columns: 20)
    try program.wait(for: "20×5 is too small.")
    try program.type("4")
    try program.resize(rows: 24, columns: 80)
    try program.wait(for: "102.5")
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    let line = try #require(program.screen.line(with: "✓"))
    #expect(line.contains("102.5") && line.contains("× 4"), "\(program.screen.text)")
    try program.leave()
  }

  @Test func aTerminalThatIsTooSmallIsToldTheSizeItNeedsAndCanBeLeft() throws {
    let home = try Home()
    let program = try home.open(rows: 5, columns: 20)
    try program.wait(for: "20×5 is too small.")
    #expect(program.screen.contains("60×15"))
    try program.leave()
  }

  @Test func everySizeShowsItsCursorAndKeepsToItsRows() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    for (columns, rows) in [(60, 15), (200, 60), (80, 24)] {
      try program.resize(rows: rows, columns: columns)
      try program.wait("footer at \(columns)×\(rows)") { $0.lines[rows - 1].contains("? more") }
      #expect(program.screen.isCursorVisible)
      #expect(program.screen.line(with: "▸") != nil)
    }
    try program.leave()
  }
}
