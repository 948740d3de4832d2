import Store
public import Sync
import Training

/// What is known of syncing, without asking the remote.
public struct SyncStatus: Hashable, Sendable {
  /// Nil where no remote is set up.
  public var link: SyncLink?
  /// Documents that were changed since they were sent last.
  public var waiting: [DocumentKey]
  /// What waits for the athlete's answer.
  public var conflicts: Int
}

extension Logbook {
  /// Names the remote to sync with from now on; nothing is read or written there yet.
  public func setUpSync(location: String, strategy: Strategy) throws {
    try store.setSyncLink(SyncLink(location: location, strategy: strategy, mark: -1))
  }

  /// Merges the log with the dump that it is linked to.
  ///
  /// - Throws: ``Sync/SyncError`` or ``Store/StoreError``, each with a sentence.
  public func sync(
    with remote: any Remote, options: SyncOptions,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> SyncReport {
    let (now, pause) = (surroundings.now, surroundings.pause)
    return try SyncEngine(
      store: store, remote: remote, options: options,
      surroundings: SyncSurroundings(
        now: now, random: { UInt64.random(in: .min ... .max) }, pause: { pause(Int($0 * 1000)) },
        isCancelled: isCancelled)
    ).run()
  }

  /// Puts back what lost a merge; see ``Store/Store/restoreConflict(_:at:)``.
  public func restoreConflict(_ number: Int64) throws {
    try store.restoreConflict(number, at: surroundings.now())
  }

  public func syncStatus() throws -> SyncStatus {
    SyncStatus(
      link: try store.syncLink(), waiting: try store.unsynced(),
      conflicts: try store.conflicts().count { $0.state == .waiting })
  }
}
