import Training

/// Reads what is typed into a row of an exercise. Bare numbers mean what the exercise measures.
enum TypedSets {
  static func parse(_ text: String, entry: LoggedExercise, set: LoggedSet) throws(SetEntryError)
    -> [SetEntry]
  {
    try SetEntry.parse(
      text, measuring: entry.metadata.measures, unit: set.unit, distanceUnit: set.distanceUnit)
  }

  /// Everything that is odd about what was typed into a row, as one line; nil where nothing is.
  static func question(
    _ entries: [SetEntry], entry: LoggedExercise, set: LoggedSet, page: LogPage?
  ) -> String? {
    let book = page?.history[entry.exerciseId]?.book ?? RecordBook()
    let questions = LiftBounds(entry, book: book).questions(entries, unit: set.unit)
    return questions.isEmpty ? nil : questions.joined(separator: " ")
  }
}

extension [SetEntry] {
  /// One change a set.
  var changes: [SetChange] {
    flatMap { Array<SetChange>(repeating: SetChange($0), count: $0.count) }
  }
}
