import GRDB
public import Sync
public import Training
import Wire

/// What was done to a document since everything was sent.
public struct WaitingChange: Hashable, Sendable {
  public var key: DocumentKey
  /// The sets that were touched, each once.
  public var sets: Int
  public var isDeleted: Bool
}

extension Reader {
  /// The latest documents that wait to be sent, newest first; none where no remote is set up.
  ///
  /// - Parameter limit: How many. Of more journal rows than ``mostRows`` the older are not looked at.
  public func waitingChanges(limit: Int) throws -> [WaitingChange] {
    guard let link = try LinkTable(database: database).link() else { return [] }
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: Self.waitingSQL),
      arguments: [link.mark, Step.Origin.merge.rawValue, Self.mostRows])
    var order: [DocumentKey] = []
    var found: [DocumentKey: (sets: Set<[String]>, isNew: Bool, isDeleted: Bool)] = [:]
    for raw in rows {
      let row = try Journal.decode(raw)
      let key = DocumentKey(row.collection, row.id)
      if found[key] == nil {
        guard order.count < limit else { continue }
        order.append(key)
        found[key] = ([], false, row.kind == .delete)
      }
      if row.kind.begins { found[key]?.isNew = true }
      for change in row.changes ?? [] where change.path.count >= 4 && change.path[2] == "sets" {
        found[key]?.sets.insert(Array(change.path.prefix(4)))
      }
    }
    return try order.compactMap { key in
      guard let what = found[key] else { return nil }
      var sets = what.sets.count
      if what.isNew, key.collection == .workoutLogs,
        let log = try document(WorkoutLog.self, key.id)?.document
      {
        sets = log.exercises.reduce(0) { $0 + $1.sets.count }
      }
      return WaitingChange(key: key, sets: sets, isDeleted: what.isDeleted)
    }
  }

  /// Journal rows that are looked at.
  static let mostRows = 500

  static let waitingSQL = """
    SELECT \(Journal.columns) FROM journal
    WHERE step > ? AND origin <> ? AND patch IS NOT '[]' ORDER BY row DESC LIMIT ?
    """

  /// The latest merges, newest first: when, and what each brought.
  public func merges(limit: Int) throws -> [(at: Instant, label: String)] {
    try Row.fetchAll(
      database.cachedStatement(sql: Self.mergesSQL),
      arguments: [Step.Origin.merge.rawValue, limit]
    ).map { (Instant(milliseconds: try $0.at(0)), try $0.at(1)) }
  }

  static let mergesSQL = """
    SELECT at, label FROM journal WHERE origin = ? GROUP BY step ORDER BY step DESC LIMIT ?
    """
}
