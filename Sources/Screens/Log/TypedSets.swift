import Training

/// Reads what is typed into a row of an exercise. Bare numbers mean what the exercise measures.
enum TypedSets {
  static func parse(_ text: String, entry: LoggedExercise, set: LoggedSet) throws(SetEntryError)
    -> [SetEntry]
  {
    let measures = entry.metadata.measures
    let entries = try SetEntry.parse(completed(text, measures, set), unit: set.unit)
    return entries.map { workAsMeasured($0, measures, set) }
  }

  /// Where no weight is measured, `12` is `x12`, `60` is `60s` and `5` is `5km`.
  private static func completed(_ text: String, _ measures: Measures, _ set: LoggedSet) -> String {
    let number = text.prefix { $0.isNumber || $0 == "." || $0 == "," || $0 == ":" }
    let rest = text.dropFirst(number.count)
    let isBare = rest.first.map { "@xX×* ".contains($0) } ?? true
    guard !measures.contains(.weight), !number.isEmpty, isBare else { return text }
    if measures.contains(.reps) {
      return rest.first.map { "@ ".contains($0) } ?? true ? "x" + text : text
    }
    if measures.contains(.distance), !number.contains(":") {
      return number + set.distanceUnit.rawValue + rest
    }
    return number.contains(":") ? text : number + "s" + rest
  }

  /// In `20x60` of a hold with a weight, 60 are seconds.
  private static func workAsMeasured(_ entry: SetEntry, _ measures: Measures, _ set: LoggedSet)
    -> SetEntry
  {
    guard let number = entry.reps, !measures.contains(.reps) else { return entry }
    var result = entry
    if measures.contains(.seconds), entry.seconds == nil {
      result.reps = nil
      result.seconds = Double(number)
    } else if measures.contains(.distance), entry.distance == nil {
      result.reps = nil
      result.distance = Double(number)
    }
    return result
  }
}

extension [SetEntry] {
  /// One change a set.
  var changes: [SetChange] {
    flatMap { Array<SetChange>(repeating: SetChange($0), count: $0.count) }
  }

  /// Everything that is odd about them, as one line; nil where nothing is.
  var question: String? {
    let questions = flatMap(\.questions)
    return questions.isEmpty ? nil : questions.joined(separator: " ")
  }
}
