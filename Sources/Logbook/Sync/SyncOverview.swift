public import Store
public import Sync
public import Training
import Wire

extension Logbook {
  /// How much of each list *Sync* shows.
  private static let waitingShown = 20
  private static let receiptsShown = 50
  private static let conflictsShown = 200

  /// What *Sync* shows. The remote is not asked.
  public func syncPage() throws -> SyncPage {
    guard let link = try store.syncLink() else { return SyncPage() }
    var page = SyncPage(
      remote: SyncPage.Remote(
        location: link.shownLocation, strategy: link.strategy.rawValue, generation: link.generation,
        syncedAt: link.syncedAt, writer: link.writer.map { link.devices[$0] ?? $0 }))
    page.waitingCount = try store.unsynced().count
    let archived = try store.conflicts(limit: Self.conflictsShown, answeredToo: false)
    let device = try store.deviceID()
    try store.read { reader in
      page.waiting = try reader.waitingChanges(limit: Self.waitingShown).map {
        try self.waiting($0, reader)
      }
      page.receipts = try reader.merges(limit: Self.receiptsShown).map {
        SyncPage.Receipt(at: $0.at, words: MergeStep.words(of: $0.label))
      }
      let grouping = ConflictGroups(reader: reader, device: device, names: link.devices)
      page.conflicts = try grouping.groups(archived)
    }
    return page
  }

  /// What lost a merge, one value at a time: what waits first, and always all of it, then the rest; each newest first, as
  /// the archive has it, and in words.
  ///
  /// - Parameter limit: How much of what does not wait.
  public func conflicts(limit: Int) throws -> [(archived: ArchivedLoss, words: SyncConflict)] {
    let archived = try store.conflicts(limit: limit)
    let names = try store.syncLink()?.devices ?? [:]
    let device = try store.deviceID()
    return try store.read { reader in
      let grouping = ConflictGroups(reader: reader, device: device, names: names)
      return try archived.map { ($0, try grouping.words(of: $0)) }
    }
  }

  /// What documents of the store are called: a workout by its day and name. Those that are gone have no name.
  public func titles(of keys: [DocumentKey]) throws -> [DocumentKey: String] {
    try store.read { reader in
      var titles: [DocumentKey: String] = [:]
      for key in keys {
        let heading = try reader.heading(key)
        if !heading.title.isEmpty {
          titles[key] = [heading.date?.description, heading.title].compactMap(\.self).joined(
            separator: " ")
        }
      }
      return titles
    }
  }

  private func waiting(_ change: WaitingChange, _ reader: Reader) throws -> SyncPage.Waiting {
    let heading = try reader.heading(change.key)
    return SyncPage.Waiting(
      collection: change.key.collection, title: heading.title, date: heading.date,
      sets: change.sets,
      isDeleted: change.isDeleted)
  }

  // MARK: Answering

  /// Answers a conflict: an edit like any other, and one step, whose undo opens the conflict again.
  ///
  /// - Parameter numbers: What the conflict is made of; see ``Training/SyncConflict/numbers``.
  /// - Returns: What was done, as a sentence.
  public func answerConflict(_ numbers: [Int64], _ answer: ConflictAnswer) throws -> String {
    let losses = try numbers.map { try store.conflict($0) }
    let step = Step(answer.label)
    try store.settleConflicts(numbers, step, at: surroundings.now()) { transaction in
      switch answer {
      case .mine: try self.restore(losses.filter(\.loss.wasMine), transaction)
      case .theirs: try self.restore(losses.filter { !$0.loss.wasMine }, transaction)
      case .both: try self.keepBoth(losses, transaction)
      case .set(let change): try self.change(losses, change, transaction)
      case .text(let text): try self.write(text, losses, transaction)
      }
    }
    return answer.label + "."
  }

  func restore(_ losses: [ArchivedLoss], _ transaction: Transaction) throws {
    for loss in losses { try transaction.restoreConflict(loss.number) }
  }

  private func change(
    _ losses: [ArchivedLoss], _ change: SetChange, _ transaction: Transaction
  ) throws {
    guard let loss = losses.first?.loss, loss.path.count >= 4,
      let present = try transaction.read(WorkoutLog.self, loss.key.id)
    else { throw LogbookError.conflictGone }
    let edit = LogEdit.changeSet(entry: loss.path[1], set: loss.path[3], change)
    try transaction.put(apply(edit, to: present.document).log, expecting: present.version)
  }

  private func write(_ text: String, _ losses: [ArchivedLoss], _ transaction: Transaction) throws {
    guard let loss = losses.first?.loss else { throw LogbookError.conflictGone }
    try transaction.set(
      loss.path, to: JSONText.string(text), in: loss.key.collection, loss.key.id)
  }

}

extension SetChange {
  /// All values of a set.
  init(valuesOf set: LoggedSet) {
    self.init()
    weight = set.weight.map { .set($0) } ?? .clear
    unit = set.unit
    reps = set.reps.map { .set($0) } ?? .clear
    rpe = set.rpe.map { .set($0) } ?? .clear
    seconds = set.seconds.map { .set($0) } ?? .clear
    distance = set.distance.map { .set($0) } ?? .clear
    distanceUnit = set.distanceUnit
    kind = set.kind
    note = set.note
  }
}

extension ConflictAnswer {
  /// What the journal calls it.
  var label: String {
    switch self {
    case .mine: "Conflict answered: mine"
    case .theirs: "Conflict answered: theirs"
    case .both: "Conflict answered: both"
    case .set, .text: "Conflict answered with a new value"
    }
  }
}

extension Reader {
  /// What a document is called, and its day; an empty name where it is gone.
  func heading(_ key: DocumentKey) throws -> DocumentHeading {
    try heading(key.collection.kind, key.id)
  }

  private func heading<Document: DocumentKind>(_ kind: Document.Type, _ id: String) throws
    -> DocumentHeading
  {
    try document(kind, id)?.document.heading ?? DocumentHeading("")
  }
}
