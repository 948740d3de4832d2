public import Store
import Training
public import Upkeep
import Wire

extension Logbook {
  // MARK: Making

  /// Makes a backup that stays until the athlete removes it.
  ///
  /// - Throws: ``BackupError/inMemory`` or ``Store/StoreError``.
  public func backUp() throws -> BackupManifest {
    guard let made = try store.backUp(at: surroundings.now(), for: .manual) else {
      throw BackupError.inMemory
    }
    return made
  }

  /// Makes a backup before something that cannot be taken back step by step, unless a good one has the same state.
  @discardableResult
  public func backUpBefore(_ reason: BackupManifest.Reason) throws -> BackupManifest? {
    try store.backUpOnce(at: surroundings.now(), for: reason)
  }

  /// Makes today's backup where it is due: nothing good was made today, and something has changed since the last.
  ///
  /// - Parameter aside: Whether it is made through a connection of its own, so that nobody waits for it.
  /// - Returns: What was made; nil where nothing was due, or nothing can be written.
  @discardableResult
  public func backUpIfDue(aside: Bool) throws -> BackupManifest? {
    guard try isBackupDue() else { return nil }
    return try store.backUp(at: surroundings.now(), for: .daily, aside: aside)
  }

  /// Whether today's backup is to be made.
  public func isBackupDue() throws -> Bool {
    guard store.backups != nil, store.readOnlyReason == nil, try hasDocuments() else {
      return false
    }
    return retention.isDailyDue(try store.goodBackups().map { (manifest: $0, isOfNow: $1) })
  }

  private func hasDocuments() throws -> Bool {
    try store.read { reader in
      try Collection.allCases.contains { try !reader.ids(of: $0, limit: 1).isEmpty }
    }
  }

  // MARK: Keeping

  /// The backups, the newest first.
  public func backups() -> [StoredBackup] { store.backups?.all() ?? [] }

  /// Removes backups of which newer ones take the place.
  ///
  /// - Returns: What was removed.
  @discardableResult
  public func pruneBackups() throws -> [StoredBackup] {
    guard let shelf = store.backups else { return [] }
    let outdated = retention.outdated(shelf.all())
    for backup in outdated { try shelf.remove(backup) }
    shelf.tidy()
    return outdated
  }

  /// Whether ``pruneBackups()`` has something to remove.
  public func hasOutdatedBackups() throws -> Bool { !retention.outdated(backups()).isEmpty }

  private var retention: Retention {
    Retention(at: surroundings.now(), utcOffset: surroundings.utcOffset)
  }

  /// How much room the backups take, and may.
  public func backupRoom() throws -> BackupRoom {
    let allowed = try store.read { reader in
      try reader.notes(.backupRoom, limit: 1).first.flatMap {
        // A note that cannot be read allows nothing: the athlete is asked again.
        try? JSONSlice($0.text).first("bytes")?.int
      }
    }
    return BackupRoom(backups(), allowed: allowed)
  }

  /// Lets backups take so many bytes before the athlete is asked again.
  public func allowBackups(bytes: Int) throws {
    let text = JSONValue.object([("bytes", .integer(bytes))]).json
    try store.note(.backupRoom, text, at: surroundings.now())
  }

  // MARK: Going back

  /// What a restore would change.
  ///
  /// - Parameter id: The backup's; nil for the newest good one.
  public func restorePlan(_ id: String?, exact: Bool) throws -> RestorePlan {
    let (shelf, backup) = try chosen(id)
    let manifest = try verified(backup, shelf)
    let outcome = try shelf.reading(backup, at: surroundings.now()) { former in
      try former.read { theirs in
        try store.read { mine in
          var restoration = Restoration(
            of: theirs, over: mine, nil, isExact: exact, at: surroundings.now())
          return try restoration.run()
        }
      }
    }
    return RestorePlan(backup: backup, manifest: manifest, outcome: outcome)
  }

  /// Brings the store back to what a backup says, in one step that undo takes back; a backup is made first.
  ///
  /// - Parameter id: The backup's; nil for the newest good one.
  /// - Returns: What changed.
  @discardableResult
  public func restore(_ id: String?, exact: Bool) throws -> RestorePlan {
    let (shelf, backup) = try chosen(id)
    let manifest = try verified(backup, shelf)
    try backUpBefore(.restore)
    let step = Step(Self.label(of: manifest, exact: exact))
    let outcome = try shelf.reading(backup, at: surroundings.now()) { former in
      try former.read { theirs in
        try store.write(step, at: surroundings.now()) { transaction in
          var restoration = Restoration(
            of: theirs, over: transaction.reader, transaction, isExact: exact,
            at: transaction.now)
          return try restoration.run()
        }
      }
    }
    return RestorePlan(backup: backup, manifest: manifest, outcome: outcome)
  }

  private static func label(of backup: BackupManifest, exact: Bool) -> String {
    "Backup \(backup.id) restored\(exact ? " exactly" : "")"
  }

  private func chosen(_ id: String?) throws -> (BackupShelf, StoredBackup) {
    guard let shelf = store.backups else { throw BackupError.inMemory }
    return (shelf, try shelf.chosen(id))
  }

  private func verified(_ backup: StoredBackup, _ shelf: BackupShelf) throws -> BackupManifest {
    let manifest = try shelf.verified(backup)
    guard try store.isOwn(manifest) else {
      throw StoreError.unusableBackup(id: backup.id, fault: .otherLog)
    }
    return manifest
  }
}

extension BackupShelf {
  /// The backup of an id; the newest good one where none is named.
  public func chosen(_ id: String?) throws -> StoredBackup {
    if let id { return try backup(id) }
    guard let newest = all().first(where: \.isGood) else { throw BackupError.none }
    return newest
  }
}

/// A backup, what is in it, and what a restore of it changes.
public struct RestorePlan: Hashable, Sendable {
  public var backup: StoredBackup
  public var manifest: BackupManifest
  public var outcome: Restoration.Outcome
}

/// Why nothing can be done with backups.
public enum BackupError: Error, Hashable, Sendable {
  /// There is no good backup.
  case none
  /// The store has no file.
  case inMemory

  /// What was attempted, what went wrong, and what the athlete can do.
  public var sentence: String {
    switch self {
    case .none:
      "Restoring a backup: there is no good one beside the store. “tonnage backups” lists all that there are; “tonnage backup” makes one. Nothing was changed."
    case .inMemory:
      "Looking for backups: this store lies in memory alone, and has none. Nothing was changed."
    }
  }
}
