import GRDB
public import Training

extension Store {
  /// Opens the store at `path`, making it where there is none.
  ///
  /// A file of an older format is backed up, then migrated. A file that may not be written, or that is damaged, is
  /// opened read-only; ``readOnlyReason`` says why.
  ///
  /// - Parameter machine: This machine, for a store that people copy and put back: it then stamps with an id of its own
  ///   wherever it is. Nil for one that always has the same id.
  /// - Throws: ``StoreError`` where the file is no store, is of a newer format, or cannot be read at all. The file is
  ///   as it was then.
  public static func open(at path: String, now: Instant, machine: String? = nil) throws -> Store {
    try Opening(path: path, now: now, machine: machine).store()
  }

  /// A store in memory, for tests and previews.
  public static func inMemory() throws -> Store {
    let queue = try DatabaseQueue(configuration: StoreFile.configuration(readOnly: false))
    try queue.write { try Migrator(database: $0).migrate() }
    return Store(path: ":memory:", queue: queue, lock: nil, readOnlyReason: nil)
  }
}

/// One attempt at opening a file.
struct Opening {
  var path: String
  var now: Instant
  var machine: String?
  var migrations = Schema.migrations
  /// How long another process that holds the lock is waited for, in milliseconds.
  var patience = WriterLock.patience
  /// Why the file may not be written; nil where it may.
  var obstacle: @Sendable (String) -> String? = { StoreFile.readOnlyReason($0) }

  func store() throws -> Store {
    switch try StoreFile.kind(of: path) {
    case .other: throw StoreError.notAStore(path: path)
    case .cutShort:
      throw StoreError.cannotOpen(
        path: path, reason: "it is damaged: it ends within its header. Restore a backup")
    case .absent, .empty: try begin()
    case .database(let header):
      try check(application: header.application, format: header.format)
      if header.isCutShort, try !StoreFile.hasLog(path) {
        return try openReadOnly(reason: "the file is damaged: it was cut short")
      }
    }
    if let reason = obstacle(path) { return try openReadOnly(reason: reason) }
    do {
      return try openToWrite()
    } catch let error as DatabaseError where Self.isDamage(error) {
      return try openReadOnly(reason: "the file is damaged (\(error.message ?? "corrupt"))")
    } catch {
      throw StoreFile.translated(error, attempt: "Opening \(path)", path: path)
    }
  }

  /// Makes the empty file that SQLite then fills.
  private func begin() throws {
    // SQLite would throw the log of an emptied file away, and the last changes with it.
    if try StoreFile.hasLog(path) {
      throw StoreError.cannotOpen(
        path: path,
        reason: "it is empty, but \(path)-wal holds changes. Move both away, then restore a backup")
    }
    try StoreFile.makeFolder(for: path)
    try StoreFile.makeFile(at: path)
  }

  static func isDamage(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_CORRUPT
  }

  /// The newest format this program knows.
  private var latest: Int { migrations.map(\.version).max() ?? 0 }

  private func openToWrite() throws -> Store {
    let lock = try WriterLock(store: path, patience: patience)
    // Opening may begin the write-ahead log or play back what a crash left behind: that is writing.
    return try lock.hold {
      let queue = try DatabaseQueue(
        path: StoreFile.databasePath(path), configuration: StoreFile.configuration(readOnly: false))
      let found = try queue.inDatabase { database in
        let found = try format(database)
        try beginLog(database)
        return found
      }
      if found < latest {
        if found > 0 {
          try queue.inDatabase {
            _ = try Backup.copy($0, beside: path, now: now, label: "format-\(found)")
          }
        }
        try queue.write { try Migrator(database: $0).migrate(migrations) }
      }
      return Store(path: path, queue: queue, lock: lock, readOnlyReason: nil, machine: machine)
    }
  }

  /// Turns the write-ahead log on. The file remembers it: nothing is written where it is on.
  private func beginLog(_ database: Database) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw StoreError.cannotOpen(
        path: path, reason: "its folder does not allow the files that SQLite needs beside it")
    }
  }

  private func openReadOnly(reason: String) throws -> Store {
    do {
      let (queue, remark) = try readOnlyQueue()
      let found = try queue.read { try format($0) }
      guard found > 0 else {
        throw StoreError.cannotOpen(path: path, reason: "it is empty, and \(reason)")
      }
      return Store(path: path, queue: queue, lock: nil, readOnlyReason: reason + remark)
    } catch let error as DatabaseError where Self.isDamage(error) {
      throw StoreError.cannotOpen(
        path: path, reason: "\(reason), and so badly that nothing can be read. Restore a backup")
    } catch {
      throw StoreFile.translated(error, attempt: "Opening \(path)", path: path)
    }
  }

  /// A connection that writes nothing, not even beside the file where that is not allowed; and what it cannot see.
  private func readOnlyQueue() throws -> (DatabaseQueue, remark: String) {
    let configuration = StoreFile.configuration(readOnly: true)
    do {
      let queue = try DatabaseQueue(
        path: StoreFile.databasePath(path), configuration: configuration)
      try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return (queue, "")
    } catch let error as DatabaseError where !Self.isDamage(error) {
      // Without the right to make the shared-memory file SQLite needs to be told that nobody writes; it then does
      // not look into the log either.
      let queue = try DatabaseQueue(
        path: StoreFile.immutableURI(path), configuration: configuration)
      let remark =
        try StoreFile.hasLog(path) ? "; the last changes, in \(path)-wal, are not seen" : ""
      return (queue, remark)
    }
  }

  /// The format found, 0 for a new file. Throws for a database that is not ours, or newer than we know.
  private func format(_ database: Database) throws -> Int {
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
