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

/// `tonnage workouts`
struct ListWorkouts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workouts", abstract: "List workouts, newest first, or show one.")

  @Argument(help: "The workout to show, by its id.")
  var id: String?

  @Option(help: "How many to list; all if not given.")
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: "List from this day on downwards: YYYY-MM-DD, today, yesterday, or days back such as -3.")
  var from: String?

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let wording = Wording(unit: place.unit)
      if let id { return try show(id, logbook, wording) }
      let portion = ListPortion(limit: limit, isJSON: answer.json)
      let day = try from.map { try parsedDate($0, logbook) }
      let rows = try logbook.store.read { try $0.workouts(from: day, limit: portion.most) }
      try list(rows, portion, wording)
    }
  }

  private func list(_ rows: [WorkoutRow], _ portion: ListPortion, _ wording: Wording) throws {
    if answer.json {
      return try Output.print(
        JSONValue.list(
          rows.map { row in
            .object([
              ("id", .text(row.id)), ("date", .date(row.date)), ("name", .text(row.name)),
              ("exercises", .integer(row.exercises)), ("sets", .integer(row.sets)),
              ("volumeKilograms", .number(row.volume)), ("minutes", .optional(row.minutes)),
              ("records", .integer(row.records)), ("isFinished", .flag(row.isFinished)),
            ])
          }
        ).json)
    }
    if rows.isEmpty { return try Output.print("There are no workouts yet.") }
    var table = TextTable([
      ("date", .left), ("workout", .left), ("sets", .right), (wording.unit.rawValue, .right),
      ("time", .right), ("records", .right), ("id", .left),
    ])
    for row in portion.shown(rows) {
      table.add([
        "\(row.date)", row.name + (row.isFinished ? "" : " (unfinished)"), "\(row.sets)",
        wording.volume(row.volume), wording.minutes(row.minutes),
        row.records == 0 ? "" : "★ \(row.records)", row.id,
      ])
    }
    let from = from.map { " --from \($0)" } ?? ""
    try Output.write(
      table.text
        + answer.store.hints.complete(
          portion.note(on: rows.count, "tonnage workouts\(from) --limit")))
  }

  private func show(_ id: String, _ logbook: Logbook, _ wording: Wording) throws {
    guard let page = try logbook.logPage(id: id) else { throw LogbookError.noWorkout(id: id) }
    if answer.json { return try Output.print(page.log.json()) }
    var lines = ["\(page.log.date)  \(page.log.name.sanitized)"]
    if !page.log.notes.isEmpty { lines.append(page.log.notes.sanitized) }
    for exercise in page.log.exercises {
      let done = exercise.sets.filter(\.completed).map { PastSet($0) }
      lines.append("  \(exercise.metadata.name.sanitized)  \(wording.sets(done))")
      if !exercise.notes.isEmpty { lines.append("    \(exercise.notes.sanitized)") }
    }
    try Output.write(lines.map { $0 + "\n" }.joined())
  }
}

/// `tonnage exercises [QUERY]`
struct ListExercises: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercises", abstract: "List exercises, or search them as on the screen.")

  @Argument(help: "What to look for: bp, incline db, …")
  var query: [String] = []

  @Option(help: "How many to list; all if not given.")
  var limit: Int?

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let portion = ListPortion(limit: limit, isJSON: answer.json)
      let found = try logbook.searchExercises(
        query.joined(separator: " "), limit: portion.most)
      if answer.json {
        return try Output.print(
          JSONValue.list(
            found.map { .object([("id", .text($0.exerciseId))] + JSONValue.metadata($0.metadata)) }
          ).json)
      }
      if found.isEmpty { return try Output.print("No exercise fits.") }
      var table = TextTable([("exercise", .left), ("muscle group", .left), ("type", .left)])
      for choice in portion.shown(found) {
        table.add([
          choice.metadata.name, choice.metadata.primaryMuscleGroup.rawValue,
          choice.metadata.exerciseType.rawValue,
        ])
      }
      let query = (["tonnage exercises"] + query).joined(separator: " ").sanitized
      try Output.write(
        table.text + answer.store.hints.complete(portion.note(on: found.count, "\(query) --limit")))
    }
  }
}
