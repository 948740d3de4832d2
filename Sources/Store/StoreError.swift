public import Training

/// Why the store could not do what was asked. The documents in it are as they were before.
public enum StoreError: Error, Hashable, Sendable {
  /// The file is not an SQLite database.
  case notAStore(path: String)
  /// The file is a database, but not one of ours.
  case foreignDatabase(path: String)
  /// The file was written by a newer Tonnage.
  case newerSchema(path: String, found: Int, known: Int)
  /// The file can be read but not written: `reason` says why.
  case readOnly(path: String, reason: String)
  case cannotOpen(path: String, reason: String)
  /// The file was a store, and nothing can be read of it any more.
  case ruined(path: String, reason: String)
  case diskFull(path: String)
  /// Another program holds the store's lock for too long.
  case locked(path: String)
  /// The version that a write names is not the latest: someone else changed the document first.
  case stale(collection: Collection, id: String)
  case missing(collection: Collection, id: String)
  /// The document is above the limit of 1 MiB.
  case tooLarge(collection: Collection, id: String, bytes: Int)
  /// The file is damaged; it is read-only from now on.
  case corrupt(path: String, attempt: String, reason: String)
  /// A row of the store cannot be read as the document it should be.
  case damaged(collection: Collection, id: String, reason: String)
  /// A document is not what was written there: its checksum says so. The store is read-only from now on.
  case altered(collection: Collection, id: String)
  /// The open file was taken away, or another was put in its place. Nothing is read from it or written any more.
  case orphaned(path: String, isThere: Bool)
  /// A sync was broken off after something was merged or sent.
  case halfSynced(attempt: String, reason: String)
  /// A backup cannot be used.
  case unusableBackup(id: String, fault: BackupFault)
  case nothingToUndo
  /// No merge, or no import, is left in the journal.
  case nothingToTakeBack(Step.Origin)
  /// The archive of conflicts has none of this number.
  case noConflict(number: Int64)
  case nothingToRedo
  case failed(attempt: String, reason: String)

  /// What was attempted, what went wrong, and what the athlete can do.
  public var sentence: String {
    switch self {
    case .notAStore(let path):
      "Opening \(path): it is not a Tonnage store. Name another file with --store, or move this one away."
    case .foreignDatabase(let path):
      "Opening \(path): it is a database of another program. Name another file with --store."
    case .newerSchema(let path, let found, let known):
      "Opening \(path): it was written by a newer Tonnage (format \(found), this one knows \(known)). Update Tonnage; the file was left as it is."
    case .readOnly(let path, let reason):
      "Writing to \(path): \(reason). What you see can be read and exported, but nothing can be changed."
    case .cannotOpen(let path, let reason), .ruined(let path, let reason):
      "Opening \(path): \(reason)."
    case .diskFull(let path):
      "Writing to \(path): the disk is full. Nothing was changed; free some space and try again."
    case .locked(let path):
      "Writing to \(path): another program has held it for too long. Nothing was changed; try again."
    case .stale(let collection, let id):
      "Changing \(collection.noun) \(id): it was changed elsewhere at the same time. Nothing was changed; look at it again and repeat."
    case .missing(let collection, let id):
      "Looking for \(collection.noun) \(id): there is none with that id; it may have been deleted elsewhere."
    case .tooLarge(let collection, let id, let bytes):
      "Saving \(collection.noun) \(id): it would take \(bytes / 1024) KB, and 1024 KB is the limit. It was left as it was; split it in two."
    case .corrupt(let path, let attempt, let reason):
      "\(attempt): \(path) is damaged (\(reason)). Nothing is written to it any more; export what can be read, or go back to a backup with “tonnage restore”."
    case .damaged(let collection, let id, let reason):
      "Reading \(collection.noun) \(id): the store is damaged there (\(reason)). Go back to a backup with “tonnage restore”, or export what can be read."
    case .altered(let collection, let id):
      "Reading \(collection.noun) \(id): it is not what was written there: its checksum differs. Nothing is written to the store any more; export what can be read, or go back to a backup with “tonnage restore”."
    case .orphaned(let path, let isThere):
      "Using \(path): \(Self.fate(isThere)) Nothing was changed; leave, and open it again."
    case .nothingToTakeBack(let origin):
      "There is no \(origin == .merge ? "sync" : "import") to take back: the journal has none left from the last \(Journal.keptDays) days."
    case .noConflict(let number):
      "There is no conflict number \(number). “tonnage conflicts” lists them."
    case .halfSynced(let attempt, let reason):
      "\(attempt): \(reason). What was merged and sent until then stays; sync again once that is fixed."
    case .unusableBackup(let id, let fault): fault.sentence(id)
    case .nothingToUndo: "There is nothing to undo."
    case .nothingToRedo: "There is nothing to redo."
    case .failed(let attempt, let reason): "\(attempt): \(reason). Nothing was changed."
    }
  }

  /// Whether the file is damaged, so that a backup may take its place.
  public var isDamage: Bool {
    switch self {
    case .ruined, .corrupt, .altered, .damaged: true
    case .notAStore, .foreignDatabase, .newerSchema, .readOnly, .cannotOpen, .diskFull, .locked,
      .stale, .missing, .tooLarge, .orphaned, .halfSynced, .unusableBackup, .nothingToUndo,
      .nothingToTakeBack, .noConflict, .nothingToRedo, .failed:
      false
    }
  }

  /// Whether what was asked for can't be done, but what is kept may still be read.
  public var allowsReading: Bool {
    switch self {
    case .readOnly, .diskFull, .locked, .corrupt, .altered: true
    default: false
    }
  }

  /// The same where a sync had merged or sent something before: what says that nothing was changed would be untrue.
  func afterSyncing(_ attempt: String) -> StoreError {
    switch self {
    case .diskFull: .halfSynced(attempt: attempt, reason: "the disk is full")
    case .locked:
      .halfSynced(attempt: attempt, reason: "another program has held the store for too long")
    case .failed(_, let reason): .halfSynced(attempt: attempt, reason: reason)
    default: self
    }
  }

  /// What became of a file that was open.
  static func fate(_ isThere: Bool) -> String {
    isThere
      ? "the file was replaced by another while it was open."
      : "the file was removed while it was open."
  }
}
