import ArgumentParser
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage workouts`
struct ListWorkouts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workouts", abstract: "List workouts, newest first, or show one.")

  @Argument(help: "The workout to show, by its id.")
  var id: String?

  @Option(help: "How many to list; all by default.")
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: "List this day and earlier ones: YYYY-MM-DD, today, yesterday, or days back such as -3.")
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
