public import Store
public import Sync
import System
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
  ///
  /// - Parameters:
  ///   - deviceName: What this machine is called on the others.
  ///   - report: Told what goes on.
  public func sync(
    with remote: any Remote, options: SyncOptions, deviceName: String? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (SyncPhase) -> Void = { _ in }
  ) throws -> SyncReport {
    let (now, pause) = (surroundings.now, surroundings.pause)
    return try SyncEngine(
      store: store, remote: remote, options: options,
      surroundings: SyncSurroundings(
        now: now, random: { SystemRandom.number() }, pause: { pause(Int($0 * 1000)) },
        isCancelled: isCancelled, report: report, deviceName: deviceName)
    ).run()
  }

  /// Takes back what the last sync brought, but for what has changed since; the next sync sends that as an edit.
  public func undoSync() throws -> PartlyUndone {
    try store.undoLast(.merge, at: surroundings.now())
  }

  /// Lets stand what a merge came to.
  public func settleConflict(_ number: Int64) throws {
    try store.settleConflict(number, at: surroundings.now())
  }

  /// Puts back what lost a merge; see ``Store/Store/restoreConflict(_:at:)``.
  public func restoreConflict(_ number: Int64) throws {
    try store.restoreConflict(number, at: surroundings.now())
  }

  public func syncStatus() throws -> SyncStatus {
    SyncStatus(
      link: try store.syncLink(), waiting: try store.unsynced(),
      conflicts: ConflictGroups.waitingCount(try store.conflicts(limit: 0)))
  }
}
