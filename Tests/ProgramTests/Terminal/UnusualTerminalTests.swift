import PtyHarness
import Testing

/// Terminals that can do less, none at all, and what the environment says of them.
struct UnusualTerminalTests {
  @Test(arguments: [
    ("dumb", "The screens can't be drawn on a terminal of type"),
    ("no-such-terminal", "The screens can't be drawn on a terminal of type"),
    ("", "The screens need to know the terminal, and TERM is not set"),
  ])
  func aTerminalThatCannotPlaceTextIsToldWhatWorksThere(term: String, sentence: String) throws {
    let home = try Home()
    let program = try home.open(environment: ["TERM": term], columns: 200)
    try program.expectEnd(.exited(2))
    #expect(program.screen.contains(sentence))
    #expect(program.screen.contains("`tonnage today` shows the day without a screen"))
    #expect(program.screen.modesUsed.isEmpty)
  }

  @Test(arguments: ["\"$@\" </dev/null", "\"$@\" | cat"])
  func withoutATerminalTheProgramSaysSo(redirection: String) throws {
    let home = try Home()
    let script = "\(redirection); echo \"status $?\""
    let program = try home.open(columns: 200, through: ["/bin/sh", "-c", script, "sh"])
    #expect(try program.waitForExit() == .exited(0))
    #expect(program.screen.contains("there is none here; `tonnage today` shows the day"))
    #expect(program.screen.contains(redirection.hasSuffix("cat") ? "status 0" : "status 2"))
    #expect(program.screen.modesUsed.isEmpty)
  }

  @Test func aCommandNeedsNoTerminalThatCanPlaceText() throws {
    let home = try Home()
    let program = try home.open(["today"], environment: ["TERM": "dumb"])
    #expect(try program.waitForExit() == .exited(0))
    #expect(program.screen.contains("Push B"))
  }

  @Test func aLocaleWithoutUTF8LeavesEverythingReadable() throws {
    let home = try Home()
    for locale in [["LANG": "C"], ["LANG": "", "LC_ALL": "C"], ["LANG": "no_SUCH.ISO-8859-1"]] {
      let program = try home.open(environment: locale)
      try program.wait(for: "Push B")
      #expect(!program.screen.contains("\u{FFFD}") && !program.screen.contains("??"))
      try program.leave()
    }
  }

  @Test func inASCIINothingElseIsSentAndEverythingStillWorks() throws {
    let home = try Home()
    let program = try home.open(["--ascii"], environment: ["LANG": "C"])
    try program.startWorkout()
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    for keys in ["gt", "gp", "gr", "gh", "?"] {
      try program.type(keys)
      try program.settle()
    }
    #expect(program.output.allSatisfy { $0 < 0x80 })
    try program.press(.escape)
    try program.wait(for: "[History]")
    try program.leave()
  }

  @Test(arguments: [
    (["NO_COLOR": "1"], [String](), false), ([:], ["--color", "never"], false),
    (["NO_COLOR": "1"], ["--color", "always"], true), (["NO_COLOR": ""], [], true),
    (["TERM": "vt100"], [], false), (["TERM": "linux"], [], true),
    (["COLORTERM": "truecolor"], [], true), (["TERM": "tmux-256color"], [], true),
  ])
  func coloursAreUsedWhereTheyAreWantedAndThere(
    environment: [String: String], arguments: [String], isColored: Bool
  ) throws {
    let home = try Home()
    let program = try home.open(arguments, environment: environment)
    try program.startWorkout()
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    try program.type("gr")
    try program.wait(for: "Bench Press")
    #expect(program.screen.hasUsedColor == isColored)
    try program.leave()
  }

  @Test func theMouseIsUsedUnlessItIsLeftToTheTerminal() throws {
    let home = try Home()
    let program = try home.open()
    try program.wait(for: "Push B")
    #expect(program.screen.modes.isSuperset(of: [1000, 1006]))
    try program.type("\u{1B}[<0;22;1M\u{1B}[<0;22;1m")
    try program.wait(for: "[Programs]")
    try program.leave()
    let without = try home.open(["--no-mouse"])
    try without.wait(for: "Push B")
    #expect(without.screen.modesUsed.isDisjoint(with: [1000, 1002, 1003, 1006]))
    try without.leave()
  }
}
