import Chance
import Foundation
import Store
import Testing
import Training

/// The real program, killed while it logs.
struct KillTests {
  @Test func everyAcknowledgedSetOutlivesTheKillingOfTheProgram() throws {
    var random = Seeded(Seed.first)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tonnage-kill-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log.tonnage").path
    var acknowledged = 0
    for attempt in 0..<Kills.count {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Home.program)
      process.arguments = ["log", "Squat", "100x\(attempt % 12 + 1)", "--store", path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.environment = ["XDG_CONFIG_HOME": folder.path, "HOME": folder.path]
      try process.run()
      usleep(UInt32(random.below(300_000)))
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
    print("acknowledged \(acknowledged) of \(Kills.count), kept \(sets)")
    // Both happened, or the test has shown nothing.
    #expect(acknowledged > 0 && acknowledged < Kills.count)
    #expect(sets >= acknowledged)
    #expect(sets <= Kills.count)
    #expect(try store.replayMismatches().isEmpty)
    #expect(store.readOnlyReason == nil)
    try store.close()
  }
}
