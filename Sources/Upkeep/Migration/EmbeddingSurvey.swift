import Dispatch
public import Store
import Sync
import Training
import Wire

/// What one kind of documents embeds, counted over all of them.
public struct KindSurvey: Hashable, Sendable {
  public var documents = 0
  /// Documents all of whose entries embed metadata.
  public var complete = 0
  public var entries = 0
  public var entriesWithMetadata = 0
  /// Documents with a copy that says something else than the exercise list.
  public var inconsistent = 0

  public var missing: Int { documents - complete }

  /// The share of entries that embed metadata; of none all do.
  public var completeness: Double {
    entries == 0 ? 100 : Double(entriesWithMetadata) / Double(entries) * 100
  }
}

/// How the store stands with embedded metadata.
public struct EmbeddingSurvey: Hashable, Sendable {
  public var workouts = KindSurvey()
  public var programs = KindSurvey()
  /// Exercises of entries without metadata that no list has, with how many documents name them.
  public var unknownExercises: [String: Int] = [:]
  /// Documents that cannot be decoded, with the reason.
  public var unreadable: [String: String] = [:]
  /// Documents with entries that can be given metadata, in the order in which they are migrated.
  var pending: [DocumentKey] = []

  public var documents: Int { workouts.documents + programs.documents }

  /// Documents without a copy that contradicts the exercise list, in percent.
  public var consistency: Double {
    let inconsistent = workouts.inconsistent + programs.inconsistent
    return documents == 0 ? 100 : Double(documents - inconsistent) / Double(documents) * 100
  }

  public var pendingWorkouts: Int { pending.count { $0.collection == .workoutLogs } }
  public var pendingPrograms: Int { pending.count - pendingWorkouts }
  public var batches: Int {
    let size = Thresholds.batchSize.count
    return (pending.count + size - 1) / size
  }

  /// Documents read at a time.
  private static let portion = 200

  /// Looks through all documents: reads each once, changes none.
  ///
  /// - Throws: ``StoreError`` where a document is not what was written.
  public init(
    of store: Store, masters: MasterList, progress: (Double) throws -> Void = { _ in }
  ) throws {
    let keys = try store.read { try Self.keys($0) }
    for start in stride(from: 0, to: keys.count, by: Self.portion) {
      let portion = keys[start..<min(start + Self.portion, keys.count)]
      let rows = try store.read { reader in
        try portion.compactMap { key in try reader.rows(of: key) }
      }
      for look in try Parallel.map(rows, { Self.look(at: $0, masters) }) { take(look) }
      try progress(Double(start + portion.count) / Double(keys.count))
    }
  }

  /// All documents that embed metadata: programs, then workouts, the newest first. The newest are the ones that are looked
  /// at, and figures of a workout depend on older ones only.
  private static func keys(_ reader: Reader) throws -> [DocumentKey] {
    let programs = try reader.ids(of: .programs).map { DocumentKey(.programs, $0) }
    let ordered = try reader.workoutIDs()
    let listed = Set(ordered)
    // A workout without its row in the list is damage, but no reason to leave it behind.
    let others = try reader.ids(of: .workoutLogs).filter { !listed.contains($0) }
    return programs + (ordered + others).map { DocumentKey(.workoutLogs, $0) }
  }

  private struct Look: Sendable {
    let key: DocumentKey
    var entries = 0
    var entriesWithMetadata = 0
    var contradicts = false
    /// Whether an entry without metadata has an exercise that is known.
    var canBeFilled = false
    var unknown: Set<String> = []
    var problem: String?
  }

  private static func look(at rows: StoredRows, _ masters: MasterList) -> Look {
    do {
      switch EmbeddingKind(rows.key.collection) {
      case .workoutLogs: return look(try rows.decoded(WorkoutLog.self), rows.key, masters)
      case .programs: return look(try rows.decoded(Program.self), rows.key, masters)
      case nil: return Look(key: rows.key)
      }
    } catch {
      return Look(key: rows.key, problem: "\(error)")
    }
  }

  private static func look<Document: Embeddable>(
    _ document: Document, _ key: DocumentKey, _ masters: MasterList
  ) -> Look {
    var look = Look(key: key)
    var document = document
    document.visitCopies { _, exercise, copy in
      look.entries += 1
      if let copy {
        look.entriesWithMetadata += 1
        if masters.agrees(copy, of: exercise) == false { look.contradicts = true }
      } else if masters[exercise] == nil {
        look.unknown.insert(exercise)
      } else {
        look.canBeFilled = true
      }
    }
    return look
  }

  private mutating func take(_ look: Look) {
    if let problem = look.problem {
      unreadable["\(look.key.collection.rawValue)/\(look.key.id)"] = problem
    }
    let path: WritableKeyPath<EmbeddingSurvey, KindSurvey> =
      look.key.collection == .workoutLogs ? \.workouts : \.programs
    self[keyPath: path].documents += 1
    self[keyPath: path].entries += look.entries
    self[keyPath: path].entriesWithMetadata += look.entriesWithMetadata
    if look.contradicts { self[keyPath: path].inconsistent += 1 }
    let isComplete = look.problem == nil && look.entries == look.entriesWithMetadata
    if isComplete { self[keyPath: path].complete += 1 }
    for exercise in look.unknown { unknownExercises[exercise, default: 0] += 1 }
    if look.canBeFilled { pending.append(look.key) }
  }
}
