import PtyHarness
import Testing

/// The pseudo-terminal, with programs that every system has.
struct PtyProcessTests {
  private func shell(_ script: String, rows: Int = 5, columns: Int = 40) throws -> PtyProcess {
    try PtyProcess(
      ["/bin/sh", "-c", script],
      environment: ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "WORD": "deep"], rows: rows,
      columns: columns)
  }

  @Test func theProgramHasATerminalOfItsOwn() throws {
    let program = try shell("tty; stty size </dev/tty; echo \"$TERM $WORD\"; read line")
    try program.wait(for: "xterm-256color deep")
    #expect(program.screen.lines[0].hasPrefix("/dev/"))
    #expect(program.screen.lines[1] == "5 40")
    #expect(try program.modes() == program.modesBefore)
    #expect(program.modesBefore.isCooked)
    try program.press(.enter)
    #expect(try program.waitForExit() == .exited(0))
  }

  @Test func whatIsTypedIsRead() throws {
    let program = try shell("read line; echo \"got <$line>\"; exit 3")
    try program.type("hello深")
    try program.press(.enter)
    try program.wait(for: "got <hello深>")
    #expect(try program.waitForExit() == .exited(3))
  }

  @Test func aNewSizeIsToldToTheProgram() throws {
    let program = try shell("trap 'stty size' WINCH; echo ready; while read line; do :; done")
    try program.wait(for: "ready")
    try program.resize(rows: 7, columns: 33)
    try program.wait(for: "7 33")
    #expect(program.screen.lines.count == 7)
  }

  @Test func modesThatAreNotPutBackAreSeenAfterTheEnd() throws {
    let program = try shell("stty raw -echo; printf '\\033[?1049h'; exit 4")
    #expect(try program.waitForExit().shellStatus == 4)
    #expect(try program.modes() != program.modesBefore)
    #expect(!(try program.modes().isCooked))
    #expect(program.screen.leftovers == ["mode 1049 is on"])
  }

  @Test func aSignalsNumberIsInTheStatus() throws {
    let program = try shell("echo ready; read line")
    try program.wait(for: "ready")
    program.send(signal: 15)
    #expect(try program.waitForExit() == .killed(signal: 15))
    #expect(try program.waitForExit().shellStatus == 143)
  }

  @Test func aProgramThatEndsEarlyIsNotWaitedFor() throws {
    let program = try shell("echo only this; exit 5")
    let error = #expect(throws: PtyError.self) { try program.wait(for: "more") }
    #expect(
      error?.description.hasPrefix("The program exited with 5 and there was no “more”.") == true)
    #expect(error?.description.contains("only this") == true)
  }

  @Test func whatNeverComesIsGivenUp() throws {
    let program = try shell("echo ready; read line")
    try program.wait(for: "ready")
    let error = #expect(throws: PtyError.self) {
      try program.wait(for: "more", within: .milliseconds(20))
    }
    #expect(error?.description.hasPrefix("Time is up and there is no “more”.") == true)
    #expect(throws: PtyError.self) { try program.waitForExit(within: .milliseconds(20)) }
  }

  @Test func aProgramThatIsNotThereIsSaidSo() {
    #expect(throws: PtyError.notStarted(program: "/no/such", code: 2)) {
      try PtyProcess(["/no/such"], environment: [:])
    }
  }

  @Test func whatAProgramStartedIsKilledWithIt() throws {
    var program: PtyProcess? = try shell("sh -c 'echo child $$; read line' & wait")
    try program?.wait(for: "child ")
    program = nil
    #expect(program == nil)
  }

  @Test func theAnswerToAKeyIsTimedToItsLastByte() throws {
    let program = try shell("stty -echo; echo ready; while read line; do echo \"<$line>\"; done")
    try program.wait(for: "ready")
    let response = try program.respond(to: "a\r")
    #expect(program.screen.contains("<a>"))
    #expect(response.typed <= response.firstByte)
    #expect(response.firstByte <= response.lastByte)
    #expect(try program.settle() == response.lastByte)
    #expect(program.firstByte.map { $0 >= program.started } == true)
  }
}
