import Foundation
import PtyHarness
import Store
import Testing
import Training

/// What was typed is saved or told when the program is left or stopped, however that comes about.
@Suite(.aside) struct LeavingTests {
  /// Longer than a writer waits for another one.
  private static let longHold = 12.0

  @Test func anEditThatCannotBeWrittenIsToldWhenTheProgramIsLeft() throws {
    let home = try Home()
    let program = try home.open(columns: 250)
    try program.startWorkout()
    let lock = try Lock(home)
    try program.type("+")
    try program.type("q")
    try program.wait(for: "Leaving as soon as everything is saved")
    lock.give(after: Self.longHold)
    try program.expectEnd(.exited(1))
    let text = program.screen.text
    #expect(text.contains("another program has held it for too long"), "\(text)")
    #expect(text.contains("Not saved: set 1 of Bench Press as "), "\(text)")
  }

  @Test func keysThatWaitForAWriteAreToldToWaitAndAreTakenInTheirOrder() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    let lock = try Lock(home)
    try program.type("101x5\r102x4\r")
    try program.wait(for: "Saving… What you type waits its turn.")
    try program.type("103x3\r")
    lock.give()
    try program.wait("3 sets done") { _ in program.setCount?.done == 3 }
    try program.leave()
    #expect(try home.setsUnderWay() == ["101x5", "102x4", "103x3"])
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func aSignalSavesWhatIsBeingTyped(signal: Int32) throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.type("101x5\rnheavy today")
    try program.wait(for: "heavy today")
    program.send(signal: signal)
    try program.expectEnd(.exited(128 + signal))
    let sets = try home.workoutUnderWay()?.exercises.first?.sets
    #expect(sets?.first?.completed == true)
    #expect(sets?.map(\.note).contains("heavy today") == true)
  }

  @Test func aTerminalThatIsClosedSavesWhatIsBeingTyped() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.type("101x5\r102x4")
    try program.wait(for: "102x4")
    program.hangUp()
    #expect(try program.waitForExit() == .exited(128 + SIGHUP))
    let sets = try home.workoutUnderWay()?.exercises.first?.sets ?? []
    #expect(sets.prefix(2).map(\.completed) == [true, false])
    #expect(sets.prefix(2).map(\.weight) == [101, 102])
  }

  @Test func whatControlCFindsHalfTypedIsTold() throws {
    let home = try Home()
    let program = try home.open()
    try program.wait(for: "Push B")
    try program.type("w82.")
    try program.wait(for: "82.")
    try program.press(.controlC)
    try program.expectEnd(.exited(1))
    #expect(program.screen.contains("Not saved: “82.” (body weight)"), "\(program.screen.text)")
  }

  @Test func controlCInTheSameWriteComesAfterWhatWasTypedBefore() throws {
    let home = try Home()
    let program = try home.open()
    try program.wait(for: "Push B")
    try program.type("\r101x5\r102x4\r\u{3}")
    try program.expectEnd(.exited(0))
    #expect(try home.setsUnderWay() == ["101x5", "102x4"])
  }

  // MARK: Suspending

  private static let shell = [
    "/bin/sh", "-c",
    "set -m; \"$@\"; echo \"stopped with $?\"; read -r word; fg >/dev/null; echo \"ended with $?\"",
    "sh",
  ]

  @Test func suspendedRightAfterEnterTheSetIsOnDiskAndOthersMayWrite() throws {
    let home = try Home()
    let program = try home.open(through: Self.shell)
    try program.startWorkout()
    try program.type("101x5\r102x4\r\u{1A}")
    try program.wait(for: "stopped with")
    try Lock(home).give()
    #expect(try home.setsUnderWay() == ["101x5", "102x4"])
    try program.press(.enter)
    try program.wait("the screens again") { $0.isAlternate && $0.contains("[Log]") }
    try program.type("q")
    try program.wait(for: "ended with 0")
    try program.expectEnd(.exited(0))
  }

  @Test func whatIsBeingTypedOutlivesASuspension() throws {
    let home = try Home()
    let program = try home.open(through: Self.shell)
    try program.startWorkout()
    try program.type("102.")
    try program.press(.controlZ)
    try program.wait(for: "stopped with")
    try program.press(.enter)
    try program.wait("the row being typed") { $0.isAlternate && $0.contains("102.") }
    try program.type("5x4\r")
    try program.wait(for: "Set 1 logged.")
    try program.type("q")
    try program.wait(for: "ended with 0")
    try program.expectEnd(.exited(0))
  }

  @Test func suspendedFromTheEditorOfAnOldWorkoutItsStepIsOnDisk() throws {
    let home = try Home()
    let before = try home.firstWeights()
    let program = try home.open(through: Self.shell)
    try program.wait(for: "Push B")
    try program.type("gh")
    try program.wait(for: "[History]")
    try program.type("R")
    try program.wait(for: "editing ")
    try program.type("+\u{1A}")
    try program.wait(for: "stopped with")
    #expect(try Set(home.firstWeights()).subtracting(before).count == 1)
    try program.press(.enter)
    try program.wait("the editor again") { $0.isAlternate && $0.contains("editing ") }
    try program.type("q")
    try program.wait(for: "ended with 0")
    try program.expectEnd(.exited(0))
  }

  @Test func inAPromptControlZSuspendsToo() throws {
    let home = try Home()
    let program = try home.open(through: Self.shell)
    try program.wait(for: "Push B")
    try program.type(":und\u{1A}")
    try program.wait(for: "stopped with")
    try program.press(.enter)
    try program.wait("the prompt again") { $0.isAlternate && $0.contains(":und") }
    try program.press(.escape)
    try program.wait("the prompt gone") { !$0.contains(":und") }
    try program.type("q")
    try program.expectEnd(.exited(0))
  }
}

extension Home {
  /// Of every workout its id with the weights of its first exercise.
  fileprivate func firstWeights() throws -> [String] {
    let store = try openStore()
    let logs = try store.read { try $0.all(WorkoutLog.self) }
    try store.close()
    return logs.map { log in
      "\(log.id) \(log.exercises.first?.sets.map { $0.weight ?? 0 } ?? [])"
    }
  }
}

/// The writer's lock of a store, held by someone else.
final class Lock: Sendable {
  private let descriptor: Int32

  /// Takes it; fails where another has it.
  init(_ home: Home) throws {
    descriptor = open(home.store + ".lock", O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0)
    try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
  }

  deinit { close(descriptor) }

  func give() { flock(descriptor, LOCK_UN) }

  func give(after seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { self.give() }
  }
}
