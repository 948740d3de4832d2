import Catalog
import Interchange
import Testing
import Training

/// Names of other apps, and the exercises they mean.
@Suite struct NameMatcherTests {
  private static let matcher: NameMatcher? = {
    guard let list = try? Catalogue.builtIn() else { return nil }
    return NameMatcher(catalogue: list)
  }()

  private func match(_ name: String, _ category: String? = nil) throws -> NameMatch {
    try #require(Self.matcher).match(name, category: category)
  }

  @Test(arguments: [
    ("Bench Press", "bench-press"), ("bench press ", "bench-press"),
    ("  BENCH\u{A0}PRESS", "bench-press"), ("Bénch Préss", "bench-press"),
    ("Lat Pulldown", "lat-pulldown"), ("Pull Ups", "pull-up"),
  ])
  func anExerciseGoesByItsOwnNameHoweverItIsWritten(_ name: String, id: String) throws {
    let match = try match(name)
    #expect(match.exerciseId == id && match.certainty == .exact && match.newExercise == nil)
  }

  @Test(arguments: [
    ("Conventional Deadlift", "deadlift"), ("Back Squat", "squat"),
    ("Bent Over Row (Barbell)", "barbell-row"),
  ])
  func anExerciseGoesByItsOtherNames(_ name: String, id: String) throws {
    let match = try match(name)
    #expect(match.exerciseId == id && match.certainty == .alias)
  }

  @Test(arguments: [
    ("Dumbbell Incline Press", "incline-dumbbell-press"), ("Leg Press (Máquina)", "leg-press"),
    ("Bench Press (Halter)", "dumbbell-bench-press"), ("Bench Press (Langhantel)", "bench-press"),
    ("Lunge (Peso Corporal)", "lunge"), ("Squat (Multipower)", "smith-machine-squat"),
    ("Leg Press 45º (Máquina)", "leg-press"),
  ])
  func theEquipmentInBracketsIsUnderstood(_ name: String, id: String) throws {
    let match = try match(name)
    #expect(match.exerciseId == id && match.certainty == .equipment)
  }

  @Test(arguments: [
    ("Incline Bench Press (Barbell)", "incline-bench-press"),
    ("Bench Press - Close Grip (Barbell)", "close-grip-bench-press"),
    ("Overhead Press (Dumbbell)", "dumbbell-shoulder-press"),
    ("Pull Up (Assisted)", "assisted-pull-up"), ("Decline Bench Press", "decline-bench-press"),
    ("Incline Bench Press (Dumbbell)", "incline-dumbbell-press"),
  ])
  func aVariationIsNotTheLiftItVaries(_ name: String, id: String) throws {
    #expect(try match(name).exerciseId == id)
  }

  @Test(arguments: [
    ("Inclien Bench Press", "incline-bench-press", 1),
    ("Dumbbell Bnech Press", "dumbbell-bench-press", 1),
    ("Deadlfit (Barbell)", "deadlift", 1), ("Skulcrushr", "skullcrusher", 2),
    ("Benchpress", "bench-press", 1), ("Romanain Deadlift", "romanian-deadlift", 1),
    ("Leg Exstension (Máquina)", "leg-extension", 1), ("Trizeps Pushdown", "triceps-pushdown", 1),
  ])
  func typingErrorsAreForgiven(_ name: String, id: String, distance: Int) throws {
    let match = try match(name)
    #expect(match.exerciseId == id && match.certainty == .spelling(distance: distance))
  }

  @Test(arguments: [
    // Another word of the trade, however near it is spelled.
    "Decline Hammer Curl", "Incline Leg Press", "Seated Deadlift", "Low Bench Press",
    // Equipment that the lift is not done with.
    "Bench Press (Cable)", "Deadlift (Band Assisted)", "Arnold Press (Machine)",
    "Leg Press (Barbell)",
    // More words than the lift has.
    "Bench Press Warm Up", "Squat to Chair", "5's Dumbbell Curls", "Plank 1:00", "Squat 2",
    // Words of other languages that are near an English one.
    "Stiff", "Biking Fast", "Supino Reto (Barra)", "Remada Curvada", "Presse à Cuisses",
    "Panca Piana",
    "Bankdrücken (Langhantel)", "卧推", "💪", "Row",
    // Too short to tell a slip from another word.
    "Dup", "Rowe", "Plak",
  ])
  func whatIsNotCertainBecomesAnExerciseOfItsOwn(_ name: String) throws {
    let match = try match(name)
    #expect(match.certainty == .custom)
    let exercise = try #require(match.newExercise)
    #expect(exercise.id == match.exerciseId && exercise.id.hasPrefix("custom-"))
    #expect(exercise.id.count == 23 && exercise.name == name && exercise.metadata.revision == 0)
  }

  @Test func twoSpellingsOfOneUnknownNameAreOneExercise() throws {
    let (one, two) = (try match("Supino Reto (Barra)"), try match(" supino  reto (barra) "))
    #expect(one.exerciseId == two.exerciseId)
    #expect(one.exerciseId != (try match("Supino Reto (Halter)").exerciseId))
    #expect(try match("💪").exerciseId != match("🏋️").exerciseId)
    #expect(try match("  Supino\tReto ").metadata.name == "Supino Reto")
  }

  @Test(arguments: [
    ("Supino Reto (Barra)", ExerciseType.barbell), ("Rosca Direta (Halter)", .dumbbell),
    ("Remada Baixa (Cabo)", .cable), ("Cadeira (Máquina)", .machine),
    ("Agachamento (Smith)", .smithMachine), ("Elevação (Peso Corporal)", .bodyweight),
    ("Desenvolvimento (Máquina de Placas)", .leverArms), ("Kabelding (Kabel)", .cable),
    ("Schulterding (Kurzhantel)", .dumbbell), ("Développé (Haltères)", .dumbbell),
    ("Alzate (Manubri)", .dumbbell), ("Cosa (Weighted)", .bodyweightLoadable),
    ("Dumbbell Behind Back", .dumbbell), ("Strange Thing", .unknown),
    ("Cable and Dumbbell Thing", .unknown), ("Thing (Barbell) twice", .barbell),
    ("Thing )(", .unknown), ("Thing (yards)", .unknown),
  ])
  func anUnknownNameTellsItsEquipment(_ name: String, type: ExerciseType) throws {
    let metadata = try match(name).metadata
    #expect(metadata.exerciseType == type && metadata.equipment == type.rawValue)
  }

  @Test(arguments: [
    ("Chest", MuscleGroup.chest), ("ABS", .abs), ("Legs", .quads), ("Hamstrings", .hamstrings),
    ("Upper Back", .back), ("Costas", .back), ("Épaules", .shoulders), ("Triggers", .unknown),
    ("", .unknown),
  ])
  func theFilesCategoryGivesTheMuscleGroup(_ category: String, group: MuscleGroup) throws {
    #expect(try match("Odd Machine Thing", category).metadata.primaryMuscleGroup == group)
  }

  @Test func cardioIsMeasuredInTimeAndDistance() throws {
    let matcher = try #require(Self.matcher)
    #expect(matcher.match("Zumba", category: "Cardio").metadata.measures == [.seconds, .distance])
    #expect(matcher.match("Zumba").metadata.measures == .standard)
    #expect(
      matcher.match("Zumba", category: "Cardio", measures: .seconds).metadata.measures == .seconds)
  }

  @Test func anExerciseForAnotherPartOfTheBodyIsNotTakenByAnAlias() throws {
    let plank = try match("Up Downs", "Abs")
    #expect(plank.certainty == .custom && plank.metadata.primaryMuscleGroup == .abs)
    #expect(plank.alternatives.map(\.id) == ["burpee-push-up"])
    #expect(try match("Up Downs", "Chest").exerciseId == "burpee-push-up")
    #expect(try match("Conventional Deadlift", "Hamstrings").exerciseId == "deadlift")
    #expect(try match("Wood Cutters", "Back").exerciseId == "cable-woodchopper")
    // Its own name is its own name.
    #expect(try match("Bench Press", "Legs").exerciseId == "bench-press")
  }

  @Test func whatWasDecidedGoesBeforeEverything() throws {
    let stiff = ExerciseMetadata(name: "Stiff-Leg Deadlift", primaryMuscleGroup: .hamstrings)
    let matcher = NameMatcher(
      catalogue: try .builtIn(),
      decided: [
        NameMatcher.key("Stiff"): DecidedExercise(
          exerciseId: "stiff-leg-deadlift", metadata: stiff),
        NameMatcher.key("Bench Press (Barbell)"): DecidedExercise(
          exerciseId: "mine", metadata: ExerciseMetadata(name: "Mine")),
      ])
    #expect(matcher.match("stiff ").exerciseId == "stiff-leg-deadlift")
    #expect(matcher.match("stiff ").certainty == .decided)
    #expect(matcher.match("Bench Press (Barbell)").exerciseId == "mine")
    #expect(matcher.match("Bench Press").exerciseId == "bench-press")
  }

  @Test func theAthletesOwnExercisesComeFirst() throws {
    let own = Exercise(
      id: "own", userId: "u", metadata: ExerciseMetadata(name: "Supino Reto (Barra)"))
    let made = Exercise(
      id: NameMatcher.customID("Rosca"), metadata: ExerciseMetadata(name: "Renamed since"))
    let matcher = NameMatcher(catalogue: try .builtIn(), own: [own, made])
    #expect(matcher.match("supino reto (barra)").exerciseId == "own")
    let again = matcher.match("Rosca")
    #expect(again.exerciseId == made.id && again.newExercise == nil && again.certainty == .decided)
    #expect(again.metadata.name == "Renamed since")
  }

  @Test func withoutAListEveryNameIsAnExerciseOfItsOwn() {
    let matcher = NameMatcher(catalogue: nil)
    #expect(matcher.match("Bench Press").certainty == .custom)
    #expect(matcher.suggestions(for: "Bench Press").isEmpty)
  }

  @Test func aSlipThatFitsTwoExercisesIsNotDecided() throws {
    let two = ["Cable Turna", "Cable Turne"].map {
      Exercise(id: $0, metadata: ExerciseMetadata(name: $0))
    }
    let match = NameMatcher(catalogue: Catalogue(exercises: two)).match("Cable Turni")
    #expect(match.certainty == .custom)
    #expect(Set(match.alternatives.map(\.id)) == ["Cable Turna", "Cable Turne"])
  }

  @Test func anUnmatchedNameIsOfferedWhatItMayMean() throws {
    let matcher = try #require(Self.matcher)
    #expect(matcher.suggestions(for: "Incline Pres Bench Thing").count == 3)
  }
}
