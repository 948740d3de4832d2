import Training
import Wire

/// Reads our own table: the documents in it, or, where they were taken out, its cells.
struct TonnageReader: RowReader {
  static let layout = ForeignLayout.tonnage

  /// A workout whose document has been read, and the sets whose rows are to follow.
  private struct Following {
    var line: Int
    var sets: [(name: String, place: (entry: Int, set: Int))]
    var next = 0
    /// The workout as its document has it, and as the cells say.
    var log: WorkoutLog
    var edited: WorkoutLog
  }

  private var following: Following?

  init(_ heading: Heading) throws(InterchangeError) {}

  mutating func read(_ row: RowFields, into builder: inout HistoryBuilder) throws(RowFault) {
    let kind = row.text("tonnage")
    if kind == "set", following != nil { return try compare(row, &builder) }
    try finish(&builder)
    let json = row.raw("json")
    switch kind {
    case "set": builder.add(try set(row, on: try date(row)))
    case "workout" where json.isEmpty: builder.passDocument()
    case "workout":
      let log = try document(row) { json throws(WireError) in try WorkoutLog(json: json) }
      builder.add(log)
      following = Following(
        line: row.line,
        sets: log.exercises.indices.flatMap { entry in
          log.exercises[entry].sets.indices.map { set in
            (log.exercises[entry].metadata.name, (entry, set))
          }
        }, log: log, edited: log)
    case "bodyweight" where json.isEmpty: builder.add(try bodyWeight(row))
    case "bodyweight":
      builder.add(try document(row) { json throws(WireError) in try BodyWeight(json: json) })
    case "exercise":
      builder.add(try document(row) { json throws(WireError) in try Exercise(json: json) })
    case "program":
      builder.add(try document(row) { json throws(WireError) in try Program(json: json) })
    default: throw row.fault("tonnage", "is “\(kind.prefix(40))”, which is no kind of row")
    }
  }

  mutating func finish(_ builder: inout HistoryBuilder) throws(RowFault) {
    guard let workout = following else { return }
    following = nil
    guard workout.next == workout.sets.count else {
      throw RowFault(
        FilePlace(line: workout.line),
        "the workout has \(workout.sets.count) sets, and \(workout.next) rows of sets follow; clear its json to read the rows alone"
      )
    }
    if workout.edited != workout.log { builder.edit(workout.edited) }
  }

  private func document<Document>(
    _ row: RowFields, _ read: (JSONSlice) throws(WireError) -> Document
  ) throws(RowFault) -> Document {
    do throws(WireError) {
      return try read(try JSONSlice(row.raw("json")))
    } catch {
      throw row.fault("json", "cannot be read: \(error.description)")
    }
  }

  /// Reads a set's row beside its document: where the cells say something else, that is an edit of the set.
  private mutating func compare(_ row: RowFields, _ builder: inout HistoryBuilder)
    throws(RowFault)
  {
    guard var workout = following, workout.next < workout.sets.count else {
      let line = following?.line ?? row.line
      following = nil
      throw row.fault(
        "set", "is one more than the workout of line \(line) has; clear its json to read the rows")
    }
    let (name, place) = workout.sets[workout.next]
    guard row.raw("exercise") == name else {
      throw row.fault(
        "exercise",
        "is “\(row.text("exercise").prefix(40))”, but the workout's json says “\(name.prefix(40))”; clear the json to read the rows"
      )
    }
    let set = workout.log.exercises[place.entry].sets[place.set]
    workout.edited.exercises[place.entry].sets[place.set] = try edited(set, row)
    workout.next += 1
    following = workout
    builder.count(set)
  }

  /// The set with what its cells say; a cell that shows what the set holds leaves it as it is, to the last digit.
  private func edited(_ set: LoggedSet, _ row: RowFields) throws(RowFault) -> LoggedSet {
    let shown = CSVTable.values(of: set)
    let cells = try values(row)
    var set = set
    if try row.number("weight") != shown["weight"].flatMap({ Double($0) }) {
      set.weight = cells.weight
    }
    if set.weight != nil, let unit = cells.unit { set.unit = unit }
    set.reps = cells.reps
    if try row.number("rpe") != shown["rpe"].flatMap({ Double($0) }) { set.rpe = cells.rpe }
    if try row.number("seconds") != shown["seconds"].flatMap({ Double($0) }) {
      set.seconds = cells.seconds
    }
    if try row.number("distance") != shown["distance"].flatMap({ Double($0) }) {
      set.distance = cells.distance
    }
    if set.distance != nil { set.distanceUnit = cells.distanceUnit }
    set.kind = cells.kind
    set.completed = !cells.isOpen
    set.note = cells.note
    return set
  }

  // MARK: Cells

  private func date(_ row: RowFields) throws(RowFault) -> LocalDate {
    guard let date = LocalDate(row.text("date")) else {
      throw row.fault("date", "is “\(row.text("date").prefix(40))”, which is no day")
    }
    return date
  }

  private func bodyWeight(_ row: RowFields) throws(RowFault) -> ForeignBodyWeight {
    guard let value = try row.amount("weight"), let unit = WeightUnit(spelling: row.text("unit"))
    else { throw row.fault("weight", "and unit do not say what was weighed") }
    var weight = ForeignBodyWeight(
      date: try date(row), value: value, unit: unit, line: row.line)
    weight.note = row.raw("set_note")
    return weight
  }

  private func set(_ row: RowFields, on date: LocalDate) throws(RowFault) -> ForeignRow {
    let exercise = row.text("exercise")
    guard !exercise.isEmpty else { throw row.fault("exercise", "is empty") }
    var foreign = ForeignRow(
      date: date, workout: row.raw("workout"), exercise: exercise,
      content: .set(try values(row)), line: row.line)
    let start = row.text("start")
    if !start.isEmpty {
      guard let moment = LocalMoment(iso: "\(date) \(start)") else {
        throw row.fault("start", "is “\(start.prefix(40))”, which is no time of day")
      }
      foreign.secondOfDay = moment.second
    }
    foreign.durationSeconds = try row.amount("minutes").map { $0 * 60 }
    foreign.workoutNote = row.raw("workout_note")
    foreign.exerciseNote = row.raw("exercise_note")
    foreign.category = row.text("group").isEmpty ? nil : row.text("group")
    foreign.superset = row.text("superset").isEmpty ? nil : row.text("superset")
    return foreign
  }

  private func values(_ row: RowFields) throws(RowFault) -> ForeignSet {
    var set = ForeignSet(line: row.line)
    let kind = row.text("kind")
    guard let known = SetKind(rawValue: kind.isEmpty ? "working" : kind) else {
      throw row.fault("kind", "is “\(kind.prefix(40))”, which is no kind of set")
    }
    set.kind = known
    set.weight = try row.number("weight")
    set.unit = WeightUnit(spelling: row.text("unit"))
    if set.weight != nil, set.unit == nil { throw row.fault("unit", "is neither kg nor lb") }
    set.reps = try row.count("reps")
    set.rpe = try row.amount("rpe")
    set.seconds = try row.amount("seconds")
    set.distance = try row.amount("distance")
    if set.distance != nil {
      guard let unit = DistanceUnit(spelling: row.text("distance_unit")) else {
        throw row.fault("distance_unit", "is no unit of distance")
      }
      set.distanceUnit = unit
    }
    set.restSeconds = try row.amount("rest")
    set.isOpen = row.text("done") == "no"
    set.note = row.raw("set_note")
    return set
  }
}
