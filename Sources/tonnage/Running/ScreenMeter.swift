import Logbook
import Screens
import Store
import Synchronization
import System
import Training
import Upkeep

/// Times the pages of the screens from being asked for until they are drawn, and counts what could not be done. It all
/// stays in memory until the screens are left.
final class ScreenMeter: Sendable {
  private struct State {
    var session: ScreenMetrics
    var pace = PaceWatch()
    /// When pages were asked for that are not drawn yet, by screen; in seconds of ``SystemClock/elapsedSeconds``.
    var asked: [String: Double] = [:]
  }

  private let logbook: Logbook
  private let state: Mutex<State>

  init(_ logbook: Logbook) {
    self.logbook = logbook
    state = Mutex(State(session: ScreenMetrics(began: logbook.surroundings.now())))
  }

  /// What was measured so far.
  var session: ScreenMetrics {
    var session = state.withLock { $0.session }
    session.ended = logbook.surroundings.now()
    for (collection, count) in logbook.store.reads.all {
      session.reads[collection.rawValue] = count
    }
    return session
  }

  func asked(for effects: [Effect], at now: Double = SystemClock.elapsedSeconds) {
    state.withLock { state in
      for case .load(let request) in effects {
        guard let screen = request.screen else { continue }
        state.asked[screen] = state.asked[screen] ?? now
      }
    }
  }

  func answered(_ answer: Answer) {
    state.withLock { state in
      state.session.answers += 1
      if answer.isTrouble { state.session.failures += 1 }
    }
  }

  /// All that was asked for is drawn. Returns milliseconds where pages have become too slow by it, nil within where they
  /// are no longer; nil where that is as it was.
  func drawn(at now: Double = SystemClock.elapsedSeconds) -> Double?? {
    state.withLock { state in
      var change: Double??
      for (screen, begin) in state.asked {
        let milliseconds = (now - begin) * 1000
        state.session.times[screen, default: TimeSpread()].add(milliseconds)
        if let median = state.pace.add(milliseconds) {
          change = .some(state.pace.isSlow ? median : nil)
        }
      }
      state.asked = [:]
      return change
    }
  }

  /// How long another writer is waited for at the end, in milliseconds.
  private static let patience = 100

  /// Keeps what was measured, as the screens are left. What prevents it also prevents logging, which tells of it.
  func keep() {
    do { try logbook.keepMetrics(session, within: Self.patience) } catch { return }
  }

  /// What was asked for took the program off the terminal, or the athlete away: it counts for nothing.
  func forgetAsked() { state.withLock { $0.asked = [:] } }
}

extension PageRequest {
  /// The screen whose page it is; nil for what stands within one.
  fileprivate var screen: String? {
    switch self {
    case .today: "Today"
    case .log: "Log"
    case .programs: "Programs"
    case .progress: "Progress"
    case .exercise: "Exercise"
    case .history: "History"
    case .workout: "Workout"
    case .sync: "Sync"
    // Health with its trial write, and the whole file, would tell nothing of the screens.
    case .health, .exercises, .importFiles, .importedNames, .unsynced, .path: nil
    }
  }
}
