import ArgumentParser
import Logbook
import Store
import System
import Terminal
import Training
import Upkeep
import Wire

/// `tonnage backup`
struct MakeBackup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the whole log beside it, and verify the copy.",
    discussion: """
      A backup that you make stays until you remove it. Others are made by themselves: one a day, and one before \
      anything that changes much. Of those the newest of each of 7 days and of each of 4 weeks are kept.
      """)

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      let made = try logbook.backUp()
      let sentence =
        "Backup \(made.id) made and verified: \(counted(made.workouts, "workout")), \(ByteText.text(made.bytes))."
      let question = BackupRoomText(room: try logbook.backupRoom()).question
      try answer.tell(
        [("backup", .raw(made.text))],
        [sentence, question].compactMap(\.self).joined(separator: " "),
        done: "The backup is made")
    }
  }
}

/// `tonnage backups`
struct BackupCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups", abstract: "List the backups of the log, or remove some.",
    subcommands: [ListBackups.self, RemoveBackups.self, AllowBackups.self],
    defaultSubcommand: ListBackups.self)
}

/// `tonnage backups [list]`
struct ListBackups: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the backups (this is what happens without a subcommand).")

  @Flag(help: "Read all of each backup again, and tell what is not as it was.")
  var verify = false

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let place = try Workplace()
    // Asked without opening the store: what to go back to has to be seen where it cannot be opened.
    let shelf = BackupShelf(store: place.storePath(answer.store.store))
    if verify { for backup in shelf.all() { _ = try? shelf.verified(backup) } }
    let backups = shelf.all()
    if answer.json { return try Output.print(JSONValue.list(backups.map(\.json)).json) }
    guard !backups.isEmpty else {
      return try Output.print(
        answer.store.hints.complete("There is no backup yet. “tonnage backup” makes one."))
    }
    var table = TextTable([
      ("id", .left), ("when", .left), ("why", .left), ("size", .right), ("workouts", .right),
      ("state", .left),
    ])
    for backup in backups {
      table.add([
        backup.id, MomentText.local(backup.at), backup.reason?.words ?? "",
        ByteText.text(backup.bytes), backup.manifest.map { "\($0.workouts)" } ?? "", backup.state,
      ])
    }
    let total = ByteText.text(backups.reduce(0) { $0 + $1.bytes })
    try Output.write(table.text + "\n\(counted(backups.count, "backup")), \(total) in all.\n")
  }
}

/// `tonnage backups remove ID…`
struct RemoveBackups: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove backups for good.")

  @Argument(help: "The backups, as “tonnage backups” calls them.") var ids: [String]

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let place = try Workplace()
    let shelf = BackupShelf(store: place.storePath(answer.store.store))
    // All are found before the first goes.
    let backups = try ids.map { try shelf.backup($0) }
    for backup in backups { try shelf.remove(backup) }
    let bytes = backups.reduce(0) { $0 + $1.bytes }
    try answer.tell(
      [("removed", .list(backups.map { .text($0.id) })), ("bytes", .integer(bytes))],
      "\(counted(backups.count, "backup")) removed, \(ByteText.text(bytes)) freed.",
      done: "The backups are removed")
  }
}

/// `tonnage backups allow GIGABYTES`
struct AllowBackups: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow", abstract: "Say how much room backups may take before you are asked.")

  @Argument(help: "Gigabytes, such as 2 or 1.5.") var gigabytes: Double

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard gigabytes > 0, gigabytes <= 1024 else {
      throw ValidationError("“\(gigabytes)” is no size. Type the gigabytes, such as 2 or 1.5.")
    }
  }

  func run() throws {
    try withLogbook(answer.store) { logbook, _ in
      try logbook.allowBackups(bytes: Int(gigabytes * Double(1 << 30)))
      let room = try logbook.backupRoom()
      try answer.tell(
        [("allowed", .integer(room.allowed)), ("taken", .integer(room.taken))],
        "Backups may take \(ByteText.text(room.allowed)) before you are asked; they take \(ByteText.text(room.taken)).",
        done: "That is noted")
    }
  }
}

extension StoredBackup {
  /// In a table: verified, or what is wrong.
  var state: String { fault?.words ?? "verified" }

  var json: JSONValue {
    .object([
      ("id", .text(id)), ("path", .text(path)), ("at", .text(at.iso8601)),
      ("reason", .optional(reason?.rawValue)), ("bytes", .integer(bytes)),
      ("schema", manifest.map { .integer($0.schema) } ?? .null),
      ("workouts", manifest.map { .integer($0.workouts) } ?? .null),
      ("documents", manifest.map { .integer($0.documents) } ?? .null), ("state", .text(state)),
    ])
  }
}

extension BackupManifest.Reason {
  /// In a table, after “why”.
  var words: String {
    switch self {
    case .daily: "daily"
    case .migration: "before a new format"
    case .merge: "before a sync"
    case .repair: "before a repair"
    case .mapping: "before names were mapped"
    case .restore: "before a restore"
    case .manual: "you made it"
    }
  }
}

/// Sizes in a sentence.
enum ByteText {
  private static let units = ["B", "KB", "MB", "GB", "TB"]

  /// `640 B`, `1.2 MB`.
  static func text(_ bytes: Int) -> String {
    var value = Double(bytes)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return "\(NumberText.decimal(value, places: unit == 0 ? 0 : 1)) \(units[unit])"
  }
}

/// Moments in a sentence.
enum MomentText {
  /// `2026-11-20 18:45`, where the athlete is.
  static func local(_ instant: Instant) -> String {
    let offset = SystemClock.utcOffset(at: instant.milliseconds / 1000)
    let shifted = instant.advanced(bySeconds: Double(offset) * 60).iso8601
    return "\(shifted.prefix(10)) \(shifted.dropFirst(11).prefix(5))"
  }
}

/// What is asked where backups take much room.
struct BackupRoomText {
  let room: BackupRoom

  /// Nil where they do not.
  var question: String? {
    guard room.isShort else { return nil }
    return
      "The backups take \(ByteText.text(room.taken)). “tonnage backups remove ID” removes some; or let them have the room with “tonnage backups allow \(Int((Double(room.taken) / Double(1 << 30)).rounded(.up)) + 1)”."
  }
}
