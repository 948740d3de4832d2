public import Catalog
public import Training

/// Finds the exercises that the names in another app's export mean.
///
/// A wrong match mixes two lifts' histories and is seen late; a missing one is listed and put right in one go. So a
/// name is matched only where all of its words are accounted for, and everything else becomes an exercise of its own.
public struct NameMatcher: Sendable {
  private let catalogue: Catalogue
  private let corrector: SpellingCorrector
  private let decided: [String: DecidedExercise]

  /// - Parameters:
  ///   - catalogue: The exercise master list; nil without one.
  ///   - own: The athlete's own exercises, which come before those of the list.
  ///   - decided: What names mean whatever the list says, by ``key(_:)``.
  public init(
    catalogue: Catalogue?, own: [Exercise] = [], decided: [String: DecidedExercise] = [:]
  ) {
    let list = catalogue?.including(own) ?? Catalogue(exercises: own)
    self.catalogue = list
    self.decided = decided
    corrector = SpellingCorrector(list)
  }

  /// What is the same for all spellings of one name.
  public static func key(_ name: String) -> String {
    let folded = FoldedName(name).text
    return folded.isEmpty ? TrimmedName.text(name).lowercased() : folded
  }

  /// The id of the exercise that is made for a name: the same on every device.
  public static func customID(_ name: String) -> String {
    var print = Fingerprint()
    print.add(key(name))
    return "custom-\(print.text)"
  }

  /// The exercise that a name means.
  ///
  /// - Parameters:
  ///   - category: The muscle group, or what else the file sorts the exercise under.
  ///   - measures: What the file's sets of it are measured in, for an exercise that has to be made.
  public func match(
    _ name: String, category: String? = nil, measures: Measures? = nil
  ) -> NameMatch {
    if let known = decided[Self.key(name)] {
      return NameMatch(
        exerciseId: known.exerciseId, metadata: known.metadata, certainty: .decided)
    }
    let category = category.map(ExerciseCategory.init)
    let bracket = EquipmentBracket(name)
    var near: [Exercise] = []
    for (exercise, certainty) in [listed(name), bracket.flatMap(equipped)].compactMap(\.self) {
      if certainty == .exact || category?.allows(exercise.metadata) ?? true {
        return Self.match(exercise, certainty)
      }
      near.append(exercise)
    }
    let spelled = misspelled(name, bracket).filter {
      category?.allows($0.exercise.metadata) ?? true
    }
    if let best = Self.clearlyBest(spelled) {
      return Self.match(best.exercise, .spelling(distance: best.distance))
    }
    near += spelled.map(\.exercise)
    return custom(name, category, bracket, measures: measures, near: near)
  }

  /// Exercises of the list that the athlete may have meant, for a name that was not matched.
  public func suggestions(for name: String, limit: Int = 3) -> [Exercise] {
    catalogue.suggestions(for: name, limit: limit)
  }

  private static func match(_ exercise: Exercise, _ certainty: Certainty) -> NameMatch {
    NameMatch(exerciseId: exercise.id, metadata: exercise.metadata, certainty: certainty)
  }

  /// The exercise whose names, or what may be said beside them, account for every word.
  private func listed(_ name: String) -> (Exercise, Certainty)? {
    guard let exercise = catalogue.entry(named: name) else { return nil }
    let folded = FoldedName(name)
    if FoldedName(exercise.name) == folded { return (exercise, .exact) }
    let isAlias = exercise.aliases.contains { FoldedName($0) == folded }
    return (exercise, isAlias ? .alias : .equipment)
  }

  /// The exercise of the name before the bracket, if it is done with what the bracket says.
  private func equipped(_ bracket: EquipmentBracket) -> (Exercise, Certainty)? {
    let names = ["\(bracket.name) \(bracket.type.rawValue)", bracket.name]
    for exercise in names.compactMap({ catalogue.entry(named: $0) })
    where bracket.fits(exercise.metadata) {
      return (exercise, .equipment)
    }
    return nil
  }

  private func misspelled(_ name: String, _ bracket: EquipmentBracket?) -> [Correction] {
    let whole = corrector.corrections(of: name)
    guard whole.isEmpty, let bracket else { return whole }
    return corrector.corrections(of: bracket.name).filter { bracket.fits($0.exercise.metadata) }
  }

  /// The one that is nearer than all others.
  private static func clearlyBest(_ found: [Correction]) -> Correction? {
    guard let best = found.first else { return nil }
    return found.dropFirst().allSatisfy { $0.distance > best.distance + 1 } ? best : nil
  }

  private func custom(
    _ name: String, _ category: ExerciseCategory?, _ bracket: EquipmentBracket?,
    measures: Measures?, near: [Exercise]
  ) -> NameMatch {
    let id = Self.customID(name)
    if let exercise = catalogue.entry(id: id) {
      return NameMatch(exerciseId: id, metadata: exercise.metadata, certainty: .decided)
    }
    let type = bracket?.type ?? EquipmentWords.type(in: name) ?? .unknown
    let metadata = ExerciseMetadata(
      name: TrimmedName.text(name), primaryMuscleGroup: category?.muscleGroup ?? .unknown,
      exerciseType: type, equipment: type.rawValue,
      measures: measures ?? category?.measures ?? .standard)
    return NameMatch(
      exerciseId: id, metadata: metadata, certainty: .custom, alternatives: near, isKnown: false)
  }
}

/// A name without the blanks around it, and with single ones in it.
enum TrimmedName {
  static func text(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
