import Logbook
import Terminal
import Training
import Upkeep
import Wire

/// What a migration would do, in words.
struct MigrationPreviewText {
  let survey: EmbeddingSurvey

  /// How many exercises are named where more are unknown.
  private static let named = 12

  var text: String {
    var lines: [String] = []
    if survey.batches == 0 {
      lines.append(
        survey.unknownExercises.isEmpty && survey.unreadable.isEmpty
          ? "Nothing to migrate: all \(documents(survey.workouts.documents, survey.programs.documents)) have their exercise data."
          : "Nothing can be migrated.")
    } else {
      lines.append(
        "To migrate: \(documents(survey.pendingWorkouts, survey.pendingPrograms)), in \(survey.batches) batch\(survey.batches == 1 ? "" : "es"). “tonnage migrate” does it; nothing was changed yet."
      )
    }
    lines += unknownLines
    if !survey.unreadable.isEmpty {
      lines.append(
        "\(counted(survey.unreadable.count, "document")) cannot be read, and stay as they are:")
      lines += survey.unreadable.sorted { $0.key < $1.key }.prefix(Self.named).map {
        "  \($0.key.sanitized)"
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var unknownLines: [String] {
    let unknown = survey.unknownExercises.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard !unknown.isEmpty else { return [] }
    var lines = [
      "No exercise list has these; entries that name them keep what they have, and stay without exercise data:"
    ]
    lines += unknown.prefix(Self.named).map {
      "  \($0.key.sanitized), in \(counted($0.value, "document"))"
    }
    if unknown.count > Self.named { lines.append("  and \(unknown.count - Self.named) more") }
    return lines
  }

  private func documents(_ workouts: Int, _ programs: Int) -> String {
    "\(counted(workouts, "workout")) and \(counted(programs, "program"))"
  }

  var value: JSONValue {
    .object([
      ("workouts", .integer(survey.pendingWorkouts)),
      ("programs", .integer(survey.pendingPrograms)), ("batches", .integer(survey.batches)),
      ("workoutCompleteness", .number(survey.workouts.completeness)),
      ("programCompleteness", .number(survey.programs.completeness)),
      ("consistency", .number(survey.consistency)),
      (
        "unknownExercises",
        .object(
          survey.unknownExercises.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
      ),
      ("unreadable", .list(survey.unreadable.keys.sorted().map { .text($0) })),
    ])
  }
}

/// A migration's report in words: a block a milestone, a table a suite.
struct MigrationReportText {
  let report: MigrationReport

  /// What has just been done.
  func outcome(resumed: Bool) -> String {
    let record = report.record
    var lines = [
      "\(resumed ? "Migrated, after it had been cut short" : "Migrated"): \(counted(record.plannedWorkouts, "workout")) and \(counted(record.plannedPrograms, "program")), \(record.entries) entries, in \(seconds(record.seconds)).",
      "Nothing is lost: \(record.after.sets) sets and \(record.after.unknownFields) unknown fields before and after.",
    ]
    if let backup = record.backup {
      lines.append("The state before is kept in \(backup.sanitized).")
    }
    lines.append("“tonnage migrate --rollback” takes it back.")
    return lines.map { $0 + "\n" }.joined() + "\n"
  }

  private func seconds(_ seconds: Double) -> String {
    "\(NumberText.decimal(seconds, places: 1)) s"
  }

  var text: String {
    var lines: [String] = []
    for milestone in report.milestones {
      lines.append("Milestone \(milestone.number): \(milestone.title) – \(milestone.status.words)")
      for criterion in milestone.criteria {
        lines.append(
          "  [\(criterion.isMet ? "x" : " ")] \(criterion.words): \(criterion.evidence.sanitized)")
        if !criterion.isMet, !criterion.advice.isEmpty {
          lines.append("      \(criterion.advice.sanitized)")
        }
      }
      lines.append("")
    }
    lines += measuredLines
    lines += report.suites.flatMap { self.lines(of: $0) }
    lines += failureLines
    lines += adviceLines(report.recommendations)
    lines += ["", "All in all: \(report.status.words)"]
    return lines.map { $0 + "\n" }.joined()
  }

  /// What was measured before and after.
  private var measuredLines: [String] {
    guard let before = report.before, let after = report.after else { return [] }
    if let problem = before.problem ?? after.problem {
      return ["Not measured: \(problem.sanitized)", ""]
    }
    var table = TextTable([("measured", .left), ("before", .right), ("now", .right)])
    func add(_ words: String, _ unit: String, _ figure: (LoadBaseline) -> Double) {
      table.add([
        words, "\(NumberText.decimal(figure(before), places: 2))\(unit)",
        "\(NumberText.decimal(figure(after), places: 2))\(unit)",
      ])
    }
    add("workouts, with what they lack looked up", " ms", \.logLoad)
    add("Progress, likewise", " ms", \.progressLoad)
    add("one exercise, likewise", " ms", \.analyticsLoad)
    add("exercises looked up", "") { Double($0.reads) }
    add("hit rate", " %", \.hitRate)
    add("memory", " MB") { Double($0.memoryBytes) / 1_048_576 }
    add("open Log", " ms", \.openLog)
    add("open Progress", " ms", \.openProgress)
    add("log a set", " ms", \.logSet)
    add("rebuild the analytics", " ms", \.rebuildAnalytics)
    return table.text.split(separator: "\n").map(String.init) + [""]
  }

  func text(of name: ReportSuite.Name) -> String {
    let suite = report.suites.first { $0.name == name }
    let advice = report.recommendations.filter { $0.category == name }
    return ((suite.map { self.lines(of: $0) } ?? []) + adviceLines(advice)).map { $0 + "\n" }
      .joined()
  }

  private func lines(of suite: ReportSuite) -> [String] {
    guard let status = suite.status else {
      return ["\(suite.name.words): does not apply to one athlete's log"]
    }
    return ["\(suite.name.words): \(status.words)"]
      + suite.checks.map {
        "  \($0.words): \($0.value.sanitized); wanted \($0.target) – \($0.status.words)"
      }
  }

  /// How many errors are named.
  private static let named = 10

  private var failureLines: [String] {
    guard !report.failures.isEmpty else { return [] }
    let shown = report.failures.prefix(Self.named).map {
      "  \($0.category.words): \($0.sentence.sanitized)"
    }
    let rest = report.failures.count - shown.count
    return ["", "Errors, \(report.failures.count):"] + shown
      + (rest > 0 ? ["  and \(rest) more (--json lists all)"] : [])
  }

  private func adviceLines(_ advice: [ReportRecommendation]) -> [String] {
    guard !advice.isEmpty else { return [] }
    return ["", "What to do:"]
      + advice.map { "  \($0.priority.rawValue): \($0.action.sanitized)" }
  }
}
