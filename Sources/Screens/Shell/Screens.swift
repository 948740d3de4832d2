import Terminal

// The list of screens. A screen is a folder with a type that is a `ScreenKind`, and three lines here: its case, its
// state and what it is made of; what is forgotten does not compile. All else goes through the list.

/// The screens, those with a tab in the order of their tabs.
public enum Screen: Hashable, Sendable, CaseIterable {
  case today, log, programs, progress, history, sync, health, importing, firstRun
}

/// What the screens know between two keys.
struct ScreenStates: Equatable, Sendable {
  var today = TodayState()
  var log = LogState()
  var programs = ProgramsState()
  var progress = ProgressState()
  var history = HistoryState()
  var sync = SyncState()
  var health = HealthState()
  var importing = ImportState()
  var firstRun = FirstRunState()
}

extension Screen {
  fileprivate func made() -> AnyScreen {
    switch self {
    case .today: AnyScreen(TodayScreen.self, \.today)
    case .log: AnyScreen(LogScreen.self, \.log)
    case .programs: AnyScreen(ProgramsScreen.self, \.programs)
    case .progress: AnyScreen(ProgressScreen.self, \.progress)
    case .history: AnyScreen(HistoryScreen.self, \.history)
    case .sync: AnyScreen(SyncScreen.self, \.sync)
    case .health: AnyScreen(HealthScreen.self, \.health)
    case .importing: AnyScreen(ImportScreen.self, \.importing)
    case .firstRun: AnyScreen(FirstRunScreen.self, \.firstRun)
    }
  }

  private static let all = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.made()) })

  /// What the screen does, whichever it is: the list is made for every case.
  var kind: AnyScreen { Self.all[self]! }

  /// The tab's name, and the ways there.
  var name: ScreenName { kind.name }

  /// The screens that have a tab.
  static let tabs = allCases.filter { $0.name.hasTab }
}
