import Foundation
import PtyHarness
import Testing
import Training

/// Keys that the terminal sends in more than one byte, and those that redraw it.
struct PressedKeyTests {
  @Test func altReachesTheWorkoutsNote() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.type("\u{1B}n")
    try program.type("all good\r")
    try program.wait("the note in the workout") {
      $0.contains("all good") && !$0.contains("Esc cancel")
    }
    try program.leave()
    let log = try home.workoutUnderWay()
    #expect(log?.notes == "all good")
    #expect(
      log?.exercises.allSatisfy { $0.notes.isEmpty && $0.sets.allSatisfy(\.note.isEmpty) } == true)
  }

  @Test func altEOpensTheWorkoutsNoteInTheEditor() throws {
    let home = try Home()
    let editor = try home.script("editor", "echo 'from the editor' >\"$1\"")
    let program = try home.open(environment: ["EDITOR": editor])
    try program.startWorkout()
    try program.type("\u{1B}e")
    try program.wait(for: "from the editor")
    try program.leave()
    #expect(try home.workoutUnderWay()?.notes == "from the editor")
  }

  @Test func sequencesOfEitherModeMove() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let first = try #require(program.screen.line(with: "▸"))
    for (down, up) in [
      ("\u{1B}[B", "\u{1B}[A"), ("\u{1B}OB", "\u{1B}OA"), ("\u{1B}OF", "\u{1B}[1~"),
    ] {
      try program.type(down)
      try program.wait("the focus below") { $0.line(with: "▸") != first }
      try program.type(up)
      try program.wait("the focus above") { $0.line(with: "▸") == first }
    }
    try program.leave()
  }

  @Test(arguments: ["", "?", ":", "A", "5"])
  func controlLClearsWhatOthersHaveWrittenOverTheScreen(keys: String) throws {
    let home = try Home()
    let program = try home.open(
      through: [
        "/bin/sh", "-c",
        """
        (while [ ! -e "$HOME/go" ]; do sleep 0.02; done; printf '\\033[10;30Hrubbish' >/dev/tty) &
        exec "$@"
        """, "sh",
      ])
    try program.startWorkout()
    try program.type(keys)
    try program.settle()
    #expect(FileManager.default.createFile(atPath: home.folder + "/go", contents: nil))
    try program.wait(for: "rubbish")
    try program.press(.controlL)
    try program.wait("a clean screen") { !$0.contains("rubbish") }
    try program.press(.controlC)
    _ = try program.waitForExit()
  }
}
