import Terminal
import Training

/// The texts of one set's columns.
struct SetCells {
  var number: String
  /// The weight, or the distance where there is none, with its decimal point at a fixed place.
  var weight: String
  /// The unit of a distance, or of a weight that is not in the athlete's unit.
  var unit: String?
  /// Repetitions or time; distance where a weight is carried over it.
  var work: String
  /// How it felt, or what the program asks.
  var effort: String
  /// Whether ``effort`` is what the program asks.
  var isTarget: Bool
  /// The column within ``weight`` where its text begins.
  var weightStart: Int

  init(
    _ set: LoggedSet, index: Int, of entry: LoggedExercise, values: SetValues, shared: Shared
  ) {
    let metadata = entry.metadata
    number = Self.number(set, index: index, of: entry).padded(to: 3, .right)
    var rest = set
    var primary = ""
    // A weight of 0 where none is measured was never entered.
    if let weight = set.weight, weight != 0 || metadata.measures.contains(.weight) {
      primary = values.weight(weight, signed: metadata.exerciseType == .bodyweightLoadable)
      if set.unit != shared.unit { unit = " " + set.unit.rawValue }
    } else if let distance = set.distance {
      primary = NumberText.decimal(distance, glyphs: values.glyphs)
      unit = " " + set.distanceUnit.rawValue
      rest.distance = nil
    }
    weight = values.aligned(primary)
    let blanks = weight.prefix { $0 == " " }.count
    weightStart = blanks == weight.count ? SetValues.headWidth - 1 : blanks
    work = Self.work(rest, values)
    isTarget = set.rpe == nil
    effort = set.rpe.map(values.rpe) ?? Self.target(set)
  }

  private static func number(_ set: LoggedSet, index: Int, of entry: LoggedExercise) -> String {
    switch set.kind {
    case .working: "\(entry.number(ofSet: index))"
    case .warmUp: "W"
    case .drop: "D"
    case .failure: "F"
    }
  }

  private static func work(_ set: LoggedSet, _ values: SetValues) -> String {
    var words: [String] = []
    if let reps = set.reps { words.append("\(values.glyphs.times) \(reps)") }
    if let distance = set.distance { words.append(values.distance(distance, set.distanceUnit)) }
    if let seconds = set.seconds { words.append(values.time(seconds)) }
    return words.joined(separator: " ")
  }

  /// What the program asks of an open set, where its values do not say so already.
  private static func target(_ set: LoggedSet) -> String {
    guard !set.completed, let target = set.target else { return "" }
    if let reps = set.reps, target == "\(reps)" { return "" }
    if let seconds = set.seconds.flatMap({ Int(exactly: $0) }), target == "\(seconds)s" {
      return ""
    }
    return target
  }
}
