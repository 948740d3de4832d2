import Foundation
import PtyHarness
import Store
import Testing
import Training

/// A note in the athlete's own editor, which is a script here.
struct EditorTests {
  private func open(_ editor: String) throws -> (Home, PtyProcess) {
    let home = try Home()
    let program = try home.open(environment: ["EDITOR": try home.script("editor", editor)])
    try program.startWorkout()
    try program.type("e")
    return (home, program)
  }

  @Test func aNoteIsWrittenInTheEditorOnTheTerminalAsItWasFound() throws {
    let (home, program) = try open("echo 'your words?'; read -r line; echo \"$line\" >\"$1\"")
    try program.wait(for: "your words?")
    #expect(program.screen.leftovers == [])
    #expect(try program.modes() == program.modesBefore)
    try program.type("felt heavy, q and all\r")
    try program.wait(for: "felt heavy, q and all")
    try program.wait("the screens again") { $0.isAlternate && $0.contains("[Log]") }
    #expect(!(try program.modes().isCooked))
    try program.leave()
    #expect(try home.notes().contains("felt heavy, q and all"))
    #expect(try home.scratchFiles().isEmpty)
  }

  @Test func anEditorThatFailsChangesNothingAndSaysSo() throws {
    let (home, program) = try open("echo spoiled >\"$1\"; exit 3")
    try program.wait(for: "the editor ended with status 3")
    try program.leave()
    #expect(try home.notes().isEmpty)
    #expect(try home.scratchFiles().isEmpty)
  }

  @Test func whatWasTypedBeforeTheEditorFailedStandsInItsLineAgain() throws {
    let home = try Home()
    let program = try home.open(environment: ["EDITOR": try home.script("editor", "exit 3")])
    try program.startWorkout()
    try program.type("nbelt\u{F}")
    try program.wait(for: "the editor ended with status 3")
    try program.wait(for: "Note on the set: belt")
    try program.press(.enter)
    try program.wait(for: "noted.")
    try program.leave()
    #expect(try home.notes() == ["belt"])
  }

  @Test func controlCInTheEditorEndsTheEditorAlone() throws {
    let (home, program) = try open("echo 'your words?'; read -r line; echo \"$line\" >\"$1\"")
    try program.wait(for: "your words?")
    try program.press(.controlC)
    try program.wait(for: "the editor ended with status \(128 + SIGINT)")
    try program.leave()
    #expect(try home.notes().isEmpty)
  }

  @Test func anEditorThatIsNotThereIsSaidSo() throws {
    let home = try Home()
    let program = try home.open(environment: ["EDITOR": "/no/such/editor"])
    try program.startWorkout()
    try program.type("e")
    try program.wait(for: "the editor ended with status 127")
    try program.leave()
  }
}

extension Home {
  /// The notes of the sets of the workout under way.
  fileprivate func notes() throws -> [String] {
    let store = try openStore()
    let log = try store.read { reader in
      try reader.unfinishedWorkout().flatMap { try reader.document(WorkoutLog.self, $0.id) }
    }
    try store.close()
    return log?.document.exercises.flatMap { $0.sets.map(\.note) }.filter { !$0.isEmpty } ?? []
  }

  /// What is left of the files that notes were edited in.
  fileprivate func scratchFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasPrefix("tonnage-note")
    }
  }
}
