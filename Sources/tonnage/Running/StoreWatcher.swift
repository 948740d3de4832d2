import Logbook
import Store
import Synchronization

/// Looks whether another process has written to the store since this was made, and after that since the last
/// look; and whether the store can still be written to.
final class StoreWatcher: Sendable {
  private struct State {
    var version: Int?
    var reason: String?
    var pollsToUpkeep = StoreWatcher.pollsToFirstUpkeep
  }

  private let logbook: Logbook
  private let state: Mutex<State>

  /// How many polls pass before the journal is compacted: few after the start, then an hour's worth.
  private static let pollsToFirstUpkeep = 20
  private static let pollsBetweenUpkeeps = 7200
  /// So little at a time that no key waits for it.
  private static let upkeepPortion = 20

  /// To be made before anything is read that is then shown: what others write after that is a change.
  init(logbook: Logbook) {
    self.logbook = logbook
    state = Mutex(
      State(version: Self.version(logbook), reason: logbook.store.readOnlyReason))
  }

  /// Nil where the store cannot be polled: the next thing that is done meets that again, and reports it.
  private static func version(_ logbook: Logbook) -> Int? { try? logbook.store.dataVersion() }

  /// Why the store can't be written to any more, or nil within where it can again; nil where that is as it was.
  func newReason() -> String?? {
    let now = logbook.store.readOnlyReason
    return state.withLock { state in
      guard now != state.reason else { return nil }
      state.reason = now
      return .some(now)
    }
  }

  func hasChanged() -> Bool {
    guard let version = Self.version(logbook) else { return false }
    return state.withLock { state in
      defer { state.version = version }
      return state.version.map { $0 != version } ?? false
    }
  }

  /// Compacts a little of the journal where that is due. It runs in turn with what the athlete does, and never beside it.
  func keepUp() {
    let isDue = state.withLock { state in
      state.pollsToUpkeep -= 1
      return state.pollsToUpkeep <= 0
    }
    guard isDue else { return }
    let next: Int
    do {
      next = try logbook.tidy(limit: Self.upkeepPortion) ? 1 : Self.pollsBetweenUpkeeps
    } catch {
      // What prevents it also prevents logging the next set, which reports it.
      next = Self.pollsBetweenUpkeeps
    }
    state.withLock { $0.pollsToUpkeep = next }
  }
}
