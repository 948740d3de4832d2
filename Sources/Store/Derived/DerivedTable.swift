import Training

/// A table that is derived from the documents, with what looks whether it is what they make of it.
///
/// Rebuilding and checking go by the list: a new table is a line in ``all``.
struct DerivedTable: Sendable {
  let name: String
  /// What it is in a sentence.
  let noun: String
  let check: @Sendable () -> any DerivedCheck

  static let all = [
    DerivedTable(name: "workout", noun: "the list of workouts") { WorkoutCheck() },
    DerivedTable(name: "session", noun: "the exercises' sessions") { SessionCheck() },
    DerivedTable(name: "book", noun: "the bests of exercises") { BookCheck() },
    DerivedTable(name: "summary", noun: "the list of exercises") { SummaryCheck() },
    DerivedTable(name: "record", noun: "the records") { RecordCheck() },
    DerivedTable(name: "day", noun: "the calendar") { DayCheck() },
    DerivedTable(name: "day_group", noun: "the muscle groups of days") { DayGroupCheck() },
    DerivedTable(name: "month", noun: "the months of exercises") { MonthCheck() },
    DerivedTable(name: "weighing", noun: "the list of body weights") { WeighingCheck() },
  ]

  static let names = all.map(\.name)
}

/// Looks whether one derived table holds what the documents make of it, and nothing else.
///
/// An inspection hands it each document it looks at, then, where it looks at all of them, the sessions of each exercise
/// in their order. What is wrong goes to the findings of the ``InspectionGround``; a check that throws is given up, and
/// the others go on.
protocol DerivedCheck: AnyObject {
  /// - Parameter sessions: The workout's, by exercise.
  func look(at log: WorkoutLog, _ sessions: [String: Session], _ ground: InspectionGround) throws
  func look(at weighing: BodyWeight, _ ground: InspectionGround) throws
  func look(at step: FoldStep, _ ground: InspectionGround) throws
  /// Called after the last session of an exercise.
  func look(at exercise: FoldedExercise, _ ground: InspectionGround) throws
  /// Called last, where all documents were looked at.
  func finish(_ ground: InspectionGround) throws
}

extension DerivedCheck {
  func look(at log: WorkoutLog, _ sessions: [String: Session], _ ground: InspectionGround) throws {}
  func look(at weighing: BodyWeight, _ ground: InspectionGround) throws {}
  func look(at step: FoldStep, _ ground: InspectionGround) throws {}
  func look(at exercise: FoldedExercise, _ ground: InspectionGround) throws {}
  func finish(_ ground: InspectionGround) throws {}
}
