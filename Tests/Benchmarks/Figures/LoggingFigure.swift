import Foundation
import Logbook
import Store
import Training

/// A set logged, on disk, against one row of the same size.
enum LoggingFigure {
  private static let workoutsARound = 4

  static func measure(_ bench: Bench) throws -> Measured {
    let path = try bench.histories.copy(bench.histories.logged(), "logging")
    let reference = try ReferenceRows(file: bench.histories.folder + "/rows.db")
    let clock = HandClock(HandClock.evening(daysAgo: 0), series: 2)
    let store = try Store.open(at: path, now: clock.now)
    let logbook = Logbook(store: store, surroundings: clock.surroundings)
    var athlete = try Athlete()
    var logged = Samples()
    var rows = (times: Samples(), bytes: 0)
    for number in 0..<workoutsARound * bench.options.rounds {
      var session = try LoggingSession(logbook, clock, number, athlete.program)
      // In turn, so that what else the machine does meets both.
      while let time = try session.logNext(&athlete) {
        let row = try store.read { reader in
          try reader.parts(of: .workoutLogs, session.log.id)
            .map { String(decoding: $0, as: UTF8.self) }.joined()
        }
        logged.add(time)
        rows.times.add(try reference.commit(row))
        rows.bytes += row.utf8.count
      }
      _ = try logbook.finish(session.log.id)
    }
    try store.close()
    return Measured(
      figure: "a set logged into a history of 75,000: document, journal, records and trend on disk",
      reference: "SQLite's library in the same process, committing one row of the same size",
      value: logged.median, referenceValue: rows.times.median, reach: .atMost(1.5),
      details: [
        Detail(words: "99th percentile", value: logged.p99, reference: rows.times.p99),
        Detail(
          words: "more than the row alone: what no disk makes quicker",
          value: logged.median - rows.times.median),
        Detail(words: "the row", value: Double(rows.bytes / max(1, logged.count)), unit: "bytes"),
      ])
  }
}
