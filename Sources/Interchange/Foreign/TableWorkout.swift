import Training

/// A workout of our own table: its document, and what its rows' cells say otherwise.
struct TableWorkout {
  /// The line of its own row.
  let line: Int
  let log: WorkoutLog
  private(set) var edited: WorkoutLog
  /// The places of its sets, in the order of the rows that are to follow.
  private let places: [(entry: Int, set: Int)]
  /// What each row of it is exported with.
  private let cells: [String: String]
  /// The place that the next row stands for, where no row is missing.
  private var next = 0
  private var rows = 0
  private var found = 0
  /// What was edited of the workout and of its entries, whose cells many rows repeat.
  private var decided: [Cell: (text: String, line: Int)] = [:]

  private struct Cell: Hashable {
    var column: String
    /// The entry's place; nil for what belongs to the workout.
    var entry: Int?
  }

  init(_ log: WorkoutLog, line: Int) {
    self.line = line
    self.log = log
    edited = log
    cells = CSVTable.cells(of: log)
    places = log.exercises.indices.flatMap { entry in
      log.exercises[entry].sets.indices.map { (entry, $0) }
    }
  }

  /// Whether every set has had its row.
  var isComplete: Bool { next == places.count }

  /// A row that could not be read stands for one of the sets, or for none.
  mutating func pass() { rows += 1 }

  /// What is wrong with the rows as a whole, once all have been read; nil where there are enough.
  var fault: RowFault? {
    guard rows < places.count else { return nil }
    let sets = places.count == 1 ? "1 set" : "\(places.count) sets"
    let follow = rows == 1 ? "1 row of sets follows" : "\(rows) rows of sets follow"
    return RowFault(
      FilePlace(line: line),
      "the workout has \(sets), and \(follow); clear its json to read the rows alone")
  }

  /// Reads the workout's own row.
  ///
  /// - Returns: What is odd in what was edited.
  mutating func readOwn(_ row: RowFields) throws(RowFault) -> [String] {
    var cells = CellEdits(row, exported: cells)
    var copy = self
    let odd = try copy.editWorkout(&cells)
    try cells.end()
    self = copy
    return odd
  }

  /// Finds the set that a row stands for: the next, or one further down where rows were taken out.
  ///
  /// - Returns: The set as its document has it.
  /// - Throws: For a row of another exercise or number than any set that is still to come.
  mutating func find(_ row: RowFields) throws(RowFault) -> LoggedSet {
    rows += 1
    let name = row.raw("exercise")
    let number = row.text("set")
    for index in next..<places.count {
      let (entry, set) = places[index]
      let exercise = log.exercises[entry]
      guard exercise.metadata.name == name, CSVTable.number(of: exercise, set) == number else {
        continue
      }
      (found, next) = (index, index + 1)
      return exercise.sets[set]
    }
    let exercise = log.exercises[places[next].entry]
    let (column, expected) =
      exercise.metadata.name == name
      ? ("set", CSVTable.number(of: exercise, places[next].set))
      : ("exercise", exercise.metadata.name)
    throw row.fault(
      column,
      "is “\(row.text(column).prefix(40))”, but the workout's json says “\(expected.prefix(40))”; clear the json to read the rows"
    )
  }

  /// Reads the cells of the row that was found last; nothing of it is kept where one of them cannot be read.
  ///
  /// - Returns: What is odd in what was edited.
  mutating func readSet(_ row: RowFields) throws(RowFault) -> [String] {
    let (entry, place) = places[found]
    let exercise = log.exercises[entry]
    var cells = CellEdits(row, exported: CSVTable.cells(of: exercise, place, in: cells))
    var copy = self
    let set = try exercise.sets[place].edited(by: &cells)
    copy.edited.exercises[entry].sets[place] = set
    if try copy.decides("exercise_note", &cells, entry) {
      copy.edited.exercises[entry].notes = row.raw("exercise_note")
    }
    if try copy.decides("rest", &cells, entry) {
      copy.edited.exercises[entry].restSeconds = try row.typedMeasure("rest")
    }
    let odd = try copy.editWorkout(&cells)
    try cells.end()
    self = copy
    let before = HistoryBuilder.oddities(of: exercise.sets[place], exercise.metadata.name)
    return odd
      + HistoryBuilder.oddities(of: set, exercise.metadata.name).filter { !before.contains($0) }
  }

  // MARK: What many rows repeat

  /// Whether a row is the first to edit a cell that others repeat.
  ///
  /// - Throws: Where an earlier one edited it to something else.
  private mutating func decides(_ column: String, _ cells: inout CellEdits, _ entry: Int? = nil)
    throws(RowFault) -> Bool
  {
    guard cells.takes(column) else { return false }
    let row = cells.row
    let text = row.raw(column)
    guard let former = decided[Cell(column: column, entry: entry)] else {
      decided[Cell(column: column, entry: entry)] = (text, row.line)
      return true
    }
    guard former.text == text else {
      throw row.fault(
        column,
        "is “\(text.prefix(40))”, but line \(former.line) says “\(former.text.prefix(40))” of the same workout"
      )
    }
    return false
  }

  private mutating func editWorkout(_ cells: inout CellEdits) throws(RowFault) -> [String] {
    let row = cells.row
    var odd: [String] = []
    if try decides("workout", &cells) { edited.name = row.raw("workout") }
    if try decides("workout_note", &cells) { edited.notes = row.raw("workout_note") }
    if try decides("date", &cells) { try move(to: row.typedDay(), row) }
    if try decides("start", &cells) { try start(at: row.secondOfDay(), row) }
    if try decides("minutes", &cells) {
      let minutes = try row.typedMeasure("minutes")
      edited.duration = minutes
      if let start = edited.startedAt, edited.completedDate != nil {
        edited.completedDate = minutes.map { start.advanced(bySeconds: $0 * 60) }
      }
      odd += HistoryBuilder.oddity(ofLength: minutes.map { $0 * 60 }, on: edited.date)
    }
    return odd
  }

  private mutating func move(to date: LocalDate, _ row: RowFields) throws(RowFault) {
    do {
      edited = try edited.applying(
        .setDate(date), at: Instant(milliseconds: 0), makeID: { "" }
      ).log
    } catch { throw row.fault("date", error.sentence) }
  }

  /// The end moves with the start: what is typed is when it began, and not that it took longer.
  private mutating func start(at second: Int?, _ row: RowFields) throws(RowFault) {
    guard let second else {
      edited.startedAt = nil
      return
    }
    guard let offset = edited.utcOffset else {
      throw row.fault(
        "start", "is “\(row.text("start"))”, but the workout was kept without a time zone")
    }
    let former = edited.startedAt
    let utc = Instant(milliseconds: (Int64(edited.date.dayNumber) * 86_400 + Int64(second)) * 1000)
    let local = utc.local(offsetMinutes: offset)
    let ahead = (local.date.dayNumber - edited.date.dayNumber) * 86_400 + local.secondOfDay - second
    let start = utc.advanced(bySeconds: -Double(ahead))
    edited.startedAt = start
    if let former {
      edited.completedDate = edited.completedDate?.advanced(bySeconds: start.seconds(since: former))
    }
  }
}

extension LoggedSet {
  /// The set with what was edited of it in its row.
  fileprivate func edited(by cells: inout CellEdits) throws(RowFault) -> LoggedSet {
    let row = cells.row
    var set = self
    if cells.takes("kind") { set.kind = try row.setKind() }
    if cells.takes("weight") {
      set.weight = try row.typed("weight") { () throws(RowFault) in try row.number("weight") }
    }
    // Without a weight there is nothing that is in a unit.
    if cells.takes("unit"), set.weight != nil { set.unit = try row.typedUnit() }
    if cells.takes("reps") {
      let reps = try row.typed("reps") { () throws(RowFault) in try row.reps().map { Double($0) } }
      set.reps = reps.map { Int($0) }
    }
    if cells.takes("rpe") { set.rpe = try row.typedRPE() }
    if cells.takes("seconds") { set.seconds = try row.typedMeasure("seconds") }
    if cells.takes("distance") { set.distance = try row.typedMeasure("distance") }
    if cells.takes("distance_unit"), set.distance != nil {
      set.distanceUnit = try row.distanceUnit()
    }
    if cells.takes("done") {
      set.completed = try row.typedDone()
      if !set.completed { set.completedAt = nil }
    }
    if cells.takes("set_note") { set.note = row.raw("set_note") }
    if set.isDoneWithoutWork, !isDoneWithoutWork {
      throw row.fault("done", "is yes, but the row says neither reps nor a time or distance")
    }
    return set
  }

  private var isDoneWithoutWork: Bool {
    completed && reps == nil && seconds == nil && distance == nil
  }
}

extension BodyWeight {
  /// The weighing with what was edited of it in its row, and what is odd in that.
  func edited(by row: RowFields) throws(RowFault) -> (weight: BodyWeight, odd: [String]) {
    var cells = CellEdits(row, exported: CSVTable.cells(of: self))
    var weight = self
    let isWeighed = cells.takes("weight")
    if isWeighed { weight.value = try row.number("weight") ?? 0 }
    if cells.takes("unit") { weight.unit = try row.typedUnit() }
    guard !isWeighed || Bounds.isBodyWeight(weight.value, weight.unit) else {
      throw row.fault(
        "weight",
        "is “\(row.text("weight").prefix(40))”, which nobody weighs in \(weight.unit.rawValue)")
    }
    if cells.takes("date") { weight.date = try row.typedDay() }
    if cells.takes("set_note") { weight.note = row.raw("set_note") }
    try cells.end()
    guard (weight.value, weight.unit) != (value, unit),
      Bounds.bodyWeight(weight.value, weight.unit, last: nil) != nil
    else { return (weight, []) }
    return (
      weight,
      ["a body weight of \(weight.value.shortText) \(weight.unit.rawValue) looks odd; it was kept"]
    )
  }
}
