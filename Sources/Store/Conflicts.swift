import GRDB
public import Sync
public import Training
import Wire

/// A value that lost a merge, as the archive keeps it.
public struct ArchivedLoss: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    /// Kept, and nothing is asked.
    case archived
    /// The athlete is to say which holds; until then the merge's result stands.
    case waiting
    case resolved
  }

  public var number: Int64
  public var at: Instant
  public var loss: Loss
  public var state: State
}

/// The archive of what lost a merge unseen.
struct ConflictTable {
  let database: Database

  func add(_ losses: [Loss], at now: Instant, asks: Bool) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO conflict (at, collection, id, path, reason, lost, lost_stamp, kept,
          kept_stamp, base, mine, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for loss in losses {
      let state: ArchivedLoss.State = asks && loss.reason == .field ? .waiting : .archived
      try statement.execute(arguments: [
        now.milliseconds, loss.key.collection.rawValue, loss.key.id,
        Change.pathText(loss.path), loss.reason.rawValue, loss.lost, loss.lostStamp?.text,
        loss.kept, loss.keptStamp?.text, loss.base, loss.wasMine, state.rawValue,
      ])
    }
  }

  func losses(limit: Int) throws -> [ArchivedLoss] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT number, at, collection, id, path, reason, lost, lost_stamp, kept, kept_stamp, base,
          mine, state FROM conflict ORDER BY number DESC LIMIT ?
        """, arguments: [limit])
    var losses: [ArchivedLoss] = []
    while let row = try rows.next() { losses.append(try Self.decode(row)) }
    return losses
  }

  func loss(_ number: Int64) throws -> ArchivedLoss? {
    try losses(limit: .max).first { $0.number == number }
  }

  func set(_ state: ArchivedLoss.State, of number: Int64) throws {
    try database.cachedStatement(sql: "UPDATE conflict SET state = ? WHERE number = ?")
      .execute(arguments: [state.rawValue, number])
  }

  private static func decode(_ row: Row) throws -> ArchivedLoss {
    let number: Int64 = try row.at(0)
    guard let collection = Collection(rawValue: try row.at(2)),
      let reason = Loss.Reason(rawValue: try row.at(5)),
      let state = ArchivedLoss.State(rawValue: try row.at(12))
    else {
      throw StoreError.failed(
        attempt: "Reading the archive of conflicts", reason: "number \(number) is damaged")
    }
    func stamp(_ column: Int) throws -> Stamp? {
      (try row.at(column) as String?).flatMap { Stamp(text: $0) }
    }
    return ArchivedLoss(
      number: number, at: Instant(milliseconds: try row.at(1)),
      loss: Loss(
        key: DocumentKey(collection, try row.at(3)), path: Change.path(try row.at(4)),
        reason: reason, lost: try row.at(6), lostStamp: try stamp(7), kept: try row.at(8),
        keptStamp: try stamp(9), base: try row.at(10), wasMine: try row.at(11)),
      state: state)
  }
}

extension Store {
  /// What lost a merge, newest first.
  public func conflicts(limit: Int = 1000) throws -> [ArchivedLoss] {
    try read { try ConflictTable(database: $0.database).losses(limit: limit) }
  }

  /// Lets stand what the merge came to; the archive keeps the other value.
  public func settleConflict(_ number: Int64) throws {
    try maintain("Settling a conflict") { database in
      let table = ConflictTable(database: database)
      guard try table.loss(number) != nil else { throw StoreError.noConflict(number: number) }
      try table.set(.resolved, of: number)
    }
  }

  /// Puts what lost back, as an edit of this device: undone like any other, and later than what stands.
  public func restoreConflict(_ number: Int64, at now: Instant) throws {
    try write(Step("Conflict \(number) restored"), at: now) { transaction in
      let table = ConflictTable(database: transaction.database)
      guard let loss = try table.loss(number)?.loss else {
        throw StoreError.noConflict(number: number)
      }
      switch loss.key.collection {
      case .workoutLogs: try Self.restore(loss, WorkoutLog.self, transaction)
      case .programs: try Self.restore(loss, Program.self, transaction)
      case .exercises: try Self.restore(loss, Exercise.self, transaction)
      case .bodyWeights: try Self.restore(loss, BodyWeight.self, transaction)
      }
      try table.set(.resolved, of: number)
    }
  }

  private static func restore<Document: StoredDocument>(
    _ loss: Loss, _ type: Document.Type, _ transaction: Transaction
  ) throws {
    let present = try transaction.reader.present(type, loss.key.id)
    do {
      switch loss.reason {
      case .deleted, .document:
        guard let lost = loss.lost else { return }
        let document = try Document(element: Element.decode(lost))
        try transaction.put(document, expecting: present?.version)
      case .field, .removed:
        guard let present else {
          throw StoreError.missing(collection: loss.key.collection, id: loss.key.id)
        }
        let change = Change(path: loss.path, old: nil, new: loss.lost)
        let element = try present.element.applying([change], stamp: transaction.stamp)
        try transaction.put(Document(element: element), expecting: present.version)
      }
    } catch let error as WireError {
      // Where the value stood is gone: the entry was taken out since.
      throw StoreError.failed(
        attempt: "Restoring a conflict", reason: "its place is gone (\(error.description))")
    }
  }
}
