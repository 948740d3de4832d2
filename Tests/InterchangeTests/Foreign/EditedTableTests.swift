import Interchange
import Testing
import Training
import Wire

/// Our own table with cells that were edited in a spreadsheet, beside the documents as they were exported.
@Suite struct EditedTableTests {
  /// Two sets of Bench Press, the second as hard as can be, and a run that was tried and given up.
  private func log() throws -> WorkoutLog {
    let day = LocalDate(dayNumber: 20_000)
    var log = WorkoutLog(
      id: "w", userId: "u", name: "Push", date: day, isWorkoutFinished: true, notes: "Good")
    log.startedAt = Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + 36_061_000)
    log.utcOffset = 60
    log.completedDate = log.startedAt?.advanced(bySeconds: 3900)
    log.duration = 65
    log.exercises = [
      LoggedExercise(
        id: "e1", exerciseId: "bench-press",
        exerciseMetadata: ExerciseMetadata(name: "Bench Press"),
        sets: [
          LoggedSet(id: "a", weight: 100.123_456_789, reps: 5, completed: true, note: "slow"),
          LoggedSet(id: "b", kind: .failure, weight: 105, reps: 0, rpe: 10, completed: true),
        ], notes: "belt"),
      LoggedExercise(
        id: "e2", exerciseId: "run", exerciseMetadata: ExerciseMetadata(name: "Run"),
        sets: [
          LoggedSet(
            id: "a", seconds: 1500, distance: 5.2, distanceUnit: .kilometers, completed: true)
        ]),
    ]
    return try WorkoutLog(json: log.json())
  }

  private func weight() throws -> BodyWeight {
    try BodyWeight(
      json: BodyWeight(
        id: "b", userId: "u", date: LocalDate(dayNumber: 20_000), value: 80, unit: .kilograms,
        note: "fasted"
      ).json())
  }

  /// The cells of an exported line; the last one, which is JSON, as it stands there.
  private func cells(_ line: String) -> [String] {
    let json = line.firstIndex(of: "\"") ?? line.endIndex
    var cells = line[..<json].split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0) }
    if json < line.endIndex { cells[cells.count - 1] = String(line[json...]) }
    return cells
  }

  /// Reads the exported workout and weighing with some cells changed.
  ///
  /// - Parameter changes: Line, column and what the cell says.
  private func read(
    _ changes: [(Int, String, String)], without columns: Set<String> = [], skipping: Bool = false
  ) throws -> ForeignHistory {
    var table = try lines().map(cells)
    let heading = table[0]
    for (line, column, cell) in changes {
      let place = try #require(heading.firstIndex(of: column))
      table[line - 1][place] = cell.contains(",") ? "\"\(cell)\"" : cell
    }
    let lines = table.map { row in
      zip(heading, row).filter { !columns.contains($0.0) }.map(\.1).joined(separator: ",")
    }
    return try history(lines.joined(separator: "\n") + "\n", skipping: skipping)
  }

  private func refusal(_ changes: [(Int, String, String)]) throws -> String? {
    do {
      _ = try read(changes)
      return nil
    } catch let error as InterchangeError {
      return error.sentence
    }
  }

  @Test func nothingIsEditedWhereNothingWas() throws {
    let read = try read([])
    #expect(try read.documents.logs == [log()] && read.documents.edited == EditedDocuments())
    #expect(read.rows.sets == 3 && read.warnings.isEmpty)
  }

  @Test(arguments: [
    "set_note", "done", "kind", "rpe", "seconds", "distance", "distance_unit", "unit", "date",
    "start", "minutes", "workout_note", "exercise_note", "rest",
  ])
  func aColumnThatWasTakenOutWipesNothing(column: String) throws {
    let read = try read([], without: [column])
    #expect(try read.documents.logs == [log()] && read.documents.edited == EditedDocuments())
    #expect(try read.documents.bodyWeights == [weight()])
  }

  @Test func allThatNeedNotBeThereMayBeTakenOutAtOnce() throws {
    let kept: Set = ["tonnage", "workout", "exercise", "set", "weight", "reps", "json"]
    let heading = CSVTable.heading.split(separator: "\n")[0].split(separator: ",").map(String.init)
    let read = try read(
      [(3, "weight", "101")], without: Set(heading).subtracting(kept))
    let edited = try #require(read.documents.edited.logs["w"])
    var expected = try log()
    expected.exercises[0].sets[0].weight = 101
    #expect(edited == expected)
  }

  @Test func whatASpreadsheetWritesInItsOwnWayIsNoEdit() throws {
    let read = try read([
      (2, "date", "04/10/2024"), (3, "date", "10/04/2024"), (4, "date", "4.10.2024"),
      (2, "start", "11:01"), (3, "start", "11:01 AM"), (3, "unit", "KG"), (5, "distance", "5.20"),
      (6, "weight", "80.0"), (4, "rpe", " 10 "),
    ])
    #expect(read.documents.edited == EditedDocuments())
  }

  @Test func everyCellOfASetIsReadAsAnEdit() throws {
    let read = try read([
      (3, "kind", "drop"), (3, "weight", "-20"), (3, "unit", "lb"), (3, "reps", "8"),
      (3, "rpe", "7.5"), (3, "done", "no"), (3, "set_note", "fast"), (4, "reps", ""),
      (4, "done", "no"), (5, "seconds", ""), (5, "distance", "3"), (5, "distance_unit", "mi"),
    ])
    let edited = try #require(read.documents.edited.logs["w"])
    var expected = try log()
    var first = expected.exercises[0].sets[0]
    (first.kind, first.weight, first.unit, first.reps) = (.drop, -20, .pounds, 8)
    (first.rpe, first.completed, first.note) = (7.5, false, "fast")
    expected.exercises[0].sets[0] = first
    expected.exercises[0].sets[1].reps = nil
    expected.exercises[0].sets[1].completed = false
    expected.exercises[1].sets[0].seconds = nil
    expected.exercises[1].sets[0].distance = 3
    expected.exercises[1].sets[0].distanceUnit = .miles
    #expect(edited == expected)
  }

  @Test func theCellsOfAWorkoutAreReadOnceWhicheverRowsRepeatThem() throws {
    let read = try read([
      (2, "workout", "Push B"), (3, "workout", "Push B"), (5, "workout_note", "Hot"),
      (2, "date", "2024-10-05"), (4, "start", "09:30:00"), (2, "minutes", "70"),
      (3, "exercise_note", "no belt"), (4, "exercise_note", "no belt"), (5, "rest", "90"),
    ])
    let edited = try #require(read.documents.edited.logs["w"])
    #expect(edited.name == "Push B" && edited.notes == "Hot" && edited.duration == 70)
    #expect(edited.date == LocalDate(dayNumber: 20_001))
    #expect(edited.startedAt?.iso8601 == "2024-10-05T08:30:00.000Z")
    #expect(edited.completedDate?.iso8601 == "2024-10-05T09:40:00.000Z")
    #expect(edited.exercises.map(\.notes) == ["no belt", ""])
    #expect(edited.exercises.map(\.restSeconds) == [nil, 90])
    #expect(
      try refusal([(2, "workout", "A"), (4, "workout", "B")])?.contains(
        "workout is “B”, but line 2 says “A” of the same workout") == true)
  }

  @Test func theCellsOfAWeighingAreReadAsAnEdit() throws {
    let read = try read([(6, "weight", "81,5"), (6, "date", "2024-10-03"), (6, "set_note", "")])
    let edited = try #require(read.documents.edited.bodyWeights["b"])
    #expect(edited.value == 81.5 && edited.note.isEmpty)
    #expect(edited.date == LocalDate(dayNumber: 19_999) && edited.unit == .kilograms)
  }

  @Test(arguments: [
    (3, "rpe", "12", "rpe is 12, and RPE goes from 1 to 10"),
    (3, "weight", "200000", "weight is 200000, which is above 99999"),
    (3, "reps", "2.5", "reps is 2.5, not a number of repetitions"),
    (3, "done", "perhaps", "done is “perhaps”, which is neither yes nor no"),
    (3, "reps", "", "done is yes, but the row says neither reps nor a time or distance"),
    (2, "date", "1899-12-31", "date is 1899-12-31, which is before 1900-01-01"),
    (2, "date", "soon", "date is “soon”, not a date"),
    (
      2, "reps", "5", "reps is “5”, but the row's document says “”; this cell cannot be edited here"
    ),
    (3, "group", "Legs", "group is “Legs”, but the row's document says"),
    (3, "exercise", "Squat", "exercise is “Squat”, but the workout's json says “Bench Press”"),
    (4, "set", "7", "set is “7”, but the workout's json says “2”"),
    (6, "weight", "800", "weight is “800”, which nobody weighs in kg"),
    (6, "reps", "5", "reps is “5”, but the row's document says “”"),
  ])
  func aCellThatIsNoEditIsRefusedByItselfWithItsPlace(
    line: Int, column: String, cell: String, problem: String
  ) throws {
    let sentence = try #require(try refusal([(line, column, cell)]))
    #expect(sentence.contains("line \(line), column ") && sentence.contains(problem))
    // No other row suffers for it.
    #expect(!sentence.contains("; line"))
    let skipped = try read([(line, column, cell), (5, "seconds", "1400")], skipping: true)
    #expect(skipped.refusals.count == 1)
    let edited = try #require(skipped.documents.edited.logs["w"])
    var expected = try log()
    expected.exercises[1].sets[0].seconds = 1400
    #expect(edited == expected)
  }

  @Test func whatIsOddInAnEditIsListedWithItsLine() throws {
    let read = try read([
      (3, "weight", "700"), (4, "reps", "303"), (5, "seconds", "20000"), (6, "weight", "300"),
      (2, "minutes", "2000"),
    ])
    #expect(
      read.warnings.map { "\($0.place.line) \($0.sentence.prefix(24))" } == [
        "2 the workout of 2024-10-0", "3 700 kg of Bench Press lo", "4 303 repetitions of Bench",
        "5 20000 s of Run look odd;", "6 a body weight of 300 kg ",
      ])
  }

  @Test func aDayBeyondTomorrowOrLongAgoIsListedWithItsLine() throws {
    let read = try read([(4, "date", "2199-01-01"), (6, "date", "1901-01-01")])
    #expect(
      try plan(read).warnings.map(\.words) == [
        "line 4: the day 2199-01-01 looks odd; it was kept",
        "line 6: the day 1901-01-01 looks odd; it was kept",
      ])
    #expect(try plan(try self.read([(2, "date", "2024-10-05")])).warnings.isEmpty)
  }

  // MARK: Rows that are missing, or no rows of it

  private func lines() throws -> [String] {
    let rows = CSVTable.rows(of: try log()) + CSVTable.rows(of: try weight())
    return (CSVTable.heading + rows).split(separator: "\n").map(String.init)
  }

  private func faults(_ lines: [String]) throws -> [String] {
    let read = try history(lines.joined(separator: "\n") + "\n", skipping: true)
    #expect(try read.documents.logs.isEmpty || read.documents.logs == [log()])
    #expect(read.workouts.isEmpty && read.documents.bodyWeights.count == 1)
    return read.refusals.map(\.words.withoutColumns)
  }

  @Test func aRowThatWasTakenOutIsSaidOnce() throws {
    var lines = try lines()
    lines.remove(at: 2)
    #expect(
      try faults(lines) == [
        "line 2: the workout has 3 sets, and 2 rows of sets follow; clear its json to read the rows alone"
      ])
  }

  @Test func aRowTooManyIsSaidOnce() throws {
    var lines = try lines()
    lines.insert(contentsOf: [lines[4], lines[4]], at: 5)
    let faults = try faults(lines)
    #expect(faults.count == 1 && faults[0].hasPrefix("line 6: set is one more than the workout of"))
  }

  @Test func aBrokenRowIsSaidOnceWhateverFollowsIt() throws {
    var lines = try lines()
    let whole = lines
    lines[2] += ",more"
    #expect(try faults(lines).map { $0.prefix(7) } == ["line 3:"])
    lines = whole
    lines[1] = cells(lines[1]).dropLast().joined(separator: ",") + ",{"
    #expect(try faults(lines).map { $0.prefix(7) } == ["line 2:"])
    // A workout whose row has a field too many, after one that has all its sets.
    lines = whole + whole.dropFirst()
    lines[6] += ",more"
    let read = try history(lines.joined(separator: "\n") + "\n", skipping: true)
    #expect(read.refusals.map(\.place.line) == [7] && read.documents.logs.count == 1)
  }

  @Test func noRepetitionsComeBackWithoutTheirDocumentToo() throws {
    let lines = try lines()
    let cleared = cells(lines[1]).dropLast().joined(separator: ",") + ","
    let read = try history(([lines[0], cleared] + lines[2...4]).joined(separator: "\n"))
    let sets = read.workouts.flatMap(\.exercises).flatMap(\.sets)
    #expect(sets.map(\.reps) == [5, 0, nil] && sets.map(\.isOpen) == [false, false, false])
  }
}
