import Chance
import Foundation
import ReplayCheck
import Store
import Testing
import Training

/// The real program, killed while it logs.
@Suite(.aside) struct KillTests {
  @Test func everyAcknowledgedSetOutlivesTheKillingOfTheProgram() throws {
    var random = Seeded(Seed.first)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tonnage-kill-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log.tonnage").path
    func start(_ attempt: Int) throws -> Process {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Home.program)
      process.arguments = ["log", "Squat", "100x\(attempt % 12 + 1)", "--store", path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.environment = ["XDG_CONFIG_HOME": folder.path, "HOME": folder.path]
      try process.run()
      return process
    }
    // One that is let be says how long one takes on this machine now.
    let began = ContinuousClock.now
    let first = try start(0)
    first.waitUntilExit()
    #expect(first.terminationStatus == 0)
    let length = (ContinuousClock.now - began) / Duration.microseconds(1)
    var acknowledged = 1
    for attempt in 1...Kills.count {
      let process = try start(attempt)
      usleep(UInt32(random.below(max(1, Int(length * 1.5)))))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .exit, process.terminationStatus == 0 { acknowledged += 1 }
    }
    let store = try Store.open(at: path, now: Instant(milliseconds: 0))
    let sets = try store.read { reader in
      try reader.ids(of: .workoutLogs).reduce(0) { sum, id in
        sum + (try reader.document(WorkoutLog.self, id)?.document.countedSetCount ?? 0)
      }
    }
    print("acknowledged \(acknowledged) of \(Kills.count + 1), kept \(sets)")
    // Some were killed, or the test has shown nothing.
    #expect(acknowledged <= Kills.count)
    #expect(sets >= acknowledged)
    #expect(sets <= Kills.count + 1)
    #expect(try store.replayMismatches().isEmpty)
    #expect(store.readOnlyReason == nil)
    try store.close()
  }
}
