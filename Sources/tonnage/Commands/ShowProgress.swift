import ArgumentParser
import Logbook
import Terminal
import Training
import Wire

/// `tonnage progress [NAME]`
struct ShowProgress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "Show the trend of every exercise, or one exercise's past.")

  @Argument(help: "The exercise to show.")
  var name: String?

  @Option(help: "How many sessions to list; all by default.")
  var sessions: Int?

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let wording = Wording(unit: place.unit)
      guard let name else { return try list(try logbook.progress(), wording) }
      let id = try trained(name, logbook)
      let portion = ListPortion(limit: sessions, isJSON: answer.json)
      guard let page = try logbook.exercisePage(id: id, range: .year, sessions: portion.most)
      else {
        let sentence = "No set of \(name.sanitized) has been logged yet."
        return try Output.print(answer.json ? JSONValue.null.json : sentence)
      }
      if answer.json { return try Output.print(page.analytics.json()) }
      let command = "tonnage progress \(Hints.word(name.sanitized)) --sessions"
      try Output.write(
        ExerciseText(page: page, wording: wording, portion: portion).text
          + answer.store.hints.complete(portion.note(on: page.sessions.count, command)))
    }
  }

  /// The exercise as it is embedded in the history, before anything is looked up.
  private func trained(_ name: String, _ logbook: Logbook) throws -> String {
    let wanted = name.lowercased()
    let rows = try logbook.progress().rows
    if let row = rows.first(where: {
      $0.metadata.name.lowercased() == wanted || $0.exerciseId == name
    }) {
      return row.exerciseId
    }
    return try logbook.exercise(named: name).id
  }

  private func list(_ page: ProgressPage, _ wording: Wording) throws {
    if answer.json {
      return try Output.print(JSONValue.list(page.rows.map(row)).json)
    }
    if page.rows.isEmpty { return try Output.print("No set has been logged yet.") }
    var table = TextTable([
      ("exercise", .left), ("e1RM \(wording.unit.rawValue)", .right), ("last", .left),
      ("", .left), ("trend", .left), ("", .right),
    ])
    for row in page.rows {
      table.add([
        row.metadata.name, wording.weight(row.bestE1RM), "\(row.lastDate)",
        row.lastSet.map(wording.set) ?? "", row.trend.words,
        row.change.map { NumberText.signed($0, places: 1) + " %" } ?? "",
      ])
    }
    try Output.write(table.text)
  }

  private func row(_ row: ProgressRow) -> JSONValue {
    .object([
      ("exerciseId", .text(row.exerciseId)), ("name", .text(row.metadata.name)),
      ("bestE1RMKilograms", .optional(row.bestE1RM)), ("lastDate", .date(row.lastDate)),
      ("trend", .text(row.trend.rawValue)), ("changePercent", .optional(row.change)),
      ("sessions", .integer(row.sessions)),
      ("recentE1RMKilograms", .list(row.recent.map { .number($0) })),
    ])
  }
}

/// One exercise's past as plain text.
struct ExerciseText {
  let page: ExercisePage
  let wording: Wording
  var portion = ListPortion(limit: nil, isJSON: false)

  var text: String {
    let metadata = page.metadata
    let metrics = page.analytics.performanceMetrics
    let unit = wording.unit.rawValue
    var lines = [
      "\(metadata.name.sanitized)  \(metadata.primaryMuscleGroup.rawValue.sanitized) · \(metadata.exerciseType.rawValue.sanitized)  \(metrics.totalSessions) \(metrics.totalSessions == 1 ? "session" : "sessions")"
    ]
    let change = page.trend.changePercent.map { " \(NumberText.signed($0, places: 1)) %" } ?? ""
    lines.append("trend \(page.trend.trend.words)\(change)")
    if let best = page.book[.bestE1RM] {
      lines.append("best e1RM \(wording.weight(best.value)) \(unit) (\(best.date))")
    }
    if let intensity = metrics.avgIntensity {
      lines.append("average intensity \(NumberText.decimal(intensity, places: 0)) %")
    }
    lines.append("volume \(wording.volume(metrics.totalVolume)) \(unit)")
    for record in page.book.records where record.kind != .bestE1RM {
      let figure =
        record.kind == .bestVolume ? wording.volume(record.value) : wording.weight(record.value)
      lines.append("\(record.kind.words) \(figure) \(unit) (\(record.date))")
    }
    lines.append("")
    return lines.map { $0 + "\n" }.joined() + sessions
  }

  private var sessions: String {
    var table = TextTable([("session", .left), ("sets", .left), ("e1RM", .right), ("", .left)])
    for session in portion.shown(page.sessions) {
      table.add([
        "\(session.date)", wording.sets(session.sets), wording.weight(session.bestE1RM),
        session.records == 0 ? "" : "★ \(session.records)",
      ])
    }
    return table.text
  }
}
