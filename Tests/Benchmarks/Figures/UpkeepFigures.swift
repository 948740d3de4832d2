import Foundation
import Store
import Training

/// A deep check of 10,000 workouts through the program, against reading all documents once.
enum CheckFigure {
  static func measure(_ bench: Bench) throws -> Measured {
    let store = try bench.histories.copy(
      bench.histories.short(workouts: Upkeep.workouts), "check")
    var (deep, quick, reading) = (Samples(), Samples(), Samples())
    var peak = 0.0
    for _ in 0..<bench.options.rounds {
      let run = try Upkeep.run(bench, store, "check", "--deep")
      peak = max(peak, run.peak)
      deep.add(run.duration)
      reading.add(try readAll(store))
      quick.add(try Upkeep.run(bench, store, "check").duration)
    }
    return Measured(
      figure: "tonnage check --deep, 10,000 workouts", reference: "reading all documents once",
      value: deep.median, referenceValue: reading.median, reach: .atMost(2),
      details: [
        Detail(words: "tonnage check", value: quick.median),
        Detail(words: "memory of the deep check", value: peak, unit: "MB"),
      ])
  }

  private static func readAll(_ path: String) throws -> Duration {
    let store = try Store.open(at: path, now: HandClock.evening(daysAgo: 0))
    let start = ContinuousClock.now
    let sets = try store.read { reader in
      var sets = 0
      for id in try reader.ids(of: .workoutLogs) {
        guard let log = try reader.document(WorkoutLog.self, id)?.document else { continue }
        sets += log.exercises.reduce(0) { $0 + $1.sets.count }
      }
      _ = try (reader.all(Program.self), reader.all(Exercise.self), reader.all(BodyWeight.self))
      return sets
    }
    let time = ContinuousClock.now - start
    try store.close()
    guard sets > 0 else { throw Mistake("\(path) has no sets to read.") }
    return time
  }
}

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
