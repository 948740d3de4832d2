public import Training

extension Program: DocumentKind {
  public static var collection: Collection { .programs }

  public static func read(
    legacy json: JSONSlice, key: String, shards: [JSONSlice], _ reading: inout LegacyReader
  ) throws(WireError) -> Program {
    try reading.program(json, key: key)
  }

  public var heading: DocumentHeading { DocumentHeading(name) }

  public func derived(from source: Program, at now: Instant) -> Program {
    var program = self
    program.programSummary = source.programSummary
    program.programSummary = program.summary(at: now)
    return program
  }

  public var hasItsSummary: Bool {
    programSummary.map { $0 == summary(at: $0.lastUpdated ?? Instant(milliseconds: 0)) } ?? false
  }

  public var references: [Reference] {
    days.flatMap(\.exercises).map {
      Reference(exercise: $0.exerciseId, embedding: $0.exerciseMetadata)
    } + trainingMaxes.keys.sorted().map { Reference(to: .exercises, $0) }
  }

  public func embedding(
    _ copy: (_ exercise: String, _ present: ExerciseMetadata?) -> ExerciseMetadata?
  ) -> Program {
    var program = self
    for day in program.days.indices {
      for place in program.days[day].exercises.indices {
        let entry = program.days[day].exercises[place]
        program.days[day].exercises[place].exerciseMetadata = copy(
          entry.exerciseId, entry.exerciseMetadata)
      }
    }
    return program
  }
}

extension Exercise: DocumentKind {
  public static var collection: Collection { .exercises }

  public static func read(
    legacy json: JSONSlice, key: String, shards: [JSONSlice], _ reading: inout LegacyReader
  ) throws(WireError) -> Exercise {
    try reading.exercise(json, key: key)
  }

  public var heading: DocumentHeading { DocumentHeading(name) }
}

extension BodyWeight: DocumentKind {
  public static var collection: Collection { .bodyWeights }

  public static func read(
    legacy json: JSONSlice, key: String, shards: [JSONSlice], _ reading: inout LegacyReader
  ) throws(WireError) -> BodyWeight {
    try reading.bodyWeight(json, key: key)
  }

  public var heading: DocumentHeading {
    DocumentHeading("\(value.shortText) \(unit.rawValue)", date: date)
  }

  public static func tell<Rows: DerivedRows>(
    _ rows: inout Rows, old: BodyWeight?, new: BodyWeight?
  ) throws(Rows.Failure) {
    try rows.replace(weighing: old, with: new)
  }
}
