import Store
import Sync
import Training
import Wire

/// A document with its copies filled in or taken out, worked out but not written yet.
struct PreparedDocument: Sendable {
  var refresh: Refresh
  var places: [String]
  var before: ContentCensus
  /// Of what will be read back, without what was added.
  var after: ContentCensus
  /// Whether the copies that it is given say what the exercise list says.
  var isConsistent = true

  /// What its batch keeps of it.
  var kept: MigrationBatch.Document {
    MigrationBatch.Document(
      key: refresh.key, version: refresh.version + 1, hash: after.hash, places: places)
  }
}

/// Documents that are prepared to be written in one transaction, and those that could not be.
struct PreparedBatch: Sendable {
  /// Which state of the exercise list the copies were taken from.
  var edition = 0
  var documents: [PreparedDocument] = []
  var failures: [(document: DocumentKey, error: any Error)] = []
}

/// Works out what a migration, or the way back, makes of documents. It needs no store, so that it runs beside the writing.
struct Preparation: Sendable {
  enum Aim: Sendable {
    /// Gives entries without metadata those of their exercises.
    case embed(MasterList)
    /// Takes out of the named entries what was embedded at the moment of the migration, and stands there still.
    case takeOut([DocumentKey: Set<String>])
  }

  var aim: Aim
  /// The moment that the copies are dated with.
  var moment: Instant
  var now: Instant
  var formula: OneRepMaxFormula
  /// What a test plants to see it found: changes what is read back of a document.
  var tampering: (@Sendable (inout WorkoutLog) -> Void)?
  /// As ``tampering``, of the copies that are embedded.
  var misreading: (@Sendable (inout ExerciseMetadata) -> Void)?

  func batch(_ rows: [StoredRows]) -> PreparedBatch {
    var batch = PreparedBatch()
    for rows in rows {
      do {
        if let document = try prepare(rows) { batch.documents.append(document) }
      } catch {
        batch.failures.append((rows.key, error))
      }
    }
    return batch
  }

  /// Nil where there is nothing to do.
  func prepare(_ rows: StoredRows) throws -> PreparedDocument? {
    switch EmbeddingKind(rows.key.collection) {
    case .workoutLogs: try prepare(rows, WorkoutLog.self)
    case .programs: try prepare(rows, Program.self)
    case nil: nil
    }
  }

  private func prepare<Document: Embeddable>(_ rows: StoredRows, _ type: Document.Type) throws
    -> PreparedDocument?
  {
    var places: [String] = []
    var isConsistent = true
    var (before, after) = (ContentCensus(), ContentCensus())
    let refresh = try Refresh(of: rows, as: type, formula: formula, at: now) { document in
      document.visitCopies { place, exercise, copy in
        guard let changed = changed(copy, exercise, place, key: rows.key) else { return }
        copy = changed
        places.append(place)
        if case .embed(let masters) = aim, let changed,
          masters.agrees(changed, of: exercise) != true
        {
          isConsistent = false
        }
      }
    } look: { old, new in
      let changed = Set(places)
      before = ContentCensus(of: old, without: changed)
      after = ContentCensus(of: tampered(new), without: changed)
    }
    return refresh.map {
      PreparedDocument(
        refresh: $0, places: places, before: before, after: after, isConsistent: isConsistent)
    }
  }

  /// The copy that an entry is to have; nil where it stays as it is.
  private func changed(
    _ copy: ExerciseMetadata?, _ exercise: String, _ place: String, key: DocumentKey
  ) -> ExerciseMetadata?? {
    switch aim {
    case .embed(let masters):
      guard copy == nil, var master = masters[exercise] else { return nil }
      master.lastUpdated = moment
      misreading?(&master)
      return .some(master)
    case .takeOut(let places):
      guard places[key]?.contains(place) ?? false, copy?.lastUpdated == moment else { return nil }
      return .some(nil)
    }
  }

  private func tampered<Document: Embeddable>(_ document: Document) -> Document {
    guard let tampering, var log = document as? WorkoutLog else { return document }
    tampering(&log)
    return log as? Document ?? document
  }
}
