public import Training

/// Reads the documents of other programs: leniently, and with a note of everything that had to be interpreted.
///
/// Documents that Tonnage wrote read the same as strictly. Ids that are missing are derived from the place of the
/// part, so that every device derives the same ones.
public struct LegacyReader: Sendable {
  /// What was interpreted so far, in the order it was read.
  public private(set) var interpretations: [Interpretation] = []

  public init() {}

  /// Reads a workout log; `key` is its id where the document has none of its own.
  ///
  /// Throws ``WireError`` where a value can't be read at all, with its place.
  public mutating func workoutLog(_ json: JSONSlice, key: String? = nil) throws(WireError)
    -> WorkoutLog
  {
    var reading = FieldReader(isLenient: true)
    let log = try WorkoutLog(json: json, key: key, &reading)
    interpretations += reading.interpretations
    return log
  }

  /// Reads a log whose exercises lie in documents of their own; missing ones are noted, and the rest is read.
  public mutating func workoutLog(_ json: JSONSlice, key: String? = nil, shards: [JSONSlice])
    throws(WireError) -> WorkoutLog
  {
    let joined = try ShardedLog.join(json, shards: shards)
    let log = try workoutLog(JSONSlice(joined.json), key: key)
    if !joined.missing.isEmpty {
      let numbers = joined.missing.map { "\($0 + 1)" }.joined(separator: ", ")
      interpretations.append(
        Interpretation(
          document: log.id, path: "exercises",
          sentence: "of its parts, number \(numbers) is missing; the others were read"))
    }
    return log
  }

  /// Reads a program; `key` is its id where the document has none of its own.
  public mutating func program(_ json: JSONSlice, key: String? = nil) throws(WireError) -> Program {
    var reading = FieldReader(isLenient: true)
    let program = try Program(json: json, key: key, &reading)
    interpretations += reading.interpretations
    return program
  }

  /// Reads a master entry; `key` is its id where the document has none of its own.
  public mutating func exercise(_ json: JSONSlice, key: String? = nil) throws(WireError) -> Exercise
  {
    var reading = FieldReader(isLenient: true)
    let exercise = try Exercise(json: json, key: key, &reading)
    interpretations += reading.interpretations
    return exercise
  }

  /// Reads a body weight; `key` is its id where the document has none of its own.
  public mutating func bodyWeight(_ json: JSONSlice, key: String? = nil) throws(WireError)
    -> BodyWeight
  {
    var reading = FieldReader(isLenient: true)
    let weight = try BodyWeight(json: json, key: key, &reading)
    interpretations += reading.interpretations
    return weight
  }
}
