import Catalog
import Training

/// What an app sorts an exercise under: a muscle group, a region of the body, or a kind of training.
struct ExerciseCategory {
  /// Nil where the category is none.
  let muscleGroup: MuscleGroup?
  let isCardio: Bool

  init(_ text: String) {
    let words = FoldedName(text).text
    muscleGroup = Self.groups[words]
    isCardio = words == "cardio" || words == "cardiovascular"
  }

  /// What sets of such an exercise are measured in; nil where the category does not say.
  var measures: Measures? { isCardio ? [.seconds, .distance] : nil }

  /// Whether an exercise may stand under this category. Apps draw the lines between neighbours differently: a deadlift
  /// is back or legs. But an exercise for the abs that is called like one for the shoulders is another.
  func allows(_ metadata: ExerciseMetadata) -> Bool {
    guard let own = muscleGroup.flatMap(Self.region),
      let other = Self.region(metadata.primaryMuscleGroup)
    else { return true }
    return own == other
  }

  private enum Region { case arms, legs, trunk }

  /// Nil for the back, which borders on all others, and for what is not known.
  private static func region(_ group: MuscleGroup) -> Region? {
    switch group {
    case .abs: .trunk
    case .quads, .hamstrings, .glutes, .calves: .legs
    case .chest, .shoulders, .biceps, .triceps, .traps, .forearms: .arms
    default: nil
    }
  }

  /// By folded words.
  private static let groups: [String: MuscleGroup] = {
    let words: [(MuscleGroup, [String])] = [
      (.back, ["Back", "Lats", "Upper Back", "Lower Back", "Costas", "Espalda", "Dos", "Rücken"]),
      (.biceps, ["Biceps", "Bíceps", "Bizeps", "Bicipiti"]),
      (.triceps, ["Triceps", "Tríceps", "Trizeps", "Tricipiti"]),
      (.chest, ["Chest", "Pecs", "Peito", "Pecho", "Pectoraux", "Brust", "Petto", "Borst"]),
      (.shoulders, ["Shoulders", "Delts", "Ombros", "Hombros", "Épaules", "Schultern", "Spalle"]),
      (.abs, ["Abs", "Abdominals", "Core", "Obliques", "Abdominais", "Abdominales", "Bauch"]),
      (.quads, ["Quads", "Quadriceps", "Legs", "Pernas", "Piernas", "Jambes", "Beine", "Gambe"]),
      (.hamstrings, ["Hamstrings", "Hams", "Isquiotibiais", "Isquiotibiales"]),
      (.glutes, ["Glutes", "Glúteos", "Abductors", "Adductors", "Fessiers"]),
      (.calves, ["Calves", "Panturrilhas", "Gemelos", "Mollets", "Waden", "Polpacci"]),
      (.traps, ["Traps", "Trapézio", "Trapecios"]),
      (.forearms, ["Forearms", "Antebraços", "Antebrazos", "Unterarme"]),
    ]
    var groups: [String: MuscleGroup] = [:]
    for (group, names) in words {
      for name in names { groups[FoldedName(name).text] = group }
    }
    return groups
  }()
}
