public import Training

extension ProgramExercise {
  static let table = FieldTable<ProgramExercise>([
    FieldRule("exerciseId", \.exerciseId, .text),
    FieldRule("exerciseMetadata", \.exerciseMetadata, .metadata),
    FieldRule("sets", \.sets, .count),
    FieldRule("reps", \.reps, .repTargets),
    FieldRule("loads", \.loads, .loadTargets),
    FieldRule("rest", \.restSeconds, .number),
    FieldRule("supersetGroup", \.supersetGroup, .text),
    FieldRule("notes", \.notes, .text),
    FieldRule("position", \.position, .text),
  ])

  public var element: Element {
    Element(id: id, fields: Self.table.fields(of: self, unknown: unknown), stamps: stamps)
  }

  /// Throws ``WireError/unexpected(document:path:problem:)`` for a field of another type.
  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, at: [], &reading)
  }

  init(element: Element, at path: [String], _ reading: inout FieldReader) throws(WireError) {
    self.init(id: element.id, exerciseId: "", stamps: element.stamps)
    unknown = try Self.table.read(element.fields, into: &self, at: path, &reading)
  }
}

extension ProgramDay {
  static let table = FieldTable<ProgramDay>([FieldRule("name", \.name, .text)])

  /// The day's id in a program: `WEEK.DAY`, both counted from 0.
  static func id(week: Int, day: Int) -> String { "\(week).\(day)" }

  /// The generic form, with its exercises as children; its id is `WEEK.DAY`, both counted from 0.
  public var element: Element {
    Element(
      id: Self.id(week: weekIndex, day: dayIndex),
      fields: Self.table.fields(of: self, unknown: unknown), stamps: stamps,
      children: [ChildList("exercises", exercises.map(\.element), removed: removedExercises)])
  }

  /// Throws ``WireError/unexpected(document:path:problem:)`` for a field of another type or an id of another form.
  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, at: [], &reading)
  }

  init(element: Element, at path: [String], _ reading: inout FieldReader) throws(WireError) {
    let parts = element.id.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let range = 0..<WeekKey.most
    guard parts.count == 2, let week = parts[0], let day = parts[1], range.contains(week),
      range.contains(day)
    else {
      throw .unexpected(
        document: reading.document, path: path, problem: "must have a week and a day as its id")
    }
    self.init(
      weekIndex: week, dayIndex: day, removedExercises: element.removed("exercises"),
      stamps: element.stamps)
    unknown = try Self.table.read(element.fields, into: &self, at: path, &reading)
    for entry in element.children("exercises") {
      exercises.append(
        try ProgramExercise(element: entry, at: path + ["exercises", entry.id], &reading))
    }
  }
}

extension Program: WireDocument {
  static let table = FieldTable<Program>([
    FieldRule("userId", \.userId, .text),
    FieldRule("name", \.name, .text),
    FieldRule("description", \.details, .text),
    FieldRule("weightUnit", \.weightUnit, .weightUnit),
    FieldRule("isCurrent", \.isCurrent, .flag),
    FieldRule("trainingMaxes", \.trainingMaxes, .weightsById),
    FieldRule("weeklyConfigsForm", \.form, .choice([.flat, .nested], missing: .nested)),
  ])

  public var element: Element {
    Element(
      id: id, fields: Self.table.fields(of: self, unknown: unknown), stamps: stamps,
      children: [ChildList("days", days.map(\.element), removed: removedDays)],
      removal: removal
    ).withoutDerivedDate
  }

  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, &reading)
  }

  init(element: Element, _ reading: inout FieldReader) throws(WireError) {
    let element = element.withoutDerivedDate
    reading.document = element.id
    self.init(
      id: element.id, userId: "", removedDays: element.removed("days"),
      removal: element.removal, stamps: element.stamps)
    unknown = try Self.table.read(element.fields, into: &self, at: [], &reading)
    for day in element.children("days") {
      days.append(try ProgramDay(element: day, at: ["days", day.id], &reading))
    }
    days.sort { ($0.weekIndex, $0.dayIndex) < ($1.weekIndex, $1.dayIndex) }
  }

  public func json() -> String { ProgramText.json(of: element, summary: programSummary?.json) }

  public init(json: JSONSlice) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(json: json, key: nil, &reading)
  }

  init(json: JSONSlice, key: String?, _ reading: inout FieldReader) throws(WireError) {
    var reader = ProgramReader(reading: reading)
    let (element, summary) = try reader.element(of: json, key: key)
    reading = reader.reading
    try self.init(element: element, &reading)
    if let summary, !summary.isNull {
      programSummary = try ProgramSummary(json: summary, &reading)
    }
    try reading.noteDerivedIds()
  }
}
