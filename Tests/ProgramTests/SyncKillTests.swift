import Chance
import Foundation
import ReplayCheck
import Store
import Testing
import Training

/// Two real programs that sync through one file at once, and are killed while they do.
@Suite(.aside) struct SyncKillTests {
  @Test func whatTwoMachinesLoggedIsOnBothHoweverOftenASyncIsKilled() throws {
    var random = Seeded(Seed.first)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tonnage-sync-kill-\(getpid())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stores = ["\(folder)/laptop.db", "\(folder)/gym.db"]
    func start(_ arguments: [String], _ store: String) throws -> Process {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Home.program)
      process.arguments = arguments + ["--store", store]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.environment = ["XDG_CONFIG_HOME": folder, "HOME": folder]
      try process.run()
      return process
    }
    func finish(_ arguments: [String], _ store: String) throws -> Int32 {
      let process = try start(arguments, store)
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try finish(["log", "Squat", "99x1"], stores[0]) == 0)
    for store in stores {
      #expect(try finish(["sync", "setup", "\(folder)/dump.json"], store) == 0)
      #expect(try finish(["sync"], store) == 0)
    }
    var weights: Set<Double> = [99]
    var killed = 0
    for attempt in 0..<Kills.count {
      let weight = 100 + attempt
      if try finish(["log", "Squat", "\(weight)x1"], stores[random.below(2)]) == 0 {
        weights.insert(Double(weight))
      }
      let both = try stores.map { try start(["sync", "--yes"], $0) }
      usleep(UInt32(random.below(150_000)))
      for process in both where random.below(2) == 0 {
        kill(process.processIdentifier, SIGKILL)
        killed += 1
      }
      for process in both { process.waitUntilExit() }
    }
    for _ in 0..<2 {
      for store in stores { #expect(try finish(["sync", "--yes"], store) == 0) }
    }
    #expect(killed > 0)
    let found = try stores.map { try Self.weights(in: $0) }
    #expect(found[0] == found[1])
    #expect(weights.isSubset(of: found[0]))
  }

  /// The weights of all sets in a store that is sound.
  private static func weights(in path: String) throws -> Set<Double> {
    let store = try Store.open(at: path, now: Instant(milliseconds: 0))
    #expect(try store.replayMismatches().isEmpty)
    #expect(store.readOnlyReason == nil)
    let weights = try store.read { reader in
      try reader.ids(of: .workoutLogs).flatMap { id in
        try reader.document(WorkoutLog.self, id)?.document.exercises.flatMap(\.sets)
          .compactMap(\.weight) ?? []
      }
    }
    try store.close()
    return Set(weights)
  }
}
