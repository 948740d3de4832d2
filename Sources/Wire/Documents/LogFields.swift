public import Training

extension LoggedSet {
  static let table = FieldTable<LoggedSet>([
    FieldRule("kind", \.kind, .choice(SetKind.allCases, missing: .working)),
    FieldRule("weight", \.weight, .number),
    FieldRule("unit", \.unit, .weightUnit),
    FieldRule("reps", \.reps, .integer),
    FieldRule("rpe", \.rpe, .number),
    FieldRule("seconds", \.seconds, .number),
    FieldRule("distance", \.distance, .number),
    FieldRule("distanceUnit", \.distanceUnit, .choice(DistanceUnit.allCases, missing: .meters)),
    FieldRule("completed", \.completed, .flag),
    FieldRule("completedAt", \.completedAt, .instant),
    FieldRule("target", \.target, .text),
    FieldRule("note", \.note, .text),
    FieldRule("position", \.position, .text),
  ])

  /// The generic form. Elements of unknown parallel arrays are its fields `~NAME`.
  public var element: Element {
    var fields = Self.table.fields(of: self, unknown: unknown)
    fields += parallel.map { Field(FieldName.parallel + $0.name, $0.json) }
    return Element(id: id, fields: fields, stamps: stamps)
  }

  /// Throws ``WireError/unexpected(document:path:problem:)`` for a field of another type.
  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, at: [], &reading)
  }

  init(element: Element, at path: [String], _ reading: inout FieldReader) throws(WireError) {
    self.init(id: element.id, stamps: element.stamps)
    let isParallel = { (field: Field) in field.name.hasPrefix(FieldName.parallel) }
    parallel = element.fields.filter(isParallel).map {
      UnknownField(name: String($0.name.dropFirst()), json: $0.json)
    }.sorted { $0.name < $1.name }
    let others = element.fields.filter { !isParallel($0) }
    unknown = try Self.table.read(others, into: &self, at: path, &reading)
  }
}

extension LoggedExercise {
  static let table = FieldTable<LoggedExercise>([
    FieldRule("exerciseId", \.exerciseId, .text),
    FieldRule("exerciseMetadata", \.exerciseMetadata, .metadata),
    FieldRule("notes", \.notes, .text),
    FieldRule("bodyweight", \.bodyweight, .number),
    FieldRule("bodyweightUnit", \.bodyweightUnit, .weightUnit),
    FieldRule("supersetGroup", \.supersetGroup, .text),
    FieldRule("rest", \.restSeconds, .number),
    FieldRule("position", \.position, .text),
    FieldRule("importedName", \.importedName, .text),
  ])

  /// The generic form, with its sets as children.
  public var element: Element {
    Element(
      id: id, fields: fields, stamps: stamps,
      children: [ChildList("sets", sets.map(\.element), removed: removedSets)])
  }

  var fields: [Field] {
    var fields = Self.table.fields(of: self, unknown: unknown)
    if bodyweight == nil, bodyweightUnit == .kilograms {
      fields.removeAll { $0.name == "bodyweightUnit" }
    }
    return fields
  }

  /// Throws ``WireError/unexpected(document:path:problem:)`` for a field of another type.
  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, at: [], &reading)
  }

  init(
    element: Element, at path: [String], _ reading: inout FieldReader,
    after former: Former<LoggedExercise>? = nil
  ) throws(WireError) {
    if let former, former.element.fields == element.fields {
      self = former.document
      (stamps, removedSets, sets) = (element.stamps, element.removed("sets"), [])
    } else {
      self.init(
        id: element.id, exerciseId: "", removedSets: element.removed("sets"),
        stamps: element.stamps)
      unknown = try Self.table.read(element.fields, into: &self, at: path, &reading)
    }
    let known = former?.element.children("sets") ?? []
    for (place, set) in element.children("sets").enumerated() {
      if let former, place < known.count, known[place] == set {
        sets.append(former.document.sets[place])
      } else {
        sets.append(try LoggedSet(element: set, at: path + ["sets", set.id], &reading))
      }
    }
  }
}

extension WorkoutLog: WireDocument {
  static let table = FieldTable<WorkoutLog>([
    FieldRule("userId", \.userId, .text),
    FieldRule("name", \.name, .text),
    FieldRule("programId", \.programId, .text),
    FieldRule("weekIndex", \.weekIndex, .integer),
    FieldRule("dayIndex", \.dayIndex, .integer),
    FieldRule("date", \.date, .day),
    FieldRule("startedAt", \.startedAt, .instant),
    FieldRule("utcOffset", \.utcOffset, .integer),
    FieldRule("completedDate", \.completedDate, .instant),
    FieldRule("isWorkoutFinished", \.isWorkoutFinished, .flag),
    FieldRule("dayStaysOpen", \.dayStaysOpen, .flag),
    FieldRule("weightUnit", \.weightUnit, .weightUnit),
    FieldRule("duration", \.duration, .number),
    FieldRule("notes", \.notes, .text),
    FieldRule("migratedAt", \.migratedAt, .instant),
    FieldRule("importedFrom", \.importedFrom, .text),
    FieldRule("importHash", \.importHash, .text),
  ])

  public var element: Element {
    element(fields: Self.table.fields(of: self, unknown: unknown), exercises.map(\.element))
  }

  func element(fields: [Field], _ exercises: [Element]) -> Element {
    Element(
      id: id, fields: fields, stamps: stamps,
      children: [ChildList("exercises", exercises, removed: removedExercises)],
      removal: removal
    ).withoutDerivedDate
  }

  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, &reading)
  }

  init(element: Element, _ reading: inout FieldReader, after former: Former<WorkoutLog>? = nil)
    throws(WireError)
  {
    let element = element.withoutDerivedDate
    reading.document = element.id
    if let former, former.element.fields == element.fields {
      self = former.document
      (stamps, removedExercises) = (element.stamps, element.removed("exercises"))
      (exercises, workoutSummary, removal) = ([], nil, element.removal)
    } else {
      self.init(
        id: element.id, userId: "", date: LocalDate(dayNumber: 0),
        removedExercises: element.removed("exercises"), removal: element.removal,
        stamps: element.stamps)
      unknown = try Self.table.read(element.fields, into: &self, at: [], &reading)
      guard let date = element.field("date"), date != "null" else {
        throw .unexpected(document: element.id, path: ["date"], problem: "is missing")
      }
    }
    let known = former?.exercises ?? [:]
    for entry in element.children("exercises") {
      if let known = known[entry.id], known.element == entry {
        exercises.append(known.document)
      } else {
        let path = ["exercises", entry.id]
        exercises.append(
          try LoggedExercise(element: entry, at: path, &reading, after: known[entry.id]))
      }
    }
  }

  public func json() -> String {
    LogText.json(of: element, summary: workoutSummary?.json)
  }

  public init(json: JSONSlice) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(json: json, key: nil, &reading)
  }

  init(json: JSONSlice, key: String?, _ reading: inout FieldReader) throws(WireError) {
    var reader = LogReader(reading: reading)
    let (element, summary) = try reader.element(of: json, key: key)
    reading = reader.reading
    try self.init(element: element, &reading)
    if let summary, !summary.isNull {
      workoutSummary = try WorkoutSummary(json: summary, &reading)
    }
    try reading.noteDerivedIds()
  }
}
