import Foundation
import PtyHarness
import Testing

/// C-z and what comes after it, with a shell that has job control around the program.
struct SuspendTests {
  private let shell = [
    "/bin/sh", "-c",
    """
    set -m; "$@"; echo "stopped with $?"; read -r word; fg >/dev/null; echo "ended with $?"
    """, "sh",
  ]

  @Test func aSuspendedProgramGivesTheTerminalBackAndDrawsAnewWhenItGoesOn() throws {
    let home = try Home()
    let program = try home.open(through: shell)
    try program.startWorkout()
    let before = program.screen.lines
    let modes = try program.modes()
    try program.press(.controlZ)
    try program.wait(for: "stopped with \(128 + SIGTSTP)")
    #expect(program.screen.leftovers == [])
    #expect(try program.modes() == program.modesBefore)
    try program.type("words for the shell\r")
    try program.wait("the screen from before") {
      $0.isAlternate && $0.lines[1...20] == before[1...20]
    }
    #expect(try program.modes() == modes)
    #expect(program.screen.modes.contains(2004))
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    try program.type("q")
    try program.wait(for: "ended with 0")
    try program.expectEnd(.exited(0))
  }

  @Test func aSizeThatChangedMeanwhileIsTakenOver() throws {
    let home = try Home()
    let program = try home.open(through: shell)
    try program.wait(for: "Push B")
    try program.press(.controlZ)
    try program.wait(for: "stopped with")
    try program.resize(rows: 15, columns: 60)
    try program.press(.enter)
    try program.wait("the footer in the last row") { $0.lines[14].contains("? more") }
    try program.type("q")
    try program.expectEnd(.exited(0))
  }

  @Test func aProgramThatWasStoppedFromOutsideDrawsAnewWhenItGoesOn() throws {
    let home = try Home()
    let program = try home.open()
    try program.wait(for: "Push B")
    try program.settle()
    let before = program.output.count
    program.send(signal: SIGSTOP)
    program.send(signal: SIGCONT)
    try program.wait("everything once more") { _ in
      String(decoding: program.output[before...], as: UTF8.self).contains("Push B")
    }
    try program.leave()
  }
}
