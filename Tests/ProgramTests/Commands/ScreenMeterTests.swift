import Logbook
import Screens
import Store
import Testing
import Training
import Upkeep

@testable import tonnage

/// Pages are timed from being asked for until they are drawn.
@Suite struct ScreenMeterTests {
  private let logbook: Logbook
  private let meter: ScreenMeter

  init() throws {
    logbook = Logbook(store: try Store.inMemory())
    meter = ScreenMeter(logbook)
  }

  private func draw(_ request: PageRequest, seconds: Double) -> Double?? {
    meter.asked(for: [.load(request)], at: 100)
    return meter.drawn(at: 100 + seconds)
  }

  @Test func aPageIsTimedByItsScreen() throws {
    _ = draw(.progress, seconds: 0.004)
    _ = draw(.history(year: 2026, from: nil, limit: 10), seconds: 0.008)
    let times = meter.session.times
    #expect(times.keys.sorted() == ["History", "Progress"])
    #expect(try (3.7...4.3).contains(#require(times["Progress"]?.median)))
  }

  @Test func whatIsAskedForTwiceCountsFromTheFirstTimeAndOnce() throws {
    meter.asked(for: [.load(.progress)], at: 1)
    meter.asked(for: [.load(.progress), .journal(.undo)], at: 2)
    _ = meter.drawn(at: 3)
    _ = meter.drawn(at: 9)
    let spread = try #require(meter.session.times["Progress"])
    #expect(spread.count == 1)
    #expect(try (1870.0...2130).contains(#require(spread.median)))
  }

  @Test func whatStandsWithinAScreenAndHealthItselfAreNotTimed() {
    _ = draw(.health(deep: true), seconds: 1)
    _ = draw(.exercises(query: "b", limit: 1), seconds: 1)
    #expect(meter.session.times.isEmpty)
  }

  @Test func timeAwayFromTheTerminalIsNone() {
    meter.asked(for: [.load(.today)], at: 1)
    meter.forgetAsked()
    _ = meter.drawn(at: 5000)
    #expect(meter.session.times.isEmpty)
  }

  @Test func slowPagesAreToldOnceAndFastOnesAgain() {
    var changes: [Double?] = []
    for seconds in [3.0, 3, 3, 3, 0.01, 0.01, 0.01] {
      if let change = draw(.today, seconds: seconds) { changes.append(change) }
    }
    #expect(changes.map { $0.map { Int($0) } } == [3000, nil])
  }

  @Test func troubleIsCountedAmongTheAnswers() {
    for isTrouble in [false, false, true] {
      meter.answered(Answer(.journal(.undo), [], isTrouble: isTrouble))
    }
    #expect(meter.session.answers == 3)
    #expect(meter.session.failures == 1)
  }

  @Test func whatWasMeasuredIsKeptOnlyAtTheEnd() throws {
    _ = draw(.progress, seconds: 0.004)
    #expect(!logbook.store.hasWritten)
    meter.keep()
    #expect(try logbook.store.read { try $0.notes(NoteKind("metric", most: 1)) }.count == 1)
  }
}
