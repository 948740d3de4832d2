import ArgumentParser
import Logbook
import Store
import Sync
import Terminal
import Training
import Wire

/// `tonnage conflicts`
struct ConflictCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "Show and answer the values that lost a merge unseen.",
    subcommands: [
      ListConflicts.self, ShowConflict.self, ResolveConflict.self, RestoreConflict.self,
    ],
    defaultSubcommand: ListConflicts.self)
}

/// `tonnage conflicts [list]`
struct ListConflicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List them: what waits for an answer first, each newest first.")

  @Option(help: "How many to list besides those that wait, which are all listed.")
  var limit = 50

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let conflicts = try logbook.conflicts(limit: max(0, limit)).map(ConflictText.init)
      if answer.json {
        return try Output.print(JSONValue.list(conflicts.map(\.json)).json)
      }
      if conflicts.isEmpty { return try Output.print("No value has lost a merge.") }
      var table = TextTable([
        ("no.", .right), ("time (UTC)", .left), ("where", .left), ("kept", .left), ("lost", .left),
        ("", .left),
      ])
      for text in conflicts {
        table.add([
          "\(text.conflict.number)", String(text.conflict.at.iso8601.prefix(19)), text.place,
          text.kept, text.lost, text.conflict.state.rawValue,
        ])
      }
      try Output.write(table.text)
    }
  }
}

/// `tonnage conflicts show NUMBER`
struct ShowConflict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show both sides of one, and what they came from.")

  @Argument(help: "Its number in the list.")
  var number: Int64

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      guard
        let text = try logbook.conflicts(limit: .max).map(ConflictText.init)
          .first(where: { $0.conflict.number == number })
      else {
        throw StoreError.noConflict(number: number)
      }
      if answer.json { return try Output.print(text.json.json) }
      try Output.write(text.sides)
    }
  }
}

/// `tonnage conflicts resolve NUMBER`
struct ResolveConflict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Answer one, or keep what the merge decided.")

  /// What is to stand.
  enum Side: String, ExpressibleByArgument, CaseIterable {
    case mine, theirs, both
    case asItStands = "as-it-stands"
  }

  @Argument(help: "Its number in the list.")
  var number: Int64

  @Option(help: "mine, theirs, both, or as-it-stands.")
  var keep = Side.asItStands

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let sentence = try settle(logbook)
      try answer.tell(
        [("conflict", .integer(Int(number))), ("kept", .text(keep.rawValue))], sentence,
        done: "Conflict \(number) is answered")
    }
  }

  private func settle(_ logbook: Logbook) throws -> String {
    let side: ConflictAnswer
    switch keep {
    case .mine: side = .mine
    case .theirs: side = .theirs
    case .both: side = .both
    case .asItStands:
      try logbook.settleConflict(number)
      return "Conflict \(number) is settled as it stands. “tonnage undo” opens it again."
    }
    return "\(try logbook.answerConflict([number], side)) “tonnage undo” takes it back."
  }
}

/// `tonnage conflicts restore NUMBER`
struct RestoreConflict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Put back what lost, as an edit made on this machine.")

  @Argument(help: "Its number in the list.")
  var number: Int64

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      try logbook.restoreConflict(number)
      try answer.tell(
        [("conflict", .integer(Int(number)))],
        "The lost value is restored. “tonnage undo” takes it back.",
        done: "The lost value is restored")
    }
  }
}

/// A value that lost, in words.
struct ConflictText {
  let conflict: ArchivedLoss
  let words: SyncConflict

  private var loss: Loss { conflict.loss }
  private var field: SyncConflict.Field? { words.fields.first }

  /// `Push A, 2026-11-19, Bench Press, set 3, weight`.
  var place: String {
    let place = words.place
    return [
      place.title, place.date?.description, place.exercise, place.set?.lowercased(), field?.name,
    ]
    .compactMap { $0 }.joined(separator: ", ").sanitized
  }

  var kept: String { short(loss.wasMine ? field?.theirs : field?.mine) }
  var lost: String { short(loss.wasMine ? field?.mine : field?.theirs) }

  private func short(_ text: String?) -> String {
    let text = (text ?? "").onOneLine.sanitized
    return text.count > 24 ? text.prefix(23) + "…" : text
  }

  /// Both sides under each other, with device and time.
  var sides: String {
    func line(_ title: String, _ value: String?, _ at: Instant?) -> String {
      let when = at.map { ", \($0.iso8601)" } ?? ""
      return "\(title)\(when): \((value ?? "nothing").sanitized)\n"
    }
    let before = field?.before.isEmpty == false ? field?.before : nil
    return "\(place)\n" + line("this machine", field?.mine, words.mineAt)
      + line(words.other.sanitized, field?.theirs, words.theirsAt)
      + line("before", before, nil)
      + "The value kept is from \(loss.wasMine ? words.other.sanitized : "this machine").\n"
  }

  var json: JSONValue {
    .object([
      ("number", .integer(Int(conflict.number))), ("at", .text(conflict.at.iso8601)),
      ("collection", .text(loss.key.collection.rawValue)), ("id", .text(loss.key.id)),
      ("path", .list(loss.path.map { .text($0) })), ("where", .text(place)),
      ("reason", .text(loss.reason.rawValue)),
      ("kept", .optional(loss.kept)), ("keptStamp", .optional(loss.keptStamp?.text)),
      ("lost", .optional(loss.lost)), ("lostStamp", .optional(loss.lostStamp?.text)),
      ("before", .optional(loss.base)), ("wasMine", .flag(loss.wasMine)),
      ("state", .text(conflict.state.rawValue)),
    ])
  }
}
