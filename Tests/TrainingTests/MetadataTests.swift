import Testing
import Training

@Suite struct MetadataTests {
  private let noon = Instant(milliseconds: 1_795_089_600_000)

  @Test func missingFieldsReadAsUnknown() {
    let metadata = LoggedExercise(id: "e", exerciseId: "x").metadata
    #expect(metadata.name == "Unknown")
    #expect(metadata.primaryMuscleGroup == .unknown)
    #expect(metadata.exerciseType == .unknown)
    #expect(metadata.movementPattern == "Unknown")
    #expect(metadata.equipment == "Unknown")
    #expect(metadata.measures == .standard)
    #expect(ProgramExercise(id: "e", exerciseId: "x").metadata == metadata)
    #expect(ExerciseAnalytics(userId: "u", exerciseId: "x").metadata == metadata)
  }

  @Test func aCopyIsFreshForADay() {
    let copy = ExerciseMetadata(lastUpdated: noon)
    #expect(copy.isFresh(at: noon))
    #expect(copy.isFresh(at: noon.advanced(bySeconds: 86_399.999)))
    #expect(!copy.isFresh(at: noon.advanced(bySeconds: 86_400)))
    #expect(!ExerciseMetadata().isFresh(at: noon))
  }

  @Test func embeddingIsAPureFunctionOfTheExercise() {
    let exercise = Exercise(
      id: "x", metadata: ExerciseMetadata(name: "Squat", revision: 3), aliases: ["Back squat"])
    let copy = exercise.embedded(at: noon)
    #expect(copy == exercise.embedded(at: noon))
    #expect(copy.lastUpdated == noon)
    #expect(copy.revision == 3)
    #expect(copy.hasSameContent(as: exercise.metadata))
    #expect(exercise.name == "Squat")
  }

  @Test func contentIsWhatIsSaidOfTheExercise() {
    let old = ExerciseMetadata(name: "Squat", lastUpdated: noon, revision: 1)
    var new = ExerciseMetadata(name: "Squat", revision: 2)
    #expect(old.hasSameContent(as: new))
    new.equipment = "Barbell"
    #expect(!old.hasSameContent(as: new))
  }

  @Test func theHigherRevisionHoldsThenTheLaterDate() {
    let later = noon.advanced(bySeconds: 1)
    let cases: [(loses: ExerciseMetadata, wins: ExerciseMetadata)] = [
      (
        ExerciseMetadata(name: "a", lastUpdated: later, revision: 1),
        ExerciseMetadata(name: "b", lastUpdated: noon, revision: 2)
      ),
      (
        ExerciseMetadata(name: "a", lastUpdated: noon, revision: 2),
        ExerciseMetadata(name: "b", lastUpdated: later, revision: 2)
      ),
      (ExerciseMetadata(name: "a"), ExerciseMetadata(name: "b", lastUpdated: noon)),
      (ExerciseMetadata(name: "a"), ExerciseMetadata(name: "b")),
      (
        ExerciseMetadata(name: "a", lastUpdated: noon),
        ExerciseMetadata(
          name: "a", lastUpdated: noon, unknown: [UnknownField(name: "n", json: "1")])
      ),
    ]
    for (loses, wins) in cases {
      #expect(ExerciseMetadata.newer(loses, wins) == wins)
      #expect(ExerciseMetadata.newer(wins, loses) == wins)
    }
  }
}
