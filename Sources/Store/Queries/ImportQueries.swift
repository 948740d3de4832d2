import GRDB
public import Training
import Wire

extension Reader {
  /// The workouts that came out of an app's export, oldest first.
  ///
  /// Takes time in proportion to the whole history: for imports, not for screens that are drawn.
  public func importedWorkouts() throws -> [WorkoutLog] {
    try texts(
      """
      SELECT DISTINCT id FROM document WHERE collection = 'workoutLogs'
        AND json LIKE '%"importedFrom":%'
      """
    ).compactMap { try present(WorkoutLog.self, $0, keeping: false)?.document }
      .sorted { ($0.date, $0.id) < ($1.date, $1.id) }
  }

  /// Whether a workout or a program names the exercise.
  public func isUsed(exercise id: String) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM document WHERE collection IN ('workoutLogs', 'programs')
          AND instr(json, ?) > 0)
        """, arguments: [Self.naming(id)]) ?? false
  }

  /// Whether a workout or a program names the exercise that was written in this step or later: one that is older has
  /// named it before.
  func isUsed(exercise id: String, since step: Int64) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM document d WHERE collection IN ('workoutLogs', 'programs')
          AND instr(json, ?) > 0 AND EXISTS (SELECT 1 FROM journal j
            WHERE j.collection = d.collection AND j.id = d.id AND j.step >= ?))
        """, arguments: [Self.naming(id), step]) ?? false
  }

  /// The workouts in which the exercise was done, oldest first; as slow as ``importedWorkouts()``.
  public func workouts(ofExercise id: String) throws -> [WorkoutLog] {
    try texts(
      "SELECT DISTINCT id FROM document WHERE collection = 'workoutLogs' AND instr(json, ?) > 0",
      [Self.naming(id)]
    ).compactMap { try present(WorkoutLog.self, $0, keeping: false)?.document }
      .sorted { ($0.date, $0.id) < ($1.date, $1.id) }
  }

  /// How an entry names the exercise in the JSON that the store writes.
  private static func naming(_ id: String) -> String { "\"exerciseId\":" + JSONText.string(id) }

  private func texts(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
    try String.fetchAll(database, sql: sql, arguments: arguments)
  }
}
