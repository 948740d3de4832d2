public import Training

/// Documents without children of their own: an object of fields.
enum SimpleDocument {
  static func json(_ element: Element) -> String {
    var object = JSONObjectText()
    object.add("id", JSONText.string(element.id))
    object.add(element)
    object.add(endOf: element)
    return object.text
  }

  static func element<Document>(
    _ json: JSONSlice, _ table: FieldTable<Document>, key: String?, _ reading: inout FieldReader
  ) throws(WireError) -> Element {
    reading.document = key ?? ""
    let object = try WireObject(
      json, table, parts: [WireObject.removal], at: [], reading)
    guard let id = object.id ?? key else {
      throw .unexpected(document: "", path: [], problem: "has no id")
    }
    return Element(
      id: id, fields: object.fields, stamps: object.stamps, removal: object.removal)
  }
}

/// A master entry: its metadata stands flat in the document. When a master entry was copied means nothing, so
/// the metadata's own `lastUpdated` is not written.
extension Exercise: WireDocument {
  static let table = FieldTable<Exercise>([
    FieldRule("userId", \.userId, .text),
    FieldRule("name", \.metadata.name, .word(missing: "Unknown")),
    FieldRule("primaryMuscleGroup", \.metadata.primaryMuscleGroup, .word),
    FieldRule("exerciseType", \.metadata.exerciseType, .word),
    FieldRule("movementPattern", \.metadata.movementPattern, .word(missing: "Unknown")),
    FieldRule("equipment", \.metadata.equipment, .word(missing: "Unknown")),
    FieldRule("isCompoundLift", \.metadata.isCompoundLift, .flag),
    FieldRule("measures", \.metadata.measures, .measures),
    FieldRule("revision", \.metadata.revision, .integer(missing: 0)),
    FieldRule("aliases", \.aliases, .texts),
  ])

  public var element: Element {
    Element(
      id: id, fields: Self.table.fields(of: self, unknown: metadata.unknown + unknown),
      stamps: stamps, removal: removal
    ).withoutDerivedDate
  }

  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, &reading)
  }

  private init(element: Element, _ reading: inout FieldReader) throws(WireError) {
    let element = element.withoutDerivedDate
    reading.document = element.id
    self.init(
      id: element.id, metadata: ExerciseMetadata(), removal: element.removal,
      stamps: element.stamps)
    unknown = try Self.table.read(element.fields, into: &self, at: [], &reading)
  }

  public func json() -> String { SimpleDocument.json(element) }

  public init(json: JSONSlice) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(json: json, key: nil, &reading)
  }

  init(json: JSONSlice, key: String?, _ reading: inout FieldReader) throws(WireError) {
    try self.init(element: SimpleDocument.element(json, Self.table, key: key, &reading), &reading)
  }
}

extension BodyWeight: WireDocument {
  static let table = FieldTable<BodyWeight>([
    FieldRule("userId", \.userId, .text),
    FieldRule("date", \.date, .day),
    FieldRule("value", \.value, .number),
    FieldRule("unit", \.unit, .weightUnit),
    FieldRule("note", \.note, .text),
  ])

  public var element: Element {
    Element(
      id: id, fields: Self.table.fields(of: self, unknown: unknown), stamps: stamps,
      removal: removal
    ).withoutDerivedDate
  }

  public init(element: Element) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, &reading)
  }

  private init(element: Element, _ reading: inout FieldReader) throws(WireError) {
    let element = element.withoutDerivedDate
    reading.document = element.id
    self.init(
      id: element.id, userId: "", date: LocalDate(dayNumber: 0), value: 0, unit: .kilograms,
      removal: element.removal, stamps: element.stamps)
    unknown = try Self.table.read(element.fields, into: &self, at: [], &reading)
    for name in ["date", "value", "unit"] where element.field(name) ?? "null" == "null" {
      throw .unexpected(document: element.id, path: [name], problem: "is missing")
    }
  }

  public func json() -> String { SimpleDocument.json(element) }

  public init(json: JSONSlice) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(json: json, key: nil, &reading)
  }

  init(json: JSONSlice, key: String?, _ reading: inout FieldReader) throws(WireError) {
    try self.init(element: SimpleDocument.element(json, Self.table, key: key, &reading), &reading)
  }
}
