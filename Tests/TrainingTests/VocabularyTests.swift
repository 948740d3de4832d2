import Testing
import Training

@Suite struct VocabularyTests {
  @Test func anUnknownWordIsKeptAsItCame() {
    let sled = ExerciseType(rawValue: "Sled")
    #expect(sled.rawValue == "Sled")
    #expect(!sled.isKnown)
    #expect(MuscleGroup.unknown.rawValue == "Unknown")
    #expect(!MuscleGroup.unknown.isKnown)
    #expect(MuscleGroup.calves.isKnown)
  }

  @Test func theListsAreThoseOfTheGym() {
    #expect(MuscleGroup.known.count == 12)
    #expect(ExerciseType.known.count == 14)
    #expect(Set(ExerciseType.known).count == 14)
  }

  @Test func platesGoOnBars() {
    #expect(ExerciseType.barbell.takesPlates)
    #expect(ExerciseType.trapBar.takesPlates)
    #expect(!ExerciseType.dumbbell.takesPlates)
    #expect(!ExerciseType.bodyweightLoadable.takesPlates)
  }

  @Test func measuresHaveNames() {
    #expect(Measures.standard == [.weight, .reps])
    #expect(Measures.names.map(\.name) == ["weight", "reps", "seconds", "distance"])
    #expect(Measures.names.reduce(into: Measures()) { $0.insert($1.measure) }.rawValue == 15)
  }
}

@Suite struct UnitsTests {
  @Test(arguments: [
    ("kg", WeightUnit.kilograms), ("KG", .kilograms), ("kgs", .kilograms),
    ("Kilograms", .kilograms),
    ("kilogram", .kilograms), ("lb", .pounds), ("LBS", .pounds), ("pound", .pounds),
    ("pounds", .pounds),
  ])
  func theSpellingsOfExportsAreRead(_ text: String, _ unit: WeightUnit) {
    #expect(WeightUnit(spelling: text) == unit)
  }

  @Test func anotherSpellingIsRefused() {
    #expect(WeightUnit(spelling: "st") == nil)
    #expect(WeightUnit(spelling: "") == nil)
  }

  @Test func poundsAreInternationalOnes() {
    #expect(WeightUnit.pounds.convert(100, to: .kilograms) == 45.359_237)
    #expect(isClose(WeightUnit.kilograms.convert(45.359_237, to: .pounds), 100))
    #expect(WeightUnit.pounds.convert(0.1, to: .pounds) == 0.1)
    #expect(WeightUnit.kilograms.convert(0.1, to: .kilograms) == 0.1)
  }

  @Test func distancesHaveTheirLength() {
    #expect(
      DistanceUnit.allCases.map(\.meters) == [1, 1000, 1609.344, 0.3048, 0.9144])
  }
}
