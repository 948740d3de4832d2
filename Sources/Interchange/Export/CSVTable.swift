public import Training
import Wire

/// Our own table: one row a set, for spreadsheets and other programs, and all documents with it.
///
/// A workout is a row `workout`, which has its document as JSON in the last column, and then a row `set` for each set in
/// order. Rows `bodyweight`, `exercise` and `program` have their document there too. Read in again with the JSON in
/// place, the documents are the same, stamps and unknown fields with them; a cell that says something else than it was
/// exported with is an edit of what the row stands for (``CellEdits``), and a column that was taken out says nothing.
/// Without the JSON (a cell that was cleared, a column that was taken out) the cells are read.
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
    let workout = cells(of: log)
    var text = row(workout, "workout", log.json())
    for exercise in log.exercises {
      for place in exercise.sets.indices {
        text += row(cells(of: exercise, place, in: workout), "set")
      }
    }
    return text
  }

  public static func rows(of weight: BodyWeight) -> String {
    row(cells(of: weight), "bodyweight", weight.json())
  }

  public static func rows(of exercise: Exercise) -> String {
    row(cells(of: exercise), "exercise", exercise.json())
  }

  public static func rows(of program: Program) -> String {
    row(cells(of: program), "program", program.json())
  }

  // MARK: Cells by column, but for `tonnage` and `json`

  static func cells(of weight: BodyWeight) -> [String: String] {
    [
      "date": weight.date.description, "weight": weight.value.shortText,
      "unit": weight.unit.rawValue, "set_note": weight.note,
    ]
  }

  static func cells(of exercise: Exercise) -> [String: String] {
    [
      "exercise": exercise.name, "group": exercise.metadata.primaryMuscleGroup.rawValue,
      "type": exercise.metadata.exerciseType.rawValue,
    ]
  }

  static func cells(of program: Program) -> [String: String] { ["workout": program.name] }

  static func cells(of log: WorkoutLog) -> [String: String] {
    var cells = ["date": log.date.description, "workout": log.name]
    if let start = log.startedAt, let offset = log.utcOffset {
      let (date, second) = start.local(offsetMinutes: offset)
      if date == log.date { cells["start"] = clock(second) }
    }
    cells["minutes"] = log.duration?.shortText
    cells["workout_note"] = log.notes
    return cells
  }

  /// A set's cells.
  ///
  /// - Parameter workout: The cells of its workout, which its row repeats.
  static func cells(
    of exercise: LoggedExercise, _ place: Int, in workout: [String: String]
  ) -> [String: String] {
    let set = exercise.sets[place]
    var cells = workout
    cells["exercise"] = exercise.metadata.name
    cells["group"] = exercise.metadata.primaryMuscleGroup.rawValue
    cells["type"] = exercise.metadata.exerciseType.rawValue
    cells["set"] = number(of: exercise, place)
    cells["kind"] = set.kind.rawValue
    cells.merge(values(of: set)) { _, own in own }
    cells["superset"] = exercise.supersetGroup
    cells["rest"] = exercise.restSeconds?.shortText
    cells["done"] = set.completed ? "yes" : "no"
    cells["set_note"] = set.note
    cells["exercise_note"] = exercise.notes
    return cells
  }

  /// A set's number in its exercise, warm-ups counted apart.
  static func number(of exercise: LoggedExercise, _ place: Int) -> String {
    exercise.sets[place].kind == .warmUp ? "W" : "\(exercise.number(ofSet: place))"
  }

  /// What was done in a set, by column.
  private static func values(of set: LoggedSet) -> [String: String] {
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

  private static func row(_ cells: [String: String], _ kind: String, _ json: String = "") -> String
  {
    let all = cells.merging(["tonnage": kind, "json": json]) { _, own in own }
    return line(columns.map { all[$0] ?? "" })
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
