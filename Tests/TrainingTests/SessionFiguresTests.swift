import Testing
import Training

@Suite struct SessionFiguresTests {
  // 60×8 warm-up, 100×5, 100×5, 97.5×5: 3 sets, 15 reps, 500 + 500 + 487.5 = 1,487.5; e1RM 116.67.
  @Test func aSessionIsWorkedByHand() throws {
    let figures = try #require(
      session([
        done(60, 8, id: "w", kind: .warmUp), done(100, 5, id: "a", rpe: 8), done(100, 5, id: "b"),
        done(97.5, 5, id: "c"),
      ]))
    #expect(figures.sets == 3)
    #expect(figures.reps == 15)
    #expect(figures.averageReps == 5)
    #expect(figures.volume == 1487.5)
    #expect(isClose(figures.bestE1RM, 350.0 / 3))
    #expect(figures.roughE1RM == figures.bestE1RM)
    #expect(figures.maxWeight == 100)
    #expect(figures.bestByRange == [nil, nil, 100, nil, nil, nil])
    #expect(figures.weightSum == 297.5)
    #expect(figures.weightedSets == 3)
    #expect(figures.topSet == PastSet(id: "a", weight: 100, reps: 5, rpe: 8))
    #expect(figures.performed.map(\.id) == ["a", "b", "c"])
    #expect(figures.secondsBest == nil)
    #expect(figures.bests[.heaviestWeight]?.setId == "a")
    #expect(figures.bests[.bestVolume] == SessionBests.Best(value: 1487.5))
  }

  @Test func withoutACountedSetThereAreNoFigures() {
    #expect(session([]) == nil)
    #expect(
      session([done(60, 8, kind: .warmUp), LoggedSet(id: "open", weight: 100, reps: 5)]) == nil)
    #expect(SessionFigures.of(exerciseId: "squat", in: log([]), formula: .epley) == nil)
    #expect(SessionFigures().averageReps == 0)
  }

  @Test func allEntriesOfAnExerciseAreOneSession() throws {
    let workout = log([
      entry(.barbell, [done(100, 5, id: "a")]),
      entry(.barbell, [done(140, 5, id: "q")], exercise: "squat"),
      entry(.barbell, [done(90, 8, id: "b")]),
    ])
    let bench = try #require(
      SessionFigures.of(exerciseId: "bench", in: workout, formula: .epley))
    #expect(bench.sets == 2)
    #expect(bench.volume == 1220)
    let all = SessionFigures.all(in: workout, formula: .epley)
    #expect(all["bench"] == bench)
    #expect(all.keys.sorted() == ["bench", "squat"])
  }

  // 60 × 20 by Epley is 100, above the 95 of the single, but rough.
  @Test func aRoughEstimateIsShownAndNoRecord() throws {
    let figures = try #require(session([done(60, 20, id: "a"), done(95, 1, id: "b")]))
    #expect(figures.bestE1RM == 95)
    #expect(isClose(figures.roughE1RM, 100))
    #expect(figures.topSet?.id == "b")
    #expect(figures.bestByRange == [95, nil, nil, nil, nil, 60])
  }

  @Test func twelveRepsAreExactAndThirteenRough() throws {
    #expect(try #require(session([done(60, 12)])).bestE1RM == 84)
    #expect(try #require(session([done(60, 13)])).bestE1RM == nil)
    #expect(try #require(session([done(60, 13, id: "r")])).topSet?.id == "r")
  }

  @Test func theRangesMeetWithoutAGap() {
    #expect(
      (0...21).map { RepRange(reps: $0)?.rawValue }
        == [nil, 0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, nil])
    #expect(
      RepRange.allCases.map(\.title) == ["1", "2–3", "4–5", "6–8", "9–12", "13–20"])
    #expect(RepRange.one < .thirteenToTwenty)
  }

  @Test func bodyweightHasNoHeaviestWeight() throws {
    let figures = try #require(session([done(nil, 10)], .bodyweight, bodyweight: 75))
    #expect(figures.maxWeight == nil)
    #expect(figures.bestE1RM == 100)
    #expect(figures.volume == 750)
    #expect(figures.weightSum == 75)
  }

  // Of +10 × 5 at 80 kg the load is 90: e1RM 105; the heaviest weight is the 10 that was added.
  @Test func loadableHasTheE1RMOfTheWholeLoad() throws {
    let figures = try #require(session([done(10, 5)], .bodyweightLoadable, bodyweight: 80))
    #expect(isClose(figures.bestE1RM, 105))
    #expect(figures.maxWeight == 10)
    #expect(figures.weightSum == 90)
  }

  @Test func withoutABodyWeightOnlyTheAddedWeightIsKnown() throws {
    let figures = try #require(session([done(10, 5)], .bodyweightLoadable))
    #expect(figures.bestE1RM == nil)
    #expect(figures.maxWeight == 10)
    #expect(figures.volume == 0)
    #expect(figures.bests[.bestVolume] == nil)
    #expect(figures.weightedSets == 0)
  }

  @Test func theTopSetOfAPlankIsTheLongest() throws {
    let figures = try #require(
      session(
        [done(nil, nil, id: "a", seconds: 60), done(nil, nil, id: "b", seconds: 90)], .bodyweight))
    #expect(figures.topSet?.id == "b")
    #expect(figures.secondsBest == 90)
  }

  @Test func theTopSetOfARunIsTheFarthest() throws {
    let figures = try #require(
      session([
        done(nil, nil, id: "a", distance: 900),
        done(nil, nil, id: "b", distance: 1, distanceUnit: .kilometers),
      ]))
    #expect(figures.topSet?.id == "b")
    #expect(figures.distanceBest == 1000)
  }

  @Test func theTopSetWithoutAnyLoadHasTheMostReps() throws {
    let figures = try #require(
      session([done(nil, 8, id: "a"), done(nil, 12, id: "b")], .bodyweight))
    #expect(figures.topSet?.id == "b")
  }

  @Test func ofEqualSetsTheFirstIsTheTopSet() throws {
    let figures = try #require(session([done(100, 5, id: "a"), done(100, 5, id: "b")]))
    #expect(figures.topSet?.id == "a")
    #expect(figures.bests[.bestE1RM]?.setId == "a")
  }

  @Test func theFormulaChangesTheEstimate() throws {
    let sets = [entry(.barbell, [done(100, 5)])]
    #expect(try #require(SessionFigures.of(sets, formula: .brzycki)).bestE1RM == 112.5)
  }
}

extension SessionFigures {
  /// The heaviest weight in each ``RepRange``, in kilograms.
  fileprivate var bestByRange: [Double?] { RepRange.allCases.map { bests[.range($0)]?.value } }
}
