import Testing

@testable import Upkeep

struct ConsistencyTrendTests {
  @Test func oneCheckHasNoDirection() {
    #expect(ConsistencyTrend([]) == nil)
    #expect(ConsistencyTrend([3]) == nil)
  }

  @Test(arguments: [
    ([1, 1, 1], ConsistencyTrend.Direction.stable), ([1, 2], .increasing), ([2, 1], .decreasing),
    // A tenth of a point a check is still stable.
    ([0, 0.1, 0.2, 0.3], .stable), ([0, 0.11, 0.22, 0.33], .increasing),
    ([0.33, 0.22, 0.11, 0], .decreasing),
  ])
  func itIsToldByTheSlope(rates: [Double], direction: ConsistencyTrend.Direction) throws {
    #expect(try #require(ConsistencyTrend(rates)).direction == direction)
  }

  @Test func magnitudeAndMeanAreThoseOfTheLine() throws {
    let trend = try #require(ConsistencyTrend([6, 4, 2]))
    #expect(abs(trend.magnitude - 2) < 1e-9)
    #expect(abs(trend.mean - 4) < 1e-9)
  }

  @Test func onlyTheLastTenChecksCount() throws {
    let trend = try #require(ConsistencyTrend([90, 80, 70] + Array(repeating: 1, count: 10)))
    #expect(trend.direction == .stable)
    #expect(trend.mean == 1)
  }
}
