import ArgumentParser
import Interchange
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage import FILE`
struct ImportFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read in a file of documents: legacy ones, or an export.",
    discussion: """
      A file with several athletes is read for one of them: name it with --user. What the store has already is \
      left as it is there, so that reading a file twice changes nothing.
      """)

  @Argument(help: "The JSON file.", completion: .file(extensions: ["json"]))
  var file: String

  @Option(help: "The athlete, by name or id.")
  var user: String?

  @Flag(help: "Only show what would happen.")
  var dryRun = false

  @Flag(help: "List every value that was interpreted, one by one.")
  var verbose = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let dump = try LegacyDump(file: file, bytes: try FileBytes.read(file))
      if user == nil, dump.users.count > 1 { return try askWhich(dump) }
      let plan = try logbook.importPlan(dump, user: user)
      let report = try logbook.bringIn(plan, dryRun: dryRun)
      let text = ImportText(report: report, unit: place.unit, isVerbose: verbose)
      try Output.write(answer.json ? text.json + "\n" : text.text)
    }
  }

  /// Lists the athletes; choosing one is a second command, so that scripts never wait for an answer.
  private func askWhich(_ dump: LegacyDump) throws {
    if answer.json {
      let users = dump.users.map { user in
        JSONValue.object([
          ("id", .text(user.id)), ("name", .text(user.name)), ("workouts", .integer(user.workouts)),
          ("programs", .integer(user.programs)), ("listed", .flag(user.isListed)),
        ])
      }
      try Output.print(JSONValue.object([("users", .list(users))]).json)
    } else {
      var table = TextTable([
        ("athlete", .left), ("workouts", .right), ("programs", .right), ("id", .left),
      ])
      for user in dump.users {
        table.add([
          user.name + (user.isListed ? "" : " (not in the list of athletes)"), "\(user.workouts)",
          "\(user.programs)", user.id,
        ])
      }
      try Output.write(table.text)
    }
    throw InterchangeError.severalUsers(file: file, users: dump.users.map(\.name))
  }
}

/// What an import did, in words.
struct ImportText {
  let report: ImportReport
  let unit: WeightUnit
  let isVerbose: Bool

  var text: String {
    var table = TextTable([
      ("", .left), ("in the file", .right), ("read", .right), ("added", .right),
      ("unchanged", .right), ("kept", .right),
    ])
    for figures in report.figures {
      table.add([
        figures.collection.rawValue, "\(report.counts[figures.collection.rawValue] ?? 0)",
        "\(figures.read)", "\(figures.added)", "\(figures.unchanged)", "\(figures.kept)",
      ])
    }
    let known = Set(report.figures.map(\.collection.rawValue))
    for (name, count) in report.counts.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      table.add([name, "\(count)", "", "", "", ""])
    }
    return table.text + notes.map { $0 + "\n" }.joined()
  }

  private var notes: [String] {
    var lines: [String] = []
    if report.figures.contains(where: { $0.kept > 0 }) {
      lines.append(
        "“kept” stand in the store with other content; they were left as they are there.")
    }
    for (id, uses) in report.unknownExercises.sorted(by: { $0.key < $1.key }) {
      lines.append("Exercise \(id.sanitized), used \(uses) times, is unknown: kept as “Unknown”.")
    }
    for difference in report.differences {
      lines.append(
        "\(difference.exercise.sanitized): the file claims \(difference.figure) \(number(difference.claimed)), its workouts come to \(number(difference.ours)); ours holds."
      )
    }
    lines += interpretations
    lines.append(outcome)
    return lines
  }

  private var outcome: String {
    if report.added == 0 {
      return "Nothing new: every document of the file is in the store. The store is as it was."
    }
    let documents = report.added == 1 ? "1 document" : "\(report.added) documents"
    return report.isDryRun
      ? "\(documents) would be added. Nothing was written."
      : "\(documents) added. “tonnage undo” takes it back."
  }

  private var interpretations: [String] {
    if isVerbose {
      return report.interpretations.map(line)
    }
    let kinds = Dictionary(grouping: report.interpretations, by: kind)
    guard !kinds.isEmpty else { return [] }
    let count = report.interpretations.count
    return [
      count == 1
        ? "1 value was interpreted:" : "\(count) values were interpreted (--verbose lists each):"
    ]
      + kinds.values.sorted { ($1.count, $0[0].path) < ($0.count, $1[0].path) }.prefix(12).map {
        "  \($0.count) ×, such as \(line($0[0]))"
      }
  }

  private func line(_ interpretation: Interpretation) -> String {
    let place = [interpretation.document, interpretation.path].filter { !$0.isEmpty }
      .joined(separator: " ")
    return "\(place.sanitized): \(interpretation.sentence.sanitized)"
  }

  /// The field and the sentence without their values, so that equal cases stand together.
  private func kind(_ interpretation: Interpretation) -> String {
    let fields = interpretation.path.split(separator: "/")
    let field = fields.last { !$0.allSatisfy(\.isNumber) } ?? ""
    let quoted = interpretation.sentence.split(separator: "“", omittingEmptySubsequences: false)
      .map { $0.split(separator: "”", maxSplits: 1, omittingEmptySubsequences: false).last ?? "" }
    return field + quoted.joined().filter { !$0.isNumber }
  }

  private func number(_ value: Double) -> String { NumberText.decimal(value, places: 1) }

  var json: String {
    JSONValue.object([
      ("file", .text(report.file)), ("userId", .optional(report.userId)),
      ("dryRun", .flag(report.isDryRun)), ("added", .integer(report.added)),
      (
        "collections",
        .list(
          report.figures.map {
            .object([
              ("collection", .text($0.collection.rawValue)), ("read", .integer($0.read)),
              ("added", .integer($0.added)), ("unchanged", .integer($0.unchanged)),
              ("kept", .integer($0.kept)),
            ])
          })
      ),
      (
        "interpretations",
        .list(
          report.interpretations.map {
            .object([
              ("document", .text($0.document)), ("path", .text($0.path)),
              ("sentence", .text($0.sentence)),
            ])
          })
      ),
      (
        "unknownExercises",
        .object(
          report.unknownExercises.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
      ),
    ]).json
  }
}
