import ArgumentParser
import Logbook
import Training

/// `tonnage log NAME SETS…`
struct LogSets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Log sets of one exercise.",
    discussion: """
      Sets are written as on the screen: 100x5, 100x5x3 (three sets), 102.5x5@8 (RPE 8), w60x8 (a warm-up), 60s, \
      5km. They go into the unfinished workout of the day, else into its last one, else into a new one.
      """)

  @Argument(help: "The exercise; aliases and usual abbreviations will do.")
  var name: String

  @Argument(parsing: .allUnrecognized, help: "The sets; -20x8 is assistance of 20.")
  var sets: [String] = []

  @Option(help: "The day, as YYYY-MM-DD; today if not given.")
  var date: String?

  @Option(help: "The unit of weights that name none: kg or lb; else the settings' unit.")
  var unit: String?

  @Option(help: "A note on the exercise.")
  var note = ""

  @Flag(help: "Log odd values, such as 700 kg, without a question.")
  var yes = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let unit = try unit.map(parsedUnit) ?? place.unit
      let entries = try SetEntry.parse(sets.joined(separator: " "), unit: unit).map { entry in
        var entry = entry
        if entry.weight != nil { entry.unit = entry.unit ?? unit }
        return entry
      }
      let questions = entries.flatMap(\.questions)
      guard yes || questions.isEmpty else {
        Output.complain(
          "Nothing was logged. \(questions.joined(separator: " ")) Repeat with --yes if it is right."
        )
        throw ExitStatus.unreadable
      }
      let done = try logbook.log(name, entries, date: try date.map(parsedDate), note: note)
      try Output.write(answer.json ? json(done) + "\n" : text(done, Wording(unit: unit)))
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
func parsedDate(_ text: String) throws -> LocalDate {
  guard let date = LocalDate(text) else {
    throw ValidationError("“\(text)” is no day. Write it as YYYY-MM-DD.")
  }
  return date
}

/// A weight unit as it is given on the command line.
func parsedUnit(_ text: String) throws -> WeightUnit {
  guard let unit = WeightUnit(spelling: text) else {
    throw ValidationError("“\(text)” is no unit of weight. It is kg or lb.")
  }
  return unit
}
