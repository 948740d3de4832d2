import Testing
import Training

/// A file may say anything; sums of it stay numbers.
@Suite struct AbsurdValueTests {
  private let absurd = 9_000_000_000_000_000_000

  @Test func repetitionsThatNobodyDoesAddUpToTheLargestNumber() throws {
    let figures = try #require(
      session([done(100, absurd, id: "a"), done(100, absurd, id: "b"), done(100, 5, id: "c")]))
    #expect(figures.sets == 3)
    #expect(figures.reps == .max)
    #expect(figures.volume.isFinite)
    #expect(figures.averageReps.isFinite)
    #expect(figures.maxWeight == 100)
  }

  @Test func whatIsNoNumberIsNoRecord() throws {
    let figures = try #require(session([done(1e300, absurd, id: "a"), done(100, 5, id: "b")]))
    #expect(figures.volume == .infinity)
    var book = RecordBook()
    book.absorb(figures, date: LocalDate(dayNumber: 20_000), logId: "w")
    #expect(book[.bestVolume] == nil)
    #expect(book[.heaviestWeight]?.value == 1e300)
    #expect(RecordBook(text: book.text) == book)
  }

  @Test func bothFormulasTakeRepetitionsThatNobodyDoes() {
    for formula in OneRepMaxFormula.allCases {
      for reps in [absurd, .max, .min] {
        let estimate = formula.estimate(weight: 100, reps: reps)
        #expect(estimate.map(\.isFinite) ?? true)
      }
    }
  }

  @Test func intensitiesBeyondAllBoundsCanBeTakenAwayAgain() {
    let absurd = Intensity(millionths: .max, sets: .max)
    let usual = Intensity(millionths: 900_000, sets: 1)
    #expect(absurd + usual - absurd == usual)
    #expect(usual - absurd + absurd == usual)
  }

  @Test func aStepBeyondTheCalendarEndsSomewhere() {
    let now = Instant(milliseconds: 1_795_456_800_000)
    #expect(now.advanced(bySeconds: 1e300) == now.advanced(bySeconds: Instant.longestStep))
    #expect(now.advanced(bySeconds: -1e300) < now)
    #expect(Instant(milliseconds: .max).advanced(bySeconds: 1).milliseconds == .max)
    #expect(Instant(milliseconds: .min).advanced(bySeconds: -1).milliseconds == .min)
    #expect(now.advanced(bySeconds: 1.5).milliseconds == now.milliseconds + 1500)
  }
}
