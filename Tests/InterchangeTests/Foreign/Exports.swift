import Catalog
import Interchange
import Training

/// Reads a text as an export.
func history(
  _ text: String, unit: WeightUnit? = nil, skipping: Bool = false, format: ForeignFormat? = nil
) throws -> ForeignHistory {
  try ForeignHistory(
    file: "export.csv", bytes: Array(text.utf8),
    options: ForeignOptions(format: format, unit: unit, skipsBadRows: skipping))
}

/// The sentence with which a text is refused; nil where it is read.
func refusal(_ text: String, unit: WeightUnit? = nil, format: ForeignFormat? = nil) throws
  -> String?
{
  do {
    _ = try history(text, unit: unit, format: format)
    return nil
  } catch let error as InterchangeError {
    return error.sentence
  }
}

extension String {
  /// Without the columns, which tests of what is said do not depend on.
  var withoutColumns: String { replacing(/, column [0-9]+/, with: "") }
}

/// The sets of a history in a few words, exercise by exercise: `Bench: W60kg×8 100kg×5@8`.
func words(_ history: ForeignHistory) -> [String] {
  history.workouts.map { workout in
    let head =
      "\(workout.date) \(workout.secondOfDay.map { "\($0 / 3600):\($0 / 60 % 60)" } ?? "-")"
    let exercises = workout.exercises.map { exercise in
      let sets = exercise.sets.map(words).joined(separator: " ")
      return "\(exercise.name)\(exercise.superset.map { "[\($0)]" } ?? ""): \(sets)"
    }
    return ([head + " " + workout.name] + exercises).joined(separator: " | ")
  }
}

private func words(_ set: ForeignSet) -> String {
  var text =
    switch set.kind {
    case .working: ""
    case .warmUp: "W"
    case .drop: "D"
    case .failure: "F"
    }
  if let weight = set.weight { text += "\(weight.shortText)\(set.unit?.rawValue ?? "?")" }
  if let reps = set.reps { text += "×\(reps)" }
  if let distance = set.distance { text += "\(distance.shortText)\(set.distanceUnit.rawValue)" }
  if let seconds = set.seconds { text += "\(seconds.shortText)s" }
  if let rpe = set.rpe { text += "@\(rpe.shortText)" }
  if let rest = set.restSeconds { text += "/\(rest.shortText)" }
  return text.isEmpty || text == "W" ? text + "–" : text
}

/// A master list small enough to know by heart.
let shelf = """
  bench-press | Bench Press | Chest | Barbell | Push | Barbell | compound | 3 | 5 | weight reps | Barbell Bench Press
  squat | Squat | Quads | Barbell | Squat | Barbell | compound | 3 | 5 | weight reps | Barbell Back Squat
  plank | Plank | Abs | Bodyweight | Core | None | isolation | 1 | 4 | seconds |
  """

func plan(_ history: ForeignHistory) throws -> ImportPlan {
  let matcher = NameMatcher(catalogue: try Catalogue(text: shelf))
  return history.plan(
    file: "export.csv", naming: { matcher.match($0, category: $1, measures: $2) }, unit: .kilograms,
    now: now, utcOffset: { _, _ in 60 })
}
