import Store
import Sync
import Training
import Wire

/// Looks whether every document is where it was, and holds what it held before its migration.
struct MigrationProof {
  private let store: Store
  private let record: MigrationRecord
  private let marks: [DocumentKey: DocumentMark]

  /// Documents read at a time.
  private static let portion = 200

  /// - Parameter marks: How every document stood before the run.
  init(_ store: Store, record: MigrationRecord, marks: [DocumentKey: DocumentMark]) {
    (self.store, self.record, self.marks) = (store, record, marks)
  }

  /// What is gone without having been deleted, or holds something else than before without having been changed.
  func lost() throws -> [String] {
    let batches = try store.read { try MigrationBatch.all(of: record.id, $0).map(\.batch) }
    let migrated = batches.flatMap(\.documents)
    var lost = try lost(notOf: Set(migrated.map(\.key)))
    for start in stride(from: 0, to: migrated.count, by: Self.portion) {
      let portion = Array(migrated[start..<min(start + Self.portion, migrated.count)])
      let rows = try store.read { reader in
        try portion.map { document -> Pair in
          let rows = try reader.rows(of: document.key)
          let isDeleted =
            try rows == nil
            && reader.tombstone(document.key.collection, document.key.id) != nil
          return Pair(document: document, rows: rows, isDeleted: isDeleted)
        }
      }
      lost += zip(portion, try Parallel.map(rows) { try $0.isKept() })
        .filter { !$1 }.map { MigrationRun.name($0.0.key) }
    }
    return lost
  }

  private struct Pair: Sendable {
    let document: MigrationBatch.Document
    let rows: StoredRows?
    let isDeleted: Bool

    func isKept() throws -> Bool {
      guard let rows else { return isDeleted }
      // What somebody has written since is theirs.
      guard rows.version == document.version else { return true }
      switch EmbeddingKind(rows.key.collection) {
      case .workoutLogs: return holds(try rows.decoded(WorkoutLog.self))
      case .programs: return holds(try rows.decoded(Program.self))
      case nil: return true
      }
    }

    private func holds<Document: Embeddable>(_ stored: Document) -> Bool {
      ContentCensus(of: stored, without: Set(document.places)).hash == document.hash
    }
  }

  /// Documents that the migration did not touch.
  private func lost(notOf migrated: Set<DocumentKey>) throws -> [String] {
    try store.read { reader in
      let now = try reader.marks()
      return try marks.sorted { $0.key < $1.key }.filter { key, mark in
        guard !migrated.contains(key) else { return false }
        guard let present = now[key] else {
          return try reader.tombstone(key.collection, key.id) == nil
        }
        return present.version == mark.version && present != mark
      }.map { MigrationRun.name($0.key) }
    }
  }
}
