import Training

/// Writes a workout log's element as the wire has it: a logged exercise as parallel arrays.
enum LogText {
  /// Fields of a set that stand in parallel arrays of their own, with the array's name.
  static let columns: [(field: String, array: String)] = [
    ("reps", "reps"), ("weight", "weights"), ("completed", "completed"),
  ]
  static let columnFields: Set<String> = ["reps", "weight", "completed"]

  static func json(of log: Element, summary: String?) -> String {
    var texts = PartTexts()
    return json(of: log, summary: summary, &texts)
  }

  static func json(of log: Element, summary: String?, _ texts: inout PartTexts) -> String {
    var object = JSONObjectText()
    object.add("id", JSONText.string(log.id))
    object.add(log)
    let unit = log.field("weightUnit")
    let entries = log.children("exercises").map { texts.text($0, unit: unit, entry) }
    object.add("exercises", JSONText.array(entries))
    object.add("removedExercises", RemovalText.json(log.removed("exercises")))
    object.add("workoutSummary", summary)
    object.add(endOf: log)
    return object.text
  }

  private static func entry(_ entry: Element, unit: String?) -> String {
    let sets = entry.children("sets")
    var object = JSONObjectText()
    object.add("id", JSONText.string(entry.id))
    object.add("exerciseId", entry.field("exerciseId"))
    object.add("exerciseMetadata", entry.field("exerciseMetadata"))
    object.add("sets", JSONText.integer(sets.count))
    for column in columns {
      let missing = column.field == "completed" ? "false" : "null"
      object.add(column.array, JSONText.array(sets.map { $0.field(column.field) ?? missing }))
    }
    object.add("setDetails", JSONText.array(sets.map { detail($0, unit: unit) }))
    object.add(entry, except: ["exerciseId", "exerciseMetadata"])
    for name in parallelNames(sets) {
      let column = sets.map { $0.field(FieldName.parallel + name) ?? "null" }
      object.add(name, JSONText.array(column))
    }
    object.add("removedSets", RemovalText.json(entry.removed("sets")))
    object.add(entry.stamps)
    return object.text
  }

  private static func detail(_ set: Element, unit: String?) -> String {
    var object = JSONObjectText()
    object.add("id", JSONText.string(set.id))
    for field in set.fields where !columnFields.contains(field.name) {
      if field.name.hasPrefix(FieldName.parallel) || field.name == "unit" && field.json == unit {
        continue
      }
      object.add(FieldName.onWire(field.name), field.json)
    }
    object.add(set.stamps)
    return object.text
  }

  /// The unknown parallel arrays of an entry by name: sets that lack some of them could not agree on another order.
  private static func parallelNames(_ sets: [Element]) -> [String] {
    var names: Set<String> = []
    for set in sets {
      for field in set.fields where field.name.hasPrefix(FieldName.parallel) {
        names.insert(String(field.name.dropFirst()))
      }
    }
    return names.sorted()
  }
}
