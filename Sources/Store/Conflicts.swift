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

  public func settleConflict(_ number: Int64) throws {
    try maintain("Settling a conflict") {
      try ConflictTable(database: $0).set(.resolved, of: number)
    }
  }
}
