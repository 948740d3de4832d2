import GRDB
import Synchronization
public import Training

/// One athlete's documents, their journal and everything derived from them, in one SQLite file.
///
/// A write is one transaction with `synchronous = FULL`: when ``write(_:at:_:)`` returns, it is on disk, journal and
/// derived rows with it. The store is safe to use from several threads and several processes at once.
public final class Store: Sendable {
  public let path: String
  /// Documents read since opening, by collection.
  public let reads = ReadCounts()
  private let cache = DocumentCache()
  /// How the file is opened again; nil in memory.
  private let opening: Opening?
  private let condition: Mutex<Condition>

  private struct Condition {
    var session: StoreSession
    var readOnlyReason: String?
    var isClosed = false
    /// Whether the store's id is known to be this home's.
    var isAtHome = false
    var hasWritten = false
    var writes = WriteCounts()
    /// Set where the file was taken away or replaced: whether there is one in its place.
    var orphan: Bool?
    var formerFiles: [RawFile] = []
    /// How often the file was read again; see ``Store/dataVersion()``.
    var readings = 0
  }

  /// Why nothing can be written; nil as a rule. Damage that is met while the store is open makes it read-only too, and so
  /// does a file that is put in its place.
  public var readOnlyReason: String? { condition.withLock { $0.readOnlyReason } }

  /// Whether the file is damaged: a backup may take its place.
  public var isDamaged: Bool { session.isDamaged }

  /// What opening did, or left out, that the athlete has to know; nil as a rule.
  public var notice: String? { session.notice }

  /// Whether anything was written since it was opened.
  public var hasWritten: Bool { condition.withLock { $0.hasWritten } }

  /// What was written through this store since it was opened.
  public var writes: WriteCounts { condition.withLock { $0.writes } }

  /// Where backups of the file are put: beside it.
  public var folder: String { StoreFile.folder(of: path) }

  /// Whether the store lies in a file, and not in memory alone.
  public var isFile: Bool { opening != nil }

  /// The machine whose home the store has; nil for one that is at home wherever it is, as in a test.
  var machine: String? { opening?.machine }

  var session: StoreSession { condition.withLock { $0.session } }
  var queue: DatabaseQueue { session.queue }

  init(_ session: StoreSession, opening: Opening?) {
    path = opening?.path ?? ":memory:"
    self.opening = opening
    condition = Mutex(Condition(session: session, readOnlyReason: session.readOnlyReason))
  }

  /// Runs `body` on a consistent state of the store. Never waits for another process.
  ///
  /// Neither ``read(_:)`` nor ``write(_:at:_:)`` may be called within `body`.
  public func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
    do {
      try lookAtFile()
      return try transaction(.deferred) {
        try body(Reader(database: $0, reads: reads, cache: cache))
      }
    } catch {
      throw translated(error, attempt: "Reading the store")
    }
  }

  /// Makes one step of changes: all of it, or nothing.
  ///
  /// - Parameters:
  ///   - step: What the athlete calls it, and where it comes from.
  ///   - now: The device's time; the step's stamp is later than any the store has seen, whatever it says.
  ///   - patience: How long to wait for another writer, in milliseconds; as long as any write where nil.
  ///   - body: Changes documents through the transaction it is handed.
  /// - Throws: A ``StoreError``, or what `body` throws; nothing is changed then.
  @discardableResult
  public func write<Result>(
    _ step: Step, at now: Instant, within patience: Int? = nil,
    _ body: (Transaction) throws -> Result
  ) throws -> Result {
    // A label tells what was done; where it fails nothing was.
    try write(
      "Could not write “\(step.label)”", at: now, within: patience, step: { _ in step }, body: body)
  }

  /// Makes a step that only the store's state can name.
  func write<Result>(
    _ attempt: String, at now: Instant, within patience: Int? = nil,
    step: (Database) throws -> Step, body: (Transaction) throws -> Result
  ) throws -> Result {
    var written: [DocumentCache.Key: DocumentCache.Entry] = [:]
    var kinds: Set<Collection> = []
    return try exclusively(attempt: attempt, within: patience) { database in
      let transaction = try Transaction(
        database: database, reads: reads, cache: cache, step: step(database), now: now)
      let result = try body(transaction)
      try transaction.finish()
      written = transaction.written
      kinds = Set(transaction.touched.map(\.collection))
      return result
    } committed: {
      condition.withLock { $0.writes.add(kinds) }
      for (key, entry) in written { cache.keep(entry, as: key) }
    }
  }

  /// Writes without a journal row: settings of this device, upkeep of the file.
  ///
  /// - Parameter patience: How long to wait for another writer, in milliseconds; as long as any write where nil.
  func maintain<Result>(
    _ attempt: String, within patience: Int? = nil, _ body: (Database) throws -> Result
  ) throws -> Result {
    try exclusively(attempt: attempt, within: patience, body) { cache.forgetAll() }
  }

  private func exclusively<Result>(
    attempt: String, within patience: Int? = nil, _ body: (Database) throws -> Result,
    committed: () -> Void
  ) throws -> Result {
    do {
      try checkWritable()
      try openToWrite()
      let lock = session.lock
      try lock?.take(within: patience)
      defer { lock?.release() }
      try lookBeforeWriting()
      try comeHome()
      let result = try transaction(.immediate, committed: committed, body)
      condition.withLock { $0.hasWritten = true }
      return result
    } catch {
      throw translated(error, attempt: attempt)
    }
  }

  /// Does what a write does, under the lock, and takes it back: nothing of it is ever committed.
  func rehearse<Result>(
    _ attempt: String, within patience: Int, _ body: (Database) throws -> Result
  ) throws -> Result {
    do {
      try checkWritable()
      try openToWrite()
      let lock = session.lock
      try lock?.take(within: patience)
      defer { lock?.release() }
      try lookBeforeWriting()
      return try open { database in
        try database.beginTransaction(.immediate)
        let result = Swift.Result { try body(database) }
        if database.isInsideTransaction { try database.rollback() }
        return try result.get()
      }
    } catch {
      throw translated(error, attempt: attempt)
    }
  }

  /// Once, before the first write: what is stamped from then on is stamped with an id of this home.
  private func comeHome() throws {
    guard let machine, !condition.withLock({ $0.isAtHome }) else { return }
    try settleHome(machine)
    condition.withLock { $0.isAtHome = true }
  }

  /// A number that changes when another connection has written: what an open screen polls.
  public func dataVersion() throws -> Int {
    do {
      try lookAtFile()
      let readings = try readAnew()
      let version = try open { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
      return readings << 32 + version
    } catch {
      throw translated(error, attempt: "Looking for changes")
    }
  }

  /// Closes the file; the last one out folds the write-ahead log into it. A closed store answers nothing any more.
  ///
  /// A damaged file, and one that is not the store's any more, is left as it is.
  public func close() throws {
    let (session, orphan, wasClosed) = condition.withLock { condition in
      defer { condition.isClosed = true }
      return (condition.session, condition.orphan, condition.isClosed)
    }
    if wasClosed { return }
    do {
      if orphan != nil || (session.isInPlace && session.isDamaged) { return session.abandon() }
      do {
        try session.lock?.hold(within: 0) { try session.close() } ?? session.close()
      } catch StoreError.locked {
        // SQLite folds the log in only where nobody else has the file open: there is nothing to wait for.
        try session.close()
      }
    } catch {
      throw translated(error, attempt: "Closing the store")
    }
  }

  /// Runs `body` in one transaction; where it changes anything, the file is in another state afterwards.
  ///
  /// - Parameter committed: Runs after the commit, before anybody else reads.
  func transaction<Result>(
    _ kind: Database.TransactionKind, committed: () -> Void = {},
    _ body: (Database) throws -> Result
  ) throws -> Result {
    try open { database in
      try database.beginTransaction(kind)
      do {
        let changes = database.totalChangesCount
        let result = try body(database)
        if database.totalChangesCount != changes { try Lineage.advance(database) }
        // Where a page was damaged SQLite commits no more, even if nothing was written and the body read around it.
        if kind == .deferred { try database.rollback() } else { try database.commit() }
        committed()
        return result
      } catch {
        // SQLite itself rolls back where the disk is full.
        if database.isInsideTransaction { try database.rollback() }
        throw error
      }
    }
  }

  /// Runs `body` while as many kilobytes of pages may be held in memory; nil leaves it at the usual number.
  func holdingPages<Value>(_ kilobytes: Int?, _ body: () throws -> Value) throws -> Value {
    guard let kilobytes else { return try body() }
    let usual = try open { database in
      let usual = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? 0
      try database.execute(sql: "PRAGMA cache_size = -\(kilobytes)")
      return usual
    }
    let result = Result { try body() }
    try open { try $0.execute(sql: "PRAGMA cache_size = \(usual); PRAGMA shrink_memory") }
    return try result.get()
  }

  /// The connection, which nobody else uses meanwhile.
  ///
  /// Closing is noted before it is done, and done in the same queue: GRDB asks SQLite about a connection that is
  /// gone, and SQLite does not allow that.
  func open<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try queue.inDatabase { database in
      try checkOpen()
      return try body(database)
    }
  }

  private func checkOpen() throws {
    guard !condition.withLock({ $0.isClosed }) else {
      throw StoreError.failed(attempt: "Asking \(path)", reason: "it is closed")
    }
  }

  func translated(_ error: any Error, attempt: String) -> any Error {
    let translated = StoreFile.translated(error, attempt: attempt, path: path)
    switch translated {
    case StoreError.corrupt(_, _, let reason): note(damage: "the file is damaged (\(reason))")
    case StoreError.altered(let collection, let id):
      note(damage: "the file is damaged (\(collection.noun) \(id) is not what was written there)")
    default: break
    }
    return translated
  }

  /// What is written into a damaged file may be lost, and may take more with it: no process writes to it then.
  private func note(damage reason: String) {
    let isNew = condition.withLock { condition in
      condition.session.isDamaged = true
      defer { condition.readOnlyReason = condition.readOnlyReason ?? reason }
      return condition.readOnlyReason == nil
    }
    guard isNew, opening != nil else { return }
    let state = queue.inDatabase { Lineage.state($0) } ?? ""
    DamageNote(state: state, reason: reason).leave(beside: path)
  }
}

// MARK: - The file

extension Store {
  private func checkWritable() throws {
    try checkOpen()
    let (reason, orphan) = condition.withLock { ($0.readOnlyReason, $0.orphan) }
    if let orphan { throw StoreError.orphaned(path: path, isThere: orphan) }
    if let reason { throw StoreError.readOnly(path: path, reason: reason) }
  }

  /// Opens the file in place, where it could not be so far: there may be room on the disk again, or the lock is free.
  private func openToWrite() throws {
    guard let opening else { return }
    if session.isInPlace {
      guard session.lock == nil else { return }
      let lock = try WriterLock(store: path, patience: opening.patience)
      return condition.withLock { $0.session.lock = lock }
    }
    let session = try opening.session(toWrite: true)
    if let reason = session.readOnlyReason { throw StoreError.readOnly(path: path, reason: reason) }
    guard session.lock != nil else { throw StoreError.diskFull(path: path) }
    use(session)
  }

  private func use(_ session: StoreSession) {
    condition.withLock { condition in
      // Closed only with the new connection; see ``RawFile``.
      if session.isInPlace, let file = condition.session.file { condition.formerFiles.append(file) }
      condition.session = session
      condition.readOnlyReason = session.readOnlyReason
      condition.readings += 1
    }
    cache.forgetAll()
  }

  /// Reads the file again, where it was only read and has changed since. Returns how often that was.
  private func readAnew() throws -> Int {
    let session = session
    if let opening, !session.isInPlace, session.traces != StoreSession.traces(path) {
      use(try opening.session())
    }
    return condition.withLock { $0.readings }
  }

  /// Looks whether the file is still the store's own; throws where it is not.
  private func lookAtFile() throws {
    try checkOpen()
    let (session, orphan) = condition.withLock { ($0.session, $0.orphan) }
    if let orphan { throw StoreError.orphaned(path: path, isThere: orphan) }
    guard let watch = session.watch else { return }
    switch try watch.look() {
    case .same: return
    case .removed: throw orphaned(isThere: false)
    case .replaced: throw orphaned(isThere: true)
    case .moved, .touched:
      do {
        let finding =
          try session.lock?.hold(within: 0) { try watch.lookClosely() } ?? watch.lookRepeatedly()
        if finding == .replaced { throw orphaned(isThere: true) }
      } catch StoreError.locked {
        // Somebody is writing, and has looked before they did.
        return
      }
    }
  }

  /// As ``lookAtFile()``, under the lock.
  private func lookBeforeWriting() throws {
    guard let watch = session.watch else { return }
    switch try watch.lookClosely() {
    case .same: break
    case .removed: throw orphaned(isThere: false)
    case .replaced, .moved, .touched: throw orphaned(isThere: true)
    }
    if DamageNote.isThere(path), let note = try DamageNote.read(path) {
      condition.withLock { condition in
        condition.session.isDamaged = true
        condition.readOnlyReason = note.reason
      }
      throw StoreError.readOnly(path: path, reason: note.reason)
    }
  }

  private func orphaned(isThere: Bool) -> StoreError {
    condition.withLock { condition in
      condition.orphan = isThere
      condition.readOnlyReason = StoreError.fate(isThere) + " Leave, and open it again"
    }
    return .orphaned(path: path, isThere: isThere)
  }
}

/// What a step of changes is called and where it comes from.
public struct Step: Hashable, Sendable {
  public enum Origin: String, Hashable, Sendable {
    /// The athlete did it on this device.
    case local
    /// It came out of a file; taken back like a local step.
    case imported
    case undo
    case redo
    /// Upkeep: not an edit, and never undone.
    case upkeep
    /// It came from other devices: never undone by undo, which takes back this device's own steps.
    case merge
  }

  public var origin: Origin
  /// A short sentence: `Set 2 of Bench Press logged`.
  public var label: String
  /// For an undo or redo, the step it is about.
  var target: Int64?

  public init(_ label: String, origin: Origin = .local) {
    self.label = label
    self.origin = origin
  }

  init(_ label: String, origin: Origin, target: Int64) {
    self.init(label, origin: origin)
    self.target = target
  }
}
