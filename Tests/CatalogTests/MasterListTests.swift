import Testing
import Training

@testable import Catalog

@Suite struct MasterListTests {
  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue.builtIn()
  }

  @Test func theListIsFreeOfMistakesAndOfSharedNames() throws {
    let text = String(decoding: try Catalogue.builtInBytes(), as: UTF8.self)
    let checked = try Catalogue(text: text)
    #expect(checked.all == catalogue.all)
  }

  @Test func thereAreAtLeastThreeHundredAndTwentyExercisesWithIdsOfTheirOwn() {
    let ids = catalogue.all.map(\.id)
    #expect(ids.count >= 320)
    #expect(Set(ids).count == ids.count)
  }

  @Test func everyMuscleGroupHasEightExercisesOrMore() {
    for group in MuscleGroup.known {
      let count = catalogue.all.count { $0.metadata.primaryMuscleGroup == group }
      #expect(count >= 8, "\(group.rawValue) has \(count)")
    }
  }

  @Test func everyExerciseTypeHasSixExercisesOrMore() {
    for type in ExerciseType.known {
      let count = catalogue.all.count { $0.metadata.exerciseType == type }
      #expect(count >= 6, "\(type.rawValue) has \(count)")
    }
  }

  @Test func everyMovementPatternIsUsed() {
    let used = Set(catalogue.all.map(\.metadata.movementPattern))
    #expect(used == Set(MovementPattern.allCases.map(\.rawValue)))
  }

  @Test func noFieldThatIsEmbeddedIsEmpty() {
    for exercise in catalogue.all {
      #expect(!exercise.metadata.equipment.isEmpty, "\(exercise.id)")
      #expect(exercise.metadata.revision >= 1, "\(exercise.id)")
      #expect(!exercise.metadata.measures.isEmpty, "\(exercise.id)")
      #expect(exercise.metadata.lastUpdated == nil, "\(exercise.id)")
      #expect(exercise.userId == nil, "\(exercise.id)")
    }
  }

  @Test(arguments: [
    "Bench Press", "Squat", "Deadlift", "Overhead Press", "Pull-up", "Dip", "Plank", "Barbell Row",
  ])
  func theBigLiftsAreCalledWhatTheGymCallsThem(_ name: String) {
    #expect(catalogue.entry(named: name)?.name == name)
  }

  static let measured: [(id: String, measures: Measures)] = [
    ("plank", .seconds), ("farmers-walk", [.weight, .distance]),
    ("running", [.distance, .seconds]), ("push-up", .reps), ("bench-press", .standard),
  ]

  @Test(arguments: measured)
  func aSetIsMeasuredInWhatTheExerciseIsCountedIn(id: String, measures: Measures) {
    #expect(catalogue.entry(id: id)?.metadata.measures == measures)
  }

  @Test func benchPressIsDescribedWhole() throws {
    let metadata = try #require(catalogue.entry(id: "bench-press")).metadata
    #expect(metadata.primaryMuscleGroup == .chest)
    #expect(metadata.exerciseType == .barbell)
    #expect(metadata.movementPattern == "Push")
    #expect(metadata.equipment == "Barbell")
    #expect(metadata.isCompoundLift)
    #expect(metadata.revision == 1)
  }

  @Test func everyExerciseIsFoundByItsNameAndEveryAlias() {
    for exercise in catalogue.all {
      for name in [exercise.name] + exercise.aliases {
        #expect(catalogue.entry(named: name)?.id == exercise.id, "\(name)")
      }
    }
  }

  @Test func everyExerciseIsFoundByTypingItsName() {
    for exercise in catalogue.all {
      #expect(
        catalogue.search(exercise.name, limit: 1).first?.id == exercise.id, "\(exercise.name)")
    }
  }
}
