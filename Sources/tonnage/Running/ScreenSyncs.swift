import Logbook
import Remotes
import Screens
import Store
import Sync
import Synchronization
import Training

/// Syncs for the screens: tells what goes on, asks where it must, and stops when it is told to.
final class ScreenSyncs: Sendable {
  private let logbook: Logbook
  private let report: @Sendable (Outcome) -> Void
  /// A location as it is kept: a whole path or a URL.
  private let location: @Sendable (String) throws -> String
  /// The remote of a link, which gives up where it is told that the sync was cancelled.
  private let remote: @Sendable (SyncLink, RemoteCourse) throws -> any Remote
  private let deviceName: String?
  private let isCancelled = Atomic(false)

  init(
    logbook: Logbook, deviceName: String?, report: @escaping @Sendable (Outcome) -> Void,
    location: @escaping @Sendable (String) throws -> String,
    remote: @escaping @Sendable (SyncLink, RemoteCourse) throws -> any Remote
  ) {
    self.logbook = logbook
    self.deviceName = deviceName
    self.report = report
    self.location = location
    self.remote = remote
  }

  /// To be called before a sync is handed to another thread: it can be cancelled from then on.
  func prepare() { isCancelled.store(false, ordering: .relaxed) }

  /// May be called while a sync runs on another thread.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  func outcomes(_ request: SyncRequest) throws -> [Outcome] {
    switch request {
    case .merge(let consent): return [try sync(consent)]
    case .setUp(let text):
      let link = try logbook.store.syncLink()
      // The hidden part of an address cannot be typed again: the shown form stands for the one that is kept.
      let isKept = text == link?.shownLocation
      let place = isKept ? link?.location ?? text : try location(text)
      let done = try logbook.done {
        if !isKept { try logbook.setUpSync(location: place, strategy: .mergeChanges) }
        return "The log is synced with \(RemoteAddress.shown(place)). S merges."
      }
      return [done, try unsynced(), .sync(try logbook.syncPage())]
    case .answer(let numbers, let answer):
      let done = try logbook.done { try logbook.answerConflict(numbers, answer) }
      return [done, try unsynced(), .sync(try logbook.syncPage())]
    case .takeBack:
      let done = try logbook.done { try PartlyUndoneText(logbook.undoSync(), logbook).line }
      return [done, try unsynced()]
    case .cancel:
      cancel()
      return []
    }
  }

  /// How many documents wait to be sent; nil where no remote is set up.
  func unsynced() throws -> Outcome {
    guard try logbook.store.syncLink() != nil else { return .unsynced(nil) }
    return .unsynced(try logbook.store.unsynced().count)
  }

  private func sync(_ consent: SyncConsent) throws -> Outcome {
    guard let link = try logbook.store.syncLink() else { throw SyncError.notSetUp }
    var options = SyncOptions()
    options.yes = consent != .none
    options.adopt = consent == .adopt
    options.beginsAgain = consent == .beginAgain
    do {
      let report = report
      let course = RemoteCourse(
        isCancelled: { [self] in self.isCancelled.load(ordering: .relaxed) },
        waits: { report(.syncing(words: $0.words)) }, name: deviceName ?? Machine.name)
      let result = try logbook.sync(
        with: remote(link, course), options: options, deviceName: deviceName,
        isCancelled: course.isCancelled
      ) { phase in report(.syncing(words: phase.words)) }
      return .synced(message: SyncText(report: result).line)
    } catch let error as SyncError {
      guard let question = error.question else { throw error }
      let words = [question.finding, question.offer].filter { !$0.isEmpty }
      return .syncAsks(words: words.joined(separator: " "), consent: question.consent.asked)
    }
  }
}

extension SyncError.Consent {
  fileprivate var asked: SyncConsent {
    switch self {
    case .yes: .yes
    case .adopt: .adopt
    case .beginAgain: .beginAgain
    }
  }
}

extension LeaseWait {
  /// What goes on, after “Syncing: ”.
  var words: String {
    "waiting \(Int(waited)) s for \(holder), which is writing the dump; silent for \(Int(silence)) s, after \(Int(limit)) s its turn ends"
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
