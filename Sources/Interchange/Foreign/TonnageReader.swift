import Training
import Wire

/// Reads our own table: the documents in it with what their cells say otherwise, or, where the documents were taken
/// out, the cells alone.
struct TonnageReader: RowReader {
  static let layout = ForeignLayout.tonnage

  /// The workout whose sets the rows stand for.
  private var workout: TableWorkout?
  /// Whether the rows of sets belong to a workout that could not be read, or are too many: then they are passed over
  /// with what was said of it.
  private var passesSets = false
  /// Whether a row was refused that may have been a workout's.
  private var hasRefused = false
  /// Whether the table has its documents, so that its sets' rows say nothing without their workout's.
  private var hasDocuments = false

  init(_ heading: Heading) throws(InterchangeError) {}

  mutating func read(_ row: RowFields, into builder: inout HistoryBuilder) throws(RowFault) {
    let kind = row.text("tonnage")
    if kind == "set" {
      if passesSets { return builder.passRefused() }
      if workout != nil { return try compare(row, &builder) }
      if hasRefused, hasDocuments { return builder.passRefused() }
      return builder.add(try set(row))
    }
    finish(&builder)
    let json = row.raw("json")
    if !json.isEmpty { hasDocuments = true }
    switch kind {
    case "workout" where json.isEmpty: builder.passDocument()
    case "workout":
      passesSets = true
      let log = try document(row) { json throws(WireError) in try WorkoutLog(json: json) }
      passesSets = false
      builder.add(log)
      var table = TableWorkout(log, line: row.line)
      noting(row, &builder) { _ throws(RowFault) in try table.readOwn(row) }
      noteDay(log.date, table.edited.date, row, builder: &builder)
      workout = table
    case "bodyweight" where json.isEmpty: builder.add(try bodyWeight(row))
    case "bodyweight":
      let weight = try document(row) { json throws(WireError) in try BodyWeight(json: json) }
      builder.add(weight)
      noting(row, &builder) { builder throws(RowFault) in
        let (edited, odd) = try weight.edited(by: row)
        if edited != weight { builder.edit(edited) }
        noteDay(weight.date, edited.date, row, builder: &builder)
        return odd
      }
    case "exercise":
      let exercise = try document(row) { json throws(WireError) in try Exercise(json: json) }
      builder.add(exercise)
      noting(row, &builder) { _ throws(RowFault) in
        try CellEdits(row, exported: CSVTable.cells(of: exercise)).end()
        return []
      }
    case "program":
      let program = try document(row) { json throws(WireError) in try Program(json: json) }
      builder.add(program)
      noting(row, &builder) { _ throws(RowFault) in
        try CellEdits(row, exported: CSVTable.cells(of: program)).end()
        return []
      }
    default: throw row.fault("tonnage", "is “\(kind.prefix(40))”, not a kind of row")
    }
  }

  mutating func refuse(_ fault: RowFault) {
    workout?.pass()
    hasRefused = true
  }

  mutating func finish(_ builder: inout HistoryBuilder) {
    if let workout {
      if let fault = workout.fault { builder.note(fault) }
      if workout.edited != workout.log { builder.edit(workout.edited) }
    }
    workout = nil
    (passesSets, hasRefused) = (false, false)
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

  /// Reads the cells of a row whose document is taken in whatever they say: what cannot be read is noted, and what is
  /// odd is told.
  private func noting(
    _ row: RowFields, _ builder: inout HistoryBuilder,
    _ body: (inout HistoryBuilder) throws(RowFault) -> [String]
  ) {
    do throws(RowFault) {
      for sentence in try body(&builder) { builder.warn(row.line, sentence) }
    } catch {
      builder.note(error)
    }
  }

  /// Reads a set's row beside its document: where the cells say something else, that is an edit of the set.
  private mutating func compare(_ row: RowFields, _ builder: inout HistoryBuilder)
    throws(RowFault)
  {
    guard var table = workout else { return }
    guard !table.isComplete else {
      passesSets = true
      if hasRefused { return builder.passRefused() }
      throw row.fault(
        "set",
        "is one more than the workout of line \(table.line) has; clear its json to read the rows")
    }
    defer { workout = table }
    builder.count(try table.find(row))
    let former = table.edited.date
    noting(row, &builder) { _ throws(RowFault) in try table.readSet(row) }
    noteDay(former, table.edited.date, row, builder: &builder)
  }

  private func noteDay(
    _ former: LocalDate, _ day: LocalDate, _ row: RowFields, builder: inout HistoryBuilder
  ) {
    if day != former { builder.edit(day: day, line: row.line) }
  }

  // MARK: Cells alone

  private func bodyWeight(_ row: RowFields) throws(RowFault) -> ForeignBodyWeight {
    guard let value = try row.amount("weight"), let unit = WeightUnit(spelling: row.text("unit"))
    else { throw row.fault("weight", "and unit do not say what was weighed") }
    var weight = ForeignBodyWeight(date: try row.day(), value: value, unit: unit, line: row.line)
    weight.note = row.raw("set_note")
    return weight
  }

  private func set(_ row: RowFields) throws(RowFault) -> ForeignRow {
    let date = try row.day()
    let exercise = row.text("exercise")
    guard !exercise.isEmpty else { throw row.fault("exercise", "is empty") }
    var foreign = ForeignRow(
      date: date, workout: row.raw("workout"), exercise: exercise,
      content: .set(try values(row)), line: row.line)
    foreign.secondOfDay = try row.secondOfDay()
    foreign.durationSeconds = try row.amount("minutes").map { $0 * 60 }
    foreign.workoutNote = row.raw("workout_note")
    foreign.exerciseNote = row.raw("exercise_note")
    foreign.category = row.text("group").isEmpty ? nil : row.text("group")
    foreign.superset = row.text("superset").isEmpty ? nil : row.text("superset")
    return foreign
  }

  private func values(_ row: RowFields) throws(RowFault) -> ForeignSet {
    var set = ForeignSet(line: row.line)
    set.kind = try row.setKind()
    set.weight = try row.number("weight")
    set.unit = WeightUnit(spelling: row.text("unit"))
    if set.weight != nil, set.unit == nil { throw row.fault("unit", "is neither kg nor lb") }
    set.reps = try row.reps()
    set.rpe = try row.amount("rpe")
    set.seconds = try row.measure("seconds")
    set.distance = try row.measure("distance")
    if set.distance != nil { set.distanceUnit = try row.distanceUnit() }
    set.restSeconds = try row.amount("rest")
    set.isOpen = row.text("done") == "no"
    set.note = row.raw("set_note")
    return set
  }
}
