import Chance
import Testing
import Training

@Suite struct TrendTests {
  /// Points at the given days before day 100.
  private func points(_ values: [(daysAgo: Int, e1RM: Double)]) -> [SessionPoint] {
    values.map { SessionPoint(date: day(100 - $0.daysAgo), bestE1RM: $0.e1RM) }
  }

  private func weekly(_ values: [Double]) -> [SessionPoint] {
    points(values.enumerated().map { (7 * (values.count - 1 - $0.offset), $0.element) })
  }

  @Test func fewerThanFourSessionsAreNotEnough() {
    #expect(TrendFigures.of([]) == TrendFigures(trend: .notEnoughData, sessions: 0))
    #expect(
      TrendFigures.of(weekly([100, 110, 120]))
        == TrendFigures(trend: .notEnoughData, sessions: 3))
    #expect(TrendFigures.of(weekly([0, 0, 100, 100])).trend == .notEnoughData)
  }

  // (100 + 104) / 2 = 102 and (106 + 108) / 2 = 107: +4.902 %.
  @Test func theTrendIsWorkedByHand() {
    let figures = TrendFigures.of(weekly([100, 104, 106, 108]))
    #expect(figures.trend == .improving)
    #expect(isClose(figures.changePercent, 500.0 / 102))
    #expect(figures.sessions == 4)
  }

  @Test func onlyTheLastFourSessionsMatter() {
    #expect(TrendFigures.of(weekly([300, 300, 100, 100, 105, 105])).changePercent != nil)
    #expect(isClose(TrendFigures.of(weekly([300, 100, 100, 105, 105])).changePercent, 5))
  }

  @Test(arguments: [
    (100.0, Trend.stable), (102, .stable), (102.000_1, .improving), (98, .stable),
    (97.999_9, .declining),
  ])
  func aChangeOfExactlyTwoPerCentIsNone(_ after: Double, _ trend: Trend) {
    #expect(TrendFigures.of(weekly([100, 100, after, after])).trend == trend)
  }

  @Test func exactlyTwoPerCentIsNoneWhateverTheWeight() {
    for tenths in 1...5000 {
      let before = Double(tenths) / 10
      for after in [before * 1.02, before * 102 / 100, before * 0.98, before * 98 / 100] {
        #expect(TrendFigures.of(weekly([before, before, after, after])).trend == .stable)
      }
    }
  }

  @Test func fourFlatWeeksAreAPlateau() {
    // The best stands on the 28th day before the last session; four sessions since bring nothing.
    let flat = points([(28, 100), (21, 99), (14, 100), (7, 101), (0, 100)])
    #expect(TrendFigures.of(flat).trend == .plateau)
  }

  @Test func aDayLessThanFourWeeksIsNone() {
    let flat = points([(27, 100), (21, 99), (14, 100), (7, 101), (0, 100)])
    #expect(TrendFigures.of(flat).trend == .stable)
    // A best of the 27th day belongs to the window, and what stood before it was exceeded.
    #expect(TrendFigures.of(flat, bestBefore: 90).trend == .stable)
    #expect(TrendFigures.of(flat, bestBefore: 100).trend == .plateau)
  }

  @Test(arguments: [(102.0, Trend.plateau), (102.000_1, .stable)])
  func exactlyTwoPerCentAboveTheBestIsStillAPlateau(_ best: Double, _ trend: Trend) {
    #expect(
      TrendFigures.of(points([(28, 100), (21, best), (14, 100), (7, 100), (0, 101)])).trend == trend
    )
  }

  @Test func rareSessionsReachFurtherBack() {
    // Every fortnight: the window is the last four, from day 42 on, and day 56 stands before it.
    #expect(
      TrendFigures.of(points([(56, 100), (42, 99), (28, 99), (14, 100), (0, 99)])).trend == .plateau
    )
    #expect(
      TrendFigures.of(points([(56, 90), (42, 99), (28, 99), (14, 100), (0, 99)])).trend == .stable)
  }

  @Test func frequentSessionsAreAllLookedAt() {
    let often = (0..<14).map { (daysAgo: 26 - 2 * $0, e1RM: $0 == 0 ? 110.0 : 100.0) }
    #expect(TrendFigures.of(points(often), bestBefore: 100).trend == .stable)
    #expect(TrendFigures.of(points(often), bestBefore: 108).trend == .plateau)
  }

  @Test func nothingBeforeTheWindowIsNoPlateau() {
    #expect(TrendFigures.of(weekly([100, 100, 100, 100])).trend == .stable)
    #expect(!TrendFigures.isPlateau(weekly([100, 100, 100]), bestBefore: 100))
    #expect(!TrendFigures.isPlateau([], bestBefore: nil))
  }

  @Test func itDoesNotMatterHowMuchIsHandedIn() {
    let all = points([
      (70, 95), (63, 104), (56, 98), (28, 100), (21, 101), (14, 102), (7, 100), (0, 102),
    ])
    for count in 4...all.count {
      let earlier = all.dropLast(count).map(\.bestE1RM).max()
      #expect(TrendFigures.of(all.suffix(count), bestBefore: earlier).trend == .plateau)
    }
  }

  @Test func decliningComesBeforePlateauAndPlateauBeforeImproving() {
    #expect(TrendFigures.of(weekly([100, 100, 90, 90]), bestBefore: 120).trend == .declining)
    #expect(TrendFigures.of(weekly([90, 90, 100, 100]), bestBefore: 120).trend == .plateau)
    #expect(TrendFigures.of(weekly([90, 90, 100, 100]), bestBefore: 80).trend == .improving)
  }

  @Test func trendsAreListedByUrgency() {
    #expect(
      Trend.allCases.reversed().sorted()
        == [.declining, .plateau, .improving, .stable, .notEnoughData])
  }
}

@Suite struct IntensityTests {
  // 100 and 90 kg at a best of 125: 80 % and 72 %, in the mean 76 %.
  @Test func theMeanIsWorkedByHand() throws {
    let figures = try #require(session([done(100, 5), done(90, 5)]))
    let intensity = figures.intensity(bestE1RMToDate: 125)
    #expect(intensity == Intensity(millionths: 1_520_000, sets: 2))
    #expect(intensity.percent == 76)
  }

  @Test func withoutABestNothingIsAdded() {
    #expect(
      Intensity(weightSum: 100, weightedSets: 1, bestE1RMToDate: nil) == Intensity())
    #expect(Intensity(weightSum: 100, weightedSets: 1, bestE1RMToDate: 0) == Intensity())
    #expect(Intensity(weightSum: 0, weightedSets: 0, bestE1RMToDate: 100) == Intensity())
    #expect(
      Intensity(weightSum: 1e300, weightedSets: 1, bestE1RMToDate: 1e-5) == Intensity())
    #expect(Intensity().percent == nil)
  }

  @Test(arguments: Seed.some(3))
  func theSumDoesNotDependOnTheOrder(seed: UInt64) {
    var random = Seeded(seed)
    var sessions = (0..<500).map { _ in
      Intensity(
        weightSum: Double.random(in: 10...900, using: &random),
        weightedSets: Int.random(in: 1...9, using: &random),
        bestE1RMToDate: Double.random(in: 20...300, using: &random))
    }
    let total = sessions.reduce(Intensity(), +)
    sessions.shuffle(using: &random)
    #expect(sessions.reduce(Intensity(), +) == total)
    // A corrected session is taken away and added again.
    #expect(total - sessions[0] + sessions[0] == total)
    #expect(sessions.reduce(total, -) == Intensity())
  }
}
