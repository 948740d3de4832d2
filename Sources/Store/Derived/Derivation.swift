import GRDB
import Training
import Wire

/// Keeps the derived tables in step with the documents, within the transaction that changes them.
///
/// What changed is collected document by document and brought up to date once, in ``finish()``: the cost follows
/// what was touched, not how long the history is.
struct Derivation: DerivedRows {
  let database: Database
  let formula: OneRepMaxFormula
  private var exercises: [String: ExerciseDelta] = [:]
  private var touchedLogs: Set<String> = []
  /// The sessions of the document that is taken in, where they were worked out before.
  private var known: (was: [String: Session], becomes: [String: Session])?

  init(database: Database) throws {
    self.database = database
    formula = try Self.formula(database)
  }

  /// The formula the derived rows were made with.
  static func formula(_ database: Database) throws -> OneRepMaxFormula {
    try Meta(database).text(.formula).flatMap(OneRepMaxFormula.init(rawValue:)) ?? .epley
  }

  mutating func replace<Document: DocumentKind>(_ old: Document?, with new: Document?) throws {
    try Document.tell(&self, old: old, new: new)
  }

  func replace(weighing old: BodyWeight?, with new: BodyWeight?) throws {
    if let old {
      try database.cachedStatement(sql: "DELETE FROM weighing WHERE date = ? AND id = ?")
        .execute(arguments: [old.date.dayNumber, old.id])
    }
    if let new {
      try database.cachedStatement(sql: "INSERT INTO weighing (date, id) VALUES (?, ?)")
        .execute(arguments: [new.date.dayNumber, new.id])
    }
  }

  mutating func replace(log old: WorkoutLog?, with new: WorkoutLog?) throws {
    try WorkoutTable(database: database).replace(old, with: new)
    try DayTable(database: database).replace(old, with: new)
    if let id = (new ?? old)?.id { touchedLogs.insert(id) }
    if let known {
      for exercise in Set(known.was.keys).union(known.becomes.keys).sorted() {
        try replace(exercise, known.was[exercise], with: known.becomes[exercise])
      }
      return
    }
    let before = old.map(LogEntries.init)
    let after = new.map(LogEntries.init)
    let exercises = Set(before?.exercises.keys ?? [:].keys).union(after?.exercises.keys ?? [:].keys)
    for exercise in exercises.sorted() {
      if let before, let after, before.key == after.key,
        before.exercises[exercise] == after.exercises[exercise]
      {
        continue
      }
      try replace(
        exercise, before?.session(of: exercise, formula),
        with: after?.session(of: exercise, formula))
    }
  }

  private mutating func replace(
    _ exercise: String, _ was: Session?, with becomes: Session?
  ) throws {
    if was == becomes { return }
    if let was, let becomes, was.key == becomes.key, was.figures == becomes.figures {
      // No figure differs, only what is said of the exercise: there is nothing to fold.
      exercises[exercise, default: ExerciseDelta()].metadata[becomes.key] = becomes.metadata
      return
    }
    try touch(exercise, was, becomes)
  }

  /// Takes in a document that is new, of which the sessions are known.
  mutating func add<Document: DocumentKind>(_ document: Document, _ sessions: [String: Session])
    throws
  {
    try replace(nil, with: document, [:], sessions)
  }

  /// Takes in a document of which the sessions before and after are known.
  mutating func replace<Document: DocumentKind>(
    _ old: Document?, with new: Document, _ was: [String: Session], _ becomes: [String: Session]
  ) throws {
    known = (was, becomes)
    defer { known = nil }
    try replace(old, with: new)
  }

  /// The sessions of a workout by exercise, of those that have counted sets.
  static func sessions(of log: WorkoutLog, _ formula: OneRepMaxFormula) -> [String: Session] {
    let entries = LogEntries(log)
    return entries.exercises.reduce(into: [:]) { sessions, exercise in
      sessions[exercise.key] = entries.session(of: exercise.key, formula)
    }
  }

  private mutating func touch(_ exercise: String, _ was: Session?, _ becomes: Session?) throws {
    let table = SessionTable(database: database, exercise: exercise)
    // Taken out and put back: a copy of what it holds for each of thousands of sessions would be slow.
    var delta = exercises.removeValue(forKey: exercise) ?? ExerciseDelta()
    defer { exercises[exercise] = delta }
    if let was, let row = try table.figures(at: was.key) {
      delta.subtract(row)
      delta.touch(was.key)
      if was.key != becomes?.key {
        try table.delete(was.key)
        try RecordTable(database: database).delete(exercise, was.key)
        delta.metadata[was.key] = nil
        delta.bests[was.key] = nil
      }
    }
    if let becomes {
      try table.put(becomes)
      delta.add(becomes)
      delta.touch(becomes.key)
    }
  }

  /// Brings everything that was touched up to date.
  mutating func finish() throws {
    for (exercise, delta) in exercises.sorted(by: { $0.key < $1.key }) {
      touchedLogs.formUnion(try Fold(database: database, exercise: exercise).run(delta))
    }
    exercises = [:]
    let statement = try database.cachedStatement(
      sql: """
        UPDATE workout SET records = (SELECT count(*) FROM record WHERE record.log = workout.id
          AND record.date = workout.date AND record.began = workout.began) WHERE id = ?
        """)
    for log in touchedLogs.sorted() { try statement.execute(arguments: [log]) }
    touchedLogs = []
  }
}

/// The entries of a log by exercise.
private struct LogEntries {
  let key: SessionKey
  let exercises: [String: [LoggedExercise]]

  init(_ log: WorkoutLog) {
    key = SessionKey(log)
    exercises = Dictionary(grouping: log.exercises, by: \.exerciseId)
  }

  /// The session of an exercise; nil where it has no counted set.
  func session(of exercise: String, _ formula: OneRepMaxFormula) -> Session? {
    guard let entries = exercises[exercise],
      let figures = SessionFigures.of(entries, formula: formula)
    else { return nil }
    return Session(key: key, figures: figures, metadata: .newest(of: entries))
  }
}

/// Where a session stands in the history of its exercise.
struct SessionKey: Hashable, Comparable {
  var date: Int
  /// Milliseconds since 1970; 0 where only the day is known.
  var began: Int64
  var log: String

  init(_ log: WorkoutLog) {
    self.init(
      date: log.date.dayNumber, began: log.startedAt?.milliseconds ?? 0, log: log.id)
  }

  init(date: Int, began: Int64, log: String) {
    self.date = date
    self.began = began
    self.log = log
  }

  static func < (left: SessionKey, right: SessionKey) -> Bool {
    if left.date != right.date { return left.date < right.date }
    if left.began != right.began { return left.began < right.began }
    return left.log.utf8.lexicographicallyPrecedes(right.log.utf8)
  }

  /// The month, counted from year 0.
  var month: Int {
    let (year, month, _) = LocalDate(dayNumber: date).components
    return year * 12 + month - 1
  }
}

/// One exercise in one workout.
struct Session: Equatable {
  var key: SessionKey
  var figures: SessionFigures
  var metadata: ExerciseMetadata
}

/// What a step changes in one exercise's sums, and which sessions it touches.
struct ExerciseDelta {
  var sessions = 0
  var volume: Int64 = 0
  var intensity = Intensity()
  var touched: Set<SessionKey> = []
  /// What the sessions that were written say of the exercise.
  var metadata: [SessionKey: ExerciseMetadata] = [:]
  /// The bests of the sessions that were written, which need not be read back.
  var bests: [SessionKey: SessionBests] = [:]

  mutating func subtract(_ row: SessionTotals) {
    sessions -= 1
    volume &-= row.volume
    intensity = intensity - row.intensity
  }

  mutating func add(_ session: Session) {
    sessions += 1
    volume &+= session.figures.volume.thousandths
    metadata[session.key] = session.metadata
    bests[session.key] = session.figures.bests
  }

  mutating func touch(_ key: SessionKey) { touched.insert(key) }
}

/// The sums of one session, as they went into its exercise's sums.
struct SessionTotals {
  var volume: Int64
  var intensity: Intensity
}
