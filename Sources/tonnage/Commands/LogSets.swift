import ArgumentParser
import Logbook
import Training
import Wire

/// `tonnage log NAME SETS…`
struct LogSets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Log sets of one exercise.",
    discussion: """
      Sets are written as on the screen: 100x5, 100x5x3 (three sets), 102.5x5@8 (RPE 8), w60x8 (a warm-up), 60s, \
      5km. A bare number is what the exercise measures, unless that is weight. They go into the unfinished workout of the day, else into its last one, else into a new one.
      """)

  @Argument(help: "The exercise; aliases and common abbreviations will do.")
  var name: String

  @Argument(parsing: .allUnrecognized, help: "The sets; -20x8 is assistance of 20.")
  var sets: [String] = []

  @Option(
    parsing: .unconditional,
    help: "The day: YYYY-MM-DD, today, yesterday, or days back such as -3; today by default.")
  var date: String?

  @Option(help: "The unit of weights typed without one: kg or lb; by default the settings' unit.")
  var unit: String?

  @Option(help: "A note on the exercise.")
  var note = ""

  @Flag(help: "Log even odd values: 700 kg, 1.5 times your best e1RM, a day after tomorrow.")
  var yes = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let unit = try unit.map(parsedUnit) ?? place.unit
      let done = try logbook.log(
        name, typed: sets.joined(separator: " "), unit: unit,
        date: try date.map { try parsedDate($0, logbook) }, note: note, isSure: yes)
      try Output.write(
        answer.json ? json(done) + "\n" : text(done, Wording(unit: unit)),
        done: done.sets.count == 1 ? "The set is logged" : "The sets are logged")
    }
  }

  private func text(_ done: CommandLogged, _ wording: Wording) -> String {
    let sets = wording.sets(done.sets.map { PastSet($0) })
    let records = done.records.map { "★ \(wording.record($0))\n" }.joined()
    return "\(done.exercise.name): \(sets) logged on \(done.log.date).\n\(records)"
  }

  private func json(_ done: CommandLogged) -> String {
    JSONValue.object([
      ("workout", .text(done.log.id)), ("date", .date(done.log.date)),
      ("exercise", .text(done.exercise.name)),
      ("sets", .list(done.sets.map { .set(PastSet($0)) })),
      ("records", .list(done.records.map { .record($0) })),
    ]).json
  }
}

/// A day as it is given on the command line.
func parsedDate(_ text: String, _ logbook: Logbook) throws -> LocalDate {
  do {
    return try LocalDate.typed(text, today: logbook.surroundings.today().date)
  } catch {
    throw ValidationError(error.sentence)
  }
}

/// A weight unit as it is given on the command line.
func parsedUnit(_ text: String) throws -> WeightUnit {
  guard let unit = WeightUnit(spelling: text) else {
    throw ValidationError("“\(text)” is not a unit of weight. Type kg or lb.")
  }
  return unit
}
