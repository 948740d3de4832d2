public import ArgumentParser
public import Logbook
import Store
import Terminal
import Training
import Upkeep
import Wire

/// `tonnage check`
struct CheckStore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that copies, documents and figures are what they should be.",
    discussion: """
      A quick check looks at 100 documents by chance; --deep looks at all of them, at all figures that are derived from \
      them, and at the file. What was found is kept, so that the next check can tell where it is going. Nothing is \
      changed: “tonnage repair” does that. Exit status: 0 nothing was found, 3 something was.
      """)

  @Flag(help: "Look at everything.")
  var deep = false

  @Flag(help: "List everything, one by one.")
  var verbose = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let result = try logbook.check(deep ? .deep : .quick)
      let text = CheckText(report: result.report, isVerbose: verbose)
      let lines =
        text.lines + (result.unkept.map { ["No note of this check was kept. \($0)"] } ?? [])
      try Output.write(
        answer.json
          ? JSONValue.object(text.json).json + "\n"
          : answer.store.hints.complete(lines.map { $0 + "\n" }.joined()))
      if !result.report.isClean { throw ExitStatus.findings }
    }
  }
}

/// A check in words and in JSON.
struct CheckText {
  let report: CheckReport
  let isVerbose: Bool

  var lines: [String] {
    let survey = report.survey
    var lines = [
      (report.depth == .deep ? "All " : "") + "\(counted(report.documents, "document")) "
        + "\(report.depth == .deep ? "were" : "by chance were") looked at. "
        + "\(survey.consistency.oneDecimal) % of \(counted(survey.copies, "copy", "copies")) of exercises say what the exercises say."
    ]
    if let trend = report.trend { lines.append(trend.sentence) }
    if report.alert != nil {
      lines.append(
        "Alarm: more than \(Thresholds.inconsistencyAlarm.count) % differ. Look whether the exercise list itself is right."
      )
    }
    if report.isClean { return lines + ["Nothing was found wrong."] }
    lines += FindingList(findings: survey.findings, isVerbose: isVerbose).lines
    let most = isVerbose ? report.integrity.count : Thresholds.detailedFindings.count
    lines += report.integrity.prefix(most).map(\.sentence.sanitized)
    lines += FindingList.more(report.integrityCount - min(most, report.integrity.count))
    lines += report.failures.map {
      "Could not be checked: \($0.check.sanitized). \($0.reason.sanitized)"
    }
    return lines + [advice]
  }

  private var advice: String {
    report.integrity.contains { $0.fault == .unreadable }
      ? "“tonnage export” saves what can be read. A backup may have the rest."
      : "“tonnage repair” repairs what needs no choice, and shows what does."
  }

  var json: [(String, JSONValue)] {
    [
      ("at", .text(report.at.iso8601)), ("depth", .text(report.depth.rawValue)),
      ("clean", .flag(report.isClean)), ("documents", .integer(report.documents)),
      ("alarm", .flag(report.alert != nil)),
    ] + report.survey.json.filter { $0.0 != "documents" } + [
      ("findings", .list(report.survey.findings.map { FindingText(finding: $0).json })),
      ("broken", .integer(report.integrityCount)),
      ("integrity", .list(report.integrity.map { .text($0.sentence) })),
      ("failedChecks", .failures(report.failures)),
      (
        "trend",
        report.trend.map {
          .object([
            ("direction", .text($0.direction.rawValue)), ("magnitude", .number($0.magnitude)),
            ("mean", .number($0.mean)),
          ])
        } ?? .null
      ),
    ]
  }
}

extension ConsistencyTrend {
  fileprivate var sentence: String {
    let mean = "\(mean.twoDecimals) % on average"
    return switch direction {
    case .stable: "The share that differs is stable over the last checks: \(mean)."
    case .increasing:
      "The share that differs is increasing by \(magnitude.twoDecimals) points a check: \(mean)."
    case .decreasing:
      "The share that differs is decreasing by \(magnitude.twoDecimals) points a check: \(mean)."
    }
  }
}

extension Double {
  fileprivate var twoDecimals: String { NumberText.decimal(self, places: 2) }
}

/// `tonnage repair`
struct RepairStore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Repair what a check finds: by itself what needs no choice, the rest as you choose.",
    discussion: """
      Without a choice, copies of exercises that are missing or differ in spelling or equipment are brought up to date, \
      and figures are worked out again; the rest is listed with both values. --take master ID lets the exercise list \
      stand, --take embedded ID what your workouts say: the exercise becomes one of your own. A backup is made before, \
      and “tonnage undo” takes the change of copies back. Exit status: 0 nothing is left, 3 something is.
      """)

  @Option(help: "Which side stands: master or embedded. Needs IDs.")
  var take: RepairSide?

  @Argument(help: "What is repaired so: ids as “tonnage repair” lists them, or exercises' ids.")
  var ids: [String] = []

  @Flag(help: "List everything, one by one.")
  var verbose = false

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if (take == nil) != ids.isEmpty {
      throw ValidationError("Say which side is to stand, and of what: --take master ID.")
    }
  }

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let meter = ProgressMeter("Repairing")
      let report =
        try take.map { try logbook.repair(ids, take: $0, progress: meter.show) }
        ?? logbook.repair(progress: meter.show)
      meter.end()
      let text = RepairText(report: report, isVerbose: verbose)
      try Output.write(
        answer.json
          ? text.json.json + "\n"
          : answer.store.hints.complete(text.lines.map { $0 + "\n" }.joined()),
        done: report.isNothing ? nil : "The repair is done")
      if text.hasRest { throw ExitStatus.findings }
    }
  }
}

extension RepairSide: ExpressibleByArgument {}

/// A repair in words and in JSON.
private struct RepairText {
  let report: RepairReport
  let isVerbose: Bool

  /// Damage that no repair can mend.
  private var beyond: [IntegrityFinding] {
    report.check.integrity.filter {
      switch $0.fault {
      case .unreadable, .file: true
      case .derived, .summary: false
      }
    }
  }

  var hasRest: Bool {
    !report.left.isEmpty || !beyond.isEmpty || !report.check.failures.isEmpty
  }

  var lines: [String] {
    var lines: [String] = []
    if report.copies > 0 {
      lines.append(
        "\(counted(report.copies, "copy", "copies")) of exercises in \(counted(report.documents, "document")) \(report.copies == 1 ? "was" : "were") brought up to date. “tonnage undo” takes it back."
      )
    }
    if report.exercises > 0 {
      lines.append(
        "\(counted(report.exercises, "exercise")) \(report.exercises == 1 ? "is" : "are") now what your workouts say. “tonnage undo” takes it back."
      )
    }
    if report.renewedDerived {
      lines.append("The figures were worked out again from your documents.")
    }
    if let backup = report.backup { lines.append("A backup of before: \(backup.sanitized)") }
    if let refusal = report.refusal { lines.append(refusal) }
    if lines.isEmpty, !hasRest { return ["There is nothing to repair."] }
    if !report.left.isEmpty { lines += choices }
    lines += beyond.map(\.sentence.sanitized)
    if !beyond.isEmpty {
      lines.append("“tonnage export” saves what can be read. A backup may have the rest.")
    }
    return lines
      + report.check.failures.map {
        "Could not be checked: \($0.check.sanitized). \($0.reason.sanitized)"
      }
  }

  private var choices: [String] {
    let most = isVerbose ? report.left.count : Thresholds.detailedFindings.count
    var table = TextTable([
      ("id", .left), ("exercise", .left), ("field", .left), ("workouts say", .left),
      ("exercise says", .left), ("documents", .right),
    ])
    for finding in report.left.prefix(most) {
      let fields = finding.fields.isEmpty ? [MetadataField.name] : finding.fields
      for (place, field) in fields.enumerated() {
        table.add([
          place == 0 ? finding.id : "", place == 0 ? finding.name : "", field.words,
          finding.embedded.map { field.value(of: $0) } ?? "nothing",
          finding.master.map { field.value(of: $0) } ?? "nothing knows it",
          place == 0 ? "\(finding.documentCount)" : "",
        ])
      }
    }
    return ["Left to choose:", "", String(table.text.dropLast())]
      + FindingList.more(report.left.count - most) + [
        "",
        "“tonnage repair --take master ID” lets the exercise stand, “tonnage repair --take embedded ID” what your workouts say.",
      ]
  }

  var json: JSONValue {
    .object([
      ("operation", .optional(report.operation)), ("copies", .integer(report.copies)),
      ("documents", .integer(report.documents)), ("exercises", .integer(report.exercises)),
      ("renewedFigures", .flag(report.renewedDerived)), ("backup", .optional(report.backup)),
      ("refusal", .optional(report.refusal)),
      ("left", .list(report.left.map { FindingText(finding: $0).json })),
      ("beyondRepair", .list(beyond.map { .text($0.sentence) })),
      ("failedChecks", .failures(report.check.failures)),
    ])
  }
}

/// `1 copy`, `3 copies`.
func counted(_ count: Int, _ one: String, _ several: String) -> String {
  "\(count) \(count == 1 ? one : several)"
}
