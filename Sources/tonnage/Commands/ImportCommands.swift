public import ArgumentParser
public import Interchange
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage import`
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read in exports of Strong, Hevy and FitNotes, and files of documents.",
    discussion: """
      The kind of file is recognised by its content. What the store already has is left as it is, so that reading a \
      file twice changes nothing, and a newer export brings what is new. The same workout from two apps comes in once. \
      “tonnage import map” shows and changes what the exercises' names stand for; “tonnage import undo” takes the \
      last import back. A file called map or undo is given as ./map.
      """,
    subcommands: [ImportFiles.self, ImportMap.self, UndoImport.self],
    defaultSubcommand: ImportFiles.self)
}

/// `tonnage import FILE…`
struct ImportFiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files", abstract: "Read in files (this is what happens without a subcommand).")

  @Argument(help: "The files, CSV or JSON.", completion: .file(extensions: ["csv", "json"]))
  var files: [String]

  @Option(help: "strong, hevy, fitnotes or tonnage, if the content does not tell.")
  var format: ForeignFormat?

  @Option(help: "The unit of the weights, if the file does not say: kg or lb.")
  var unit: String?

  @Option(help: "The athlete, by name or id, in a file that holds several.")
  var user: String?

  @Option(
    name: .customLong("map"),
    help: "NAME=EXERCISE: what a name of the file stands for; without an exercise, one of your own."
  )
  var maps: [String] = []

  @Flag(help: "Skip rows that cannot be read, and list them.")
  var skipBadRows = false

  @Flag(help: "Take over workouts that the app has changed since, unless they were edited here.")
  var updateChanged = false

  @Flag(help: "Also bring in workouts that are already here from elsewhere.")
  var addDuplicates = false

  @Flag(help: "Bring in again what was deleted since, here or on another machine.")
  var bringBack = false

  @Flag(
    help:
      "Put documents in as they came, without what is known of their exercises; “tonnage migrate” adds that."
  )
  var raw = false

  @Flag(help: "Only show what would happen.")
  var dryRun = false

  @Flag(help: "List everything, one by one.")
  var verbose = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let unit = try unit.map { text in
      guard let unit = WeightUnit(spelling: text) else {
        throw ValidationError("“\(text)” is not a unit of weight. Type kg or lb.")
      }
      return unit
    }
    try withLogbook(answer.store) { logbook, place in
      let choices = try Dictionary(
        maps.map { try NameAssignment($0, logbook) }.map { ($0.name, $0.exerciseId) },
        uniquingKeysWith: { _, last in last })
      // Every file is read before the first is written: one that cannot be keeps the others out too.
      let sources = try files.map { file in
        (
          file,
          try ImportSource(
            file: file, bytes: try FileBytes.read(file, waits: true),
            options: ForeignOptions(format: format, unit: unit, skipsBadRows: skipBadRows))
        )
      }
      var reports: [JSONValue] = []
      for (file, source) in sources {
        guard let plan = try plan(source, file, choices, logbook: logbook) else { return }
        let meter = ProgressMeter("Importing \(file.sanitized)")
        let report = try logbook.bringIn(
          plan,
          options: ImportOptions(
            addsTwins: addDuplicates, takesChanges: updateChanged, bringsBack: bringBack),
          dryRun: dryRun, progress: meter.show)
        meter.end()
        let text = ImportText(
          report: report, plan: plan, unit: place.unit, isVerbose: verbose,
          hints: answer.store.hints)
        if answer.json { reports.append(text.value) } else { try show(text.text) }
        if raw, !answer.json, !dryRun, report.added > 0 {
          try show(
            answer.store.hints.complete(
              "Their exercises are Unknown until “tonnage migrate” adds what is known of them.\n"))
        }
      }
      guard answer.json else { return }
      let value = reports.count == 1 ? reports[0] : JSONValue.list(reports)
      try show(value.json + "\n")
    }
  }

  private func show(_ text: String) throws {
    try Output.write(text, done: dryRun ? nil : "The import is done")
  }

  private func plan(
    _ source: ImportSource, _ file: String, _ choices: [String: String], logbook: Logbook
  ) throws -> ImportPlan? {
    switch source {
    case .export(let history):
      if raw { throw ValidationError("--raw is for documents; \(file) is a table of another app.") }
      return try logbook.importPlan(history, file: file, choices: choices)
    case .documents(let dump):
      if user == nil, dump.users.count > 1 { try askWhich(dump, file) }
      return try logbook.importPlan(dump, user: user, raw: raw)
    }
  }

  /// Lists the athletes; choosing one is a second command, so that scripts never wait for an answer.
  private func askWhich(_ dump: LegacyDump, _ file: String) throws {
    let question = InterchangeError.severalUsers(file: file, users: dump.users.map(\.name))
    if answer.json {
      let users = dump.users.map { user in
        JSONValue.object([
          ("id", .text(user.id)), ("name", .text(user.name)), ("workouts", .integer(user.workouts)),
          ("programs", .integer(user.programs)), ("listed", .flag(user.isListed)),
        ])
      }
      throw DetailedError(cause: question, details: [("users", .list(users))])
    }
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
    throw question
  }
}

extension ForeignFormat: ExpressibleByArgument {}

/// `NAME=EXERCISE`, as it is typed.
struct NameAssignment {
  let name: String
  /// Empty for an exercise of one's own.
  let exerciseId: String

  init(_ text: String, _ logbook: Logbook) throws {
    guard let sign = text.lastIndex(of: "=") else {
      throw ValidationError("“\(text)” is not NAME=EXERCISE.")
    }
    func trimmed(_ part: Substring) -> String {
      let tail = part.drop(while: \.isWhitespace)
      return String(tail.prefix(tail.count - tail.reversed().prefix(while: \.isWhitespace).count))
    }
    name = trimmed(text[..<sign])
    let exercise = trimmed(text[text.index(after: sign)...])
    exerciseId = exercise.isEmpty ? "" : try logbook.exercise(toMapTo: exercise).id
  }
}
