import GRDB
public import Training

extension Store {
  /// Opens the store at `path`, making it where there is none.
  ///
  /// A file of an older format is backed up, then migrated. A file that may not be written, or that is damaged, is
  /// opened read-only; ``readOnlyReason`` says why.
  ///
  /// - Throws: ``StoreError`` where the file is no store, is of a newer format, or cannot be read at all.
  public static func open(at path: String, now: Instant) throws -> Store {
    try StoreFile.makeFolder(for: path)
    switch try StoreFile.kind(of: path) {
    case .other: throw StoreError.notAStore(path: path)
    case .absent, .empty: try StoreFile.makeFile(at: path)
    case .database(let pageSize, let pages, let bytes):
      if bytes < pageSize * pages, !hasLog(path) {
        return try openReadOnly(path, reason: "the file is damaged: it was cut short")
      }
    }
    if let reason = StoreFile.readOnlyReason(path) { return try openReadOnly(path, reason: reason) }
    do {
      return try openToWrite(path, now: now)
    } catch let error as DatabaseError where isDamage(error) {
      return try openReadOnly(path, reason: "the file is damaged (\(error.message ?? "corrupt"))")
    } catch {
      throw StoreFile.translated(error, attempt: "Opening \(path)", path: path)
    }
  }

  /// A store in memory, for tests and previews.
  public static func inMemory() throws -> Store {
    let queue = try DatabaseQueue(
      configuration: StoreFile.configuration(readOnly: false, inMemory: true))
    try queue.write { try Migrator(database: $0).migrate() }
    return Store(path: ":memory:", queue: queue, lock: nil, readOnlyReason: nil)
  }

  private static func hasLog(_ path: String) -> Bool {
    if case .absent? = try? StoreFile.kind(of: path + "-wal") { return false }
    return true
  }

  static func isDamage(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_CORRUPT
  }

  private static func openToWrite(_ path: String, now: Instant) throws -> Store {
    let lock = try WriterLock(path: path + ".lock")
    // Opening may turn on the write-ahead log or play back what a crash left behind: that is writing.
    return try lock.hold {
      let queue = try DatabaseQueue(
        path: path, configuration: StoreFile.configuration(readOnly: false))
      let found = try queue.read { try Migrator(database: $0).check(path: path) }
      if found < Schema.latest {
        if found > 0 { try Backup.copy(queue, beside: path, now: now, label: "format-\(found)") }
        try queue.write { try Migrator(database: $0).migrate() }
      }
      return Store(path: path, queue: queue, lock: lock, readOnlyReason: nil)
    }
  }

  private static func openReadOnly(_ path: String, reason: String) throws -> Store {
    do {
      let queue = try readOnlyQueue(path)
      let found = try queue.read { try Migrator(database: $0).check(path: path) }
      guard found > 0 else {
        throw StoreError.cannotOpen(path: path, reason: "it is empty, and \(reason)")
      }
      return Store(path: path, queue: queue, lock: nil, readOnlyReason: reason)
    } catch let error as DatabaseError where isDamage(error) {
      throw StoreError.cannotOpen(
        path: path, reason: "\(reason), and so badly that nothing can be read; restore a backup")
    } catch {
      throw StoreFile.translated(error, attempt: "Opening \(path)", path: path)
    }
  }

  /// A connection that writes nothing, not even beside the file where that is not allowed.
  private static func readOnlyQueue(_ path: String) throws -> DatabaseQueue {
    let configuration = StoreFile.configuration(readOnly: true)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError where error.resultCode != .SQLITE_CORRUPT {
      // Without the right to make the shared-memory file SQLite needs to be told that nobody writes.
      let escaped = path.utf8.map { byte -> String in
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%")
          ? "%" + String(byte, radix: 16) : String(decoding: [byte], as: UTF8.self)
      }.joined()
      return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
    }
  }
}

/// Brings a database to the latest format.
struct Migrator {
  let database: Database

  /// The format found, 0 for a new file. Throws for a database that is not ours, or newer than we know.
  func check(path: String) throws -> Int {
    let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if application == 0, version == 0 {
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard tables == 0 else { throw StoreError.foreignDatabase(path: path) }
      return 0
    }
    guard application == Schema.applicationID else { throw StoreError.foreignDatabase(path: path) }
    guard version <= Schema.latest else {
      throw StoreError.newerSchema(path: path, found: version, known: Schema.latest)
    }
    return version
  }

  /// Runs the migrations that are missing. Call within a transaction.
  func migrate(_ migrations: [Schema.Migration] = Schema.migrations) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    for migration in migrations where migration.version > found {
      try database.execute(sql: migration.sql)
      try database.execute(sql: "PRAGMA user_version = \(migration.version)")
      if migration.rebuildsDerived { try Rebuild(database: database).run() }
    }
  }
}
