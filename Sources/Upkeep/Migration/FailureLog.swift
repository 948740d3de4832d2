import Store
import Sync
import Training

/// Keeps what goes wrong in a migration.
final class FailureLog {
  private let store: Store
  private let tools: MigrationTools
  private let migration: String
  /// What could not be kept yet: what went wrong may have been that nothing can be written.
  private var waiting: [MigrationFailure] = []

  init(_ store: Store, _ tools: MigrationTools, migration: String) {
    (self.store, self.tools, self.migration) = (store, tools, migration)
  }

  func note(
    _ error: any Error, document: DocumentKey? = nil, documents: Int = 1, retries: Int = 0
  ) {
    note(
      MigrationFailure(
        migration: migration, at: tools.now(), category: FailureCategory(of: error),
        document: document.map { "\($0.collection.rawValue)/\($0.id)" }, documents: documents,
        retries: retries, sentence: (error as? StoreError)?.sentence ?? "\(error)"))
  }

  private func note(_ failure: MigrationFailure) {
    waiting.append(failure)
    keep()
  }

  /// Keeps what has not been kept yet. Where that cannot be done now, it is tried again with what comes next, and the
  /// sentence with which the migration ends says what is wrong.
  func keep() {
    while let failure = waiting.first {
      do {
        try store.note(
          MigrationFailure.kind, failure.text, at: failure.at, within: Thresholds.leastPause.count)
        waiting.removeFirst()
      } catch {
        return
      }
    }
  }

  /// Notes exercises that no list has, each once.
  ///
  /// - Parameter exercises: With how many documents name them.
  func note(unknown exercises: [String: Int]) throws {
    let noted = try store.read { try Self.failures(of: migration, $0).compactMap(\.exercise) }
    for (id, count) in exercises.sorted(by: { $0.key < $1.key }) where !noted.contains(id) {
      let named = count == 1 ? "1 document names" : "\(count) documents name"
      note(
        MigrationFailure(
          migration: migration, at: tools.now(), category: .notFound, exercise: id,
          documents: count,
          sentence:
            "No exercise list has “\(id)”, which \(named): it stays without metadata, and nothing of it is lost."
        ))
    }
  }

  /// What was noted of a migration, the newest first.
  static func failures(of migration: String, _ reader: Reader) throws -> [MigrationFailure] {
    try reader.notes(MigrationFailure.kind).compactMap { MigrationFailure($0) }
      .filter { $0.migration == migration }
  }

  /// How many documents a migration could not finish.
  static func documents(failedIn migration: String, _ reader: Reader) throws -> Int {
    let failures = try failures(of: migration, reader)
    let named = Set(failures.compactMap(\.document)).count
    let unknown = failures.filter { $0.exercise != nil }.map(\.documents)
    // Two exercises may be of one document: it is at least as many as the one that most name.
    return named + (unknown.max() ?? 0)
  }
}
