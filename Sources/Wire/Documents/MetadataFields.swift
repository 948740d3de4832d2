public import Training

extension ExerciseMetadata {
  static let table = FieldTable<ExerciseMetadata>([
    FieldRule("name", \.name, .word(missing: "Unknown")),
    FieldRule("primaryMuscleGroup", \.primaryMuscleGroup, .word),
    FieldRule("exerciseType", \.exerciseType, .word),
    FieldRule("movementPattern", \.movementPattern, .word(missing: "Unknown")),
    FieldRule("equipment", \.equipment, .word(missing: "Unknown")),
    FieldRule("isCompoundLift", \.isCompoundLift, .flag),
    FieldRule("measures", \.measures, .measures),
    FieldRule("revision", \.revision, .integer(missing: 0)),
    FieldRule("lastUpdated", \.lastUpdated, .instant),
  ])

  var json: String {
    JSONText.object(
      Self.table.fields(of: self, unknown: unknown).map { (FieldName.onWire($0.name), $0.json) })
  }

  init?(json: JSONSlice, _ reading: inout FieldReader) throws(WireError) {
    guard json.kind == .object else { return nil }
    self.init()
    unknown = try Self.table.read(json.members(), into: &self, at: [], &reading)
  }
}

extension ExerciseMetadata {
  /// The embedded copy as compact JSON, as it stands in `exerciseMetadata`.
  public func jsonText() -> String { json }

  /// Reads what ``jsonText()`` wrote. Throws ``WireError`` where it is not such an object.
  public init(jsonText text: String) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    guard let metadata = try ExerciseMetadata(json: JSONSlice(text), &reading) else {
      throw .unexpected(document: "", path: ["exerciseMetadata"], problem: "is not an object")
    }
    self = metadata
  }
}

extension FieldCodec where Value == ExerciseMetadata? {
  static let metadata = FieldCodec(
    expected: "an object", write: { $0?.json },
    read: { json throws(WireError) in
      var reading = FieldReader(isLenient: false)
      return try ExerciseMetadata(json: json, &reading).map { .some($0) }
    },
    legacy: { json throws(WireError) in
      var reading = FieldReader(isLenient: true)
      guard let metadata = try ExerciseMetadata(json: json, &reading) else { return nil }
      let sentences = reading.interpretations.map { "\($0.path): \($0.sentence)" }
      return LegacyValue(value: metadata, sentence: sentences.joined(separator: "; "))
    })
}

extension FieldCodec where Value == Measures {
  static let measures = FieldCodec(
    expected: "a list of weight, reps, seconds, distance",
    write: { measures in
      measures == .standard
        ? nil
        : JSONText.array(
          Measures.names.filter { measures.contains($0.measure) }.map { "\"\($0.name)\"" })
    },
    read: { json in
      guard json.kind == .array else { return nil }
      var measures: Measures = []
      for element in json.elements {
        guard let known = Measures.names.first(where: { $0.name == element.string }) else {
          return nil
        }
        measures.insert(known.measure)
      }
      return measures
    })
}
