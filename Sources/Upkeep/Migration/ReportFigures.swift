import Store
import Training

/// Works a report out of what was measured.
struct ReportFigures {
  let record: MigrationRecord
  let before: LoadBaseline?
  let after: LoadBaseline?
  let failures: [MigrationFailure]
  let survey: EmbeddingSurvey

  init(_ kept: MigrationReport.Kept, _ survey: EmbeddingSurvey) {
    (record, before, after) = (kept.record, kept.before, kept.after)
    failures = kept.failures
    self.survey = survey
  }

  // MARK: Figures

  /// Both measurements, where both were made.
  private var measured: (before: LoadBaseline, after: LoadBaseline)? {
    guard let before, let after, before.problem == nil, after.problem == nil else { return nil }
    return (before, after)
  }

  /// By how much a figure fell, in percent; what was nothing before cannot fall, and has not risen.
  private static func fall(_ before: Double, _ after: Double) -> Double {
    before <= 0 ? (after <= 0 ? 100 : 0) : (before - after) / before * 100
  }

  var readsFall: Double? {
    measured.map { Self.fall(Double($0.before.reads), Double($0.after.reads)) }
  }

  /// By page. The plan's target is for logging and progress; the page of one exercise needs its metadata once, and is
  /// measured without being judged.
  var pagesFall: [(page: String, before: Double, after: Double, fall: Double)] {
    guard let (before, after) = measured else { return [] }
    return [
      ("Log", before.logLoad, after.logLoad), ("Progress", before.progressLoad, after.progressLoad),
    ].map { ($0.0, $0.1, $0.2, Self.fall($0.1, $0.2)) }
  }

  /// Documents that failed, in percent of all that were to be migrated.
  var errorRate: Double {
    record.planned == 0
      ? 0 : Double(record.failed) / Double(max(record.planned, record.failed)) * 100
  }

  /// Entries that got no metadata, in percent of all entries.
  var operationErrorRate: Double {
    let entries = survey.workouts.entries + survey.programs.entries
    let without =
      entries - survey.workouts.entriesWithMetadata - survey.programs.entriesWithMetadata
    return entries == 0 ? 0 : Double(without) / Double(entries) * 100
  }

  /// By how much an open screen's pages slowed down, in percent; nil where none was open.
  var slowdown: Double? {
    guard let before = record.pagesBefore, let during = record.pagesDuring, before > 0 else {
      return nil
    }
    return max(0, (during - before) / before * 100)
  }

  var hasLostNothing: Bool { record.before == record.after && record.state != .rolledBack }

  // MARK: Words

  static func percent(_ value: Double, places: Int = 1) -> String {
    "\(number(value, places: places)) %"
  }

  /// Rounded down, so that what is missed by little does not read as reached.
  static func number(_ value: Double, places: Int = 1) -> String {
    let scale = places == 3 ? 1000.0 : places == 2 ? 100.0 : 10.0
    let scaled = (value * scale).rounded(.down)
    // Beyond that no digit behind the point means anything.
    guard abs(scaled) < 1e15 else { return "\(value)" }
    let text = "\(scaled / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func milliseconds(_ value: Double) -> String { "\(number(value, places: 3)) ms" }

  static func atLeast(_ threshold: Threshold) -> String {
    "\(number(threshold.value)) % or more"
  }

  static func below(_ threshold: Threshold) -> String { "below \(number(threshold.value)) %" }

  private static func status(_ isReached: Bool, else status: ReportStatus) -> ReportStatus {
    isReached ? .achieved : status
  }

  // MARK: Suites

  var suites: [ReportSuite] {
    [
      ReportSuite(name: .performance, checks: [reads] + pages + [hitRate]),
      ReportSuite(name: .dataQuality, checks: [consistency, completeness]),
      ReportSuite(name: .userExperience, checks: [operationErrors]),
      ReportSuite(name: .businessImpact, checks: []),
    ]
  }

  static let measureAgain =
    "Make room on the disk for a copy of your log, and measure again with “tonnage migrate --report”."

  private var reads: ReportCheck {
    let fall = readsFall
    return ReportCheck(
      name: "readReduction", words: "reads of exercises",
      value: measured.map {
        "\($0.before.reads) before, \($0.after.reads) now: −\(Self.percent(fall ?? 0))"
      } ?? "not measured",
      target: "−\(Self.atLeast(Thresholds.fewerReads))",
      status: Self.status(fall ?? 0 >= Thresholds.fewerReads.value, else: .inProgress),
      advice: measured == nil
        ? Self.measureAgain : "Migrate what still lacks metadata: “tonnage migrate”.",
      priority: .high)
  }

  private var pages: [ReportCheck] {
    let pages = pagesFall
    guard !pages.isEmpty else {
      return [
        ReportCheck(
          name: "pageLoad", words: "page times", value: "not measured",
          target: "−\(Self.atLeast(Thresholds.fasterPages))", status: .inProgress,
          advice: Self.measureAgain, priority: .medium)
      ]
    }
    return pages.map { page in
      ReportCheck(
        name: "pageLoad\(page.page)",
        words: "time of \(page.page)",
        value:
          "\(Self.milliseconds(page.before)) before, \(Self.milliseconds(page.after)) now: "
          + (page.fall < 0 ? "+\(Self.percent(-page.fall))" : "−\(Self.percent(page.fall))"),
        target: "−\(Self.atLeast(Thresholds.fasterPages))",
        status: Self.status(page.fall >= Thresholds.fasterPages.value, else: .inProgress),
        advice:
          "\(page.page) takes \(Self.milliseconds(page.after)): nothing has to be done as long as that is quick enough for you. “tonnage health” watches it.",
        priority: .medium)
    }
  }

  private var hitRate: ReportCheck {
    ReportCheck(
      name: "cache", words: "hit rate",
      value: after.map {
        $0.problem == nil
          ? "\(Self.percent($0.hitRate)), \($0.hits) of \($0.needs)" : "not measured"
      } ?? "not measured",
      target: Self.atLeast(Thresholds.hitRate),
      status: Self.status(isHitRateReached, else: .inProgress),
      advice: measured == nil
        ? Self.measureAgain : "Migrate what still lacks metadata: “tonnage migrate”.",
      priority: .high)
  }

  var isHitRateReached: Bool {
    measured.map { $0.after.hitRate >= Thresholds.hitRate.value } ?? false
  }

  private var consistency: ReportCheck {
    let inconsistent = survey.workouts.inconsistent + survey.programs.inconsistent
    return ReportCheck(
      name: "consistency", words: "consistency",
      value:
        "\(Self.percent(survey.consistency, places: 2)), \(inconsistent) of \(survey.documents) contradict the exercise list",
      target: Self.atLeast(Thresholds.consistencyReached),
      status: Self.status(
        survey.consistency >= Thresholds.consistencyReached.value, else: .needsAttention),
      advice: "See what differs and choose: “tonnage check --deep”, then “tonnage repair”.",
      priority: .critical)
  }

  private var completeness: ReportCheck {
    func words(_ kind: KindSurvey, _ noun: String) -> String {
      "\(noun) \(Self.percent(kind.completeness)) (\(kind.entriesWithMetadata) of \(kind.entries))"
    }
    return ReportCheck(
      name: "completeness", words: "completeness",
      value: "\(words(survey.workouts, "workouts")), \(words(survey.programs, "programs"))",
      target: "\(Self.number(Thresholds.workoutsMigrated.value)) %",
      status: Self.status(isComplete, else: .inProgress), advice: completenessAdvice,
      priority: .high)
  }

  var isComplete: Bool {
    survey.workouts.completeness >= Thresholds.workoutsMigrated.value
      && survey.programs.completeness >= Thresholds.programsMigrated.value
  }

  /// What to do about entries without metadata.
  var completenessAdvice: String {
    guard survey.pending.isEmpty, !survey.unknownExercises.isEmpty else {
      return "Migrate what still lacks metadata: “tonnage migrate”."
    }
    let ids = survey.unknownExercises.keys.sorted().prefix(3).map { "“\($0)”" }
    return
      "No exercise list has \(ids.joined(separator: ", ")): open a workout in Log and swap it with ww, or import the list that has it."
  }

  private var operationErrors: ReportCheck {
    ReportCheck(
      name: "errorRate", words: "errors of exercise operations",
      value: Self.percent(operationErrorRate, places: 3),
      target: Self.below(Thresholds.operationErrors),
      status: Self.status(
        operationErrorRate < Thresholds.operationErrors.value, else: .needsAttention),
      advice: completenessAdvice, priority: .high)
  }
}
