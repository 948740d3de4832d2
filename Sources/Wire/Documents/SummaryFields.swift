import Training

extension WorkoutSummary {
  static let table = FieldTable<WorkoutSummary>([
    FieldRule("totalVolume", \.totalVolume, .number),
    FieldRule("muscleGroupsTargeted", \.muscleGroupsTargeted, .words()),
    FieldRule("exerciseTypes", \.exerciseTypes, .words()),
    FieldRule("duration", \.duration, .milliseconds),
    FieldRule("lastUpdated", \.lastUpdated, .instant),
  ])

  var json: String { SummaryText.json(Self.table.fields(of: self, unknown: unknown)) }

  init(json: JSONSlice, _ reading: inout FieldReader) throws(WireError) {
    self.init()
    let fields = try SummaryText.fields(json, Self.table, at: ["workoutSummary"], reading)
    unknown = try Self.table.read(fields, into: &self, at: ["workoutSummary"], &reading)
  }
}

extension ProgramSummary {
  static let table = FieldTable<ProgramSummary>([
    FieldRule("totalExercises", \.totalExercises, .integer(missing: 0)),
    FieldRule("muscleGroupsTargeted", \.muscleGroupsTargeted, .words()),
    FieldRule("exerciseTypes", \.exerciseTypes, .words()),
    FieldRule("estimatedDuration", \.estimatedDuration, .milliseconds),
    FieldRule("lastUpdated", \.lastUpdated, .instant),
  ])

  var json: String { SummaryText.json(Self.table.fields(of: self, unknown: unknown)) }

  init(json: JSONSlice, _ reading: inout FieldReader) throws(WireError) {
    self.init()
    let fields = try SummaryText.fields(json, Self.table, at: ["programSummary"], reading)
    unknown = try Self.table.read(fields, into: &self, at: ["programSummary"], &reading)
  }
}

/// Summaries are plain objects of fields.
private enum SummaryText {
  static func json(_ fields: [Field]) -> String {
    JSONText.object(fields.map { (key: FieldName.onWire($0.name), json: $0.json) })
  }

  static func fields<Summary>(
    _ json: JSONSlice, _ table: FieldTable<Summary>, at path: [String], _ reading: FieldReader
  ) throws(WireError) -> [Field] {
    guard json.kind == .object else {
      throw reading.unexpected(path, json, expected: "an object")
    }
    return try reading.members(of: json, at: path).map(table.field)
  }
}

extension FieldCodec {
  /// A list of words of one vocabulary.
  static func words<Word: Vocabulary>() -> FieldCodec where Value == [Word] {
    FieldCodec(
      expected: "a list of texts",
      write: { JSONText.array($0.map { JSONText.string($0.rawValue) }) },
      read: { json throws(WireError) in
        try FieldCodec<[String]>.texts.read(json)?.map { Word(rawValue: $0) }
      })
  }
}

extension FieldCodec where Value == Int64? {
  static let milliseconds = FieldCodec(
    expected: "a whole number", write: { $0.map { JSONText.integer($0) } },
    read: { json in json.int.map { Int64($0) } })
}

extension FieldCodec where Value == Int64 {
  static let milliseconds = FieldCodec(
    expected: "a whole number", write: { JSONText.integer($0) }, read: { $0.int.map { Int64($0) } })
}
