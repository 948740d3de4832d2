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
    commandName: "sync", abstract: "Merge with the dump that lies elsewhere.",
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

  @Option(help: "Another remote from now on.")
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

  @Flag(help: "Yes to the questions a sync may have.")
  var yes = false

  @Flag(help: "Join a log that was begun apart on another machine: nothing of either is lost.")
  var adopt = false

  @Flag(
    help:
      "Begin a dump that cannot be read again from what this machine holds; what is in it is kept beside it."
  )
  var beginAgain = false

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if forAll, strategy == nil {
      throw ValidationError("--for-all says for whom, and --strategy has to say what.")
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

  /// The command that was given, with the yes to a question beside those that were said already.
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

/// What was taken back of a sync or an import, in words.
struct PartlyUndoneText {
  let undone: PartlyUndone
  /// What is left, as it is called; what is not here any more is told by its id.
  private let titles: [DocumentKey: String]

  init(_ undone: PartlyUndone, _ logbook: Logbook) throws {
    self.undone = undone
    titles = try logbook.titles(of: undone.kept.map { Self.key($0.document) })
  }

  private static func key(_ document: DocumentReference) -> DocumentKey {
    DocumentKey(document.collection, document.id)
  }

  var text: String {
    let count = undone.documents.count
    var lines = ["Undone: \(undone.label.sanitized)."]
    if count == 0 { lines = ["Nothing was taken back of: \(undone.label.sanitized)."] }
    lines += undone.kept.map {
      let title = titles[Self.key($0.document)] ?? $0.document.id
      return
        "\($0.document.collection.noun) \(title.sanitized) was left: \($0.reason.sanitized)."
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// All of it in one line, for the screens.
  var line: String { text.split(separator: "\n").joined(separator: " ") }

  var json: String {
    JSONValue.object([
      ("label", .text(undone.label)), ("undone", .integer(undone.documents.count)),
      (
        "left",
        .list(
          undone.kept.map {
            .object([
              ("collection", .text($0.document.collection.rawValue)),
              ("id", .text($0.document.id)), ("reason", .text($0.reason)),
            ])
          })
      ),
    ]).json
  }
}

/// A strategy as it is given on the command line.
func parsedStrategy(_ text: String) throws -> Strategy {
  guard let strategy = Strategy(rawValue: text) else {
    throw ValidationError("There is no strategy “\(text)”. It is \(Strategy.names).")
  }
  return strategy
}

/// What a sync did, in words.
struct SyncText {
  let report: SyncReport
  /// What documents are called; those that are not here are told by their ids.
  var titles: [DocumentKey: String] = [:]

  var text: String { lines(more: "“tonnage conflicts” shows both").map { $0 + "\n" }.joined() }

  /// All of it in one line, for the screens.
  var line: String { lines(more: "gs shows both").joined(separator: " ") }

  private func lines(more: String) -> [String] {
    var lines: [String] = []
    if report.isUnchanged {
      lines.append("Nothing to sync: both sides are the same.")
    } else {
      let (received, sent) =
        report.isDryRun ? ("Would receive", "Would send") : ("Received", "Sent")
      if let line = arrivals(received) { lines.append(line) }
      if !report.sent.isEmpty { lines.append("\(sent) \(Self.count(report.sent)).") }
    }
    if report.isDryRun {
      for (arrow, items) in [("<", report.received), (">", report.sent)] {
        lines += items.map {
          "\(arrow) \($0.what.rawValue) \($0.key.collection.noun) \((titles[$0.key] ?? $0.key.id).sanitized)"
        }
      }
      lines.append("Nothing was written.")
    }
    if !report.losses.isEmpty {
      let count = report.losses.count
      let values = counted(count, "value")
      let kept = report.isDryRun ? "what loses would be kept" : "what lost is kept: \(more)"
      lines.append("\(values) changed on both sides; \(kept).")
    }
    if let backup = report.backup { lines.append("A backup was made: \(backup.sanitized)") }
    lines += report.notices.map(\.sanitized)
    return lines
  }

  /// `Received 1 workout; 4 sets removed by laptop.`; nil where nothing came.
  private func arrivals(_ received: String) -> String? {
    let came = report.received.filter { $0.what != .deleted }
    let gone = report.departures.words(names: report.deviceNames)
    let parts = [came.isEmpty ? nil : "\(received) \(Self.count(came))", gone]
      .compactMap(\.self)
    guard let first = parts.first else { return nil }
    return ([first.prefix(1).uppercased() + first.dropFirst()] + parts.dropFirst())
      .joined(separator: "; ") + "."
  }

  /// `3 workouts, 1 program`.
  static func count(_ keys: [DocumentKey]) -> String {
    let words = Collection.allCases.compactMap { collection -> String? in
      let count = keys.count { $0.collection == collection }
      if count == 0 { return nil }
      return count == 1 ? "1 \(collection.noun)" : "\(count) \(collection.noun)s"
    }
    return words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }

  static func count(_ items: [SyncReport.Item]) -> String { count(items.map(\.key)) }

  var json: String {
    func list(_ items: [SyncReport.Item]) -> JSONValue {
      .list(
        items.map {
          .object(
            [
              ("collection", .text($0.key.collection.rawValue)), ("id", .text($0.key.id)),
              ("what", .text($0.what.rawValue)),
            ] + (titles[$0.key].map { [("name", .text($0))] } ?? []))
        })
    }
    return JSONValue.object([
      ("remote", .text(report.location)), ("dryRun", .flag(report.isDryRun)),
      ("generation", .integer(report.generation)), ("strategy", .text(report.strategy.rawValue)),
      ("received", list(report.received)),
      ("removed", .optional(report.departures.words(names: report.deviceNames))),
      ("sent", list(report.sent)),
      ("conflicts", .integer(report.losses.count)), ("backup", .optional(report.backup)),
      ("notices", .list(report.notices.map { .text($0) })),
    ]).json
  }
}

extension SyncLink {
  /// Who wrote the dump last, as the athlete calls that machine.
  var writerName: String { (writer.map { devices[$0] ?? $0 } ?? "nobody").sanitized }
}

extension Workplace {
  /// What this machine is called on the others: as the settings say, else its host name up to the first full stop.
  var deviceName: String? {
    if let name = settings.sync.device { return name }
    return Machine.name.isEmpty ? nil : Machine.name
  }

  /// The location as it is kept: a whole path.
  func remoteLocation(_ text: String) throws -> String {
    try RemoteLocation.path(text, from: try Folder.current(), home: environment["HOME"] ?? "/")
  }

  func remote(_ link: SyncLink, _ course: RemoteCourse) throws -> any Remote {
    try RemoteLocation.remote(
      at: link.location, from: try Folder.current(), home: environment["HOME"] ?? "/",
      credentials: Credentials(
        user: settings.sync.user, passwordCommand: settings.sync.passwordCommand,
        sendsPlainly: settings.sync.plainPassword, environment: environment),
      honoursPreconditions: link.honoursPreconditions, course: course)
  }
}
