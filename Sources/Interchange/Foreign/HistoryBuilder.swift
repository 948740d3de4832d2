import Training

/// What one row of any app's table says.
struct ForeignRow {
  enum Content {
    case set(ForeignSet)
    /// Seconds of rest after the set before.
    case rest(Double)
    /// A note on the exercise.
    case note(String)
  }

  var date: LocalDate
  var secondOfDay: Int?
  var workout: String
  var durationSeconds: Double?
  var workoutNote = ""
  var exercise: String
  var category: String?
  var superset: String?
  var exerciseNote = ""
  var content: Content
  var line: Int
}

/// Puts rows together: rows of one workout by its start and name, rows of one exercise where they stand together.
struct HistoryBuilder {
  private struct Key: Hashable {
    var date: LocalDate
    var second: Int?
    var name: String
  }

  private(set) var history: ForeignHistory
  private var places: [Key: Int] = [:]

  init(_ format: ForeignFormat) { history = ForeignHistory(format: format) }

  mutating func add(_ row: ForeignRow) {
    let key = Key(date: row.date, second: row.secondOfDay, name: row.workout)
    let place = places[key] ?? begin(row, key)
    if history.workouts[place].note.isEmpty { history.workouts[place].note = row.workoutNote }
    let exercises = history.workouts[place].exercises
    if exercises.last?.name != row.exercise || exercises.last?.superset != row.superset {
      history.workouts[place].exercises.append(
        ForeignExercise(
          name: row.exercise, category: row.category, superset: row.superset, line: row.line))
    }
    let last = history.workouts[place].exercises.count - 1
    if history.workouts[place].exercises[last].note.isEmpty {
      history.workouts[place].exercises[last].note = row.exerciseNote
    }
    let warnings = history.rows.add(row, to: &history.workouts[place].exercises[last])
    for sentence in warnings + Self.oddities(in: row) { warn(row.line, sentence) }
  }

  private mutating func begin(_ row: ForeignRow, _ key: Key) -> Int {
    var workout = ForeignWorkout(
      date: row.date, secondOfDay: row.secondOfDay, name: row.workout, line: row.line)
    workout.durationSeconds = row.durationSeconds
    for sentence in Self.oddity(ofLength: row.durationSeconds, on: row.date) {
      warn(row.line, sentence)
    }
    history.workouts.append(workout)
    places[key] = history.workouts.count - 1
    return history.workouts.count - 1
  }

  /// What looks odd about a workout's length in seconds: it is kept.
  static func oddity(ofLength seconds: Double?, on date: LocalDate) -> [String] {
    guard let seconds, seconds > Bounds.longestWorkout else { return [] }
    return [
      "the workout of \(date) lasted \(Int(seconds / 3600)) hours: was it left open? It was kept as it is"
    ]
  }

  private static func oddities(in row: ForeignRow) -> [String] {
    guard case .set(let set) = row.content else { return [] }
    return oddities(
      of: LoggedSet(
        id: "", weight: set.weight, unit: set.unit ?? .kilograms, reps: set.reps, rpe: set.rpe,
        seconds: set.seconds, distance: set.distance, distanceUnit: set.distanceUnit),
      row.exercise)
  }

  /// What looks odd about a set, by the table of ``Training/Bounds``: it is kept.
  static func oddities(of set: LoggedSet, _ exercise: String) -> [String] {
    var sentences: [String] = []
    if let reps = set.reps, Bounds.reps(reps) != nil {
      sentences.append("\(reps) repetitions of \(exercise) look odd; they were kept")
    }
    if let weight = set.weight, Bounds.weight(weight, set.unit) != nil {
      sentences.append(
        "\(weight.shortText) \(set.unit.rawValue) of \(exercise) look odd; they were kept")
    }
    if let rpe = set.rpe, !Bounds.rpe.contains(rpe) {
      sentences.append("an RPE of \(rpe.shortText) looks odd; it was kept")
    }
    if let seconds = set.seconds, Bounds.seconds(seconds) != nil {
      sentences.append("\(seconds.shortText) s of \(exercise) look odd; they were kept")
    }
    if let distance = set.distance, Bounds.distance(distance, set.distanceUnit) != nil {
      sentences.append(
        "\(distance.shortText) \(set.distanceUnit.rawValue) of \(exercise) look odd; they were kept"
      )
    }
    return sentences
  }

  mutating func add(_ weight: ForeignBodyWeight) {
    history.rows.bodyWeights += 1
    history.bodyWeights.append(weight)
  }

  // Documents of our own table

  mutating func add(_ log: WorkoutLog) {
    history.rows.documents += 1
    history.documents.logs.append(log)
  }

  /// Notes where the cells of a workout's rows differ from its document.
  mutating func edit(_ log: WorkoutLog) { history.documents.edited.logs[log.id] = log }

  /// Notes where the cells of a weighing's row differ from its document.
  mutating func edit(_ weight: BodyWeight) {
    history.documents.edited.bodyWeights[weight.id] = weight
  }

  /// Notes a day that was typed: the caller, who knows what day it is, says if it is odd.
  mutating func edit(day: LocalDate, line: Int) { history.documents.edited.days[line] = day }

  mutating func add(_ weight: BodyWeight) {
    history.rows.bodyWeights += 1
    history.documents.bodyWeights.append(weight)
  }

  mutating func add(_ exercise: Exercise) {
    history.rows.documents += 1
    history.documents.exercises.append(exercise)
  }

  mutating func add(_ program: Program) {
    history.rows.documents += 1
    history.documents.programs.append(program)
  }

  /// A workout's row whose document was taken out: its sets say the same.
  mutating func passDocument() { history.rows.documents += 1 }

  /// A set's row that says what its document does.
  mutating func count(_ set: LoggedSet) {
    if set.kind == .warmUp { history.rows.warmUps += 1 } else { history.rows.sets += 1 }
  }

  mutating func passMeasurement(_ line: Int, _ name: String) {
    history.rows.measurements += 1
    warn(line, "\(name) is a measurement that Tonnage does not log; it was left out")
  }

  mutating func warn(_ line: Int, _ sentence: String) {
    history.warnings.append(FileNote(FilePlace(line: line), sentence))
  }

  mutating func refuse(_ fault: RowFault) {
    history.rows.refused += 1
    history.refusals.append(FileNote(fault.place, fault.problem))
  }

  /// A row that is passed over with another that was refused before it.
  mutating func passRefused() { history.rows.refused += 1 }

  /// A fault that no row of its own has, or one whose document is taken in all the same.
  mutating func note(_ fault: RowFault) {
    history.refusals.append(FileNote(fault.place, fault.problem))
  }

  /// The history, oldest first; workouts of one moment stay in the order of the file.
  func finished() -> ForeignHistory {
    var result = history
    result.workouts = history.workouts.enumerated().sorted {
      ($0.element.date.dayNumber, $0.element.secondOfDay ?? 0, $0.offset)
        < ($1.element.date.dayNumber, $1.element.secondOfDay ?? 0, $1.offset)
    }.map(\.element)
    result.bodyWeights = history.bodyWeights.enumerated().sorted {
      ($0.element.date.dayNumber, $0.offset) < ($1.element.date.dayNumber, $1.offset)
    }.map(\.element)
    return result
  }
}

extension RowAccount {
  /// Counts a row and puts it where it belongs. Returns what is to be told of it.
  fileprivate mutating func add(_ row: ForeignRow, to exercise: inout ForeignExercise) -> [String] {
    switch row.content {
    case .set(let set):
      exercise.sets.append(set)
      if set.isEmpty {
        empty += 1
        return ["the set of \(row.exercise) has no value; it was kept as an open one"]
      }
      if set.kind == .warmUp { warmUps += 1 } else { sets += 1 }
    case .rest(let seconds):
      rests += 1
      if let last = exercise.sets.indices.last { exercise.sets[last].restSeconds = seconds }
    case .note(let text):
      notes += 1
      exercise.note = [exercise.note, text].filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return []
  }
}
