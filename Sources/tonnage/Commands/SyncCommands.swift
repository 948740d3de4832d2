import ArgumentParser
import Logbook
import Remotes
import Settings
import Store
import Sync
import Terminal
import Training
import Wire

/// `tonnage sync`
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Merge with the remote dump.",
    discussion: """
      The dump is one JSON file, such as ~/Sync/tonnage.json, in a folder that a service keeps in step. Nothing that \
      was logged on either side is lost; what two machines changed to different values is kept and shown by \
      “tonnage conflicts”.
      """,
    subcommands: [SyncNow.self, SyncSetup.self, ShowSyncStatus.self, UndoSync.self],
    defaultSubcommand: SyncNow.self)
}

/// `tonnage sync [now]`
struct SyncNow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "now", abstract: "Push and pull (this is what happens without a subcommand).")

  @Option(help: "Use another remote from now on.")
  var remote: String?

  @Option(
    help:
      "Another strategy for this run: last-write-wins, merge-changes or user-prompt. What it decides is an edit."
  )
  var strategy: String?

  @Flag(help: "Make --strategy the dump's own from now on, on all machines.")
  var forAll = false

  @Flag(help: "Only show what would happen.")
  var dryRun = false

  @Flag(help: "Answer yes to the questions a sync may ask.")
  var yes = false

  @Flag(help: "Join a log that was begun separately on another machine: nothing of either is lost.")
  var adopt = false

  @Flag(
    help:
      "Replace an unreadable dump with what this machine holds; its content is kept beside it."
  )
  var beginAgain = false

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if forAll, strategy == nil {
      throw ValidationError("--for-all needs --strategy as well, to say which.")
    }
  }

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      if let remote {
        let location = try place.remoteLocation(remote)
        if try logbook.store.syncLink()?.location != location {
          try logbook.setUpSync(location: location, strategy: .mergeChanges)
        }
      }
      var options = SyncOptions()
      let named = try strategy.map(parsedStrategy)
      if forAll { options.strategy = named } else { options.strategyOnce = named }
      options.dryRun = dryRun
      options.yes = yes
      options.adopt = adopt
      options.beginsAgain = beginAgain
      guard let link = try logbook.store.syncLink() else { throw SyncError.notSetUp }
      let waiting = WaitingLine()
      let course = RemoteCourse(
        waits: { waiting.show($0) }, name: place.deviceName ?? Machine.name)
      let result = Result {
        try logbook.sync(
          with: try place.remote(link, course), options: options, deviceName: place.deviceName)
      }
      waiting.end()
      let report: SyncReport
      do { report = try result.get() } catch let error as SyncError where error.question != nil {
        throw DetailedError(cause: error, sentence: error.sentence(goingOnWith: goingOn(error)))
      }
      let text = SyncText(report: report, titles: try titles(report, logbook))
      try Output.write(
        answer.json ? text.json + "\n" : answer.store.hints.complete(text.text),
        done: dryRun ? nil : "The sync is done")
    }
  }

  /// The command that was given, with this yes added to those that were given already.
  private func goingOn(_ error: SyncError) -> String {
    let said: [(SyncError.Consent, Bool)] = [
      (.yes, yes), (.adopt, adopt), (.beginAgain, beginAgain),
    ]
    var words = ["tonnage", "sync"]
    if let strategy { words += ["--strategy", strategy] }
    if forAll { words.append("--for-all") }
    if dryRun { words.append("--dry-run") }
    let consent = error.question?.consent
    words += said.filter { $0.1 || $0.0 == consent }.map(\.0.flag)
    return words.joined(separator: " ")
  }

  /// What the documents of a dry run are called: those that would come in as the dump has them.
  private func titles(_ report: SyncReport, _ logbook: Logbook) throws -> [DocumentKey: String] {
    guard report.isDryRun else { return [:] }
    let keys = (report.received + report.sent).map(\.key)
    return try logbook.titles(of: keys).merging(report.titles) { _, coming in coming }
  }
}

/// `tonnage sync setup PATH`
struct SyncSetup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup", abstract: "Name the dump to sync with from now on.")

  @Argument(help: "Its path, such as ~/Sync/tonnage.json.", completion: .file(extensions: ["json"]))
  var remote: String

  @Option(help: "The strategy of a dump that is begun here.")
  var strategy = Strategy.mergeChanges.rawValue

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let location = try place.remoteLocation(remote)
      let strategy = try parsedStrategy(strategy)
      try logbook.setUpSync(location: location, strategy: strategy)
      let shown = RemoteAddress.shown(location)
      try answer.tell(
        [("remote", .text(shown)), ("strategy", .text(strategy.rawValue))],
        "The log is synced with \(shown.sanitized). “tonnage sync” merges.",
        done: "The remote is set up")
    }
  }
}

/// `tonnage sync status`
struct ShowSyncStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the remote, the last sync and what waits to be sent.")

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let status = try logbook.syncStatus()
      guard let link = status.link else { throw SyncError.notSetUp }
      if answer.json { return try Output.print(json(status, link)) }
      var lines = [
        "remote      \(link.shownLocation.sanitized)", "strategy    \(link.strategy.rawValue)",
      ]
      if let at = link.syncedAt {
        lines.append(
          "last sync   \(at.iso8601), generation \(link.generation), written by \(link.writerName)"
        )
      } else {
        lines.append("last sync   never")
      }
      lines.append("to send     \(SyncText.count(status.waiting))")
      lines.append("conflicts   \(status.conflicts) waiting")
      try Output.write(lines.map { $0 + "\n" }.joined())
    }
  }

  private func json(_ status: SyncStatus, _ link: SyncLink) -> String {
    JSONValue.object([
      ("remote", .text(link.shownLocation)), ("strategy", .text(link.strategy.rawValue)),
      ("generation", .integer(link.generation)),
      ("syncedAt", .optional(link.syncedAt?.iso8601)), ("writer", .optional(link.writer)),
      (
        "toSend",
        .list(
          status.waiting.map {
            .object([("collection", .text($0.collection.rawValue)), ("id", .text($0.id))])
          })
      ),
      ("conflictsWaiting", .integer(status.conflicts)),
    ]).json
  }
}

/// `tonnage sync undo`
struct UndoSync: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back what the last sync brought.",
    discussion: """
      What has changed since is left and listed. Taking back is an edit: the next sync carries it to the others.
      """)

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let undone = try PartlyUndoneText(logbook.undoSync(), logbook)
      try Output.write(
        answer.json ? undone.json + "\n" : undone.text, done: "The sync is taken back")
    }
  }
}

/// A strategy as it is given on the command line.
func parsedStrategy(_ text: String) throws -> Strategy {
  guard let strategy = Strategy(rawValue: text) else {
    throw ValidationError("There is no strategy “\(text)”. Use \(Strategy.names).")
  }
  return strategy
}

extension SyncLink {
  /// Who wrote the dump last, as the athlete calls that machine.
  var writerName: String { (writer.map { devices[$0] ?? $0 } ?? "nobody").sanitized }
}
