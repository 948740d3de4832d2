import ArgumentParser
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage programs [NAME]`
struct ListPrograms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programs", abstract: "List the programs, or the days of one.")

  @Argument(help: "The program whose days to list.")
  var name: String?

  @Flag(help: "Make the named program the current one.")
  var current = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      guard let name else { return try list(try logbook.programs()) }
      let id = try found(name, try logbook.programs().programs)
      if current { return try makeCurrent(id, logbook) }
      let page = try logbook.programs(selected: id)
      if let program = page.selected { try show(program, page) }
    }
  }

  private func makeCurrent(_ id: String, _ logbook: Logbook) throws {
    let message = try logbook.setCurrentProgram(id: id)
    try Output.print(
      answer.json ? JSONValue.object([("message", .text(message))]).json : message,
      done: "The program is changed")
  }

  private func found(_ name: String, _ programs: [ProgramHeading]) throws -> String {
    let wanted = name.lowercased()
    let match =
      programs.first { $0.name.lowercased() == wanted || $0.id == name }
      ?? programs.first { $0.name.lowercased().hasPrefix(wanted) }
    guard let match else {
      throw LogbookError.unknownProgram(name: name, known: programs.map(\.name))
    }
    return match.id
  }

  private func list(_ page: ProgramsPage) throws {
    if answer.json {
      let rows = page.programs.map { program in
        JSONValue.object([
          ("id", .text(program.id)), ("name", .text(program.name)),
          ("isCurrent", .flag(program.isCurrent)), ("weeks", .integer(program.weekCount)),
          ("days", .integer(program.dayCount)), ("exercises", .integer(program.exerciseCount)),
          ("minutesPerDay", .integer(program.minutesPerDay)),
        ])
      }
      return try Output.print(JSONValue.list(rows).json)
    }
    if page.programs.isEmpty { return try Output.print("There are no programs yet.") }
    var table = TextTable([
      ("program", .left), ("", .left), ("weeks", .right), ("days", .right), ("min a day", .right),
    ])
    for program in page.programs {
      table.add([
        program.name, program.isCurrent ? "current" : "", "\(program.weekCount)",
        "\(program.dayCount)", "\(program.minutesPerDay)",
      ])
    }
    try Output.write(table.text)
  }

  private func show(_ program: Program, _ page: ProgramsPage) throws {
    if answer.json { return try Output.print(program.json()) }
    var table = TextTable([
      ("week", .right), ("day", .right), ("name", .left), ("exercises", .left),
    ])
    for day in program.days {
      let key = ProgramDayKey(week: day.weekIndex, day: day.dayIndex)
      let mark = page.done.contains(key) ? " (done)" : page.next == key ? " (next)" : ""
      table.add([
        "\(day.weekIndex + 1)", "\(day.dayIndex + 1)", day.title + mark,
        day.exercises.map(\.metadata.name).joined(separator: ", "),
      ])
    }
    try Output.print(program.name.sanitized)
    try Output.write(table.isEmpty ? "It has no days.\n" : table.text)
  }
}
