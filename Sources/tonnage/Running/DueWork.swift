import Dispatch
import Logbook
import Synchronization
import System
import Upkeep

/// Work that is done now and then without being asked for: while screens are open and the athlete rests, on a thread
/// of its own, and after commands that wrote.
final class DueWork: Sendable {
  /// One thing that becomes due. What it throws is told, and stops nothing else.
  struct Item: Sendable {
    /// What it is called in a sentence.
    let name: String
    /// Whether it is short enough to be done at the end of a command.
    var followsCommands = false
    /// Looks whether there is anything to do; cheap.
    let isDue: @Sendable () throws -> Bool
    /// Does it. Returns what the athlete has to know; nil as a rule.
    let run: @Sendable () throws -> String?
  }

  /// All that becomes due. A further thing is a line here.
  ///
  /// - Parameter aside: Whether screens are open, so that nobody is to wait for it.
  static func list(for logbook: Logbook, aside: Bool) -> [Item] {
    [
      Item(
        name: "The daily backup", followsCommands: true, isDue: { try logbook.isBackupDue() },
        run: {
          try logbook.backUpIfDue(aside: aside)
          return nil
        }),
      Item(
        name: "Removing old backups", followsCommands: true,
        isDue: { try logbook.hasOutdatedBackups() },
        run: {
          try logbook.pruneBackups()
          return try BackupRoomText(room: logbook.backupRoom()).question
        }),
      Item(
        name: "The check of the store", isDue: { try logbook.isCheckDue() },
        run: { try logbook.checkIfDue()?.warning }),
    ]
  }

  /// Seconds without a key after which the athlete rests.
  private static let rest: Double = 20
  /// Seconds between two looks.
  private static let interval: Double = 600

  private struct State {
    var lastKey: Double
    var nextLook: Double
    var isRunning = false
    /// What was told already: the same is not said again every ten minutes.
    var told: Set<String> = []
  }

  private let items: [Item]
  private let elapsed: @Sendable () -> Double
  private let tell: @Sendable (String) -> Void
  private let queue = DispatchQueue(label: "tonnage.upkeep", qos: .utility)
  private let state: Mutex<State>

  /// - Parameters:
  ///   - elapsed: Seconds that only rise.
  ///   - tell: Is told sentences for the athlete, on any thread.
  init(
    _ items: [Item], elapsed: @escaping @Sendable () -> Double = { SystemClock.elapsedSeconds },
    tell: @escaping @Sendable (String) -> Void
  ) {
    self.items = items
    self.elapsed = elapsed
    self.tell = tell
    let now = elapsed()
    state = Mutex(State(lastKey: now, nextLook: now))
  }

  /// The athlete is at work.
  func noteKey() {
    let now = elapsed()
    state.withLock { $0.lastKey = now }
  }

  /// Begins what is due, where the athlete rests and it is time to look again. Returns at once.
  func look() {
    let now = elapsed()
    let begins = state.withLock { state in
      guard !items.isEmpty, !state.isRunning, now >= state.nextLook,
        now - state.lastKey >= Self.rest
      else { return false }
      state.isRunning = true
      state.nextLook = now + Self.interval
      return true
    }
    guard begins else { return }
    queue.async { @Sendable [self] in
      for item in items { perform(item) }
      state.withLock { $0.isRunning = false }
    }
  }

  private func perform(_ item: Item) {
    do {
      guard try item.isDue(), let words = try item.run() else { return }
      say(words)
    } catch {
      say("\(item.name) did not succeed. \(sentence(of: error))")
    }
  }

  private func say(_ words: String) {
    if state.withLock({ $0.told.insert(words).inserted }) { tell(words) }
  }

  /// Waits until nothing of it is under way.
  func wait() { queue.sync {} }
}
