import GRDB
import Training
import Wire

/// One row of the journal: what one step did to one document.
struct JournalRow {
  enum Kind: String {
    /// The document began. With a patch, as stores up to version 4 have them, it came back changed.
    case create
    /// A deleted document was made again; the patch says what differs from what it was.
    case again
    /// A deleted document came back as it was.
    case back
    case change
    /// The patch is the removal; without one, as stores up to version 4 have them, it is the row's stamp.
    case delete
    /// A merge put the document there whole: the patch is its generic form, stamps of several devices with it.
    case merge

    /// Whether all of the document is there since.
    var begins: Bool { [.create, .again, .back].contains(self) }
  }

  var row: Int64
  var step: Int64
  var stamp: Stamp
  var origin: Step.Origin
  var label: String
  var target: Int64?
  var collection: Collection
  var id: String
  var kind: Kind
  /// Nil where a document began or ended, or came out of a merge.
  var changes: [Change]?
  /// What a merge put there.
  var merged: Element?
  /// Of a deletion.
  var removal: Removal?
}

/// The journal: what every step changed, path by path, with the values before and after.
struct Journal {
  let database: Database

  /// Rows older than this fold into the snapshot: 90 days.
  static let keptDays = 90

  static let columns = "row, step, at, stamp, origin, label, target, collection, id, kind, patch"

  func nextStep() throws -> Int64 {
    let statement = try database.cachedStatement(
      sql: Self.lastStepSQL)
    let last = try Int64.fetchOne(statement) ?? 0
    return max(last, try Meta(database).integer(.lastStep) ?? 0) + 1
  }

  func append(
    step: Int64, at: Instant, stamp: Stamp, _ description: Step, collection: Collection,
    id: String, kind: JournalRow.Kind, patch: String?
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO journal (step, at, stamp, origin, label, target, collection, id, kind, patch)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      step, at.milliseconds, stamp.text, description.origin.rawValue, description.label,
      description.target, collection.rawValue, id, kind.rawValue, patch,
    ])
  }

  /// Adds what was learnt of a removal to the row of the document's last deletion; does nothing where the document
  /// has no such row.
  func note(_ removal: Removal, ofLast collection: Collection, _ id: String) throws {
    try database.cachedStatement(sql: Self.noteSQL)
      .execute(arguments: [RemovalText.json(removal), collection.rawValue, id])
  }

  /// The rows of one step, in the order they were made.
  func rows(ofStep step: Int64) throws -> [JournalRow] {
    let statement = try database.cachedStatement(sql: Self.stepSQL)
    return try Row.fetchAll(statement, arguments: [step]).map(Self.decode)
  }

  /// The rows of one document, oldest first, up to and without `row`.
  func rows(of collection: Collection, _ id: String, before row: Int64 = .max) throws
    -> [JournalRow]
  {
    let statement = try database.cachedStatement(sql: Self.documentSQL)
    return try Row.fetchAll(statement, arguments: [collection.rawValue, id, row]).map(Self.decode)
  }

  /// The step that undo takes back: the last one done here that is not taken back already, whether it was done
  /// again or not.
  ///
  /// An import that was taken back before later steps has left what those had changed: it has its turn again
  /// once those are taken back, too.
  func undoCandidate() throws -> StepHead? {
    var undone: Set<Int64> = []
    var undos: [UndoneImport] = []
    return try walk { step in
      switch step.origin {
      case .upkeep, .merge: return nil
      case .undo:
        let origins = try origins(of: step.target)
        undone.formUnion(origins)
        for index in undos.indices { undos[index].undoneBefore.formUnion(origins) }
        if let target = step.target, try head(target)?.origin == .imported {
          undos.append(UndoneImport(step: target))
        }
        return nil
      case .local, .imported, .redo:
        let origins = step.origin == .redo ? try origins(of: step.step) : [step.step]
        for index in undos.indices { undos[index].meet(step.step, origins) }
        if origins.isDisjoint(with: undone) { return .found(step) }
        // Its newest undo comes first; an undo in the usual order has taken back all that there was.
        let isEarly = undos.first { $0.step == step.step }?.isEarly ?? false
        return isEarly ? .found(step) : nil
      }
    }
  }

  /// An import that was taken back, while the steps between the two are walked from the newest on.
  private struct UndoneImport {
    let step: Int64
    var undoneBefore: Set<Int64> = []
    /// Whether something that was done after it was not taken back yet.
    var isEarly = false

    mutating func meet(_ other: Int64, _ origins: Set<Int64>) {
      if other > step, !origins.contains(step), origins.isDisjoint(with: undoneBefore) {
        isEarly = true
      }
    }
  }

  /// A step and, where it did again what was undone, the one that was done first.
  private func origins(of step: Int64?) throws -> Set<Int64> {
    var origins: Set<Int64> = []
    var next = step
    while let step = next, origins.insert(step).inserted {
      // A redo is about an undo, and that undo is about the step that was done.
      guard let head = try head(step), head.origin == .redo || head.origin == .undo else { break }
      next = head.target
    }
    return origins
  }

  /// Whether what the step did, did again or took back was an import.
  func isOfImport(_ step: Int64) throws -> Bool {
    try origins(of: step).contains { try head($0)?.origin == .imported }
  }

  /// The undo step that redo takes back; nil where something new was done since.
  func redoCandidate() throws -> StepHead? {
    var redone: Set<Int64> = []
    return try walk { step in
      switch step.origin {
      case .upkeep, .merge: return nil
      case .redo:
        redone.insert(step.target ?? 0)
        return nil
      case .undo: return redone.contains(step.step) ? nil : .found(step)
      case .local, .imported: return .stop
      }
    }
  }

  /// The last step of an origin that is not taken back already.
  func candidate(_ origin: Step.Origin) throws -> StepHead? {
    var undone: Set<Int64> = []
    var redone: Set<Int64> = []
    return try walk { step in
      if step.origin == .redo { redone.insert(step.target ?? 0) }
      if step.origin == .undo, !redone.contains(step.step) { undone.insert(step.target ?? 0) }
      guard step.origin == origin, !undone.contains(step.step) else { return nil }
      return .found(step)
    }
  }

  /// What is known of a step without its changes.
  struct StepHead {
    var step: Int64
    var origin: Step.Origin
    var label: String
    var target: Int64?
  }

  private enum Verdict {
    case found(StepHead)
    case stop
  }

  /// Walks the steps from the newest on, until `judge` has seen enough. Steps that are folded in part are gone.
  private func walk(_ judge: (StepHead) throws -> Verdict?) throws -> StepHead? {
    let statement = try database.cachedStatement(sql: Self.headSQL)
    let first = try Meta(database).integer(.foldedThrough) ?? 0
    var step = Int64.max
    while let row = try Row.fetchOne(statement, arguments: [step, first]) {
      let head = try Self.head(row)
      step = head.step
      switch try judge(head) {
      case nil: continue
      case .stop: return nil
      case .found(let head): return head
      }
    }
    return nil
  }

  private func head(_ step: Int64) throws -> StepHead? {
    try Row.fetchOne(
      database.cachedStatement(sql: Self.oneHeadSQL), arguments: [step]
    ).map(Self.head)
  }

  private static func head(_ row: Row) throws -> StepHead {
    StepHead(
      step: try row.at(0), origin: try origin(row.at(1)), label: try row.at(2),
      target: try row.at(3))
  }

  /// The step before one, not before another.
  static let headSQL = """
    SELECT step, origin, label, target FROM journal WHERE step < ? AND step > ?
    ORDER BY step DESC LIMIT 1
    """
  static let oneHeadSQL =
    "SELECT step, origin, label, target FROM journal WHERE step = ? LIMIT 1"
  static let stepSQL = "SELECT \(columns) FROM journal WHERE step = ? ORDER BY row"
  static let documentSQL = """
    SELECT \(columns) FROM journal WHERE collection = ? AND id = ? AND row < ? ORDER BY row
    """
  static let noteSQL = """
    UPDATE journal SET patch = ? WHERE kind = 'delete' AND row = (
      SELECT max(row) FROM journal WHERE collection = ? AND id = ? AND patch IS NOT '[]')
    """
  /// Every row's time and stamp, the newest first: for questions that end early.
  static let latestSQL = "SELECT at, stamp FROM journal ORDER BY row DESC"
  static let lastStepSQL = "SELECT step FROM journal ORDER BY row DESC LIMIT 1"

  static func origin(_ text: String) throws -> Step.Origin {
    guard let origin = Step.Origin(rawValue: text) else {
      throw StoreError.failed(attempt: "Reading the journal", reason: "unknown origin “\(text)”")
    }
    return origin
  }

  static func decode(_ row: Row) throws -> JournalRow {
    let number: Int64 = try row.at(0)
    func unreadable(_ what: String) -> StoreError {
      .failed(attempt: "Reading the journal", reason: "row \(number) has \(what)")
    }
    guard let stamp = Stamp(text: try row.at(3) as String) else { throw unreadable("no stamp") }
    guard let collection = Collection(rawValue: try row.at(7)),
      let kind = JournalRow.Kind(rawValue: try row.at(9))
    else { throw unreadable("an unknown kind") }
    var decoded = JournalRow(
      row: number, step: try row.at(1), stamp: stamp, origin: try origin(row.at(4)),
      label: try row.at(5), target: try row.at(6), collection: collection, id: try row.at(8),
      kind: kind)
    let patch: String? = try row.at(10)
    do {
      switch kind {
      case .merge: decoded.merged = try patch.map { try Element.decode($0) }
      case .delete: decoded.removal = try Self.removal(patch, stamp)
      case .create, .again, .back, .change:
        decoded.changes = try patch.map { try [Change].decode($0).map { $0.dated(stamp) } }
      }
    } catch {
      throw unreadable("a damaged patch")
    }
    return decoded
  }

  private static func removal(_ patch: String?, _ stamp: Stamp) throws -> Removal {
    guard let patch else { return Removal(upTo: stamp) }
    guard let removal = RemovalText.read(patch) else {
      throw WireError.notJournal(problem: "\(patch) is not a removal")
    }
    return removal
  }
}

extension Change {
  /// A removal as stores up to version 4 noted it took everything up to its stamp.
  fileprivate func dated(_ stamp: Stamp) -> Change {
    guard isRemoval, removal == nil else { return self }
    var dated = self
    dated.removal = Removal(upTo: stamp)
    return dated
  }
}

/// Small facts about the store: device, clock, settings that derived rows depend on.
struct Meta {
  /// What the store itself keeps; see ``Fact`` for what its callers do.
  enum Key: String {
    case device
    case formula
    /// What has come of other devices; see ``SeenTable``.
    case seen
    /// The latest stamp the device made or saw, as far as the journal does not hold it.
    case clock
    /// The number of the last step, as far as the journal does not hold it.
    case lastStep = "last_step"
    /// The last step of which rows were folded.
    case foldedThrough = "folded_through"
  }

  let database: Database

  init(_ database: Database) { self.database = database }

  func text(_ key: Key) throws -> String? { try text(key.rawValue) }

  func text(_ fact: Fact) throws -> String? { try text(fact.rawValue) }

  private func text(_ key: String) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key])
  }

  func integer(_ fact: Fact) throws -> Int64? { try text(fact).flatMap { Int64($0) } }

  func integer(_ key: Key) throws -> Int64? { try text(key).flatMap { Int64($0) } }

  func set(_ key: Key, _ value: String) throws { try set(key.rawValue, value) }

  func set(_ fact: Fact, _ value: String?) throws {
    if let value {
      try set(fact.rawValue, value)
    } else {
      try database.cachedStatement(sql: "DELETE FROM meta WHERE key = ?")
        .execute(arguments: [fact.rawValue])
    }
  }

  private func set(_ key: String, _ value: String) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO meta (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """
    ).execute(arguments: [key, value])
  }
}
