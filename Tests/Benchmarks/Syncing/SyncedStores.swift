import Foundation
import GRDB
import Store
import Training

/// Two stores of an athlete of 10,000 workouts, and the dump between them.
struct SyncedStores {
  static let workouts = 10_000

  let bench: Bench
  let full: String
  let empty: String
  let dump: String

  init(_ bench: Bench) throws {
    self.bench = bench
    full = bench.histories.folder + "/sync-full.tonnage"
    empty = bench.histories.folder + "/sync-empty.tonnage"
    dump = bench.histories.folder + "/sync-dump.json"
    try beginAgain()
  }

  /// As if neither had ever been synced.
  func beginAgain() throws {
    _ = try bench.histories.copy(bench.histories.short(workouts: Self.workouts), "sync-full")
    try Histories.remove(empty)
    if FileManager.default.fileExists(atPath: dump) {
      try FileManager.default.removeItem(atPath: dump)
    }
  }

  @discardableResult
  func tonnage(_ arguments: String..., store: String) throws -> ChildRun {
    try ChildRun(
      bench.tonnage.path, arguments + ["--store", store], home: bench.histories.folder)
  }

  /// Sends everything to a dump that is begun.
  func push() throws -> ChildRun {
    try tonnage("sync", "setup", dump, store: full)
    return try tonnage("sync", store: full)
  }

  /// Takes everything into a store that is begun.
  func pull() throws -> ChildRun {
    try tonnage("sync", "setup", dump, store: empty)
    return try tonnage("sync", store: empty)
  }

  /// Adds a workout of one set to the full store.
  func train() throws {
    try tonnage("log", "Bench Press", "100x5", store: full)
  }

  /// What the reference takes to read the dump and print it to nowhere.
  func jq() throws -> ChildRun {
    let path = try SystemProgram.path(of: "jq", without: "it is what syncing is compared with.")
    return try ChildRun(path, [".", dump], home: bench.histories.folder)
  }

  var dumpMegabytes: Double {
    get throws {
      let size = try FileManager.default.attributesOfItem(atPath: dump)[.size] as? Int ?? 0
      return Double(size) / 1_000_000
    }
  }
}

/// Sees whether anyone else has written into a store.
final class WriteWatch {
  private let queue: DatabaseQueue
  private var version = 0

  init(store: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    queue = try DatabaseQueue(path: store, configuration: configuration)
    version = try current()
  }

  private func current() throws -> Int {
    try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
  }

  /// Whether something was committed since the last time.
  func sawWrite() throws -> Bool {
    let now = try current()
    defer { version = now }
    return now != version
  }
}
