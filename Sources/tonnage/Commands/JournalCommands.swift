import ArgumentParser
import Interchange
import Logbook
import Store
import Terminal
import Training
import Wire

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
    commandName: "redo", abstract: "Redo what undo last took back.")

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

  @Option(help: "How many steps to list; all by default.")
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
