import Interchange
import Logbook
import Store
import Terminal
import Training
import Wire

/// What an import did, in words.
struct ImportText {
  let report: ImportReport
  let plan: ImportPlan
  let unit: WeightUnit
  let isVerbose: Bool
  let hints: Hints

  var text: String { report.format == nil ? documentsText : exportText }

  /// How many of each list are named where not everything is.
  private static let named = 12

  // MARK: An app's export

  private var exportText: String {
    let page = report.page(plan)
    var lines = ["\(report.file.sanitized): \(page.format)"]
    var holds = counts(page.contents)
    if let days = page.days { holds += ", \(days.lowerBound) to \(days.upperBound)" }
    lines.append("  holds     \(holds)")
    let rows = page.rows.filter { $0.count > 0 }.map { "\($0.count) \($0.words)" }
    lines.append("  rows      \(rows.joined(separator: " + ")) = \(page.rowCount)")
    lines.append("  \(report.isDryRun ? "would be " : "        ")  \(counts(page.fates))")
    lines += nameLines(page.names)
    if !page.notes.isEmpty {
      // Rows that were passed over stand first, and each of them is named.
      let shown =
        isVerbose ? page.notes[...] : page.notes.prefix(max(Self.named, report.refusals.count))
      lines.append(
        page.notes.count == 1 ? "Worth a look:" : "Worth a look, \(page.notes.count):")
      lines += shown.map { "  \($0.onOneLine.sanitized)" }
      lines += more(page.notes.count - shown.count)
    }
    if !report.deleted.isEmpty {
      lines.append("--bring-back brings in again what was deleted since.")
    }
    lines.append(exportOutcome(page))
    return lines.map { $0 + "\n" }.joined()
  }

  private func counts(_ counts: [ImportPage.Count]) -> String {
    let words = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.words)" }
    return words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }

  private func more(_ count: Int) -> [String] {
    count > 0 ? ["  and \(count) more (--verbose lists all)"] : []
  }

  private func nameLines(_ names: [ImportedName]) -> [String] {
    let own = names.filter { $0.certainty == .own }
    let likely = names.filter { $0.certainty == .likely }
    var lines: [String] = []
    if !likely.isEmpty {
      lines.append("Names matched by another spelling, \(likely.count):")
      lines += likely.map { "  \($0.name.sanitized) = \($0.exercise.name.sanitized)" }
    }
    if !own.isEmpty {
      let shown = isVerbose ? own[...] : own.prefix(Self.named)
      lines.append("Names that become exercises of your own, \(own.count) of \(names.count):")
      lines += shown.map { "  \($0.name.sanitized) (\($0.sets) \($0.sets == 1 ? "set" : "sets"))" }
      lines += more(own.count - shown.count)
      lines.append(
        hints.complete("  “tonnage import map \"NAME=EXERCISE\"” says what they stand for."))
    }
    return lines
  }

  private func exportOutcome(_ page: ImportPage) -> String {
    if page.writes == 0 { return "Nothing new. The store is as it was." }
    let documents = page.writes == 1 ? "1 document" : "\(page.writes) documents"
    return report.isDryRun
      ? "\(documents) would be written. Nothing was."
      : hints.complete("\(documents) written. “tonnage import undo” takes it back.")
  }

  // MARK: Documents

  private var documentsText: String {
    var table = TextTable([
      ("", .left), ("in the file", .right), ("read", .right), ("added", .right),
      ("updated", .right), ("unchanged", .right), ("kept", .right),
    ])
    for figures in report.figures {
      table.add([
        figures.collection.rawValue, "\(report.counts[figures.collection.rawValue] ?? 0)",
        "\(figures.read)", "\(figures.added)", "\(figures.updated)", "\(figures.unchanged)",
        "\(figures.kept)",
      ])
    }
    let known = Set(report.figures.map(\.collection.rawValue))
    for (name, count) in report.counts.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      table.add([name, "\(count)", "", "", "", "", ""])
    }
    return table.text + notes.map { $0 + "\n" }.joined()
  }

  private var notes: [String] {
    var lines: [String] = []
    if report.figures.reduce(0, { $0 + $1.kept }) > report.deleted.count {
      lines.append(
        "Documents counted as “kept” differ in the store; they were left as they are.")
    }
    lines += deletedLines
    for (id, uses) in report.unknownExercises.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "Exercise \(id.sanitized), used \(uses == 1 ? "once" : "\(uses) times"), is unknown: kept as “Unknown”."
      )
    }
    for difference in report.differences {
      lines.append(
        "\(difference.exercise.sanitized): the file claims \(difference.figure) \(number(difference.claimed)), its workouts come to \(number(difference.ours)); the latter is used."
      )
    }
    lines += interpretations
    lines.append(outcome)
    return lines
  }

  /// What was deleted since, each with when and by whom.
  private var deletedLines: [String] {
    guard !report.deleted.isEmpty else { return [] }
    let shown = isVerbose ? report.deleted[...] : report.deleted.prefix(Self.named)
    return [
      "Deleted since, and left out, \(report.deleted.count) (--bring-back brings them in again):"
    ]
      + shown.map {
        "  \($0.collection.noun) \($0.name.sanitized), \($0.whenAndWhere.sanitized)"
      } + more(report.deleted.count - shown.count)
  }

  private var outcome: String {
    if report.isNothing {
      return report.deleted.isEmpty
        ? "Nothing new: every document of the file is in the store. The store is as it was."
        : "Nothing new. The store is as it was."
    }
    func counted(_ count: Int, _ verb: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? "document" : "documents") \(verb)"
    }
    let words = [
      counted(report.added, "added"), counted(report.updated, "brought up to date"),
      counted(report.removed, "removed as the file says"),
    ].compactMap(\.self).joined(separator: ", ")
    return report.isDryRun
      ? "Would be: \(words). Nothing was written."
      : hints.complete("\(words). “tonnage undo” takes it back.")
  }

  private var interpretations: [String] {
    if isVerbose {
      return report.interpretations.map(line)
    }
    let kinds = Dictionary(grouping: report.interpretations, by: kind)
    guard !kinds.isEmpty else { return [] }
    let count = report.interpretations.count
    return [
      count == 1
        ? "1 value was interpreted:" : "\(count) values were interpreted (--verbose lists each):"
    ]
      + kinds.values.sorted { ($1.count, $0[0].path) < ($0.count, $1[0].path) }.prefix(12).map {
        "  \($0.count) ×, such as \(line($0[0]))"
      }
  }

  private func line(_ interpretation: Interpretation) -> String {
    let place = [interpretation.document, interpretation.path].filter { !$0.isEmpty }
      .joined(separator: " ")
    return "\(place.sanitized): \(interpretation.sentence.sanitized)"
  }

  /// The field and the sentence without their values, so that equal cases stand together.
  private func kind(_ interpretation: Interpretation) -> String {
    let fields = interpretation.path.split(separator: "/")
    let field = fields.last { !$0.allSatisfy(\.isNumber) } ?? ""
    let quoted = interpretation.sentence.split(separator: "“", omittingEmptySubsequences: false)
      .map { $0.split(separator: "”", maxSplits: 1, omittingEmptySubsequences: false).last ?? "" }
    return field + quoted.joined().filter { !$0.isNumber }
  }

  private func number(_ value: Double) -> String { NumberText.decimal(value, places: 1) }

  var value: JSONValue {
    .object(
      [
        ("file", .text(report.file)), ("userId", .optional(report.userId)),
        ("dryRun", .flag(report.isDryRun)), ("added", .integer(report.added)),
        (
          "collections",
          .list(
            report.figures.map {
              .object([
                ("collection", .text($0.collection.rawValue)), ("read", .integer($0.read)),
                ("added", .integer($0.added)), ("updated", .integer($0.updated)),
                ("unchanged", .integer($0.unchanged)),
                ("kept", .integer($0.kept)),
              ])
            })
        ),
        (
          "interpretations",
          .list(
            report.interpretations.map {
              .object([
                ("document", .text($0.document)), ("path", .text($0.path)),
                ("sentence", .text($0.sentence)),
              ])
            })
        ),
        (
          "deleted",
          .list(
            report.deleted.map {
              .object([
                ("collection", .text($0.collection.rawValue)), ("name", .text($0.name)),
                ("at", .text($0.at.iso8601)), ("device", .text($0.device)),
                ("here", .flag($0.isOfHere)),
              ])
            })
        ), ("removed", .integer(report.removed)),
        (
          "unknownExercises",
          .object(
            report.unknownExercises.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
        ),
      ] + (report.format == nil ? [] : exportMembers))
  }

  private var exportMembers: [(String, JSONValue)] {
    let page = report.page(plan)
    return [
      ("format", .optional(report.format?.rawValue)),
      (
        "rows",
        .object(
          report.rows.counts.map { ($0.name, .integer($0.count)) }
            + [("all", .integer(page.rowCount))])
      ),
      ("writes", .integer(page.writes)),
      (
        "names",
        .list(
          page.names.map {
            .object([
              ("name", .text($0.name)), ("exerciseId", .text($0.exerciseId)),
              ("exercise", .text($0.exercise.name)), ("own", .flag($0.certainty == .own)),
              ("guessed", .flag($0.certainty == .likely)), ("sets", .integer($0.sets)),
            ])
          })
      ),
      (
        "warnings",
        .list(
          (report.refusals + report.warnings).map {
            .object([
              ("line", .integer($0.place.line)), ("sentence", .text($0.sentence)),
            ])
          })
      ),
      (
        "changed",
        .list(
          report.changed.map {
            .object([
              ("id", .text($0.id)), ("date", .date($0.date)), ("name", .text($0.name)),
              ("edited", .flag($0.isEdited)), ("taken", .flag($0.wasTaken)),
            ])
          })
      ),
      (
        "edited",
        .list(
          report.edits.map {
            .object([("collection", .text($0.collection.rawValue)), ("name", .text($0.name))])
          })
      ),
      (
        "twins",
        .list(
          report.twins.map {
            .object([
              ("date", .date($0.date)), ("name", .text($0.name)), ("from", .optional($0.from)),
              ("added", .flag($0.wasAdded)),
            ])
          })
      ),
    ]
  }
}
