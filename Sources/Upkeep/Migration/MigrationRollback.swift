public import Store
import Sync
import Training

/// Takes back what a migration has added, as far as it stands there still: copies that were renewed since, by an edit or by
/// what came from elsewhere, are left.
public final class MigrationRollback {
  private let store: Store
  private let tools: MigrationTools
  private var record: MigrationRecord
  /// Entries whose metadata were taken back, and entries that have been written since.
  public private(set) var entries = 0
  public private(set) var kept = 0
  public private(set) var documents = 0

  init(_ store: Store, _ tools: MigrationTools, record: MigrationRecord) {
    (self.store, self.tools, self.record) = (store, tools, record)
  }

  /// The way back from the latest migration of which something stands.
  ///
  /// - Throws: ``MigrationError/nothingToTakeBack``.
  public convenience init(_ store: Store, _ tools: MigrationTools) throws {
    let latest = try store.read { try Self.latestStanding($0) }
    guard let latest else { throw MigrationError.nothingToTakeBack }
    self.init(store, tools, record: latest)
  }

  private static func latestStanding(_ reader: Reader) throws -> MigrationRecord? {
    var seen: Set<String> = []
    for record in try reader.notes(MigrationRecord.kind).compactMap({ MigrationRecord($0) })
    where seen.insert(record.id).inserted {
      if try !MigrationBatch.all(of: record.id, reader).isEmpty { return record }
    }
    return nil
  }

  /// Takes back batch after batch, the last one first; each in one transaction with the note of it, so that it can be gone
  /// on with after a kill.
  ///
  /// - Parameter most: How many batches at most; all where nil.
  public func run(
    upTo most: Int? = nil, progress: (MigrationProgress) throws -> Void = { _ in }
  ) throws {
    let batches = try store.read { try MigrationBatch.all(of: record.id, $0) }
    let start = tools.seconds()
    record.state = .rolledBack
    try keep()
    var done = 0
    let all = batches.reduce(0) { $0 + $1.batch.documents.count }
    for (note, batch) in batches.reversed().prefix(most ?? batches.count) {
      do {
        try takeBack(batch, note)
      } catch let error as StoreError where documents > 0 {
        throw MigrationError.stoppedTakingBack(
          documents: documents, cause: MigrationError.cause(error))
      }
      done += batch.documents.count
      let elapsed = tools.seconds() - start
      try progress(
        MigrationProgress(
          done: done, all: all, rate: elapsed > 0 ? Double(done) / elapsed : nil))
    }
    (record.documents, record.entries, record.batches) = (0, 0, 0)
    (record.before, record.after) = (ContentCensus(), ContentCensus())
    try keep()
    try tools.reached(.endedBack)
  }

  private func keep() throws {
    try store.note(MigrationRecord.kind, record.text, at: tools.now())
  }

  private func takeBack(_ batch: MigrationBatch, _ note: Int64) throws {
    let places = Dictionary(batch.documents.map { ($0.key, Set($0.places)) }) { $0.union($1) }
    let count = batch.documents.count
    let label =
      "Exercise data taken back out of \(count) document\(count == 1 ? "" : "s")"
    let now = tools.now()
    var taken = (entries: 0, documents: 0)
    try store.write(Step(label, origin: .upkeep), at: now) { transaction in
      taken = (0, 0)
      try tools.reached(.takingOut)
      let preparation = Preparation(
        aim: .takeOut(places), moment: record.began, now: now,
        formula: try transaction.reader.formula())
      let rows = try batch.documents.compactMap { try transaction.reader.rows(of: $0.key) }
      for document in try Parallel.map(rows, { try preparation.prepare($0) }).compactMap(\.self) {
        try transaction.refresh(document.refresh)
        guard document.before == document.after, try transaction.stands(document.refresh) else {
          throw MigrationError.loss(
            document: MigrationRun.name(document.refresh.key), what: "some of what it holds")
        }
        taken.entries += document.places.count
        taken.documents += 1
      }
      try transaction.removeNote(note)
      try tools.reached(.takenOut)
    }
    entries += taken.entries
    documents += taken.documents
    kept += batch.entries - taken.entries
    try tools.reached(.takenBack)
  }
}

extension MigrationRollback {
  /// Tries the way back on a copy of a store: whether the last batch can be taken back, and all that it added with it.
  public static func isRight(in copy: Store, _ tools: MigrationTools) throws -> Bool {
    var quiet = tools
    quiet.reached = { _ in }
    let back = try MigrationRollback(copy, quiet)
    let last = try copy.read { try MigrationBatch.all(of: back.record.id, $0).last?.batch }
    guard let last else { return false }
    do {
      try back.run(upTo: 1)
    } catch is MigrationError {
      return false
    }
    return back.entries + back.kept == last.entries && back.entries > 0
  }
}
