public import Store
public import Training
import Wire

/// Brings a store back to what a backup says, by edits of this device.
///
/// Documents that the backup has become what they are there, those that are gone come back; each is stamped anew, so
/// that the next sync carries it to the other machines. What the store alone has came later, and stays.
public struct Restoration {
  private let backup: Reader
  private let store: Reader
  /// Nil where it is only said what would change.
  private let transaction: Transaction?
  /// Whether what came later goes as well.
  private let isExact: Bool
  private let now: Instant
  private var outcome: Outcome
  /// Whether a program of the backup is the current one.
  private var hasCurrent = false

  /// What a restore changes, or would.
  public struct Outcome: Hashable, Sendable {
    /// Documents of one kind.
    public struct Figures: Hashable, Sendable {
      public var collection: Collection
      /// Documents that become what they were.
      public var changed = 0
      /// Documents that come back.
      public var returned = 0
      /// Documents that came later; they go only where the restore is exact.
      public var later = 0
    }

    public var isExact: Bool
    public var figures: [Figures] = []
    /// Completed sets that stand now and do not after it.
    public var setsLost = 0
    /// Completed sets that do not stand now and do after it.
    public var setsReturned = 0

    /// Whether the store is as the backup says already.
    public var isNothing: Bool {
      figures.allSatisfy { $0.changed + $0.returned + (isExact ? $0.later : 0) == 0 }
    }
  }

  /// - Parameter store: What the transaction reads where there is one.
  public init(
    of backup: Reader, over store: Reader, _ transaction: Transaction?, isExact: Bool,
    at now: Instant
  ) {
    self.backup = backup
    self.store = store
    self.transaction = transaction
    self.isExact = isExact
    self.now = now
    outcome = Outcome(isExact: isExact)
  }

  /// Looks at every document that differs, and writes what the restore makes of it where there is a transaction.
  public mutating func run() throws -> Outcome {
    hasCurrent = try backup.currentProgram() != nil
    for collection in Collection.allCases { try restore(collection.kind) }
    return outcome
  }

  private mutating func restore<Document: DocumentKind>(_ type: Document.Type) throws {
    let wanted = try backup.checksums(of: Document.collection)
    let present = try store.checksums(of: Document.collection)
    var figures = Outcome.Figures(collection: Document.collection)
    for (id, checksum) in wanted.sorted(by: { $0.key < $1.key }) where present[id] != checksum {
      guard let document = try backup.document(type, id)?.document else { continue }
      if present[id] == nil {
        figures.returned += 1
        outcome.setsReturned += document.completedSets.count
        try transaction?.put(document, expecting: nil)
      } else if try change(type, id, to: document) {
        figures.changed += 1
      }
    }
    for id in present.keys.sorted() where wanted[id] == nil {
      figures.later += 1
      try meet(later: id, type)
    }
    outcome.figures.append(figures)
  }

  /// Returns whether the document differs from what it was.
  private mutating func change<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, to former: Document
  ) throws -> Bool {
    guard let present = try store.document(type, id) else { return false }
    let wanted = former.settled(over: present.document, at: now)
    if present.document.element.hasSameContent(as: wanted.element) { return false }
    let (before, after) = (present.document.completedSets, wanted.completedSets)
    outcome.setsLost += before.subtracting(after).count
    outcome.setsReturned += after.subtracting(before).count
    try transaction?.put(wanted, expecting: present.version)
    return true
  }

  private mutating func meet<Document: DocumentKind>(later id: String, _ type: Document.Type) throws
  {
    guard let present = try store.document(type, id) else { return }
    guard !isExact else {
      outcome.setsLost += present.document.completedSets.count
      try transaction?.delete(Document.collection, id)
      return
    }
    // There is one current program: the one that the backup says.
    if hasCurrent, var program = present.document as? Program, program.isCurrent {
      program.isCurrent = false
      try transaction?.put(program, expecting: present.version)
    }
  }
}

/// A set by its exercise's and its own id.
private struct SetPlace: Hashable {
  var entry: String
  var set: String
}

extension DocumentKind {
  /// Of a workout.
  fileprivate var completedSets: Set<SetPlace> {
    guard let log = self as? WorkoutLog else { return [] }
    return Set(
      log.exercises.flatMap { entry in
        entry.sets.filter(\.completed).map { SetPlace(entry: entry.id, set: $0.id) }
      })
  }

  /// The former document as it is put over the present one.
  ///
  /// Embedded metadata that only was refreshed since is kept fresh; where it says something else the former holds, and
  /// is counted as copied now: of two copies the later one holds when it is merged.
  fileprivate func settled(over present: Self, at now: Instant) -> Self {
    if let log = self as? WorkoutLog, let other = present as? WorkoutLog {
      return log.settled(over: other, at: now) as? Self ?? self
    }
    if let program = self as? Program, let other = present as? Program {
      return program.settled(over: other, at: now) as? Self ?? self
    }
    return self
  }
}

extension WorkoutLog {
  fileprivate func settled(over present: WorkoutLog, at now: Instant) -> WorkoutLog {
    let others = Dictionary(present.exercises.map { ($0.id, $0) }) { first, _ in first }
    var copy = self
    for index in copy.exercises.indices {
      let entry = copy.exercises[index]
      guard let other = others[entry.id] else { continue }
      copy.exercises[index].exerciseMetadata = entry.exerciseMetadata.settled(
        over: other.exerciseMetadata, at: now)
    }
    return copy
  }
}

extension Program {
  fileprivate func settled(over present: Program, at now: Instant) -> Program {
    let exercises = present.days.flatMap(\.exercises)
    let others = Dictionary(exercises.map { ($0.id, $0) }) { first, _ in first }
    var copy = self
    for day in copy.days.indices {
      for index in copy.days[day].exercises.indices {
        let entry = copy.days[day].exercises[index]
        guard let other = others[entry.id] else { continue }
        copy.days[day].exercises[index].exerciseMetadata = entry.exerciseMetadata.settled(
          over: other.exerciseMetadata, at: now)
      }
    }
    return copy
  }
}

extension ExerciseMetadata? {
  fileprivate func settled(over present: ExerciseMetadata?, at now: Instant) -> ExerciseMetadata? {
    guard var former = self, let present else { return self }
    if former.hasSameContent(as: present) { return present }
    former.lastUpdated = now
    former.revision = Swift.max(former.revision, present.revision)
    return former
  }
}
