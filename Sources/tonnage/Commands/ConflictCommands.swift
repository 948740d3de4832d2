import ArgumentParser
import Logbook
import Store
import Sync
import Terminal
import Training

/// `tonnage conflicts`
struct ConflictCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "What lost a merge though it had not been seen: kept here.",
    subcommands: [
      ListConflicts.self, ShowConflict.self, ResolveConflict.self, RestoreConflict.self,
    ],
    defaultSubcommand: ListConflicts.self)
}

/// `tonnage conflicts [list]`
struct ListConflicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List them, newest first.")

  @Option(help: "How many to list.")
  var limit = 50

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let conflicts = try logbook.store.conflicts(limit: max(0, limit))
      if answer.json {
        return try Output.print(JSONValue.list(conflicts.map { ConflictText($0).json }).json)
      }
      if conflicts.isEmpty { return try Output.print("No value has lost a merge.") }
      var table = TextTable([
        ("no.", .right), ("time (UTC)", .left), ("where", .left), ("kept", .left), ("lost", .left),
        ("", .left),
      ])
      for conflict in conflicts {
        let text = ConflictText(conflict)
        table.add([
          "\(conflict.number)", String(conflict.at.iso8601.prefix(19)), text.place, text.kept,
          text.lost, conflict.state.rawValue,
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
        let conflict = try logbook.store.conflicts(limit: .max).first(where: {
          $0.number == number
        })
      else {
        throw ValidationError("There is no conflict number \(number).")
      }
      let text = ConflictText(conflict)
      if answer.json { return try Output.print(text.json.json) }
      try Output.write(text.sides)
    }
  }
}

/// `tonnage conflicts resolve NUMBER`
struct ResolveConflict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Let stand what the merge came to.")

  @Argument(help: "Its number in the list.")
  var number: Int64

  @OptionGroup var store: StoreOption

  func run() throws {
    try withLogbook(store) { logbook, _ in
      try logbook.settleConflict(number)
      try Output.print("Conflict \(number) is settled as it stands.")
    }
  }
}

/// `tonnage conflicts restore NUMBER`
struct RestoreConflict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Put back what lost, as an edit of this machine.")

  @Argument(help: "Its number in the list.")
  var number: Int64

  @OptionGroup var store: StoreOption

  func run() throws {
    try withLogbook(store) { logbook, _ in
      try logbook.restoreConflict(number)
      try Output.print("What had lost stands again. “tonnage undo” takes it back.")
    }
  }
}

/// A value that lost, in words.
struct ConflictText {
  let conflict: ArchivedLoss

  init(_ conflict: ArchivedLoss) { self.conflict = conflict }

  private var loss: Loss { conflict.loss }

  var place: String {
    let path = loss.path.joined(separator: " ")
    return "\(loss.key.collection.noun) \(loss.key.id) \(path)".sanitized
  }

  var kept: String { short(loss.kept) }
  var lost: String { short(loss.lost) }

  private func short(_ json: String?) -> String {
    guard let json else { return loss.reason == .field ? "cleared" : "deleted" }
    return json.count > 24 ? String(json.prefix(23)).sanitized + "…" : json.sanitized
  }

  /// Both sides under each other, with device and time.
  var sides: String {
    func line(_ title: String, _ json: String?, _ stamp: Stamp?) -> String {
      let who = stamp.map {
        "  \($0.device), \(Instant(milliseconds: $0.milliseconds).iso8601)"
      }
      return "\(title)  \(json?.sanitized ?? "nothing")\(who ?? "")\n"
    }
    return "\(place)\n" + line("kept  ", loss.kept, loss.keptStamp)
      + line("lost  ", loss.lost, loss.lostStamp) + line("before", loss.base, nil)
  }

  var json: JSONValue {
    .object([
      ("number", .integer(Int(conflict.number))), ("at", .text(conflict.at.iso8601)),
      ("collection", .text(loss.key.collection.rawValue)), ("id", .text(loss.key.id)),
      ("path", .list(loss.path.map { .text($0) })), ("reason", .text(loss.reason.rawValue)),
      ("kept", .optional(loss.kept)), ("keptStamp", .optional(loss.keptStamp?.text)),
      ("lost", .optional(loss.lost)), ("lostStamp", .optional(loss.lostStamp?.text)),
      ("before", .optional(loss.base)), ("wasMine", .flag(loss.wasMine)),
      ("state", .text(conflict.state.rawValue)),
    ])
  }
}
