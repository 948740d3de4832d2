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
  let queue: DatabaseQueue
  private let cache = DocumentCache()
  private let lock: WriterLock?
  /// The machine whose home the store has; nil for one that is at home wherever it is, as in a test.
  let machine: String?
  private let condition: Mutex<Condition>

  private struct Condition {
    var readOnlyReason: String?
    var isClosed = false
    /// Whether the store's id is known to be this home's.
    var isAtHome = false
  }

  /// Why nothing can be written; nil as a rule. Damage that is met while the store is open makes it read-only too.
  public var readOnlyReason: String? { condition.withLock { $0.readOnlyReason } }

  /// Where backups of the file are put: beside it.
  public var folder: String { StoreFile.folder(of: path) }

  init(
    path: String, queue: DatabaseQueue, lock: WriterLock?, readOnlyReason: String?,
    machine: String? = nil
  ) {
    self.path = path
    self.queue = queue
    self.lock = lock
    self.machine = machine
    condition = Mutex(Condition(readOnlyReason: readOnlyReason))
  }

  /// Runs `body` on a consistent state of the store. Never waits for another process.
  ///
  /// Neither ``read(_:)`` nor ``write(_:at:_:)`` may be called within `body`.
  public func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
    do {
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
  ///   - body: Changes documents through the transaction it is handed.
  /// - Throws: A ``StoreError``, or what `body` throws; nothing is changed then.
  @discardableResult
  public func write<Result>(_ step: Step, at now: Instant, _ body: (Transaction) throws -> Result)
    throws -> Result
  {
    try write(step.label, at: now, step: { _ in step }, body: body)
  }

  /// Makes a step that only the store's state can name.
  func write<Result>(
    _ attempt: String, at now: Instant, step: (Database) throws -> Step,
    body: (Transaction) throws -> Result
  ) throws -> Result {
    var written: [DocumentCache.Key: DocumentCache.Entry] = [:]
    return try exclusively(attempt: attempt) { database in
      let transaction = try Transaction(
        database: database, reads: reads, cache: cache, step: step(database), now: now)
      let result = try body(transaction)
      try transaction.finish()
      written = transaction.written
      return result
    } committed: {
      for (key, entry) in written { cache.keep(entry, as: key) }
    }
  }

  /// Writes without a journal row: settings of this device, upkeep of the file.
  func maintain<Result>(_ attempt: String, _ body: (Database) throws -> Result) throws -> Result {
    try exclusively(attempt: attempt, body) { cache.forgetAll() }
  }

  private func exclusively<Result>(
    attempt: String, _ body: (Database) throws -> Result, committed: () -> Void
  ) throws -> Result {
    if let readOnlyReason { throw StoreError.readOnly(path: path, reason: readOnlyReason) }
    do {
      return try locked {
        try comeHome()
        return try transaction(.immediate, committed: committed, body)
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
      return try open { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    } catch {
      throw translated(error, attempt: "Looking for changes")
    }
  }

  /// Closes the file; the last one out folds the write-ahead log into it. A closed store answers nothing any more.
  public func close() throws {
    do {
      try locked {
        condition.withLock { $0.isClosed = true }
        try queue.close()
      }
    } catch {
      throw translated(error, attempt: "Closing the store")
    }
  }

  func transaction<Result>(
    _ kind: Database.TransactionKind, committed: () -> Void = {},
    _ body: (Database) throws -> Result
  ) throws -> Result {
    try open { database in
      try database.beginTransaction(kind)
      do {
        let result = try body(database)
        try database.commit()
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
  /// gone, and SQLite takes that amiss.
  func open<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try queue.inDatabase { database in
      guard !condition.withLock({ $0.isClosed }) else {
        throw StoreError.failed(attempt: "Asking \(path)", reason: "it is closed")
      }
      return try body(database)
    }
  }

  private func locked<Result>(_ body: () throws -> Result) throws -> Result {
    try lock.map { try $0.hold(body) } ?? body()
  }

  func translated(_ error: any Error, attempt: String) -> any Error {
    let translated = StoreFile.translated(error, attempt: attempt, path: path)
    if case StoreError.corrupt(_, _, let reason) = translated {
      // What is written into a damaged file may be lost, and may take more with it.
      condition.withLock {
        $0.readOnlyReason = $0.readOnlyReason ?? "the file is damaged (\(reason))"
      }
    }
    return translated
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
