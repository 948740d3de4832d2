internal import Training

/// The words of types, equipment, muscle groups and patterns: few texts, each split only once.
struct VocabularyWords {
  private var known: [String: NameWords] = [:]

  private mutating func words(of text: String) -> NameWords {
    if let words = known[text] { return words }
    let words = NameWords(text)
    known[text] = words
    return words
  }

  /// What an exercise may also be searched by: what it is, rather than what it is called.
  mutating func context(of metadata: ExerciseMetadata) -> [String] {
    var context = words(of: metadata.exerciseType.rawValue).searchable
    context += words(of: metadata.equipment).searchable
    context += words(of: metadata.primaryMuscleGroup.rawValue).searchable
    context += words(of: metadata.movementPattern).searchable
    return context
  }

  /// What may be said beside any name of an exercise: its type, its equipment, that it is weighted.
  mutating func implied(by metadata: ExerciseMetadata) -> [[String]] {
    var implied = [words(of: metadata.exerciseType.rawValue).folded]
    let equipment = words(of: metadata.equipment).folded
    if !implied.contains(equipment) { implied.append(equipment) }
    if metadata.exerciseType == .bodyweightLoadable { implied += [["weighted"], ["bodyweight"]] }
    return implied
  }
}
