import Logbook
import Store
import Training

/// Each screen's opening at 1,000,000 sets against the same at 10,000: what is read to draw it.
enum OpeningFigure {
  private static let openings = 60

  static func measure(_ bench: Bench) throws -> Measured {
    let large = try Self.logbook(bench.histories.imported(sets: Histories.largeSets))
    let small = try Self.logbook(bench.histories.imported(sets: Histories.smallSets))
    let pages = try Pages.all(large, small)
    var details: [Detail] = []
    for page in pages {
      var times = (large: Samples(), small: Samples())
      for _ in 0..<openings * bench.options.rounds {
        try times.large.time { try page.open(large) }
        try times.small.time { try page.open(small) }
      }
      details.append(
        Detail(words: page.name, value: times.large.median, reference: times.small.median))
    }
    try large.store.close()
    try small.store.close()
    guard let worst = details.max(by: { ratio($0) < ratio($1) }) else {
      throw Mistake("There is no page to open.")
    }
    return Measured(
      figure: "\(worst.words), the slowest to grow, at 1,000,000 sets",
      reference: "the same at 10,000 sets", value: worst.value, referenceValue: worst.reference,
      reach: .atMost(1.2), details: details)
  }

  private static func ratio(_ detail: Detail) -> Double { detail.value / (detail.reference ?? 1) }

  private static func logbook(_ path: String) throws -> Logbook {
    Logbook(store: try Store.open(at: path, now: HandClock.evening(daysAgo: 0)))
  }
}

/// What the screens read when they open.
private struct Pages {
  var name: String
  var open: (Logbook) throws -> Void

  private static let listed = 40
  private static let sessions = 20

  /// Every screen, and the pages that lie behind them, with the range they open with.
  static func all(_ logbooks: Logbook...) throws -> [Pages] {
    let exercise = try logbooks[0].progress().rows[3].exerciseId
    let year = HandClock.evening(daysAgo: 0).local(offsetMinutes: 0).date.components.year
    var pages = [
      Pages(name: "Today") { _ = try $0.today() },
      Pages(name: "Log, with the last workout") { logbook in
        let last = try logbook.store.read { try $0.workouts(limit: 1) }.first
        _ = try logbook.logPage(id: last?.id)
      },
      Pages(name: "Programs") { _ = try $0.programs() },
      Pages(name: "Progress") { _ = try $0.progress() },
      Pages(name: "History, the year and the list") {
        _ = try $0.history(year: year, limit: listed)
      },
    ]
    for (range, words) in [
      (PlotRange.threeMonths, "3 months"), (.year, "a year"), (.twoYears, "2 years"),
    ] {
      pages.append(
        Pages(name: "one exercise, \(words)") {
          _ = try $0.exercisePage(id: exercise, range: range, sessions: sessions)
        })
    }
    return pages
  }
}
