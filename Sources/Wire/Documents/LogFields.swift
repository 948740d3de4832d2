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
    var reading = Reading(isLenient: false)
    try self.init(element: element, at: [], &reading)
  }

  init(element: Element, at path: [String], _ reading: inout Reading) throws(WireError) {
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
  ])

  /// The generic form, with its sets as children.
  public var element: Element { element(sets: sets.map(\.element)) }

  fileprivate func element(sets: [Element]) -> Element {
    var fields = Self.table.fields(of: self, unknown: unknown)
    if bodyweight == nil, bodyweightUnit == .kilograms {
      fields.removeAll { $0.name == "bodyweightUnit" }
    }
    return Element(
      id: id, fields: fields, stamps: stamps,
      children: [ChildList("sets", sets, removed: removedSets)])
  }

  /// Throws ``WireError/unexpected(document:path:problem:)`` for a field of another type.
  public init(element: Element) throws(WireError) {
    var reading = Reading(isLenient: false)
    try self.init(element: element, at: [], &reading)
  }

  init(element: Element, at path: [String], _ reading: inout Reading) throws(WireError) {
    self.init(
      id: element.id, exerciseId: "", removedSets: element.removed("sets"), stamps: element.stamps)
    unknown = try Self.table.read(element.fields, into: &self, at: path, &reading)
    for set in element.children("sets") {
      sets.append(try LoggedSet(element: set, at: path + ["sets", set.id], &reading))
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
    FieldRule("weightUnit", \.weightUnit, .weightUnit),
    FieldRule("duration", \.duration, .number),
    FieldRule("notes", \.notes, .text),
    FieldRule("migratedAt", \.migratedAt, .instant),
  ])

  public var element: Element { element { $0.element } }

  private func element(_ entry: (LoggedExercise) -> Element) -> Element {
    Element(
      id: id, fields: Self.table.fields(of: self, unknown: unknown), stamps: stamps,
      children: [ChildList("exercises", exercises.map(entry), removed: removedExercises)]
    ).withoutDerivedDate
  }

  public func element(after former: Former<WorkoutLog>) -> Element {
    let places = former.places
    return element { entry in
      // What shares its storage is the same byte for byte, which `==` of texts does not say.
      guard let (known, element) = places[entry.id], known.sets.sharesStorage(with: entry.sets)
      else {
        return entry.element
      }
      return entry.element(sets: element.children("sets"))
    }
  }

  public init(element: Element) throws(WireError) {
    var reading = Reading(isLenient: false)
    try self.init(element: element, &reading)
  }

  public init(element: Element, after former: Former<WorkoutLog>) throws(WireError) {
    let places = former.places
    var reading = Reading(isLenient: false)
    try self.init(element: element, &reading) { entry in
      places[entry.id].flatMap { $0.element == entry ? $0.entry : nil }
    }
  }

  /// - Parameter known: The exercise of an element, where it is known already.
  init(
    element: Element, _ reading: inout Reading, known: (Element) -> LoggedExercise? = { _ in nil }
  ) throws(WireError) {
    let element = element.withoutDerivedDate
    reading.document = element.id
    self.init(
      id: element.id, userId: "", date: LocalDate(dayNumber: 0),
      removedExercises: element.removed("exercises"), stamps: element.stamps)
    unknown = try Self.table.read(element.fields, into: &self, at: [], &reading)
    guard let date = element.field("date"), date != "null" else {
      throw .unexpected(document: element.id, path: ["date"], problem: "is missing")
    }
    for entry in element.children("exercises") {
      if let known = known(entry) {
        exercises.append(known)
      } else {
        exercises.append(
          try LoggedExercise(element: entry, at: ["exercises", entry.id], &reading))
      }
    }
  }

  public func json() -> String {
    LogText.json(of: element, summary: workoutSummary?.json)
  }

  public func json(of element: Element, _ texts: inout PartTexts) -> String {
    LogText.json(of: element, summary: workoutSummary?.json, &texts)
  }

  public init(json: JSONSlice) throws(WireError) {
    var reading = Reading(isLenient: false)
    try self.init(json: json, key: nil, &reading)
  }

  init(json: JSONSlice, key: String?, _ reading: inout Reading) throws(WireError) {
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

extension Former<WorkoutLog> {
  /// The exercises by id, each with its element.
  fileprivate var places: [String: (entry: LoggedExercise, element: Element)] {
    let elements = element.children("exercises")
    guard elements.count == document.exercises.count else { return [:] }
    return Dictionary(
      zip(document.exercises, elements).map { ($0.id, (entry: $0, element: $1)) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Array {
  /// Whether both are copies of one array that neither has changed since.
  fileprivate func sharesStorage(with other: [Element]) -> Bool {
    count == other.count
      && withUnsafeBufferPointer { here in
        other.withUnsafeBufferPointer { here.baseAddress == $0.baseAddress }
      }
  }
}
