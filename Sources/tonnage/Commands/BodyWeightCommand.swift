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
    help: "The day: YYYY-MM-DD, today, yesterday, or days back such as -3; today by default.")
  var date: String?

  @Flag(help: "Log even an odd weight: more than 1.2 times the last one, or less by as much.")
  var yes = false

  @Option(help: "How many to list; all by default.")
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
