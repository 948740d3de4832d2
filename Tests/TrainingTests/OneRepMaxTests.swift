import Testing
import Training

@Suite struct OneRepMaxTests {
  // 100 kg × 5: Epley 100 × (1 + 5/30) = 116.67; Brzycki 100 × 36/32 = 112.5.
  @Test func fiveRepsAtAHundredAreWorkedByHand() {
    #expect(isClose(OneRepMaxFormula.epley.estimate(weight: 100, reps: 5), 350.0 / 3))
    #expect(OneRepMaxFormula.brzycki.estimate(weight: 100, reps: 5) == 112.5)
  }

  @Test(arguments: OneRepMaxFormula.allCases)
  func aSingleIsItsOwnWeight(_ formula: OneRepMaxFormula) {
    #expect(formula.estimate(weight: 142.5, reps: 1) == 142.5)
  }

  @Test(arguments: OneRepMaxFormula.allCases)
  func withoutAWeightOrARepThereIsNoEstimate(_ formula: OneRepMaxFormula) {
    #expect(formula.estimate(weight: 100, reps: 0) == nil)
    #expect(formula.estimate(weight: 100, reps: -3) == nil)
    #expect(formula.estimate(weight: 0, reps: 5) == nil)
    #expect(formula.estimate(weight: -20, reps: 5) == nil)
    #expect(formula.estimate(weight: .infinity, reps: 5) == nil)
  }

  @Test func brzyckiEndsAtThirtySixReps() {
    #expect(OneRepMaxFormula.brzycki.estimate(weight: 10, reps: 36) == 360)
    #expect(OneRepMaxFormula.brzycki.estimate(weight: 10, reps: 37) == nil)
    #expect(OneRepMaxFormula.brzycki.estimate(weight: 10, reps: 38) == nil)
    #expect(isClose(OneRepMaxFormula.epley.estimate(weight: 10, reps: 37), 10 + 37.0 / 3))
  }

  @Test func aboveTwelveRepsTheFigureIsRough() {
    #expect(!OneRepMaxFormula.epley.isRough(reps: 12))
    #expect(OneRepMaxFormula.epley.isRough(reps: 13))
    #expect(OneRepMaxFormula.isRough(reps: 20))
  }
}
