import Logbook
import Store
import Training
import Upkeep

/// A deep check of 10,000 workouts against reading all their documents once.
enum CheckFigure {
  private static let workouts = 10_000
  private static let runs = 3

  static func measure(_ bench: Bench) throws -> Measured {
    let path = try bench.histories.copy(
      bench.histories.imported(sets: workouts * Athlete.setsADay), "checked")
    let store = try Store.open(at: path, now: HandClock.evening(daysAgo: 0))
    let logbook = Logbook(store: store)
    var (checks, readings) = (Samples(), Samples())
    var found = 0
    for _ in 0..<runs * bench.options.rounds {
      try readings.time { _ = try store.inspect(.documents) { _ in } }
      let result = try checks.time { try logbook.check(.deep) }
      found += result.report.integrityCount + result.report.failures.count
    }
    guard found == 0 else { throw Mistake("The check has found \(found) faults.") }
    try store.close()
    try Histories.remove(path)
    return Measured(
      figure: "a deep check of 10,000 workouts", reference: "reading all their documents once",
      value: checks.median, referenceValue: readings.median, reach: .atMost(2))
  }
}
