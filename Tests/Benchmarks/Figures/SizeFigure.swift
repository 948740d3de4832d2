import Foundation
import Store
import Training

/// Store size, 3,000 workouts logged set by set, against the same documents as plain JSON.
enum SizeFigure {
  static func measure(_ bench: Bench) throws -> Measured {
    let path = try bench.histories.logged()
    let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    let store = try Store.open(at: path, now: HandClock.evening(daysAgo: 0))
    let json = try store.read { reader in
      func bytes(_ parts: [[UInt8]]) -> Int { parts.reduce(0) { $0 + $1.count + 1 } }
      let logs = try reader.ids(of: .workoutLogs).map {
        try bytes(reader.parts(of: .workoutLogs, $0))
      }
      let programs = try reader.ids(of: .programs).map {
        try bytes(reader.parts(of: .programs, $0))
      }
      return (logs + programs).reduce(0, +)
    }
    let journal = try store.read { try $0.journal(limit: .max).count }
    try store.close()
    let megabyte = 1_000_000.0
    return Measured(
      figure: "the store's file, journal and what is derived included",
      reference: "the same documents as plain JSON", unit: "MB", value: Double(bytes) / megabyte,
      referenceValue: Double(json) / megabyte, reach: .atMost(4),
      details: [
        Detail(words: "steps in the journal (90 days)", value: Double(journal), unit: "steps")
      ])
  }
}
