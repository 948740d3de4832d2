import ArgumentParser
import Interchange
import Logbook
import Store
import Terminal
import Training
import Upkeep
import Wire

/// `tonnage validate [FILE]`
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Look through the store, or a file of documents, for what does not fit together.",
    discussion: """
      Tells of exercises that nothing knows, of copies of exercises that are missing or differ from the exercise list, \
      and of documents that cannot be read, with sums by kind of document. A file may be a sync's dump, an export or \
      documents of another program; nothing of it is brought in. Exit status: 0 nothing was found, 3 something was.
      """)

  @Argument(
    help: "A file to look through instead of the store.", completion: .file(extensions: ["json"]))
  var file: String?

  @Flag(help: "List everything, one by one.")
  var verbose = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let report =
        try file.map {
          try logbook.validate(file: $0, bytes: try FileBytes.read($0, waits: true))
        } ?? logbook.validate()
      let subject = file ?? "The store"
      let text =
        answer.json
        ? Self.json(report).json + "\n"
        : lines(report, subject, Wording(unit: place.unit)).map { $0 + "\n" }.joined()
      try Output.write(answer.store.hints.complete(text))
      if !report.isClean { throw ExitStatus.findings }
    }
  }

  private func lines(_ report: ValidationReport, _ subject: String, _ wording: Wording) -> [String]
  {
    let survey = report.survey
    var lines = [
      "\(subject.sanitized) has \(counted(survey.documents, "document")), which name an exercise "
        + "\(survey.references == 1 ? "once" : "\(survey.references) times")."
    ]
    if !report.athletes.isEmpty {
      lines.append(
        "They belong to \(report.athletes.count) athletes: \(report.athletes.joined(separator: ", ").sanitized)."
      )
    }
    if survey.documents > 0 { lines += ["", String(survey.table(wording).text.dropLast())] }
    if report.isClean { return lines + ["", "Everything fits together."] }
    if !survey.isClean {
      lines += [""] + FindingList(findings: survey.findings, isVerbose: verbose).lines
    }
    if report.faultCount > 0 {
      let most = verbose ? report.faults.count : Thresholds.detailedFindings.count
      lines += [""] + report.faults.prefix(most).map(\.sentence.sanitized)
      lines += FindingList.more(report.faultCount - min(most, report.faults.count))
    }
    lines += report.failures.map {
      "\($0.check.sanitized) could not be checked: \($0.reason.sanitized)"
    }
    return lines + ["", summary(report)]
  }

  private func summary(_ report: ValidationReport) -> String {
    let survey = report.survey
    let parts = [
      survey.orphans > 0 ? "\(survey.orphans) of unknown exercises" : nil,
      survey.missing > 0 ? "\(survey.missing) without a copy" : nil,
      survey.inconsistent > 0 ? "\(survey.inconsistent) that differ" : nil,
      report.faultCount > 0 ? "\(counted(report.faultCount, "other fault"))" : nil,
    ].compactMap(\.self)
    let found =
      parts.isEmpty
      ? "Not everything could be checked." : "Found: \(parts.joined(separator: ", "))."
    return file == nil ? found + " “tonnage repair” repairs what it can." : found
  }

  private static func json(_ report: ValidationReport) -> JSONValue {
    .object(
      [("clean", .flag(report.isClean))] + report.survey.json + [
        ("collections", report.survey.countsJSON),
        ("findings", .list(report.survey.findings.map { FindingText(finding: $0).json })),
        ("faultCount", .integer(report.faultCount)),
        ("faults", .list(report.faults.map { .text($0.sentence) })),
        ("failedChecks", .failures(report.failures)),
        ("athletes", .list(report.athletes.map { .text($0) })),
      ])
  }
}
