import Foundation
import Store
import Testing
import Training

/// The real program, killed while it logs.
struct KillTests {
  /// How often the program is killed: 50 times, or as `TONNAGE_KILLS` says.
  private static var kills: Int {
    ProcessInfo.processInfo.environment["TONNAGE_KILLS"].flatMap { Int($0) } ?? 50
  }

  private static var program: URL {
    Bundle(for: Marker.self).bundleURL.appendingPathComponent("tonnage")
  }

  private final class Marker {}

  @Test func everyAcknowledgedSetOutlivesTheKillingOfTheProgram() throws {
    let seed =
      UInt64(
        ProcessInfo.processInfo.environment["TONNAGE_SEED"] ?? "") ?? 20_261_123
    print("killing with seed \(seed)")
    var random = Xorshift(state: seed)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tonnage-kill-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log.tonnage").path
    var acknowledged = 0
    for attempt in 0..<Self.kills {
      let process = Process()
      process.executableURL = Self.program
      process.arguments = ["log", "Squat", "100x\(attempt % 12 + 1)", "--store", path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.environment = ["XDG_CONFIG_HOME": folder.path, "HOME": folder.path]
      try process.run()
      usleep(UInt32(random.next() % 500_000))
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
    print("acknowledged \(acknowledged) of \(Self.kills), kept \(sets)")
    // Both happened, or the test has shown nothing.
    #expect(acknowledged > 0 && acknowledged < Self.kills)
    #expect(sets >= acknowledged)
    #expect(sets <= Self.kills)
    #expect(try store.replayMismatches().isEmpty)
    #expect(store.readOnlyReason == nil)
    try store.close()
  }
}

/// Marsaglia's xorshift: small, and the same everywhere.
private struct Xorshift {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
