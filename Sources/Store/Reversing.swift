import GRDB
import Training
import Wire

extension Transaction {
  /// Takes back every row of a step, newest first.
  func reverse(_ rows: [JournalRow]) throws {
    for row in rows.reversed() { try reverse(row) }
  }

  /// Takes back what has not changed since. Returns what has, each with the reason.
  ///
  /// Exercises come last: one that something else uses stays.
  func reverseUntouched(_ rows: [JournalRow]) throws -> [PartlyUndone.Kept] {
    var kept: [PartlyUndone.Kept] = []
    let isExercise = { (row: JournalRow) in row.collection == .exercises }
    for row in rows.reversed().filter({ !isExercise($0) }) + rows.reversed().filter(isExercise) {
      do {
        if isExercise(row), row.kind == .create, try reader.isUsed(exercise: row.id) {
          throw refusal(row, "it is used")
        }
        try reverse(row)
      } catch StoreError.cannotUndo(_, let reason) {
        let document = DocumentReference(collection: row.collection, id: row.id)
        kept.append(PartlyUndone.Kept(document: document, reason: reason))
      }
    }
    return kept
  }

  private func reverse(_ row: JournalRow) throws {
    switch row.collection {
    case .workoutLogs: try reverse(row, WorkoutLog.self)
    case .programs: try reverse(row, Program.self)
    case .exercises: try reverse(row, Exercise.self)
    case .bodyWeights: try reverse(row, BodyWeight.self)
    }
  }

  private func reverse<Document: StoredDocument>(_ row: JournalRow, _ type: Document.Type) throws {
    switch row.kind {
    case .create: try takeOut(row, type)
    case .delete: try bringBack(row, type)
    case .change: try changeBack(row, type)
    case .merge: try mergeBack(row, type)
    }
  }

  private func takeOut<Document: StoredDocument>(_ row: JournalRow, _ type: Document.Type) throws {
    guard let present = try reader.present(type, row.id) else {
      throw refusal(row, "the \(row.collection.noun) was deleted since")
    }
    let created = try Replay(database: database).state(type, row.id, before: row.row + 1)
    let changes = created?.element.changes(to: present.element) ?? []
    guard changes.allSatisfy({ $0.isRefresh || $0.isMapping }) else {
      throw refusal(row, "the \(row.collection.noun) was changed since")
    }
    try delete(type, row.id)
  }

  private func bringBack<Document: StoredDocument>(_ row: JournalRow, _ type: Document.Type) throws
  {
    let replay = Replay(database: database)
    guard let former = try replay.state(type, row.id),
      let wanted = try replay.state(type, row.id, before: row.row)
    else { throw StoreError.missing(collection: row.collection, id: row.id) }
    guard !former.exists else { throw refusal(row, "it has come back since") }
    let document = try fitting(type, row.id) { try Document(element: wanted.element) }
    _ = try revive(former.element, as: wanted.element, like: document)
  }

  private func changeBack<Document: StoredDocument>(_ row: JournalRow, _ type: Document.Type) throws
  {
    // A decision that changed nothing: that it was taken back is noted all the same.
    guard let changes = row.changes, !changes.isEmpty else {
      return try noteDecision(row.collection, row.id)
    }
    try take(back: changes, row, type)
  }

  /// Back to what the document was before a merge, by an edit of this device.
  private func mergeBack<Document: StoredDocument>(_ row: JournalRow, _ type: Document.Type) throws
  {
    let replay = Replay(database: database)
    guard let merged = row.merged,
      let former = try replay.state(type, row.id, before: row.row)
    else { throw StoreError.missing(collection: row.collection, id: row.id) }
    guard former.exists else { return try takeOut(row, type) }
    try take(back: former.element.changes(to: merged).filter { !$0.isRefresh }, row, type)
  }

  private func take<Document: StoredDocument>(
    back changes: [Change], _ row: JournalRow, _ type: Document.Type
  ) throws {
    guard let present = try reader.present(type, row.id) else {
      throw refusal(row, "the \(row.collection.noun) was deleted since")
    }
    do {
      _ = try apply(
        changes.inverted, to: present, derivedFrom: present.document, checking: true)
    } catch let WireError.conflict(path) {
      throw refusal(row, "\(path.last ?? "it") was changed again since")
    }
  }

  private func refusal(_ row: JournalRow, _ reason: String) -> StoreError {
    .cannotUndo(step: row.label, reason: reason)
  }
}

extension Change {
  /// Whether it brings embedded metadata up to date, which is no edit.
  fileprivate var isRefresh: Bool {
    !concernsChild && path.last.map(Element.unstampedFields.contains) ?? false
  }

  /// Whether it says which exercise a name of an import stands for: what was done is as it was imported.
  fileprivate var isMapping: Bool { !concernsChild && path.last == "exerciseId" }
}
