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

  private static let columns = """
    number, at, collection, id, path, reason, lost, lost_stamp, kept, kept_stamp, base, mine, state
    """

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

  /// What waits for the athlete's answer, all of it, then the rest; each newest first.
  ///
  /// - Parameters:
  ///   - limit: How much of the rest.
  ///   - answeredToo: Whether what was answered belongs to the rest.
  func losses(limit: Int, answeredToo: Bool) throws -> [ArchivedLoss] {
    let rest = answeredToo ? "state <> 'waiting'" : "state = 'archived'"
    return try losses("state = 'waiting'", limit: .max) + losses(rest, limit: limit)
  }

  private func losses(_ condition: String, limit: Int) throws -> [ArchivedLoss] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(Self.columns) FROM conflict WHERE \(condition) ORDER BY number DESC LIMIT ?
        """, arguments: [limit])
    var losses: [ArchivedLoss] = []
    while let row = try rows.next() { losses.append(try Self.decode(row)) }
    return losses
  }

  func loss(_ number: Int64) throws -> ArchivedLoss? {
    try Row.fetchOne(
      database, sql: "SELECT \(Self.columns) FROM conflict WHERE number = ?",
      arguments: [number]
    ).map(Self.decode)
  }

  /// Answered by a step of the journal.
  func settle(_ number: Int64, by step: Int64) throws {
    try database.cachedStatement(
      sql: """
        UPDATE conflict SET former = CASE state WHEN 'resolved' THEN former ELSE state END,
          state = 'resolved', settled_by = ? WHERE number = ?
        """
    ).execute(arguments: [step, number])
  }

  /// Open again: the step that answered was taken back.
  ///
  /// - Returns: How many.
  func reopen(settledBy step: Int64) throws -> Int {
    try database.cachedStatement(
      sql: "UPDATE conflict SET state = coalesce(former, 'archived') WHERE settled_by = ?"
    ).execute(arguments: [step])
    return database.changesCount
  }

  /// Answered again, by the step that did it again.
  ///
  /// - Returns: How many.
  func settleAgain(_ former: Int64, by step: Int64) throws -> Int {
    try database.cachedStatement(
      sql: "UPDATE conflict SET state = 'resolved', settled_by = ? WHERE settled_by = ?"
    ).execute(arguments: [step, former])
    return database.changesCount
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
  /// What lost a merge: what waits for the athlete's answer first, and always all of it; each newest first.
  ///
  /// - Parameters:
  ///   - limit: How much of what does not wait.
  ///   - answeredToo: Whether what was answered belongs to that.
  public func conflicts(limit: Int = 1000, answeredToo: Bool = true) throws -> [ArchivedLoss] {
    try read {
      try ConflictTable(database: $0.database).losses(limit: limit, answeredToo: answeredToo)
    }
  }

  /// One conflict of the archive.
  public func conflict(_ number: Int64) throws -> ArchivedLoss {
    try read { reader in
      guard let loss = try ConflictTable(database: reader.database).loss(number) else {
        throw StoreError.noConflict(number: number)
      }
      return loss
    }
  }

  /// Lets stand what the merge came to; the archive keeps the other value.
  public func settleConflict(_ number: Int64, at now: Instant) throws {
    try settleConflicts([number], Step("Conflict \(number) settled"), at: now) { _ in }
  }

  /// Puts what lost back, as an edit of this device: undone like any other, and later than what stands.
  public func restoreConflict(_ number: Int64, at now: Instant) throws {
    try settleConflicts([number], Step("Conflict \(number) restored"), at: now) { transaction in
      try transaction.restoreConflict(number)
    }
  }

  /// Counts conflicts as answered by one step, whose edits `body` makes; undoing the step opens them again.
  public func settleConflicts(
    _ numbers: [Int64], _ step: Step, at now: Instant, _ body: (Transaction) throws -> Void
  ) throws {
    try write(step, at: now) { transaction in
      let table = ConflictTable(database: transaction.database)
      let losses = try numbers.map { number in
        guard let archived = try table.loss(number) else {
          throw StoreError.noConflict(number: number)
        }
        return archived.loss
      }
      try body(transaction)
      for loss in losses { try transaction.noteDecision(loss.key.collection, loss.key.id) }
      for number in numbers { try table.settle(number, by: transaction.stepNumber) }
    }
  }
}

extension Transaction {
  /// Puts back what lost a merge.
  public func restoreConflict(_ number: Int64) throws {
    guard let loss = try ConflictTable(database: database).loss(number)?.loss else {
      throw StoreError.noConflict(number: number)
    }
    try restore(loss, loss.key.collection.kind)
  }

  private func restore<Document: DocumentKind>(_ loss: Loss, _ type: Document.Type) throws {
    let present = try reader.present(type, loss.key.id)
    do {
      switch loss.reason {
      case .deleted, .document:
        guard let lost = loss.lost else { return }
        let element = try Element.decode(lost)
        // What stands there now stays: what was logged since lost nothing.
        let joined = present.map { $0.element.joined(with: element, theirsHolds: true) } ?? element
        try put(Document(element: joined), expecting: present?.version)
      case .field, .removed:
        try set(loss.path, to: loss.lost, type, loss.key.id)
      }
    } catch let error as WireError {
      // Where the value stood is gone: the entry was taken out since.
      throw StoreError.failed(
        attempt: "Restoring a conflict", reason: "its place is gone (\(error.description))")
    }
  }
}
