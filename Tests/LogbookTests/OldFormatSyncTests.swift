import Foundation
import ReplayCheck
import Store
import Sync
import Testing
import Training

@testable import Logbook

/// Stores of every format that was released, as `StoreTests` keeps them, synced with others by the present program.
@Suite struct OldFormatSyncTests {
  /// The latest moment in them is of the evening before.
  private static let daysUntilThen = 691

  private func gym(_ format: Int, in folder: URL) throws -> Gym {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("StoreTests/Fixtures/format-\(format).tonnage")
    let copy = folder.appendingPathComponent("format-\(format).tonnage")
    try FileManager.default.copyItem(at: file, to: copy)
    return try started(Gym(store: .open(at: copy.path, now: time()), ids: format * 1000))
  }

  private func started(_ gym: Gym) throws -> Gym {
    gym.wait(days: Self.daysUntilThen)
    try gym.logbook.setUpSync(location: "shelf", strategy: .mergeChanges)
    return gym
  }

  private func sync(_ gym: Gym, with shelf: Shelf) throws -> SyncReport {
    var options = SyncOptions()
    options.yes = true
    options.adopt = true
    gym.wait(1)
    return try gym.logbook.sync(with: shelf, options: options, deviceName: "laptop")
  }

  /// The export, but for when its summaries were made: each machine makes its own.
  private func export(_ gym: Gym) throws -> String {
    var text = ""
    #expect(try gym.logbook.exportJSON { text += $0 }.sentence == nil)
    return text.replacing(/"lastUpdated":"[^"]*"(?=},"lastUpdated":)/, with: "")
  }

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tonnage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try body(folder)
  }

  @Test(arguments: 1...5) func anotherMachineGetsAllOfIt(format: Int) throws {
    try inFolder { folder in
      let shelf = Shelf()
      let old = try gym(format, in: folder)
      let before = try export(old)
      #expect(try sync(old, with: shelf).sent.count > 10)
      #expect(try export(old) == before)
      let new = try started(Gym(ids: 9000))
      #expect(try sync(new, with: shelf).received.count > 10)
      #expect(try export(new) == before)
      for gym in [old, new] {
        let again = try sync(gym, with: shelf)
        #expect(again.sent.isEmpty && again.received.isEmpty && again.losses.isEmpty)
        #expect(try gym.store.replayMismatches() == [])
      }
      try old.store.close()
    }
  }

  @Test func machinesThatComeFromEveryFormatAgree() throws {
    try inFolder { folder in
      let shelf = Shelf()
      let gyms = try (1...5).map { try gym($0, in: folder) }
      for _ in 0..<2 { for gym in gyms { _ = try sync(gym, with: shelf) } }
      let all = try export(gyms[0])
      for gym in gyms {
        #expect(try export(gym) == all)
        #expect(try gym.store.replayMismatches() == [])
        try gym.store.close()
      }
    }
  }
}
