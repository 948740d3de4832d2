import Store

/// Why a migration did not go through. No document has lost anything.
public enum MigrationError: Error, Hashable, Sendable {
  /// Another program migrates this store.
  case isRunning(path: String)
  /// It would have lost something.
  case loss(document: String, what: String)
  /// Something is lost that a batch had written, or that it had not touched.
  case lossFound(documents: [String], backup: String?)
  /// Too many of the new copies contradict the exercise list.
  case inconsistent(percent: Double)
  /// The store could not be written to any more; what was migrated until then stays.
  case stopped(documents: Int, planned: Int, cause: String)
  /// As ``stopped(documents:planned:cause:)``, on the way back.
  case stoppedTakingBack(documents: Int, cause: String)
  case nothingToTakeBack
  case unknownSuite(String)
  /// A report needs a migration.
  case noMigration

  public var sentence: String {
    switch self {
    case .isRunning(let path):
      "Migrating \(path): another program is doing that already. Nothing was changed here; wait until it is done."
    case .loss(let document, let what):
      "Migrating \(document): \(what) would have been lost. Nothing was: the batch was not written, and what was migrated before is taken back. Your log is as it was; please report this."
    case .lossFound(let documents, let backup):
      "Checking the migration: \(Self.list(documents)) not what was there before. All that was migrated is taken back. "
        + (backup.map {
          "The state before lies in \($0); “tonnage backups” tells how to go back to it."
        }
          ?? "There is no backup to go back to.")
    case .inconsistent(let percent):
      "Migrating: only \(Self.text(percent)) % of what was migrated agrees with the exercise list, and \(Self.text(Thresholds.safeConsistency.value)) % is the least. It is paused, and nothing is lost. “tonnage migrate” goes on with it, “tonnage migrate --rollback” takes it back."
    case .stopped(let documents, let planned, let cause):
      "Migrating: \(documents) of \(planned) documents have their exercise data by now, and \(cause). Nothing is lost; “tonnage migrate” goes on with the others, “tonnage migrate --rollback” takes it back."
    case .stoppedTakingBack(let documents, let cause):
      "Taking the migration back: \(documents) documents are as they were, and \(cause). Nothing is lost; “tonnage migrate --rollback” goes on with the others."
    case .nothingToTakeBack:
      "There is no migration to take back. Nothing was changed."
    case .unknownSuite(let name):
      "There is no suite “\(name)”. Choose performance, dataQuality or userExperience; businessImpact does not apply to one athlete's log."
    case .noMigration:
      "There is nothing to report yet: nothing was migrated in this store. “tonnage migrate” does it."
    }
  }

  /// What an error of the store comes to within a sentence: where something is written already, that nothing was changed
  /// would be untrue.
  static func cause(_ error: any Error) -> String {
    switch FailureCategory(of: error) {
    case .timeout: "another program has held the store for too long"
    case .rateLimit: "the disk is full"
    case .permission: "the file may not be written any more"
    case .serviceUnavailable, .notFound, .unknown:
      "it stopped: \((error as? StoreError)?.sentence ?? "\(error)")"
    }
  }

  private static func list(_ documents: [String]) -> String {
    let named = documents.prefix(3).joined(separator: ", ")
    let others = documents.count - min(3, documents.count)
    return named
      + (others > 0 ? " and \(others) others are" : documents.count == 1 ? " is" : " are")
  }

  static func text(_ number: Double) -> String {
    let tenths = (number * 10).rounded(.down)
    let text = "\(tenths / 10)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
