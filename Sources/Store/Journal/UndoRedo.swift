import GRDB
public import Training

/// A step that was taken back, or done again.
public struct UndoneStep: Hashable, Sendable {
  /// What the athlete called it.
  public var label: String
  /// The documents it touched.
  public var documents: [DocumentReference]
  /// What stays, because something else has changed it since.
  public var kept: [PartlyUndone.Kept] = []
  /// Steps that were passed over first: all they did was gone already.
  public var passedOver: [String] = []
  /// Whether nothing was there any more to be taken back, and nothing was.
  public var isGone = false
}

/// A merge or an import that was taken back as far as nothing has changed since.
public struct PartlyUndone: Hashable, Sendable {
  /// Why something stays as it is. A noun is what it is about: `workout`, or `it`.
  public enum Reason: Hashable, Sendable {
    /// It is not there any more.
    case gone(String)
    case changed(String)
    /// Something that came to it since stays, and it with that.
    case rest(String)
    case back(String)
    case field(String)
    /// The exercise is used.
    case used
  }

  /// What stays as it is.
  public struct Kept: Hashable, Sendable {
    public var document: DocumentReference
    public var why: Reason

    /// Such as “reps was changed again since”.
    public var reason: String {
      switch why {
      case .gone(let noun): "\(named(noun)) is already gone"
      case .changed(let noun): "\(named(noun)) was changed since"
      case .rest(let noun): "what was added to \(named(noun)) since stays"
      case .back(let noun): "\(named(noun)) has come back since"
      case .field(let name): "\(name) was changed again since"
      case .used: "it is in use"
      }
    }

    private func named(_ noun: String) -> String { noun == "it" ? noun : "the \(noun)" }
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
  /// What has changed since is left, and told; a step that is gone altogether is passed over. No step stands in the
  /// way of the one before.
  ///
  /// - Throws: ``StoreError/nothingToUndo``.
  public func undo(at now: Instant) throws -> UndoneStep {
    try passingOver(.nothingToUndo) { try takeBack(.undo, at: now) { try $0.undoCandidate() } }
  }

  /// Does again what ``undo(at:)`` took back last, unless something new was done since.
  ///
  /// - Throws: ``StoreError/nothingToRedo``.
  public func redo(at now: Instant) throws -> UndoneStep {
    try passingOver(.nothingToRedo) { try takeBack(.redo, at: now) { try $0.redoCandidate() } }
  }

  /// Goes on to the step before where all that one did is gone already.
  private func passingOver(_ nothing: StoreError, _ takeBack: () throws -> UndoneStep?) throws
    -> UndoneStep
  {
    var passed: [UndoneStep] = []
    while var step = try takeBack() {
      guard step.isGone else {
        step.passedOver = passed.map(\.label)
        return step
      }
      passed.append(step)
    }
    guard var last = passed.popLast() else { throw nothing }
    last.passedOver = passed.map(\.label)
    return last
  }

  private func takeBack(
    _ origin: Step.Origin, at now: Instant,
    _ candidate: (Journal) throws -> Journal.StepHead?
  ) throws -> UndoneStep? {
    // Looked up first for what there is nothing of: no transaction is begun then.
    guard try read({ try candidate(Journal(database: $0.database)) }) != nil else { return nil }
    var rows: [JournalRow] = []
    var isOfImport = false
    return try write(origin == .undo ? "Undoing" : "Redoing", at: now) { database in
      let journal = Journal(database: database)
      guard let head = try candidate(journal) else {
        throw origin == .undo ? StoreError.nothingToUndo : .nothingToRedo
      }
      rows = try journal.rows(ofStep: head.step)
      isOfImport = try journal.isOfImport(head.step)
      return Step(head.label, origin: origin, target: head.step)
    } body: { transaction in
      transaction.reason = origin == .redo ? .delete : isOfImport ? .importUndo : .undo
      let (kept, isIdle) = try transaction.takeBack(rows, wholly: isOfImport)
      let conflicts = ConflictTable(database: transaction.database)
      var decisions = 0
      if let target = transaction.step.target {
        if origin == .undo {
          decisions = try conflicts.reopen(settledBy: target)
        } else if let done = rows.first?.target {
          decisions = try conflicts.settleAgain(done, by: transaction.stepNumber)
        }
      }
      return UndoneStep(
        label: transaction.step.label,
        documents: rows.map { DocumentReference(collection: $0.collection, id: $0.id) },
        kept: kept, isGone: isIdle && decisions == 0 && kept.allSatisfy(\.isGone))
    }
  }
}

extension PartlyUndone.Kept {
  fileprivate var isGone: Bool { if case .gone = why { true } else { false } }
}

extension Transaction {
  /// As ``reverse(_:wholly:)``; that it was done is noted in the journal even where nothing was left to do.
  ///
  /// - Returns: What stays, and whether nothing at all was done.
  fileprivate func takeBack(_ rows: [JournalRow], wholly: Bool) throws -> (
    kept: [PartlyUndone.Kept], isIdle: Bool
  ) {
    let kept = try reverse(rows, wholly: wholly)
    let isIdle = !hasRecorded
    if isIdle, let row = rows.first { try noteDecision(row.collection, row.id) }
    return (kept, isIdle)
  }
}

extension Store {
  /// Takes back the last merge or import, by a new step that is stamped as an edit, but for what has changed since.
  ///
  /// A merge that left everything here as it was hides none before it.
  ///
  /// - Parameter origin: ``Step/Origin/merge`` or ``Step/Origin/imported``.
  /// - Throws: ``StoreError/nothingToTakeBack(_:)``.
  public func undoLast(_ origin: Step.Origin, at now: Instant) throws -> PartlyUndone {
    var undone = try takeBackLast(origin, at: now)
    while origin == .merge, undone.documents.isEmpty, undone.kept.isEmpty,
      try read({ try Journal(database: $0.database).candidate(origin) }) != nil
    {
      undone = try takeBackLast(origin, at: now)
    }
    return undone
  }

  private func takeBackLast(_ origin: Step.Origin, at now: Instant) throws -> PartlyUndone {
    var rows: [JournalRow] = []
    return try write("Undoing", at: now) { database in
      let journal = Journal(database: database)
      guard let head = try journal.candidate(origin) else {
        throw StoreError.nothingToTakeBack(origin)
      }
      rows = try journal.rows(ofStep: head.step)
      return Step(head.label, origin: .undo, target: head.step)
    } body: { transaction in
      transaction.reason = origin == .imported ? .importUndo : .undo
      let (kept, isIdle) = try transaction.takeBack(rows, wholly: true)
      let left = Set(kept.map(\.document))
      let taken = isIdle ? [] : rows
      return PartlyUndone(
        label: transaction.step.label,
        documents: taken.map { DocumentReference(collection: $0.collection, id: $0.id) }
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
  /// The latest days (UTC) on which something was done, newest first: each by the latest moment of it, none after `now`.
  public func journalDays(upTo now: Instant, limit: Int) throws -> [Instant] {
    let rows = try Row.fetchCursor(database.cachedStatement(sql: Journal.latestSQL))
    /// The latest moment by day.
    var days: [Int64: Int64] = [:]
    while limit > 0, let row = try rows.next() {
      let first = days.count < limit ? nil : days.keys.min()
      // Stamps only ever rise, and none is earlier than its moment: rows from here on are of earlier days.
      if let first, let stamp = Stamp(text: try row.at(1) as String),
        stamp.milliseconds < first * Self.dayLength
      {
        break
      }
      let moment: Int64 = try row.at(0)
      if moment > now.milliseconds { continue }
      let day = moment / Self.dayLength
      days[day] = max(moment, days[day] ?? moment)
      if days.count > limit, let first { days[min(first, day)] = nil }
    }
    return days.values.sorted(by: >).map { Instant(milliseconds: $0) }
  }

  /// Milliseconds of a day.
  private static let dayLength: Int64 = 86_400_000

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
