import GRDB
public import Training

/// A step that was taken back, or done again.
public struct UndoneStep: Hashable, Sendable {
  /// What the athlete called it.
  public var label: String
  /// The documents it touched.
  public var documents: [DocumentReference]
}

/// A merge or an import that was taken back as far as nothing has changed since.
public struct PartlyUndone: Hashable, Sendable {
  /// What stays as it is.
  public struct Kept: Hashable, Sendable {
    public var document: DocumentReference
    /// Such as “reps was changed again since”.
    public var reason: String
  }

  public var label: String
  /// The documents that were taken back.
  public var documents: [DocumentReference]
  public var kept: [Kept]
}

/// A document by collection and id.
public struct DocumentReference: Hashable, Sendable {
  public var collection: Collection
  public var id: String
}

extension Store {
  /// Takes back the last step made on this device, by a new step that is stamped as an edit.
  ///
  /// - Throws: ``StoreError/nothingToUndo``, or ``StoreError/cannotUndo(step:reason:)`` where something it touched has
  ///   changed since.
  public func undo(at now: Instant) throws -> UndoneStep {
    try takeBack(.undo, at: now, nothing: .nothingToUndo) { try $0.undoCandidate() }
  }

  /// Does again what ``undo(at:)`` took back last, unless something new was done since.
  public func redo(at now: Instant) throws -> UndoneStep {
    try takeBack(.redo, at: now, nothing: .nothingToRedo) { try $0.redoCandidate() }
  }

  private func takeBack(
    _ origin: Step.Origin, at now: Instant, nothing: StoreError,
    _ candidate: (Journal) throws -> (step: Int64, label: String)?
  ) throws -> UndoneStep {
    var rows: [JournalRow] = []
    return try write(origin == .undo ? "Undoing" : "Redoing", at: now) { database in
      let journal = Journal(database: database)
      guard let (target, label) = try candidate(journal) else { throw nothing }
      rows = try journal.rows(ofStep: target)
      return Step(label, origin: origin, target: target)
    } body: { transaction in
      try transaction.reverse(rows)
      let conflicts = ConflictTable(database: transaction.database)
      if let target = transaction.step.target {
        if origin == .undo {
          try conflicts.reopen(settledBy: target)
        } else if let done = rows.first?.target {
          try conflicts.settleAgain(done, by: transaction.stepNumber)
        }
      }
      return UndoneStep(
        label: transaction.step.label,
        documents: rows.map { DocumentReference(collection: $0.collection, id: $0.id) })
    }
  }
}

extension Store {
  /// Takes back the last merge or import, by a new step that is stamped as an edit, but for what has changed since.
  ///
  /// - Parameter origin: ``Step/Origin/merge`` or ``Step/Origin/imported``.
  /// - Throws: ``StoreError/nothingToTakeBack(_:)``.
  public func undoLast(_ origin: Step.Origin, at now: Instant) throws -> PartlyUndone {
    var rows: [JournalRow] = []
    return try write("Undoing", at: now) { database in
      let journal = Journal(database: database)
      guard let (target, label) = try journal.candidate(origin) else {
        throw StoreError.nothingToTakeBack(origin)
      }
      rows = try journal.rows(ofStep: target)
      return Step(label, origin: .undo, target: target)
    } body: { transaction in
      let kept = try transaction.reverseUntouched(rows)
      let left = Set(kept.map(\.document))
      return PartlyUndone(
        label: transaction.step.label,
        documents: rows.map { DocumentReference(collection: $0.collection, id: $0.id) }
          .filter { !left.contains($0) },
        kept: kept)
    }
  }
}

/// One step of the journal, as it is listed.
public struct JournalStep: Hashable, Sendable {
  public var number: Int64
  public var at: Instant
  public var stamp: Stamp
  public var origin: Step.Origin
  public var label: String
  public var documents: [DocumentReference]
  /// How many paths it changed.
  public var paths: Int
}

extension Reader {
  /// The latest steps of the journal, newest first.
  public func journal(limit: Int) throws -> [JournalStep] {
    let statement = try database.cachedStatement(
      sql: "SELECT \(Journal.columns) FROM journal ORDER BY row DESC")
    let cursor = try Row.fetchCursor(statement)
    var steps: [JournalStep] = []
    while let raw = try cursor.next() {
      let row = try Journal.decode(raw)
      if steps.last?.number != row.step {
        if steps.count == limit { break }
        steps.append(
          JournalStep(
            number: row.step, at: Instant(milliseconds: try raw.at(2)), stamp: row.stamp,
            origin: row.origin, label: row.label, documents: [], paths: 0))
      }
      let document = DocumentReference(collection: row.collection, id: row.id)
      steps[steps.count - 1].documents.append(document)
      steps[steps.count - 1].paths += row.changes?.count ?? 1
    }
    // The rows of a step come last one first, as the steps do.
    for index in steps.indices { steps[index].documents.reverse() }
    return steps
  }
}
