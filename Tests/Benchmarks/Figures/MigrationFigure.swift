import Logbook
import Store
import Training
import Upkeep

/// Migrating 10,000 workouts that came without metadata, against inserting the same workouts finished.
enum MigrationFigure {
  static let workouts = 10_000
  private static let batch = 50

  static func measure(_ bench: Bench) throws -> Measured {
    let finished = try logs(workouts)
    let raw = finished.map { log in
      var log = log
      for place in log.exercises.indices { log.exercises[place].exerciseMetadata = nil }
      return log
    }
    let now = HandClock.evening(daysAgo: 0)
    let folder = bench.histories.folder
    let (inserted, insertion) = try insert(finished, folder + "/finished.tonnage", now)
    try inserted.close()
    let (store, _) = try insert(raw, folder + "/raw.tonnage", now)
    let before = try setHashes(store)
    let logbook = Logbook(store: store, surroundings: HandClock(now, series: 7).surroundings)
    guard case .migrated(let report, _) = try logbook.migrate(), report.record.failed == 0,
      report.record.documents == workouts
    else { throw Mistake("Not all of \(workouts) workouts were migrated.") }
    guard try setHashes(store) == before else {
      throw Mistake("Sets were not the same after the migration.")
    }
    var back = Samples()
    _ = try back.time { try logbook.rollBackMigration() }
    guard try setHashes(store) == before else {
      throw Mistake("Sets were not the same after the migration was taken back.")
    }
    try store.close()
    return Measured(
      figure: "migrating 10,000 workouts, every set hashed before and after",
      reference: "inserting the same workouts finished, 50 at a time",
      value: report.record.seconds * 1000, referenceValue: insertion.median, reach: .atMost(2),
      details: [
        Detail(words: "taking it back", value: back.median, reference: insertion.median),
        Detail(
          words: "Log, with what it lacks looked up", value: report.after?.logLoad ?? .nan,
          reference: report.before?.logLoad ?? .nan),
        Detail(
          words: "Progress, likewise", value: report.after?.progressLoad ?? .nan,
          reference: report.before?.progressLoad ?? .nan),
      ])
  }

  private static func logs(_ count: Int) throws -> [WorkoutLog] {
    var athlete = try Athlete()
    return (0..<count).map {
      athlete.workout($0, began: HandClock.evening(daysAgo: count - $0))
    }
  }

  private static func insert(_ logs: [WorkoutLog], _ path: String, _ now: Instant) throws -> (
    Store, Samples
  ) {
    try Histories.remove(path)
    let store = try Store.open(at: path, now: now)
    var samples = Samples()
    try samples.time {
      for start in stride(from: 0, to: logs.count, by: batch) {
        try store.write(Step("Insert", origin: .imported), at: now) { transaction in
          for log in logs[start..<min(start + batch, logs.count)] {
            try transaction.put(log, expecting: nil)
          }
        }
      }
    }
    return (store, samples)
  }

  /// Every set of every workout, as text with all its fields and stamps, by workout.
  private static func setHashes(_ store: Store) throws -> [String: Int] {
    try store.read { reader in
      var hashes: [String: Int] = [:]
      for id in try reader.ids(of: .workoutLogs) {
        let log = try reader.document(WorkoutLog.self, id)?.document
        var hasher = Hasher()
        for entry in log?.exercises ?? [] {
          hasher.combine(entry.exerciseId)
          hasher.combine(entry.sets)
        }
        hashes[id] = hasher.finalize()
      }
      return hashes
    }
  }
}
