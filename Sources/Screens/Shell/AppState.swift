public import Terminal
public import Training

/// What happens to the program from outside.
public enum Input: Sendable {
  case key(Key)
  case outcome(Outcome)
  case tick(Instant)
  /// Another process has written to the store.
  case storeChanged
  /// The store can't be written to from now on, and why; or it can again.
  case storeReadOnly(String?)
  case resized(Size)
}

/// Where the program begins.
public enum Start: Hashable, Sendable {
  case firstRun
  case today
}

/// Everything the screens know between two inputs.
struct AppState: Equatable, Sendable {
  var shared: Shared
  var screen: Screen
  var firstRun: FirstRunState?
  var today = TodayState()
  var log = LogState()
  var programs = ProgramsState()
  var progress = ProgressState()
  var history = HistoryState()
  var sync = SyncState()
  var importing = ImportState()
  /// Where *Import* was opened from.
  var cameFrom = Screen.today
  var message: Message?
  /// The keys of a sequence that has begun.
  var pending: [Key] = []
  var overlay: Overlay?
  /// Screens whose pages are older than what was done since.
  var stale: Set<Screen> = []
  /// Until when the timer that ran out stands inverted.
  var flashUntil: Instant?
  /// The rest whose end was announced.
  var announcedRest: Instant?

  /// The rest timer of the workout that is open.
  var rest: RestTimer? { log.page?.rest }
}

/// What lies over the screens and has the keys.
enum Overlay: Equatable, Sendable {
  case help(HelpState)
  case prompt(PromptState)
  case picker(PickerState)
}

extension Screen {
  /// The tab's name.
  var title: String {
    switch self {
    case .today: "Today"
    case .log: "Log"
    case .programs: "Programs"
    case .progress: "Progress"
    case .history: "History"
    case .sync: "Sync"
    case .importing: "Import"
    }
  }
}
