import Foundation

/// A verified backup of 10,000 workouts through the program, against `cp` of the same file.
enum BackupFigure {
  static func measure(_ bench: Bench) throws -> Measured {
    let store = try bench.histories.copy(
      bench.histories.short(workouts: Upkeep.workouts), "backup")
    let copy = bench.histories.folder + "/backup-copy.tonnage"
    var (backups, copies) = (Samples(), Samples())
    for _ in 0..<bench.options.rounds {
      backups.add(try Upkeep.run(bench, store, "backup").duration)
      try Histories.remove(copy)
      copies.add(try ChildRun("/bin/cp", [store, copy], home: bench.histories.folder).duration)
    }
    try Histories.remove(copy)
    try Upkeep.removeBackups(of: store)
    return Measured(
      figure: "tonnage backup, verified, 10,000 workouts", reference: "cp of the same file",
      value: backups.median, referenceValue: copies.median, reach: .atMost(2))
  }
}

/// `tonnage health` on 10,000 workouts.
enum HealthFigure {
  static func measure(_ bench: Bench) throws -> Measured {
    let store = try bench.histories.copy(
      bench.histories.short(workouts: Upkeep.workouts), "health")
    let small = try bench.histories.copy(bench.histories.short(workouts: 100), "health-small")
    var (large, few) = (Samples(), Samples())
    for _ in 0..<bench.options.rounds * 3 {
      large.add(try Upkeep.run(bench, store, "health").duration)
      few.add(try Upkeep.run(bench, small, "health").duration)
    }
    return Measured(
      figure: "tonnage health, 10,000 workouts, start and end of the program included",
      reference: "itself at 100 workouts", value: large.median, referenceValue: few.median,
      reach: .atMost(1.2))
  }
}

/// What the figures of upkeep share.
private enum Upkeep {
  static let workouts = 10_000

  /// Runs the program, whether it finds something or not.
  static func run(_ bench: Bench, _ store: String, _ arguments: String...) throws -> ChildRun {
    try ChildRun(
      bench.tonnage.path, arguments + ["--store", store], home: bench.histories.folder,
      mayEnd: [0, 3, 4])
  }

  static func removeBackups(of store: String) throws {
    let url = URL(fileURLWithPath: store)
    let folder = url.deletingLastPathComponent()
    let beginning = url.lastPathComponent + "."
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix(beginning) && name.contains(".backup") {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
