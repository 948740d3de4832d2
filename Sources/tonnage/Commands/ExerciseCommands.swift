import ArgumentParser
import Logbook
import Store
import Terminal
import Training
import Wire

/// `tonnage exercises [QUERY]`
struct ListExercises: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercises", abstract: "List exercises, or search them as on the screen.")

  @Argument(help: "What to look for: bp, incline db, …")
  var query: [String] = []

  @Option(help: "How many to list; all by default.")
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
