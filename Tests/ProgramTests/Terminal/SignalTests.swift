import Foundation
import PtyHarness
import Store
import Testing
import Training

/// However the program ends, the terminal is as it was found, and what was logged is there.
@Suite(.aside) struct SignalTests {
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func aSignalEndsTheProgramWithItsNumberAndTheTerminalRestored(signal: Int32) throws {
    let home = try Home()
    let program = try home.open()
    try logASet(program)
    program.send(signal: signal)
    try program.expectEnd(.exited(128 + signal))
    try expectOneSet(home)
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP])
  func aCrashGivesTheTerminalBackAndIsStillSeenAsACrash(signal: Int32) throws {
    let home = try Home()
    let program = try home.open(through: ["/bin/sh", "-c", "ulimit -c 0; exec \"$@\"", "sh"])
    try logASet(program)
    program.send(signal: signal)
    try program.expectEnd(.killed(signal: signal))
    try expectOneSet(home)
  }

  @Test func controlCLeavesCleanly() throws {
    let home = try Home()
    let program = try home.open()
    try logASet(program)
    try program.press(.controlC)
    try program.expectEnd(.exited(0))
    try expectOneSet(home)
  }

  @Test func theProgramEndsWhenItsTerminalGoesAway() throws {
    let home = try Home()
    let program = try home.open()
    try logASet(program)
    program.hangUp()
    #expect(try program.waitForExit() == .exited(128 + SIGHUP))
    try expectOneSet(home)
  }

  private func logASet(_ program: PtyProcess) throws {
    try program.startWorkout()
    #expect(program.screen.isAlternate)
    #expect(!(try program.modes().isCooked))
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
  }

  private func expectOneSet(_ home: Home) throws {
    let store = try home.openStore()
    #expect(store.readOnlyReason == nil)
    #expect(try store.read { try $0.unfinishedWorkout()?.sets } == 1)
    try store.close()
  }
}
