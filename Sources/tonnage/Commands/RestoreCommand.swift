import ArgumentParser
import Logbook
import Store
import Training
import Upkeep
import Wire

/// `tonnage restore`
struct RestoreBackup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Go back to a backup.",
    discussion: """
      What has changed since becomes what it was, and what was deleted comes back, in one step that “tonnage undo” takes \
      back and the next sync carries to your other machines. Workouts and programs that came after the backup stay, \
      unless --exact is given. Without --yes it only says what would change; a backup is made before anything does.

      Where the log itself is damaged the backup takes its place as it is, and the damaged file is kept beside it.
      """)

  @Argument(
    help:
      "The backup, as “tonnage backups” calls it, the beginning of its name or date, or a file. The newest by default."
  )
  var id: String?

  @Flag(help: "Also remove what came after the backup.")
  var exact = false

  @Flag(help: "Only show what would happen.")
  var dryRun = false

  @Flag(help: "Go ahead without asking.")
  var yes = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let place = try Workplace()
    let path = place.storePath(answer.store.store)
    let shelf = BackupShelf(store: path)
    if shelf.isStoreMissing { return try replace(shelf, "There is no file at \(path) any more.") }
    var isReadable = false
    do {
      try withLogbook(answer.store) { logbook, _ in
        isReadable = true
        if logbook.store.isDamaged {
          throw StoreError.ruined(
            path: path, reason: logbook.store.readOnlyReason ?? "it is damaged")
        }
        try restore(logbook)
      }
    } catch let error as StoreError where error.isDamage {
      let finding = "The log at \(path) is damaged, and nothing can be written to it."
      try replace(shelf, finding, isReadable: isReadable)
    }
  }

  private func restore(_ logbook: Logbook) throws {
    let plan = try logbook.restorePlan(id, exact: exact)
    let text = RestoreText(plan: plan)
    if plan.outcome.isNothing {
      return try tell(
        text, isDone: false, "The log is as \(text.name) has it. Nothing was changed.")
    }
    if dryRun { return try tell(text, isDone: false, text.preview) }
    guard yes else { throw RestoreQuestion(sentence: text.preview) }
    let done = RestoreText(plan: try logbook.restore(plan.backup.path, exact: exact))
    try tell(done, isDone: true, done.report)
  }

  private func tell(_ text: RestoreText, isDone: Bool, _ sentence: String) throws {
    try answer.tell(
      text.members + [("restored", .flag(isDone))], sentence,
      done: isDone ? "The backup is restored" : "Nothing was changed")
  }

  // MARK: In place of a damaged file

  private func replace(_ shelf: BackupShelf, _ finding: String, isReadable: Bool = false)
    throws
  {
    let backup = try shelf.chosen(id)
    let manifest = try shelf.verified(backup)
    let name = "\(backup.id) of \(MomentText.local(backup.at))"
    let members: [(String, JSONValue)] = [
      ("backup", .text(backup.id)), ("takesPlace", .flag(true)),
      ("workouts", .integer(manifest.workouts)),
    ]
    let preview =
      "\(finding) The backup \(name) with \(counted(manifest.workouts, "workout")) would take its place; what was logged after it is not in it. The present file is kept beside it\(isReadable ? "; “tonnage export” saves what can still be read of it" : "").\(RestoreText.remark(on: backup))"
    if dryRun {
      return try answer.tell(
        members + [("restored", .flag(false))], preview, done: "Nothing was changed")
    }
    guard yes else { throw RestoreQuestion(sentence: preview) }
    let aside = try shelf.takePlace(with: backup, at: Surroundings.system.now())
    let kept = aside.map { " What was there is kept as \($0)." } ?? ""
    try answer.tell(
      members + [("restored", .flag(true)), ("keptAs", .optional(aside))],
      "The backup \(name) with \(counted(manifest.workouts, "workout")) has taken the log's place.\(kept)",
      done: "The backup is restored")
  }
}

/// What a restore would do, to be done after a yes.
struct RestoreQuestion: Error, CustomStringConvertible {
  let sentence: String
  var description: String { sentence }
}

/// What a restore does, in words.
struct RestoreText {
  let plan: RestorePlan

  var name: String { "the backup \(plan.backup.id) of \(MomentText.local(plan.backup.at))" }

  /// What would happen.
  var preview: String {
    "Restoring \(name) would \(words(did: false)).\(unproven)"
  }

  /// What has happened.
  var report: String {
    "Restored \(name): \(words(did: true)). “tonnage undo” takes it back."
  }

  private var unproven: String { Self.remark(on: plan.backup) }

  /// What is said of one that has no manifest.
  static func remark(on backup: StoredBackup) -> String {
    backup.manifest == nil
      ? " It has no manifest: that it is whole is known from its documents' own checksums alone."
      : ""
  }

  private func words(did: Bool) -> String {
    let outcome = plan.outcome
    var parts: [String] = []
    func add(
      _ verb: (would: String, has: String), _ count: (Restoration.Outcome.Figures) -> Int,
      _ more: String = ""
    ) {
      let named = outcome.figures.filter { count($0) > 0 }
        .map { counted(count($0), $0.collection.noun) }
      guard !named.isEmpty else { return }
      let list = named.joined(separator: ", ")
      parts.append(did ? "\(list) \(verb.has)\(more)" : "\(verb.would) \(list)\(more)")
    }
    add(("bring back", "came back")) { $0.returned }
    add(("change back", "changed back")) { $0.changed }
    if outcome.isExact {
      add(("remove", "removed"), { $0.later }, " that came later")
    } else {
      add(("leave", "left"), { $0.later }, " that came later")
    }
    if outcome.setsReturned > 0 {
      parts.append(
        did
          ? "\(counted(outcome.setsReturned, "logged set")) came back"
          : "bring back \(counted(outcome.setsReturned, "logged set"))")
    }
    if outcome.setsLost > 0 {
      parts.append(
        did
          ? "\(counted(outcome.setsLost, "logged set")) taken out"
          : "take out \(counted(outcome.setsLost, "logged set"))")
    }
    return parts.joined(separator: "; ")
  }

  var members: [(String, JSONValue)] {
    func counts(_ count: (Restoration.Outcome.Figures) -> Int) -> JSONValue {
      .object(plan.outcome.figures.map { ($0.collection.rawValue, .integer(count($0))) })
    }
    return [
      ("backup", .text(plan.backup.id)), ("exact", .flag(plan.outcome.isExact)),
      ("takesPlace", .flag(false)), ("returned", counts { $0.returned }),
      ("changed", counts { $0.changed }), ("later", counts { $0.later }),
      ("setsReturned", .integer(plan.outcome.setsReturned)),
      ("setsTakenOut", .integer(plan.outcome.setsLost)),
    ]
  }
}
