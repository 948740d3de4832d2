import GRDB
import System
public import Training

extension Store {
  /// The backups beside the store; nil for one in memory.
  public var backups: BackupShelf? { isFile ? BackupShelf(store: path) : nil }

  /// Makes a backup of the whole store beside it, reads it again, and keeps a note of it.
  ///
  /// - Parameter aside: Whether it is made through a connection of its own, so that nobody waits for it meanwhile.
  /// - Returns: Its manifest; nil where the store lies in memory alone.
  /// - Throws: ``StoreError``; the store is as it was, and nothing is left of the backup.
  @discardableResult
  public func backUp(
    at now: Instant, for reason: BackupManifest.Reason, aside: Bool = false
  ) throws -> BackupManifest? {
    guard isFile else { return nil }
    do {
      try name()
      let make = { [path] database in
        try Backup(database, beside: path, now: now, for: reason).make()
      }
      let manifest = try aside ? onConnectionOfItsOwn(make) : open(make)
      note(manifest, at: now)
      return manifest
    } catch {
      throw translated(error, attempt: "Making a backup of \(path)")
    }
  }

  /// As ``backUp(at:for:aside:)``, unless a good backup has the same state.
  @discardableResult
  public func backUpOnce(at now: Instant, for reason: BackupManifest.Reason) throws
    -> BackupManifest?
  {
    guard isFile else { return nil }
    return try goodBackups().first { $0.1 }?.0 ?? backUp(at: now, for: reason)
  }

  /// The good backups of this store, the newest first, and whether each has the state that the store has now.
  public func goodBackups() throws -> [(BackupManifest, isOfNow: Bool)] {
    let (id, end) = try read { reader in
      (try reader.fact(.store), try Journal(database: reader.database).end())
    }
    return (backups?.all() ?? []).filter(\.isGood).compactMap(\.manifest)
      .map { ($0, $0.end == end && $0.store == id && id != nil) }
  }

  /// Gives the store an id, by which its backups are known, where it has none.
  private func name() throws {
    guard readOnlyReason == nil, try read({ try $0.fact(.store) }) == nil else { return }
    try maintain("Naming the store") { database in
      guard try Meta(database).text(.store) == nil else { return }
      try Meta(database).set(.store, SystemRandom.id(Self.idLength))
    }
  }

  /// Characters of a store's id: 80 bits.
  private static let idLength = 16

  private func onConnectionOfItsOwn(
    _ make: (Database) throws -> BackupManifest
  ) throws -> BackupManifest {
    guard session.isInPlace else { return try open(make) }
    // Looks first whether the file is still the store's own.
    _ = try dataVersion()
    let queue = try DatabaseQueue(
      path: StoreFile.databasePath(path), configuration: StoreFile.configuration(readOnly: true))
    let manifest = try queue.inDatabase(make)
    try queue.close()
    return manifest
  }

  /// Keeps a note of a backup. It is there whether it is noted or not, so that nothing fails with this.
  private func note(_ manifest: BackupManifest, at now: Instant) {
    guard readOnlyReason == nil else { return }
    try? note(.backup, manifest.text, at: now)
  }

  /// Whether a backup is of this store, or of another store of the same athlete's log.
  ///
  /// Before the store has an id or an athlete, nothing tells.
  public func isOwn(_ manifest: BackupManifest) throws -> Bool {
    let (store, athlete) = try read { (try $0.fact(.store), try $0.fact(.athlete)) }
    if let store, store == manifest.store { return true }
    guard let athlete, let other = manifest.athlete else { return true }
    return athlete == other
  }
}
