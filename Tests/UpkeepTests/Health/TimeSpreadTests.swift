import Testing
import Training

@testable import Store
@testable import Upkeep

@Suite struct TimeSpreadTests {
  private func spread(_ times: Double...) -> TimeSpread {
    var spread = TimeSpread()
    for time in times { spread.add(time) }
    return spread
  }

  @Test(arguments: [0.02, 0.3, 0.999, 1, 1.9, 7.3, 100, 2000, 65_000])
  func aTimeIsKnownToASixteenth(time: Double) throws {
    let median = try #require(spread(time).median)
    #expect((median - time).magnitude <= time / 16, "\(median)")
  }

  @Test func theMiddleAndTheSlowestHundredthAreFound() throws {
    var spread = TimeSpread()
    for _ in 0..<98 { spread.add(10) }
    for _ in 0..<2 { spread.add(1000) }
    #expect(try (9.0...11).contains(#require(spread.median)))
    #expect(try (940.0...1063).contains(#require(spread.p99)))
    #expect(spread.count == 100)
    #expect(TimeSpread().median == nil)
  }

  @Test func twoSpreadsAddUp() {
    var sum = spread(1, 50)
    sum.add(spread(50, 900))
    #expect(sum == spread(1, 50, 50, 900))
  }

  @Test func whatIsNoTimeCountsAsTheNearestOne() {
    #expect(spread(-1, 0, .nan) == spread(0.01, 0.01, 0.01))
    #expect(spread(.infinity) == spread(1e8))
  }
}

@Suite struct PaceWatchTests {
  /// The medians by which the pace changed.
  private func changes(_ times: [Double]) -> [Double] {
    var watch = PaceWatch()
    return times.compactMap { watch.add($0) }
  }

  @Test func screensAreSlowFromAMedianAboveTheThreshold() {
    #expect(changes([2000, 2000, 2000, 2000]) == [])
    #expect(changes([2001, 1, 2001]) == [2001])
    #expect(changes([1, 9000, 1, 9000, 1]) == [])
  }

  @Test func oneSlowPageIsNotEnough() { #expect(changes([30_000, 30_000]) == []) }

  @Test func theyAreFastAgainOnceTheMedianOfThePagesSinceHasFallen() {
    var watch = PaceWatch()
    for _ in 0..<3 { _ = watch.add(5000) }
    #expect(watch.isSlow)
    #expect([10, 5000, 20].compactMap { watch.add($0) } == [20])
    #expect(!watch.isSlow)
  }

  @Test func whatLiesFarBackCountsNoMore() {
    #expect(changes(Array(repeating: 1, count: 100) + Array(repeating: 3000, count: 5)) == [3000])
  }
}

@Suite struct ScreenMetricsTests {
  private static let began = Instant(milliseconds: 1_795_456_800_000)

  private func session() -> ScreenMetrics {
    var session = ScreenMetrics(began: Self.began)
    session.ended = Self.began.advanced(bySeconds: 120)
    for time in [1.0, 2, 3] { session.times["Log", default: TimeSpread()].add(time) }
    session.times["Progress", default: TimeSpread()].add(40)
    session.answers = 50
    session.failures = 2
    session.reads = ["workoutLogs": 7]
    return session
  }

  private func note(_ text: String) -> Note {
    Note(number: 1, at: Self.began, text: text)
  }

  @Test func aNoteGivesBackWhatWasMeasured() {
    #expect(ScreenMetrics(note(session().text)) == session())
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"from\":1,\"to\":2,\"answers\":-1,\"failures\":0}",
    "{\"from\":1,\"to\":2,\"answers\":1e300,\"failures\":0}",
  ])
  func whatIsNoneOfTheseIsPassedOver(text: String) { #expect(ScreenMetrics(note(text)) == nil) }

  @Test func countsThatCannotBeAreLeftOut() throws {
    let text = """
      {"from":1,"to":2,"answers":5,"failures":0,"reads":{"a":-3,"b":2,"c":"x"},
      "screens":{"Log":[[99999,4],[8,3],[9,-1],[1],"x"],"Today":7}}
      """
    let session = try #require(ScreenMetrics(note(text)))
    #expect(session.reads == ["b": 2])
    #expect(session.times.mapValues(\.count) == ["Log": 3])
  }

  @Test func sessionsAddUpWithoutTheTimeBetweenThem() throws {
    var later = session()
    later.began = Self.began.advanced(bySeconds: 1e6)
    later.ended = later.began.advanced(bySeconds: 180)
    let sum = try #require(ScreenMetrics(sum: [session(), later]))
    #expect(sum.throughput == 20)
    #expect(sum.errorPercent == 4)
    #expect(sum.reads == ["workoutLogs": 14])
    #expect(sum.slowest?.screen == "Progress")
    #expect(sum.times["Log"]?.count == 6)
    #expect(ScreenMetrics(sum: []) == nil)
  }

  @Test func aClockThatWasPutBackGivesNoThroughput() {
    var session = session()
    session.ended = session.began.advanced(bySeconds: -60)
    #expect(session.throughput == nil)
  }
}
