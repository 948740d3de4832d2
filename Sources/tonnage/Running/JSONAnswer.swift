import Training
import Wire

extension JSONValue {
  static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }
  static func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
  static func optional(_ date: LocalDate?) -> JSONValue { date.map { .date($0) } ?? .null }
  static func date(_ date: LocalDate) -> JSONValue { .text(date.description) }

  /// One set in the wire's words.
  static func set(_ set: PastSet) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("kind", .text(set.kind.rawValue)), ("weight", .optional(set.weight)),
      ("unit", .text(set.unit.rawValue)), ("reps", set.reps.map { .integer($0) } ?? .null),
    ]
    if let rpe = set.rpe { members.append(("rpe", .number(rpe))) }
    if let seconds = set.seconds { members.append(("seconds", .number(seconds))) }
    if let distance = set.distance {
      members += [
        ("distance", .number(distance)), ("distanceUnit", .text(set.distanceUnit.rawValue)),
      ]
    }
    return .object(members)
  }

  static func record(_ record: BrokenRecord) -> JSONValue {
    .object([
      ("kind", .text(record.kind.words)), ("kilograms", .number(record.value)),
      ("previous", .number(record.previous)),
    ])
  }

  static func metadata(_ metadata: ExerciseMetadata) -> [(String, JSONValue)] {
    [
      ("name", .text(metadata.name)),
      ("primaryMuscleGroup", .text(metadata.primaryMuscleGroup.rawValue)),
      ("exerciseType", .text(metadata.exerciseType.rawValue)),
      ("movementPattern", .text(metadata.movementPattern)),
      ("equipment", .text(metadata.equipment)),
      ("isCompoundLift", .flag(metadata.isCompoundLift)),
    ]
  }
}
