import ArgumentParser
import Interchange
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage import map`
struct ImportMap: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Show what the names of imported workouts stand for, or change it.",
    discussion: """
      Without an argument the names are listed. “tonnage import map "Supino Reto=Bench Press" …” puts other exercises \
      in their place in all workouts that were imported with these names, in one step that “tonnage undo” takes back; \
      “NAME=” makes it an exercise of your own again. --from reads such lines from a file.
      """)

  @Argument(help: "NAME=EXERCISE")
  var assignments: [String] = []

  @Option(help: "A file of lines NAME = EXERCISE.", completion: .file())
  var from: String?

  @Option(help: "Only names of this app: strong, hevy, fitnotes or tonnage.")
  var format: ForeignFormat?

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let lines = try assignments + (from.map(Self.lines) ?? [])
      guard !lines.isEmpty else { return try list(logbook) }
      let exercises = try Dictionary(
        lines.map { try NameAssignment($0, logbook) }.map { ($0.name, $0.exerciseId) },
        uniquingKeysWith: { _, last in last })
      let count = try logbook.mapNames(exercises, of: format?.rawValue)
      let (names, workouts) = (counted(exercises.count, "name"), counted(count, "workout"))
      let sentence =
        count == 0
        ? "Nothing to change: the names already stand for these exercises."
        : answer.store.hints.complete(
          "\(names) mapped in \(workouts). “tonnage undo” takes it back.")
      let json = JSONValue.object([
        ("names", .integer(exercises.count)), ("workouts", .integer(count)),
      ])
      try Output.print(answer.json ? json.json : sentence, done: "The names are mapped")
    }
  }

  /// The lines of a file that say something; `#` begins a comment.
  private static func lines(_ path: String) throws -> [String] {
    String(decoding: try FileBytes.read(path, waits: true), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
  }

  private func list(_ logbook: Logbook) throws {
    let names = try logbook.importedNames().filter {
      format == nil || $0.format == format?.rawValue
    }
    if answer.json { return try Output.print(JSONValue.list(names.map(Self.json)).json) }
    if names.isEmpty { return try Output.print("No workout has been imported from an app yet.") }
    var table = TextTable([
      ("name", .left), ("stands for", .left), ("", .left), ("sets", .right), ("workouts", .right),
      ("from", .left),
    ])
    for name in names {
      table.add([
        name.name.sanitized, name.exercise.name.sanitized, name.certainty == .own ? "own" : "",
        "\(name.sets)", "\(name.workouts)",
        ForeignFormat(rawValue: name.format)?.title ?? name.format,
      ])
    }
    try Output.write(table.text)
  }

  private static func json(_ name: ImportedName) -> JSONValue {
    .object([
      ("name", .text(name.name)), ("format", .text(name.format)),
      ("exerciseId", .text(name.exerciseId)), ("exercise", .text(name.exercise.name)),
      ("own", .flag(name.certainty == .own)), ("sets", .integer(name.sets)),
      ("workouts", .integer(name.workouts)),
    ])
  }
}

/// `tonnage import undo`
struct UndoImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last import back, except what was touched since.")

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let undone = try PartlyUndoneText(logbook.undoImport(), logbook)
      try Output.write(
        answer.json ? undone.json + "\n" : undone.text, done: "The import is taken back")
    }
  }
}
