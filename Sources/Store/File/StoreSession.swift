import GRDB
import System
import Training

/// A store's file, opened in one of the ways in which it can be.
struct StoreSession: Sendable {
  let queue: DatabaseQueue
  /// The file itself, which outlives the connection; nil in memory.
  var file: RawFile?
  /// The lock in front of every write; nil where nothing is written, and in memory.
  var lock: WriterLock?
  /// Whether the connection is to the file as it stands, and not to what was read of it.
  var isInPlace = true
  var watch: FileWatch?
  /// Why nothing can be written; nil where it can, or might a moment later.
  var readOnlyReason: String?
  /// Whether the file is damaged, and nothing may be written to it, not even when it is closed.
  var isDamaged = false
  /// What was done to make it readable, and the athlete has to know.
  var notice: String?
  /// How file and log stood when they were read.
  var traces: [FileTrace?] = []

  init(queue: DatabaseQueue) { self.queue = queue }

  /// Closes the connection; the log is folded into the file only where that is still its own.
  func close() throws {
    if let finding = try watch?.lookClosely(), finding != .same { return abandon() }
    try queue.close()
  }

  /// Abandons the connection without closing it: SQLite would fold the log into a file that must not be written.
  ///
  /// The system takes it back with the process.
  func abandon() {
    _ = Unmanaged.passRetained(queue)
    if let file { _ = Unmanaged.passRetained(file) }
  }

  static func traces(_ path: String) -> [FileTrace?] {
    [FileTrace(path: path), FileTrace(path: path + "-wal")]
  }
}

/// Tries the ways one after the other: in place, as it lies there, read into memory.
struct StoreAttempt {
  let opening: Opening
  let file: RawFile
  let header: FileHeader
  private var log = Log.own

  /// Whose the log beside the file is.
  private enum Log: Equatable {
    /// Its own, or there is none.
    case own
    /// Another file's, and it lies there still.
    case foreign
    /// Another file's, kept under this name.
    case setAside(String)
  }

  init(opening: Opening, file: RawFile, header: FileHeader) {
    self.opening = opening
    self.file = file
    self.header = header
  }

  private var path: String { opening.path }

  mutating func session(toWrite: Bool, patience: Int) throws -> StoreSession {
    var obstacle = opening.obstacle(path)
    if try !ownsLogForSure() {
      log = .foreign
      do {
        if obstacle == nil { log = try settledLog(patience) }
      } catch let error where !toWrite && Self.isPassing(error) {
        obstacle = "the log beside it is another file's, and cannot be moved away now"
      }
    }
    if let obstacle { return try view(obstacle) }
    if header.isCutShort, try !StoreFile.hasLog(path) {
      return try damaged("the file is damaged: it was cut short")
    }
    do {
      return try inPlace(patience)
    } catch let error where Opening.isDamage(error) {
      return try damaged(Self.reason(error))
    } catch let error where !toWrite && Self.isPassing(error) {
      return try view(nil)
    }
  }

  private static func reason(_ error: any Error) -> String {
    "the file is damaged (\((error as? DatabaseError)?.message ?? "corrupt"))"
  }

  /// Whether an error stands in the way of writing, and maybe not for long; reading goes on without.
  private static func isPassing(_ error: any Error) -> Bool {
    switch error {
    case let error as DatabaseError:
      [
        .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_BUSY,
        .SQLITE_LOCKED, .SQLITE_PERM, .SQLITE_PROTOCOL,
      ].contains(error.resultCode)
    case StoreError.locked, StoreError.diskFull, StoreError.readOnly, StoreError.cannotOpen: true
    default: false
    }
  }

  // MARK: The log beside the file

  /// Looks again where the log seems to be another file's: somebody may be folding it into this one.
  private func ownsLogForSure() throws -> Bool {
    for _ in 0..<3 {
      if try ownsLog() { return true }
      SystemClock.sleep(milliseconds: 20)
    }
    return false
  }

  private func ownsLog() throws -> Bool {
    guard let log = try WriteAheadLog(beside: path) else { return true }
    return try Lineage.belongs(log, to: file)
  }

  /// Takes the log of another file out of the way. Looks again under the lock: somebody may just have been writing.
  private func settledLog(_ patience: Int) throws -> Log {
    try WriterLock(store: path).hold(within: patience) {
      try ownsLog() ? .own : .setAside(StoreFile.setLogAside(path, at: opening.now))
    }
  }

  /// What the athlete has to know of the log.
  private var notice: String? {
    switch log {
    case .own: nil
    case .foreign: "\(path)-wal is the log of another file, and is not read."
    case .setAside(let name):
      "\(path)-wal was the log of another file, which this one replaced. It was not read; "
        + "it is kept as \(name)."
    }
  }

  // MARK: In place

  private func inPlace(_ patience: Int) throws -> StoreSession {
    StoreFile.mendRights(path)
    let queue = try DatabaseQueue(
      path: StoreFile.databasePath(path), configuration: StoreFile.configuration(readOnly: false))
    var session = StoreSession(queue: queue)
    do {
      session.lock = try WriterLock(store: path, patience: opening.patience)
    } catch StoreError.cannotOpen(_, let reason) {
      session.readOnlyReason = reason
    } catch StoreError.diskFull {
      // There may be room again when something is to be written.
      session.lock = nil
    }
    try prepare(queue, session.lock, patience)
    session.file = file
    session.notice = notice
    session.watch = try queue.inDatabase { database in
      try Lineage.page(database).map {
        try FileWatch(path, file, page: $0, pageSize: header.pageSize)
      }
    }
    try heed(&session, mayForget: true)
    return session
  }

  /// Looks whether everything can be read, and brings the file to the latest format.
  private func prepare(_ queue: DatabaseQueue, _ lock: WriterLock?, _ patience: Int) throws {
    func isReady(_ database: Database) throws -> Bool {
      let format = try opening.format(database)
      let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
      return try format == opening.latest && mode == "wal"
        && Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") != nil
    }
    if try queue.inDatabase(isReady) { return }
    guard let lock else {
      throw StoreError.readOnly(path: path, reason: "its lock file cannot be made")
    }
    try lock.hold(within: patience) {
      let found = try queue.inDatabase { database in
        try opening.beginLog(database)
        return try opening.format(database)
      }
      if found < opening.latest { try migrate(queue, from: found) }
    }
  }

  private func migrate(_ queue: DatabaseQueue, from format: Int) throws {
    let label = "\(BackupName.formatLabel)\(format)"
    var made: BackupManifest?
    if format > 0 {
      try queue.inDatabase { database in
        if try Backup.present(database, beside: path, label: label) == nil {
          made = try Backup(
            database, beside: path, now: opening.now, for: .migration, label: label
          ).make()
        }
      }
    }
    do {
      try queue.write { database in
        try Migrator(database: database).migrate(opening.migrations)
        if let made {
          try NoteTable(database: database).add(.backup, made.text, at: opening.now)
        }
      }
    } catch {
      // The store is as it was: there is nothing to go back to.
      if let made {
        StoreFile.remove(made.path)
        BackupManifest.remove(ofBackup: made.path)
      }
      throw error
    }
  }

  /// Keeps to what an earlier process noted of damage.
  private func heed(_ session: inout StoreSession, mayForget: Bool) throws {
    guard let note = try DamageNote.read(path) else { return }
    let state = session.queue.inDatabase { Lineage.state($0) } ?? ""
    if state == note.state {
      session.readOnlyReason = note.reason
      session.isDamaged = true
    } else if mayForget {
      DamageNote.remove(path)
    }
  }

  // MARK: Without touching it

  private func damaged(_ reason: String) throws -> StoreSession {
    do {
      var session = try view(reason)
      session.isDamaged = true
      return session
    } catch let error where Opening.isDamage(error) {
      throw StoreError.ruined(
        path: path,
        reason:
          "\(reason), and so badly that nothing can be read. \(Ruin.restoring(path) ?? Ruin.otherwise)"
      )
    }
  }

  /// A connection that writes nothing, not even beside the file.
  private func view(_ reason: String?) throws -> StoreSession {
    let traces = StoreSession.traces(path)
    let hasLog = try StoreFile.hasLog(path)
    let isHidden = hasLog && log == .own && !StoreFile.mayRead(path + "-wal")
    let isPlain = !hasLog || log != .own || isHidden
    let queue = try isPlain && header.format == opening.latest ? asItLies() : inMemory(isHidden)
    let found = try queue.inDatabase { database in
      // Nothing is written through this connection; SQLite then also reads files that were cut short.
      try database.execute(sql: "PRAGMA writable_schema = ON")
      return try opening.format(database)
    }
    guard found > 0 else {
      throw StoreError.cannotOpen(path: path, reason: "it is empty, and \(reason ?? "in use")")
    }
    if found < opening.latest {
      try queue.write { try Migrator(database: $0).migrate(opening.migrations) }
    }
    var session = StoreSession(queue: queue)
    session.file = file
    session.isInPlace = false
    session.traces = traces
    session.readOnlyReason = reason
    session.notice = try isHidden ? remark(queue) : notice
    try heed(&session, mayForget: false)
    return session
  }

  private func asItLies() throws -> DatabaseQueue {
    let queue = try DatabaseQueue(
      path: StoreFile.immutableURI(path), configuration: StoreFile.configuration(readOnly: true))
    try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    return queue
  }

  private func inMemory(_ isHidden: Bool) throws -> DatabaseQueue {
    try FileImage.loaded(path, usesLog: log == .own && !isHidden)
  }

  /// Up to when the history goes, where its end is in a log that is not read.
  private func remark(_ queue: DatabaseQueue) throws -> String {
    let last = try queue.read {
      try Int64.fetchOne($0, sql: "SELECT at FROM journal ORDER BY row DESC LIMIT 1")
    }
    let until = last.map { "up to \(Instant(milliseconds: $0).iso8601)" } ?? "nothing yet"
    return "What was written last is in \(path)-wal, which cannot be read; shown is \(until)."
  }
}
