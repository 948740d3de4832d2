import Training

/// Reads a workout log's JSON into its element: parallel arrays and set details into one list of sets.
///
/// Reading leniently, what is missing or does not agree is interpreted and noted; strictly it is refused.
struct LogReader {
  var reading: FieldReader
  private var unit = WeightUnit.kilograms
  private var isFinished = false
  private var logId = ""

  init(reading: FieldReader) { self.reading = reading }

  private static let parts: Set<String> = [
    "exercises", "removedExercises", "workoutSummary", WireObject.removal,
  ]

  mutating func element(of json: JSONSlice, key: String?) throws(WireError)
    -> (Element, summary: JSONSlice?)
  {
    reading.document = key ?? ""
    var object = try WireObject(json, WorkoutLog.table, parts: Self.parts, at: [], reading)
    logId = try documentId(object, key: key)
    if reading.isLenient { try LegacyLog.normalise(&object, &reading) }
    try readUnit(object)
    isFinished = try object.field("isWorkoutFinished")?.bool ?? false
    var entries: [Element] = []
    if let list = object.parts["exercises"], !list.isNull {
      guard list.kind == .array else {
        throw reading.unexpected(["exercises"], list, expected: "a list")
      }
      for (index, entry) in list.elements.enumerated() {
        entries.append(try self.entry(entry, number: index + 1))
      }
    }
    try reading.settle(&entries, at: ["exercises"])
    let removed = try object.removals("removedExercises", at: [], reading)
    let element = Element(
      id: logId, fields: object.fields, stamps: object.stamps,
      children: [ChildList("exercises", entries, removed: removed)], removal: object.removal)
    return (element, object.parts["workoutSummary"])
  }

  private mutating func documentId(_ object: WireObject, key: String?) throws(WireError) -> String {
    guard let id = object.id ?? key else {
      throw .unexpected(document: "", path: [], problem: "has no id")
    }
    reading.document = id
    return id
  }

  private mutating func readUnit(_ object: WireObject) throws(WireError) {
    guard let json = try object.field("weightUnit") else {
      try reading.interpret(["weightUnit"], "no unit is named, so kg was assumed")
      return
    }
    let text = json.string ?? ""
    guard
      let known = WeightUnit(rawValue: text)
        ?? (reading.isLenient ? WeightUnit(spelling: text) : nil)
    else { throw reading.unexpected(["weightUnit"], json, expected: "kg or lb") }
    unit = known
  }

  private static let entryParts: Set<String> = [
    "sets", "reps", "weights", "completed", "setDetails", "removedSets",
  ]

  private mutating func entry(_ json: JSONSlice, number: Int) throws(WireError) -> Element {
    var path = ["exercises", "\(number)"]
    var object = try WireObject(
      json, LoggedExercise.table, parts: Self.entryParts, at: path, reading)
    if object.id == nil { try reading.deriveId(at: path) }
    let id = object.id ?? "\(logId).e\(number)"
    path[1] = id
    if try object.field("bodyweight") != nil, try object.field("bodyweightUnit") == nil {
      object.fields.append(Field("bodyweightUnit", "\"\(unit.rawValue)\""))
    }
    if try object.field("exerciseId") == nil {
      try reading.interpret(path + ["exerciseId"], "no exercise is named")
    }
    var columns = try SetColumns(object, at: path, &reading)
    try columns.settle(isFinished: isFinished, at: path, &reading)
    var sets: [Element] = []
    for index in 0..<columns.count {
      sets.append(try set(columns, index, entry: number, at: path))
    }
    try reading.settle(&sets, at: path + ["sets"])
    try split(&object.fields, into: &sets)
    let removed = try object.removals("removedSets", at: path, reading)
    return Element(
      id: id, fields: object.fields, stamps: object.stamps,
      children: [ChildList("sets", sets, removed: removed)])
  }

  private mutating func set(
    _ columns: SetColumns, _ index: Int, entry: Int, at path: [String]
  ) throws(WireError) -> Element {
    let path = path + ["sets", "\(index + 1)"]
    var element = Element(id: "e\(entry).s\(index + 1)")
    if let detail = columns.detail(index) {
      let object = try WireObject(
        detail, LoggedSet.table, apart: LogText.columnFields, at: path, reading)
      if object.id == nil { try reading.deriveId(at: path) }
      element.id = object.id ?? element.id
      element.fields = object.fields
      element.stamps = object.stamps
    } else {
      try reading.deriveId(at: path)
    }
    for (field, json) in columns.values(index) { element.set(field, to: json) }
    if element.field("unit") == nil { element.set("unit", to: "\"\(unit.rawValue)\"") }
    if reading.isLenient { try LegacyLog.normalise(set: &element, at: path, &reading) }
    return element
  }

  /// Gives each set its element of the unknown arrays that are as long as there are sets.
  ///
  /// An array of nothing but `null` stays with the entry: no set would have anything of it.
  private func split(_ fields: inout [Field], into sets: inout [Element]) throws(WireError) {
    guard !sets.isEmpty else { return }
    var kept: [Field] = []
    for field in fields {
      guard field.json.utf8.first == JSONByte.openBracket,
        !LoggedExercise.table.knows(field.name)
      else {
        kept.append(field)
        continue
      }
      let values = Array<JSONSlice>(try JSONSlice(field.json).elements)
      guard values.count == sets.count, !values.allSatisfy(\.isNull) else {
        kept.append(field)
        continue
      }
      for (index, value) in values.enumerated() where !value.isNull {
        sets[index].fields.append(
          Field(FieldName.parallel + FieldName.onWire(field.name), value.raw))
      }
    }
    fields = kept
  }
}
