import GRDB
import System
public import Training

extension Store {
  /// Opens the store at `path`, making it where there is none.
  ///
  /// A file of an older format is backed up, then migrated. A file that may not be written, or that is damaged, is
  /// opened read-only; ``readOnlyReason`` says why. What only stands in the way of writing for now, such as a full disk
  /// or another program that writes, is told by the first write.
  ///
  /// - Parameter machine: This machine, for a store that people copy and put back: it then stamps with an id of its own
  ///   wherever it is. Nil for one that always has the same id.
  /// - Throws: ``StoreError`` if the file is not a store, is of a newer format, or cannot be read at all. The file is
  ///   as it was then.
  public static func open(at path: String, now: Instant, machine: String? = nil) throws -> Store {
    try Opening(path: path, now: now, machine: machine).store()
  }

  /// A store in memory, for tests and previews.
  public static func inMemory() throws -> Store {
    let queue = try DatabaseQueue(configuration: StoreFile.configuration(readOnly: false))
    try queue.write { try Migrator(database: $0).migrate() }
    return Store(StoreSession(queue: queue), opening: nil)
  }
}

/// One attempt at opening a file.
///
/// Opening is reading: it needs neither the writer's lock nor the right to write, nor room on the disk. Only a store that
/// has to be made, or brought to another format, is written to; where that cannot be now, what there is is read, and the
/// first write tries again.
struct Opening: Sendable {
  /// The file itself, at the end of any links.
  let path: String
  var now: Instant
  var machine: String?
  var migrations = Schema.migrations
  /// How long another process that holds the lock is waited for, in milliseconds.
  var patience = WriterLock.patience
  /// Why the file is not writable; nil where it is.
  var obstacle: @Sendable (String) -> String? = { StoreFile.readOnlyReason($0) }

  init(path: String, now: Instant, machine: String? = nil) {
    self.path = StoreFile.resolved(path)
    self.now = now
    self.machine = machine
  }

  /// How long a store that is only to be read waits for the lock, where it has to be brought to the latest format.
  private static let patienceToRead = 300

  func store() throws -> Store { Store(try session(), opening: self) }

  /// Opens the file.
  ///
  /// - Parameter toWrite: Whether the session has to be writable.
  func session(toWrite: Bool = false) throws -> StoreSession {
    var header = try header()
    if header == nil {
      try Creation(opening: self).run()
      header = try self.header()
    }
    guard let header else {
      throw StoreError.cannotOpen(path: path, reason: SystemError.noSuchFile.words)
    }
    let file = try RawFile.opened(path)
    var attempt = StoreAttempt(opening: self, file: file, header: header)
    do {
      return try attempt.session(
        toWrite: toWrite, patience: toWrite ? patience : min(patience, Self.patienceToRead))
    } catch {
      throw StoreFile.translated(error, attempt: "Opening \(path)", path: path)
    }
  }

  /// The header of the database; nil where one has to be made.
  private func header() throws -> FileHeader? {
    switch try StoreFile.kind(of: path) {
    case .other: throw Ruin.error(path)
    case .cutShort:
      throw StoreError.ruined(
        path: path,
        reason:
          "it is damaged: it ends within its header. \(Ruin.restoring(path) ?? Ruin.otherwise)")
    case .absent: return nil
    case .empty:
      try checkEmptyFile()
      return nil
    case .database(let header):
      try check(application: header.application, format: header.format)
      return header
    }
  }

  /// An empty file becomes a store only where it never was one.
  private func checkEmptyFile() throws {
    if let reason = obstacle(path) {
      throw StoreError.cannotOpen(path: path, reason: "it is empty, and \(reason)")
    }
    if try !StoreFile.hasLog(path), StoreFile.isThere(path + WriterLock.ending) {
      let backup = Ruin.restoring(path) ?? "There is no backup beside it"
      throw StoreError.ruined(
        path: path,
        reason:
          "it is empty, but held a log before: its lock file lies beside it. \(backup); "
          + "to begin a new log instead, remove both \(path) and \(path).lock")
    }
  }

  static func isDamage(_ error: any Error) -> Bool {
    (error as? DatabaseError)?.resultCode == .SQLITE_CORRUPT
  }

  /// The newest format this program knows.
  var latest: Int { migrations.map(\.version).max() ?? 0 }

  /// Turns the write-ahead log on. The file remembers it: nothing is written where it is on.
  func beginLog(_ database: Database) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw StoreError.cannotOpen(
        path: path, reason: "its folder does not allow the files that SQLite needs beside it")
    }
  }

  /// The format found, 0 for a new file. Throws for a database that is not ours, or newer than we know.
  func format(_ database: Database) throws -> Int {
    let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    try check(application: application, format: format)
    if application == 0 {
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard tables == 0 else { throw StoreError.foreignDatabase(path: path) }
    }
    return format
  }

  private func check(application: Int64, format: Int) throws(StoreError) {
    if application == 0, format == 0 { return }
    guard application == Schema.applicationID else { throw .foreignDatabase(path: path) }
    guard format <= latest else {
      throw .newerSchema(path: path, found: format, known: latest)
    }
  }
}

/// Makes a new store: under another name, which it changes for its own when it is whole.
struct Creation {
  let opening: Opening

  private var path: String { opening.path }

  func run() throws {
    guard !path.isEmpty else {
      throw StoreError.cannotOpen(path: path, reason: SystemError.noSuchFile.words)
    }
    // SQLite would throw the log of an emptied file away, and the last changes with it.
    if try StoreFile.hasLog(path) {
      throw StoreError.ruined(
        path: path,
        reason:
          "it is empty, but \(path)-wal holds changes. \(Ruin.restoring(path) ?? "Move both away to begin a new log")"
      )
    }
    try StoreFile.makeFolder(for: path)
    do {
      // An empty file beside a lock is one that held a log: an attempt that failed leaves no lock where none was.
      let isFirst = !StoreFile.isThere(path + WriterLock.ending)
      let lock = try WriterLock(store: path, patience: opening.patience)
      try lock.hold {
        do { try make() } catch {
          if isFirst { StoreFile.remove(path + WriterLock.ending) }
          throw error
        }
      }
    } catch {
      throw StoreFile.translated(error, attempt: "Making \(path)", path: path)
    }
  }

  private func make() throws {
    // Somebody else may have made it meanwhile.
    if case .database = try StoreFile.kind(of: path) { return }
    let draft = try Draft(beside: path)
    do {
      let queue = try DatabaseQueue(
        path: StoreFile.databasePath(draft.path),
        configuration: StoreFile.configuration(readOnly: false))
      try queue.inDatabase { try opening.beginLog($0) }
      try queue.write { try Migrator(database: $0).migrate(opening.migrations) }
      try draft.seal(queue)
      try draft.take(path)
    } catch {
      draft.remove()
      throw error
    }
  }
}

/// Brings a database to the latest format.
struct Migrator {
  let database: Database

  /// Runs the migrations that are missing. Call within a transaction.
  func migrate(_ migrations: [Schema.Migration] = Schema.migrations) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    for migration in migrations where migration.version > found {
      try database.execute(sql: migration.sql)
      try migration.fill?(database)
      try database.execute(sql: "PRAGMA user_version = \(migration.version)")
      if migration.rebuildsDerived { try Rebuild(database: database).run() }
    }
  }
}
