import ArgumentParser
import Logbook
import Screens
import Terminal
import Training
import Wire

/// `tonnage health`
struct ShowHealth: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Show how healthy the log is, and what to do where it is not.",
    discussion: """
      Looks at the file, what checks and backups have left word of, what the screens have measured, and what waits. \
      Nothing is changed. Exit status: 0 healthy, 3 something is degraded, 4 something is unhealthy.
      """)

  @Flag(help: "Look through the whole file too; that takes as long as reading it.")
  var deep = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    var status = HealthPage.Status.healthy
    try withLogbook(answer.store) { logbook, _ in
      let page = logbook.health(deep: deep)
      status = page.status
      let text = HealthAnswer(page: page, hints: answer.store.hints)
      try Output.write(answer.json ? text.json + "\n" : text.text)
    }
    switch status {
    case .healthy: return
    case .degraded: throw ExitStatus.findings
    case .unhealthy: throw ExitStatus.unhealthy
    }
  }
}

/// Health as the command answers it.
struct HealthAnswer {
  let page: HealthPage
  let hints: Hints

  private var words: HealthText { HealthText(now: page.at) }

  var text: String {
    var table = TextTable([("component", .left), ("status", .left), ("found", .left)])
    for component in page.components {
      table.add([component.kind.title, component.status.rawValue, words.headline(component)])
    }
    var lines = page.components.flatMap(advice)
    lines += page.alerts.map {
      "\(words.figure(.at($0.at))): \($0.metric), \($0.level.rawValue). \($0.recommendation)"
    }
    let list = lines.map { hints.complete($0).sanitized + "\n" }.joined()
    return "The log is \(page.status.rawValue).\n\n" + table.text
      + (lines.isEmpty ? "" : "\n" + list)
  }

  /// What is wrong with a component and what to do about it, a line each.
  private func advice(_ component: HealthPage.Component) -> [String] {
    let error = component.error.map { ["\(component.kind.title): \($0)"] } ?? []
    return error
      + component.findings.map { "\(component.kind.title): \($0.words). \($0.advice)" }
  }

  var json: String {
    JSONValue.object([
      ("at", .text(page.at.iso8601)), ("status", .text(page.status.rawValue)),
      ("deep", .flag(page.isDeep)),
      ("components", .object(page.components.map { ($0.kind.rawValue, json($0)) })),
      (
        "alerts",
        .list(
          page.alerts.map {
            .object([
              ("at", .text($0.at.iso8601)), ("metric", .text($0.metric)),
              ("severity", .text($0.level.rawValue)), ("share", .number($0.share)),
              ("recommendation", .text($0.recommendation)),
            ])
          })
      ),
    ]).json
  }

  private func json(_ component: HealthPage.Component) -> JSONValue {
    .object([
      ("status", .text(component.status.rawValue)), ("error", .optional(component.error)),
      (
        "findings",
        .list(
          component.findings.map {
            .object([
              ("status", .text($0.status.rawValue)), ("finding", .text($0.words)),
              ("advice", .text(hints.complete($0.advice))), ("command", .optional($0.command)),
              ("keys", .optional($0.keys)),
            ])
          })
      ), ("figures", .list(component.facts.map(json))),
    ])
  }

  private func json(_ fact: HealthPage.Fact) -> JSONValue {
    var members: [(String, JSONValue)] = [("name", .text(fact.name))] + self.members(fact.figure)
    if let limit = fact.limit, case .some(let value) = self.members(limit.figure).first?.1 {
      members.append(("limit", value))
    }
    return .object(members)
  }

  private func members(_ figure: HealthPage.Figure) -> [(String, JSONValue)] {
    switch figure {
    case .milliseconds(let value): [("value", .number(value)), ("unit", .text("ms"))]
    case .bytes(let bytes): [("value", .integer(bytes)), ("unit", .text("bytes"))]
    case .percent(let value): [("value", .number(value)), ("unit", .text("percent"))]
    case .count(let count): [("value", .integer(count))]
    case .perMinute(let value): [("value", .number(value)), ("unit", .text("per minute"))]
    case .at(let instant): [("value", .text(instant.iso8601))]
    case .share(let share, let level):
      [("value", .number(share)), ("level", .text(level.rawValue))]
    case .times(let median, let p99, let count):
      [
        ("value", .number(median)), ("unit", .text("ms")), ("p99", .number(p99)),
        ("count", .integer(count)),
      ]
    case .text(let text): [("value", .text(text))]
    }
  }
}
