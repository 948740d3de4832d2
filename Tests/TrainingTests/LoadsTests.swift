import Testing
import Training

@Suite struct LoadsTests {
  @Test func aBarbellSetCountsItsWeight() {
    let bench = entry(.barbell, [done(100, 5)])
    #expect(bench.load(of: bench.sets[0]) == 100)
    #expect(bench.volume == 500)
  }

  // Bodyweight 80 × 10 = 800, whatever was typed as weight; Loadable (80 + 20) × 5 = 500.
  @Test func bodyWeightIsPartOfTheLoad() {
    #expect(entry(.bodyweight, [done(20, 10)], bodyweight: 80).volume == 800)
    #expect(entry(.bodyweightLoadable, [done(20, 5)], bodyweight: 80).volume == 500)
    #expect(entry(.bodyweightLoadable, [done(nil, 5)], bodyweight: 80).volume == 400)
  }

  @Test func negativeWeightIsAssistance() {
    #expect(entry(.bodyweightLoadable, [done(-20, 5)], bodyweight: 80).volume == 300)
    let floating = entry(.bodyweightLoadable, [done(-100, 5)], bodyweight: 80)
    #expect(floating.load(of: floating.sets[0]) == -20)
    #expect(floating.volume == 0)
    #expect(floating.oneRepMax(of: floating.sets[0], formula: .epley) == nil)
    #expect(entry(.machine, [done(-20, 5)]).volume == 0)
  }

  @Test(arguments: [nil, 0, -80] as [Double?])
  func withoutABodyWeightTheLoadIsUnknown(_ bodyweight: Double?) {
    for type in [ExerciseType.bodyweight, .bodyweightLoadable] {
      let dips = entry(type, [done(20, 8)], bodyweight: bodyweight)
      #expect(dips.load(of: dips.sets[0]) == nil)
      #expect(dips.volume == 0)
      #expect(dips.oneRepMax(of: dips.sets[0], formula: .epley) == nil)
    }
    #expect(entry(.barbell, [done(20, 8)], bodyweight: bodyweight).volume == 160)
  }

  // 100 kg × 5 and 225 lb × 5 = 500 + 225 × 0.45359237 × 5 = 500 + 510.29141625.
  @Test func setsOfTwoUnitsAddUpInKilograms() {
    let mixed = entry(.barbell, [done(100, 5), done(225, 5, unit: .pounds)])
    #expect(isClose(mixed.volume, 1010.291_416_25))
    // Body weight 176.37 lb = 80.0000862969 kg, with 20 kg added.
    let dips = entry(
      .bodyweightLoadable, [done(20, 1)], bodyweight: 176.37, bodyweightUnit: .pounds)
    #expect(isClose(dips.volume, 100.000_086_296_9, within: 1e-6))
  }

  @Test func warmUpsAndOpenSetsCountNowhere() {
    let bench = entry(
      .barbell,
      [
        done(60, 8, kind: .warmUp), done(100, 5), LoggedSet(id: "open", weight: 100, reps: 5),
        done(80, 6, kind: .drop), done(90, 3, kind: .failure),
      ])
    #expect(bench.countedSets.count == 3)
    #expect(bench.volume == 500 + 480 + 270)
    #expect(log([bench]).countedSetCount == 3)
  }

  @Test func aSetOfNoRepsHasNoVolume() {
    #expect(
      entry(.barbell, [done(100, 0), done(100, nil), done(nil, 5), done(100, -5)]).volume == 0)
  }

  @Test func aSetHasKilogramsAndMeters() {
    let carry = done(100, nil, unit: .pounds, distance: 2, distanceUnit: .kilometers)
    #expect(carry.kilograms == 45.359_237)
    #expect(carry.meters == 2000)
    #expect(done(nil, 5).kilograms == nil)
    #expect(done(nil, 5).meters == nil)
  }

  @Test func theRecordWeightIsWhatWasEntered() {
    func weight(_ type: ExerciseType, _ set: LoggedSet) -> Double? {
      entry(type, [], bodyweight: 80).recordWeight(of: set)
    }
    #expect(weight(.barbell, done(100, 5)) == 100)
    #expect(weight(.barbell, done(100, 0)) == nil)
    #expect(weight(.barbell, done(0, 5)) == nil)
    #expect(weight(.barbell, done(nil, 5)) == nil)
    #expect(weight(.barbell, done(100, nil)) == nil)
    #expect(weight(.kettlebell, done(40, nil, seconds: 60)) == 40)
    #expect(weight(.kettlebell, done(40, nil, distance: 30)) == 40)
    #expect(weight(.bodyweight, done(20, 5)) == nil)
    #expect(weight(.bodyweightLoadable, done(20, 5)) == 20)
    #expect(weight(.bodyweightLoadable, done(nil, 5)) == 0)
    #expect(weight(.bodyweightLoadable, done(-20, 5)) == -20)
  }

  @Test func anEmptyLogComesToNothing() {
    #expect(log([]).volume == 0)
    #expect(log([]).countedSetCount == 0)
    #expect(log([entry(.barbell, [])]).volume == 0)
  }

  @Test func aHundredExercisesAddUp() {
    let exercises = (0..<100).map { entry(.barbell, [done(Double($0), 10)], exercise: "e\($0)") }
    // 10 × (0 + 1 + … + 99) = 49,500.
    #expect(log(exercises).volume == 49_500)
    #expect(SessionFigures.all(in: log(exercises), formula: .epley).count == 100)
  }
}
