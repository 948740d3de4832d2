import GRDB
import Testing
import Training

@testable import Store

/// What a screen asks costs what it shows: every question finds its rows through an index.
struct QueryPlanTests {
  private func plan(_ sql: String) throws -> [String] {
    let store = try Store.inMemory()
    return try store.queue.read { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN \(sql)",
        arguments: StatementArguments(
          Array(repeating: 1, count: sql.count { $0 == "?" }))
      ).map { $0["detail"] }
    }
  }

  /// Questions that read a whole table, or walk one in its own order: those to the tables that stay small, and
  /// those that end after a few rows.
  private static let walks: [String: String] = [
    // One row an exercise.
    ProgressQuery.rows.sql: "SCAN summary",
    ProgressQuery.choices.sql: "SCAN summary",
    // Ends with the first row, or after as many as are shown.
    WorkoutQuery.unfinished.sql: "SCAN workout USING INDEX workout_unfinished",
    WorkoutQuery.records.sql: "SCAN r",
    Journal.lastStepSQL: "SCAN journal",
    // Ends with the days that are asked for.
    Journal.latestSQL: "SCAN journal",
  ]

  /// Sorted: as many rows as there are muscle groups.
  private static let sorted: Set<String> = [WorkoutQuery.groups.sql]

  private static let questions =
    WorkoutQuery.allCases.map(\.sql) + ProgressQuery.allCases.map(\.sql) + [
      Journal.headSQL, Journal.stepSQL, Journal.documentSQL, Journal.lastStepSQL,
      Journal.latestSQL,
      Reader.currentProgramSQL, Fold.sql(">="), Fold.sql(">"),
    ]

  @Test(arguments: questions) func aQuestionFindsItsRowsThroughAnIndex(sql: String) throws {
    let plan = try plan(sql)
    #expect(!plan.isEmpty)
    let scans = plan.filter { $0.hasPrefix("SCAN") && $0 != "SCAN CONSTANT ROW" }
    #expect(scans == (Self.walks[sql].map { [$0] } ?? []), "\(plan)")
  }

  @Test(arguments: questions) func rowsComeInTheOrderOfAnIndex(sql: String) throws {
    let plan = try plan(sql)
    let sorts = plan.contains { $0.contains("TEMP B-TREE") }
    #expect(sorts == Self.sorted.contains(sql), "\(plan)")
  }
}
