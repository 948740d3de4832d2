public import Store
import Sync
import System
import Training

/// Gives metadata to the documents of a store that lack them, batch by batch.
///
/// A batch is one transaction: its documents, their journal, what is derived of them, and the note of what was added. A
/// run that ends anywhere leaves whole batches behind, and the next one goes on with what is missing.
public final class MigrationRun {
  let store: Store
  let tools: MigrationTools
  let pending: [DocumentKey]
  private let survey: EmbeddingSurvey
  public private(set) var record: MigrationRecord
  var masters: MasterList
  private let failures: FailureLog
  private var limiter = RateLimiter()
  private var watch: LoadWatch
  private var isThrottled = false
  private let secondsLooking: Double
  /// How every document stood before, to see whether any was lost that nobody deleted.
  private let marks: [DocumentKey: DocumentMark]

  /// Looks for what is to be done; writes nothing.
  ///
  /// - Returns: Nil where there is nothing to do.
  public init?(
    _ store: Store, _ tools: MigrationTools, looking: (Double) throws -> Void = { _ in }
  ) throws {
    (self.store, self.tools) = (store, tools)
    let start = tools.seconds()
    masters = try store.read { try tools.masters($0) }
    survey = try EmbeddingSurvey(of: store, masters: masters, progress: looking)
    pending = survey.pending
    let (latest, marks) = try store.read { (try MigrationRecord.latest($0), try $0.marks()) }
    self.marks = marks
    watch = LoadWatch(
      tools.usage(), at: tools.seconds(), cores: Machinery.cores,
      memoryBytes: Machinery.memoryBytes)
    switch latest?.state {
    case .running, .paused:
      guard let latest else { return nil }
      record = latest
    case .done, .rolledBack, nil:
      if pending.isEmpty { return nil }
      // Two migrations never have one moment, whatever the clock says: their copies are told apart by it.
      let moment = max(
        tools.now(),
        Instant(milliseconds: (latest?.began.milliseconds ?? .min / 2) + 1))
      record = MigrationRecord(began: moment, planned: pending.count)
    }
    failures = FailureLog(store, tools, migration: record.id)
    secondsLooking = tools.seconds() - start
  }

  /// Whether a former run had begun it.
  public var isResumed: Bool { record.batches > 0 }

  /// Notes that it begins, or goes on.
  public func begin() throws {
    let batches = try store.read { try MigrationBatch.all(of: record.id, $0).map(\.batch) }
    // What the batches say counts: a kill leaves the record as it was when the run began.
    (record.documents, record.entries) = (0, 0)
    (record.before, record.after) = (ContentCensus(), ContentCensus())
    for batch in batches { count(batch) }
    record.batches = batches.map(\.number).max() ?? 0
    record.planned = record.documents + pending.count
    let workouts = pending.count { $0.collection == .workoutLogs }
    let done = batches.flatMap(\.documents).count { $0.key.collection == .workoutLogs }
    record.plannedWorkouts = workouts + done
    record.plannedPrograms = record.planned - record.plannedWorkouts
    record.state = .running
    record.reason = nil
    record.pagesBefore = record.pagesBefore ?? tools.pages(store.path)
    try keep()
    try failures.note(unknown: survey.unknownExercises)
    try tools.reached(.began)
  }

  private func count(_ batch: MigrationBatch) {
    record.documents += batch.documents.count
    record.entries += batch.entries
    record.before += batch.before
    record.after += batch.after
  }

  /// Keeps the path of the backup that was made before.
  public func note(backup: String?) throws {
    record.backup = backup
    try keep()
    try tools.reached(.backedUp)
  }

  public func note(triedRollback: Bool?) { record.triedRollback = triedRollback }

  func keep() throws {
    try store.note(MigrationRecord.kind, record.text, at: tools.now())
  }

  // MARK: The batches

  /// Writes all batches, and looks at the end whether everything is there.
  ///
  /// - Parameter progress: Told after each batch; throwing from it ends the run, which can be gone on with.
  /// - Throws: ``MigrationError``, ``StoreError``. After a loss everything is taken back.
  public func run(progress: (MigrationProgress) throws -> Void) throws {
    let start = tools.seconds()
    let before = (seconds: record.seconds, yielded: record.yielded)
    func count() {
      let elapsed = tools.seconds() - start - (record.yielded - before.yielded)
      record.seconds = before.seconds + secondsLooking + elapsed
    }
    do {
      try writeBatches(since: start, progress)
      try verify()
      count()
    } catch let error as MigrationError {
      count()
      try stop(for: error)
      throw error
    } catch let error as StoreError {
      pause(for: error.sentence)
      throw error
    }
    try tools.reached(.verified)
  }

  private func writeBatches(since start: Double, _ progress: (MigrationProgress) throws -> Void)
    throws
  {
    let size = Thresholds.batchSize.count
    let batches = stride(from: 0, to: pending.count, by: size).map {
      Array(pending[$0..<min($0 + size, pending.count)])
    }
    var ahead: [Promise<PreparedBatch>] = []
    var next = 0
    var done = 0
    func prepareAhead() throws {
      let most = isThrottled ? 1 : Thresholds.batchesAhead.count
      while next < batches.count, ahead.count < most {
        ahead.append(try prepare(batches[next]))
        next += 1
      }
    }
    try prepareAhead()
    for (place, keys) in batches.enumerated() {
      let prepared = try ahead.removeFirst().get()
      try tools.reached(.prepared)
      try prepareAhead()
      try write(prepared, keys)
      done += keys.count
      let elapsed = tools.seconds() - start
      try progress(
        MigrationProgress(
          done: record.planned - pending.count + done, all: record.planned,
          rate: elapsed > 0 ? Double(done) / elapsed : nil))
      if place < batches.count - 1 { yield() }
    }
  }

  private func preparation() throws -> Preparation {
    Preparation(
      aim: .embed(masters), moment: record.began, now: tools.now(),
      formula: try store.read { try $0.formula() }, tampering: tools.tampering,
      misreading: tools.misreading)
  }

  private func prepare(_ keys: [DocumentKey]) throws -> Promise<PreparedBatch> {
    let preparation = try preparation()
    let rows = try store.read { reader in try keys.compactMap { try reader.rows(of: $0) } }
    let edition = edition
    return Promise {
      var batch = preparation.batch(rows)
      batch.edition = edition
      return batch
    }
  }

  /// Writes a batch, and tries again what may pass.
  private func write(_ prepared: PreparedBatch, _ keys: [DocumentKey]) throws {
    for (key, error) in prepared.failures { failures.note(error, document: key) }
    let aside = Set(prepared.failures.map(\.document))
    var batch = prepared
    var delay = Thresholds.retryDelay.count
    for retry in 0...Thresholds.retries.count {
      do {
        if retry > 0 {
          batch = try prepare(keys.filter { !aside.contains($0) }).get()
        }
        return try commit(batch)
      } catch let error as StoreError {
        failures.note(error, documents: batch.documents.count, retries: retry)
        guard FailureCategory(of: error).isRetryable, retry < Thresholds.retries.count else {
          throw error
        }
        limiter.back()
        tools.pause(delay)
        delay *= 2
      }
    }
  }

  private func commit(_ prepared: PreparedBatch) throws {
    if prepared.documents.isEmpty { return }
    var batch = MigrationBatch(migration: record.id, number: record.batches + 1)
    let count = prepared.documents.count
    let label = "Exercise data added to \(count) document\(count == 1 ? "" : "s")"
    let now = tools.now()
    try store.write(Step(label, origin: .upkeep), at: now) { transaction in
      batch = MigrationBatch(migration: record.id, number: record.batches + 1)
      try tools.reached(.writing)
      try renewMasters(transaction.reader)
      let isOutdated = prepared.edition != edition
      for document in prepared.documents {
        guard let document = try written(document, isOutdated, transaction) else { continue }
        batch.documents.append(document.kept)
        batch.before += document.before
        batch.after += document.after
        if document.isConsistent { batch.consistent += 1 }
      }
      try checkConsistency(with: batch)
      try transaction.note(MigrationBatch.kind, batch.text, at: now)
      try tools.reached(.written)
    }
    self.count(batch)
    record.batches = batch.number
    consistent += batch.consistent
    judged += batch.documents.count
    record.consistency = judged == 0 ? 100 : Double(consistent) / Double(judged) * 100
    try tools.reached(.committed)
  }

  /// Documents of this run that were looked at, and those whose copies agree with the list.
  private var (judged, consistent) = (0, 0)
  /// Rises whenever the exercise list is another one.
  private var edition = 0

  /// Somebody may have renamed an exercise since the batch was prepared.
  private func renewMasters(_ reader: Reader) throws {
    let now = try tools.masters(reader)
    guard now != masters else { return }
    masters = now
    edition += 1
  }

  /// Writes a document, prepared anew where it or its exercises have changed meanwhile; nil where there is nothing to do
  /// any more.
  private func written(
    _ prepared: PreparedDocument, _ isOutdated: Bool, _ transaction: Transaction
  ) throws -> PreparedDocument? {
    var document = prepared
    let key = document.refresh.key
    func anew() throws -> PreparedDocument? {
      try transaction.reader.rows(of: key).flatMap {
        try Preparation(
          aim: .embed(masters), moment: record.began, now: tools.now(),
          formula: transaction.reader.formula()
        ).prepare($0)
      }
    }
    if isOutdated {
      guard let again = try anew() else { return nil }
      document = again
    }
    do {
      try transaction.refresh(document.refresh)
    } catch StoreError.stale {
      guard let again = try anew() else { return nil }
      document = again
      try transaction.refresh(document.refresh)
    }
    guard document.before == document.after, try transaction.stands(document.refresh) else {
      throw MigrationError.loss(
        document: Self.name(key), what: Self.loss(document.before, document.after))
    }
    return document
  }

  private func checkConsistency(with batch: MigrationBatch) throws {
    let all = judged + batch.documents.count
    guard all > 0 else { return }
    let percent = Double(consistent + batch.consistent) / Double(all) * 100
    guard percent >= Thresholds.safeConsistency.value else {
      throw MigrationError.inconsistent(percent: percent)
    }
  }

  static func name(_ key: DocumentKey) -> String { "\(key.collection.noun) \(key.id)" }

  private static func loss(_ before: ContentCensus, _ after: ContentCensus) -> String {
    if after.sets < before.sets { return "\(before.sets - after.sets) of its sets" }
    if after.unknownFields < before.unknownFields { return "a field of another program" }
    return "some of what it holds"
  }

  // MARK: Yielding

  /// Leaves an open screen room, and takes less of the machine where that is at its limit.
  private func yield() {
    isThrottled = watch.isOver(tools.usage(), at: tools.seconds())
    if isThrottled { record.throttled += 1 }
    guard let pages = tools.pages(store.path) else { return }
    record.pagesDuring = max(record.pagesDuring ?? 0, pages)
    limiter.follow(pages: pages)
    if isThrottled { limiter.back() }
    tools.pause(Int(limiter.pause))
    record.yielded += limiter.pause / 1000
  }

  // MARK: The end

  /// Looks whether all documents are there, and hold what they did.
  private func verify() throws {
    let lost = try MigrationProof(store, record: record, marks: marks).lost()
    guard lost.isEmpty else {
      throw MigrationError.lossFound(documents: lost, backup: record.backup)
    }
  }

  /// The migration is through.
  public func end() throws {
    failures.keep()
    record.state = .done
    record.failed = try store.read { try FailureLog.documents(failedIn: record.id, $0) }
    try keep()
    try tools.reached(.ended)
  }

  private func stop(for error: MigrationError) throws {
    switch error {
    case .loss, .lossFound:
      record.state = .rolledBack
      record.reason = error.sentence
      try MigrationRollback(store, tools, record: record).run()
    case .inconsistent, .isRunning, .stopped, .stoppedTakingBack, .nothingToTakeBack,
      .unknownSuite, .noMigration:
      pause(for: error.sentence)
    }
  }

  /// What is said of an error that ended it: where batches are written, that nothing was changed would be untrue.
  public func explained(_ error: StoreError) -> any Error {
    guard record.documents > 0 else { return error }
    return MigrationError.stopped(
      documents: record.documents, planned: record.planned, cause: MigrationError.cause(error))
  }

  /// Notes why it stops. Where not even that can be written, the sentence is all there is; the batches tell the next run
  /// where to go on.
  private func pause(for reason: String) {
    record.state = .paused
    record.reason = reason
    failures.keep()
    try? keep()
  }
}
