import Logbook
import Screens
import Store
import Sync
import Synchronization
import Training

/// Syncs for the screens: tells what goes on, asks where it must, and stops when it is told to.
final class Syncing: Sendable {
  private let logbook: Logbook
  private let report: @Sendable (Outcome) -> Void
  /// A location as it is kept: a whole path or a URL.
  private let location: @Sendable (String) throws -> String
  /// The remote of a link, which gives up where it is told that the sync was cancelled.
  private let remote: @Sendable (SyncLink, @escaping @Sendable () -> Bool) throws -> any Remote
  private let deviceName: String?
  private let isCancelled = Atomic(false)

  init(
    logbook: Logbook, deviceName: String?, report: @escaping @Sendable (Outcome) -> Void,
    location: @escaping @Sendable (String) throws -> String,
    remote: @escaping @Sendable (SyncLink, @escaping @Sendable () -> Bool) throws -> any Remote
  ) {
    self.logbook = logbook
    self.deviceName = deviceName
    self.report = report
    self.location = location
    self.remote = remote
  }

  /// May be called while a sync runs on another thread.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  func outcomes(_ effect: Effect) throws -> [Outcome] {
    switch effect {
    case .sync(let consent): return [try sync(consent)]
    case .setUpSync(let text):
      let place = try location(text)
      try logbook.setUpSync(location: place, strategy: .mergeChanges)
      return [
        .done(message: "The log is synced with \(place). S merges."), try unsynced(),
        .sync(try logbook.syncPage()),
      ]
    case .answerConflict(let numbers, let answer):
      return [
        .done(message: try logbook.answerConflict(numbers, answer)), try unsynced(),
      ]
    case .undoSync:
      let undone = PartlyUndoneText(try logbook.undoSync())
      return [.done(message: undone.line), try unsynced()]
    case .countUnsynced: return [try unsynced()]
    default: return []
    }
  }

  private func unsynced() throws -> Outcome {
    guard try logbook.store.syncLink() != nil else { return .unsynced(nil) }
    return .unsynced(try logbook.store.unsynced().count)
  }

  private func sync(_ consent: SyncConsent) throws -> Outcome {
    isCancelled.store(false, ordering: .relaxed)
    guard let link = try logbook.store.syncLink() else { throw SyncError.notSetUp }
    var options = SyncOptions()
    options.yes = consent != .none
    options.adopt = consent == .adopt
    do {
      let isCancelled: @Sendable () -> Bool = { [self] in
        self.isCancelled.load(ordering: .relaxed)
      }
      let report = report
      let result = try logbook.sync(
        with: remote(link, isCancelled), options: options, deviceName: deviceName,
        isCancelled: isCancelled
      ) { phase in report(.syncing(words: phase.words)) }
      return .synced(message: SyncText(report: result).line)
    } catch let error as SyncError {
      guard let question = error.question else { throw error }
      return .syncAsks(
        words: question.finding, consent: question.takesAdopting ? .adopt : .yes)
    }
  }
}

extension SyncPhase {
  /// What goes on, after “Syncing: ”.
  fileprivate var words: String {
    switch self {
    case .reading: "reading the dump"
    case .merging: "merging"
    case .storing: "writing what came in"
    case .writing: "writing the dump"
    case .verifying: "reading it back"
    }
  }
}
