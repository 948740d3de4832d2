public import Training
import Wire

/// Our own table: one row a set, for spreadsheets and other programs, and all documents with it.
///
/// A workout is a row `workout`, which has its document as JSON in the last column, and then a row `set` for each set in
/// order. Rows `bodyweight`, `exercise` and `program` have their document there too. Read in again with the JSON in
/// place, the documents are the same, stamps and unknown fields with them; where the cells of a set say something else
/// than the document does, the cells hold: that is an edit of the set. Without the JSON (a cell that was cleared, a
/// column that was taken out) the cells are read.
///
/// | column | says |
/// |---|---|
/// | `tonnage` | what the row is: `workout`, `set`, `bodyweight`, `exercise`, `program` |
/// | `date`, `start` | the local day `YYYY-MM-DD` and the time of day `HH:MM:SS`, empty where it is not known |
/// | `minutes` | how long the workout took |
/// | `workout`, `exercise`, `group`, `type` | names, the primary muscle group, what it is done with |
/// | `set`, `kind` | its number in the exercise, warm-ups counted apart as `W`; `working`, `warm-up`, `drop`, `failure` |
/// | `weight`, `unit` | as lifted: `kg` or `lb`; below zero is assistance |
/// | `reps`, `rpe`, `seconds`, `distance`, `distance_unit` | what was done |
/// | `superset`, `rest` | exercises with the same text were done in turn; seconds of rest |
/// | `done` | `yes`, or `no` for a set that is still open |
/// | `set_note`, `exercise_note`, `workout_note` | notes, line breaks with them |
/// | `json` | the document |
public enum CSVTable {
  static let columns = [
    "tonnage", "date", "start", "minutes", "workout", "exercise", "group", "type", "set", "kind",
    "weight", "unit", "reps", "rpe", "seconds", "distance", "distance_unit", "superset", "rest",
    "done", "set_note", "exercise_note", "workout_note", "json",
  ]

  /// The first row, with its line end.
  public static let heading = line(columns)

  public static func rows(of log: WorkoutLog) -> String {
    var text = row(cells(of: log, "workout").merging(["json": log.json()]) { _, own in own })
    for exercise in log.exercises {
      for place in exercise.sets.indices {
        text += row(cells(of: log, exercise, place))
      }
    }
    return text
  }

  public static func rows(of weight: BodyWeight) -> String {
    row([
      "tonnage": "bodyweight", "date": weight.date.description, "weight": weight.value.shortText,
      "unit": weight.unit.rawValue, "set_note": weight.note, "json": weight.json(),
    ])
  }

  public static func rows(of exercise: Exercise) -> String {
    row([
      "tonnage": "exercise", "exercise": exercise.name,
      "group": exercise.metadata.primaryMuscleGroup.rawValue,
      "type": exercise.metadata.exerciseType.rawValue, "json": exercise.json(),
    ])
  }

  public static func rows(of program: Program) -> String {
    row(["tonnage": "program", "workout": program.name, "json": program.json()])
  }

  private static func cells(of log: WorkoutLog, _ kind: String) -> [String: String] {
    var cells = ["tonnage": kind, "date": log.date.description, "workout": log.name]
    if let start = log.startedAt, let offset = log.utcOffset {
      let (date, second) = start.local(offsetMinutes: offset)
      if date == log.date { cells["start"] = clock(second) }
    }
    cells["minutes"] = log.duration?.shortText
    cells["workout_note"] = log.notes
    return cells
  }

  private static func cells(of log: WorkoutLog, _ exercise: LoggedExercise, _ place: Int)
    -> [String: String]
  {
    let set = exercise.sets[place]
    var cells = cells(of: log, "set")
    cells["exercise"] = exercise.metadata.name
    cells["group"] = exercise.metadata.primaryMuscleGroup.rawValue
    cells["type"] = exercise.metadata.exerciseType.rawValue
    cells["set"] = set.kind == .warmUp ? "W" : "\(exercise.number(ofSet: place))"
    cells["kind"] = set.kind.rawValue
    cells.merge(values(of: set)) { _, own in own }
    cells["superset"] = exercise.supersetGroup
    cells["rest"] = exercise.restSeconds?.shortText
    cells["done"] = set.completed ? "yes" : "no"
    cells["set_note"] = set.note
    cells["exercise_note"] = exercise.notes
    return cells
  }

  /// What was done in a set, by column.
  static func values(of set: LoggedSet) -> [String: String] {
    var cells: [String: String] = [:]
    cells["weight"] = set.weight?.shortText
    cells["unit"] = set.unit.rawValue
    cells["reps"] = set.reps.map { "\($0)" }
    cells["rpe"] = set.rpe?.shortText
    cells["seconds"] = set.seconds?.shortText
    cells["distance"] = set.distance?.shortText
    cells["distance_unit"] = set.distance == nil ? nil : set.distanceUnit.rawValue
    return cells
  }

  private static func clock(_ second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  private static func row(_ cells: [String: String]) -> String {
    line(columns.map { cells[$0] ?? "" })
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  /// A field as RFC 4180 writes it: quoted where it has to be.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 != CSVByte.comma && $0 != CSVByte.quote && $0 != CSVByte.newline && $0 != CSVByte.return
        && $0 != CSVByte.semicolon && $0 != CSVByte.tab
    }
    if isPlain, text.utf8.first != 0x20, text.utf8.last != 0x20 { return text }
    // Byte by byte: with a combining mark behind it, a quotation mark is another character.
    var bytes = [CSVByte.quote]
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == CSVByte.quote { bytes.append(byte) }
    }
    return String(decoding: bytes + [CSVByte.quote], as: UTF8.self)
  }
}
