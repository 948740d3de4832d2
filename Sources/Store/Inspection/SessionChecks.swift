import GRDB
import Sync
import Training
import Wire

/// Of the table `session`: one row an exercise and workout.
final class SessionCheck: DerivedCheck {
  private static let own = RowShape(
    "session", by: ["exercise", "date", "began", "log"], SessionTable.ownColumns)
  private var count = 0

  func look(at log: WorkoutLog, _ sessions: [String: Session], _ ground: InspectionGround) throws {
    for (exercise, session) in sessions {
      count += 1
      let key = session.key
      try ground.expect(
        Self.own, [exercise, key.date, key.began, key.log],
        SessionTable.ownValues(session.figures), of: Self.words(exercise, key),
        document: DocumentKey(.workoutLogs, log.id))
    }
  }

  func look(at step: FoldStep, _ ground: InspectionGround) throws {
    ground.compare(
      step.row, FoldStep.columns,
      [step.intensity.millionths, step.intensity.sets, step.broken.count],
      of: Self.words(step.exercise, step.key), document: DocumentKey(.workoutLogs, step.key.log))
  }

  func finish(_ ground: InspectionGround) throws { try ground.expect(rows: count) }

  static func words(_ exercise: String, _ key: SessionKey) -> String {
    "\(exercise) on \(LocalDate(dayNumber: key.date))"
  }
}

/// Of the table `book`: the bests of an exercise after each session that changed them.
final class BookCheck: DerivedCheck {
  private var count = 0

  func look(at step: FoldStep, _ ground: InspectionGround) throws {
    if step.book != nil { count += 1 }
    let due = step.book?.text
    if due == step.bookText { return }
    let words = SessionCheck.words(step.exercise, step.key)
    ground.report(
      DocumentKey(.workoutLogs, step.key.log),
      step.bookText == nil
        ? "\(words) is not there." : "\(words) is not what the sessions up to it come to.")
    // A row that should not be there is told once.
    if due == nil { count += 1 }
  }

  func finish(_ ground: InspectionGround) throws { try ground.expect(rows: count) }
}

/// Of the table `record`: one row a record that was broken.
final class RecordCheck: DerivedCheck {
  private static let row = RowShape(
    "record", by: ["date", "began", "log", "exercise", "kind"], ["value", "previous"])
  private var count = 0

  func look(at step: FoldStep, _ ground: InspectionGround) throws {
    for record in step.broken {
      count += 1
      try ground.expect(
        Self.row,
        [step.key.date, step.key.began, step.key.log, step.exercise, record.kind.columnText],
        [record.value, record.previous],
        of: SessionCheck.words(step.exercise, step.key) + " (\(record.kind.columnText))",
        document: DocumentKey(.workoutLogs, step.key.log))
    }
  }

  func finish(_ ground: InspectionGround) throws { try ground.expect(rows: count) }
}

/// Of the table `month`: one row an exercise and month.
final class MonthCheck: DerivedCheck {
  private struct Bests {
    var e1rm: Double?
    var weight: Double?
    var volume: Int64 = 0
  }

  private static let row = RowShape(
    "month", by: ["exercise", "month"], ["e1rm", "weight", "volume"])
  private var months: [Int: Bests] = [:]
  private var count = 0

  func look(at step: FoldStep, _ ground: InspectionGround) throws {
    var bests = months[step.key.month] ?? Bests()
    bests.e1rm = [bests.e1rm, step.e1rm].compactMap(\.self).max()
    bests.weight = [bests.weight, step.weight].compactMap(\.self).max()
    bests.volume &+= step.volume
    months[step.key.month] = bests
  }

  func look(at exercise: FoldedExercise, _ ground: InspectionGround) throws {
    for (month, bests) in months.sorted(by: { $0.key < $1.key }) {
      let first = LocalDate(year: month / 12, month: month % 12 + 1, day: 1)
      try ground.expect(
        Self.row, [exercise.exercise, month], [bests.e1rm, bests.weight, bests.volume],
        of: "\(exercise.exercise) in \(first.map { "\($0)".prefix(7) } ?? "month \(month)")")
    }
    count += months.count
    months = [:]
  }

  func finish(_ ground: InspectionGround) throws { try ground.expect(rows: count) }
}

/// Of the table `summary`: one row an exercise.
final class SummaryCheck: DerivedCheck {
  private static let row = RowShape(
    "summary", by: ["exercise"], ["metadata"] + SummaryTable.figures)
  /// What the last session of each exercise says of it.
  private var metadata: [String: (key: SessionKey, copy: ExerciseMetadata)] = [:]
  private var count = 0

  func look(at log: WorkoutLog, _ sessions: [String: Session], _ ground: InspectionGround) throws {
    guard ground.isWhole else { return }
    for (exercise, session) in sessions
    where metadata[exercise].map({ $0.key < session.key }) ?? true {
      metadata[exercise] = (session.key, session.metadata)
    }
  }

  func look(at exercise: FoldedExercise, _ ground: InspectionGround) throws {
    count += 1
    let recent = try RecentSessions(database: ground.database, exercise: exercise.exercise)
    let due = SummaryTable.values(exercise.sums, recent, exercise.last)
    try ground.expect(
      Self.row, [exercise.exercise],
      [metadata[exercise.exercise]?.copy.jsonText()] + due, of: exercise.exercise)
  }

  func finish(_ ground: InspectionGround) throws { try ground.expect(rows: count) }
}
