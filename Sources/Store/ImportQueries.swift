import GRDB
public import Training

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
    let escaped = id.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
      .replacing("_", with: "\\_")
    return try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM document WHERE collection IN ('workoutLogs', 'programs')
          AND json LIKE ? ESCAPE '\\')
        """, arguments: ["%\"exerciseId\":\"\(escaped)\"%"]) ?? false
  }

  private func texts(_ sql: String) throws -> [String] {
    try String.fetchAll(database, sql: sql)
  }
}
