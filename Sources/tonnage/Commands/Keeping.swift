import ArgumentParser
import Interchange
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage bodyweight [VALUE]`
struct LogBodyWeight: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bodyweight", abstract: "Log what you weigh, or list what you weighed.")

  @Argument(help: "The weight, such as 82.5, 82,5 or 181lb.")
  var value: String?

  @Option(
    parsing: .unconditional,
    help: "The day: YYYY-MM-DD, today, yesterday, or days back such as -3; today if not given.")
  var date: String?

  @Flag(help: "Log what is refused as odd: more than 1.2 times the last one, or as much less.")
  var yes = false

  @Option(help: "How many to list; all if not given.")
  var limit: Int?

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      guard let value else { return try list(logbook) }
      let entry = try NumberEntry.parse(value, as: .weight, unit: place.unit)
      let message = try logbook.logBodyWeight(
        entry.value, unit: entry.unit ?? place.unit,
        date: try date.map { try parsedDate($0, logbook) }, isSure: yes)
      try Output.print(
        answer.json ? JSONValue.object([("message", .text(message))]).json : message,
        done: "The body weight is logged")
    }
  }

  private func list(_ logbook: Logbook) throws {
    let portion = ListPortion(limit: limit, isJSON: answer.json)
    let weights = try logbook.store.read { try $0.bodyWeights(limit: portion.most) }
    if answer.json {
      return try Output.print(JSONValue.list(weights.map { .raw($0.json()) }).json)
    }
    if weights.isEmpty { return try Output.print("No body weight has been logged yet.") }
    var table = TextTable([("date", .left), ("weight", .right), ("unit", .left)])
    for weight in portion.shown(weights) {
      table.add([
        "\(weight.date)", NumberText.decimal(weight.value, places: 2), weight.unit.rawValue,
      ])
    }
    try Output.write(
      table.text
        + answer.store.hints.complete(portion.note(on: weights.count, "tonnage bodyweight --limit"))
    )
  }
}

/// `tonnage export`
struct ExportDocuments: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write all documents to standard output.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case json, csv }

  @Option(
    help: "json: the documents; csv: one set a row, for spreadsheets, with the documents in it.")
  var format = Format.json

  @OptionGroup var store: StoreOption

  func run() throws {
    try withLogbook(store) { logbook, _ in
      let losses =
        switch format {
        case .json: try logbook.exportJSON(write)
        case .csv: try logbook.exportCSV(write)
        }
      if let sentence = losses.sentence {
        Output.complain(sentence)
        throw ExitCode.failure
      }
    }
  }

  private func write(_ text: String) throws { try Output.write(text, subject: "The export") }
}

/// `tonnage undo`
struct UndoStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back the last step made on this device.")

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      try report(try logbook.undo(), isRedo: false, answer.json)
    }
  }
}

/// `tonnage redo`
struct RedoStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo", abstract: "Do again what undo took back last.")

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      try report(try logbook.redo(), isRedo: true, answer.json)
    }
  }
}

private func report(_ step: UndoneStep, isRedo: Bool, _ asJSON: Bool) throws {
  let json = JSONValue.object([
    ("step", .text(step.label)), ("documents", .integer(step.documents.count)),
    ("left", .list(step.kept.map { .text($0.reason) })),
    ("passedOver", .list(step.passedOver.map { .text($0) })),
  ])
  let line = step.sentence(isRedo: isRedo).sanitized
  try Output.print(asJSON ? json.json : line, done: line.unpointed)
}

/// `tonnage journal`
struct ShowJournal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "List what was done, newest first.")

  @Option(help: "How many steps to list; all if not given.")
  var limit: Int?

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let portion = ListPortion(limit: limit, isJSON: answer.json)
      let steps = try logbook.journal(limit: portion.most)
      if answer.json { return try Output.print(JSONValue.list(steps.map(json)).json) }
      if steps.isEmpty { return try Output.print("Nothing has been done yet.") }
      var table = TextTable([
        ("step", .right), ("time (UTC)", .left), ("origin", .left), ("what", .left),
        ("paths", .right),
      ])
      for step in portion.shown(steps) {
        table.add([
          "\(step.number)", "\(step.at.iso8601.prefix(19))", step.origin.rawValue, step.label,
          "\(step.paths)",
        ])
      }
      try Output.write(
        table.text
          + answer.store.hints.complete(portion.note(on: steps.count, "tonnage journal --limit")))
    }
  }

  private func json(_ step: JournalStep) -> JSONValue {
    .object([
      ("step", .integer(Int(step.number))), ("at", .text(step.at.iso8601)),
      ("stamp", .text(step.stamp.text)), ("origin", .text(step.origin.rawValue)),
      ("label", .text(step.label)), ("paths", .integer(step.paths)),
      (
        "documents",
        .list(step.documents.map { .text("\($0.collection.rawValue)/\($0.id)") })
      ),
    ])
  }
}
