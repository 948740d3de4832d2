import ArgumentParser
import Logbook
import Store
import Terminal
import Training
import Upkeep
import Wire

/// `tonnage migrate`
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Embed what is known of exercises in workouts and programs that lack it.",
    discussion: """
      Documents of the app's own database name their exercises by id alone; “tonnage import --raw” puts them in as they \
      came. Migrating gives them name, muscle group and type, so that nothing has to be looked up to draw them. A \
      backup is made before; all is counted and hashed before and after; a migration that was cut short is gone on with \
      by the same command. It is no edit: no stamp changes, and undo does not meet it. --rollback takes it back, also \
      much later.
      """)

  @Flag(help: "Only show what would happen.")
  var dryRun = false

  @Flag(help: "Take back what the last migration added and no edit has renewed since.")
  var rollback = false

  @Flag(
    help:
      "How the last migration stands against what was to be reached; with a SUITE only that: performance, dataQuality or userExperience."
  )
  var report = false

  @Argument(help: ArgumentHelp("After --report.", valueName: "suite"))
  var suite: String?

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard [dryRun, rollback, report].count(where: { $0 }) <= 1 else {
      throw ValidationError("--dry-run, --rollback and --report are one at a time.")
    }
    guard let suite else { return }
    guard report else { throw ValidationError("“\(suite)” makes sense after --report only.") }
    do throws(MigrationError) {
      _ = try ReportSuite.Name(named: suite)
    } catch {
      throw ValidationError(error.sentence)
    }
  }

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      if dryRun {
        try preview(logbook)
      } else if rollback {
        try takeBack(logbook)
      } else if report {
        try tellReport(logbook)
      } else {
        try migrate(logbook)
      }
    }
  }

  private func show(_ text: String, _ value: JSONValue, done: String? = nil) throws {
    let text = answer.store.hints.complete(text)
    try Output.write(answer.json ? value.json + "\n" : text, done: done)
  }

  private func preview(_ logbook: Logbook) throws {
    let meters = MigrationMeters()
    let survey = try logbook.migrationPreview(meters.show)
    meters.end()
    let text = MigrationPreviewText(survey: survey)
    try show(text.text, text.value)
  }

  private func migrate(_ logbook: Logbook) throws {
    let meters = MigrationMeters()
    defer { meters.end() }
    switch try logbook.migrate(meters.show) {
    case .nothing(let survey):
      meters.end()
      let text = MigrationPreviewText(survey: survey)
      try show(text.text, text.value)
      if !survey.unknownExercises.isEmpty { throw ExitStatus.findings }
    case .migrated(let report, let resumed):
      meters.end()
      let text = MigrationReportText(report: report)
      try show(
        text.outcome(resumed: resumed) + text.text, report.value(), done: "The migration is done")
      if report.record.failed > 0 { throw ExitStatus.findings }
    }
  }

  private func takeBack(_ logbook: Logbook) throws {
    let meters = MigrationMeters()
    defer { meters.end() }
    let taken = try logbook.rollBackMigration(meters.show)
    meters.end()
    var sentence =
      "Taken back: \(counted(taken.documents, "document")) \(taken.documents == 1 ? "is" : "are") without the exercise data that the migration had added."
    if taken.kept > 0 {
      sentence +=
        " \(taken.kept) \(taken.kept == 1 ? "entry has" : "entries have") been written since, and \(taken.kept == 1 ? "stays" : "stay") as \(taken.kept == 1 ? "it is" : "they are")."
    }
    try answer.tell(
      [
        ("documents", .integer(taken.documents)), ("entries", .integer(taken.entries)),
        ("kept", .integer(taken.kept)),
      ], sentence, done: "The migration is taken back")
  }

  private func tellReport(_ logbook: Logbook) throws {
    let name = try suite.map { try ReportSuite.Name(named: $0) }
    let meters = MigrationMeters()
    let report = try logbook.migrationReport(meters.show)
    meters.end()
    let text = MigrationReportText(report: report)
    try show(name.map(text.text(of:)) ?? text.text, report.value(of: name))
  }
}

/// What is said while a migration goes on.
private final class MigrationMeters {
  private var meter = ProgressMeter("")
  private var words = ""

  func show(_ stage: MigrationStage) {
    switch stage {
    case .looking(let fraction): use("Looking through your log").show(fraction)
    case .measuring: use("Measuring").show()
    case .backingUp: use("Making a backup").show()
    case .migrating(let progress): show(use("Migrating"), progress)
    case .takingBack(let progress): show(use("Taking back"), progress)
    }
  }

  private func show(_ meter: ProgressMeter, _ progress: MigrationProgress) {
    meter.show(progress.done, of: progress.all, rate: progress.rate, left: progress.left)
  }

  private func use(_ words: String) -> ProgressMeter {
    if words != self.words {
      meter.end()
      (meter, self.words) = (ProgressMeter(words), words)
    }
    return meter
  }

  func end() { meter.end() }
}
