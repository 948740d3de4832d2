import Terminal

/// What the athlete can do on any screen.
enum ShellAction: Hashable, Sendable {
  case show(Screen)
  case next, previous
  case help, prompt
  case undo, redo, sync
  case redraw, suspend, quit
}

/// An action of the focused screen, or of the shell.
enum AppAction: Sendable {
  case firstRun(FirstRunAction)
  case today(TodayAction)
  case log(LogAction)
  case programs(ProgramsAction)
  case progress(ProgressAction)
  case history(HistoryAction)
  case sync(SyncAction)
  case importing(ImportAction)
  case shell(ShellAction)
}

/// The keys that work on every screen, declared once.
enum ShellBindings {
  static let table = BindingTable<AppState, AppAction>(
    bindings.map { $0.lifted(state: { $0 }, action: AppAction.shell) })

  private typealias Row = Binding<AppState, ShellAction>

  private static let bindings: [Row] = [
    Row(.show(.today), keys: ["gt"], words: "today", help: "Today", group: "Screens"),
    Row(.show(.log), keys: ["gl"], words: "log", help: "Log", group: "Screens"),
    Row(.show(.programs), keys: ["gp"], words: "programs", help: "Programs", group: "Screens"),
    Row(.show(.progress), keys: ["gr"], words: "progress", help: "Progress", group: "Screens"),
    Row(.show(.history), keys: ["gh"], words: "history", help: "History", group: "Screens"),
    Row(.show(.sync), keys: ["gs"], words: "sync", help: "Sync", group: "Screens"),
    Row(.next, keys: ["Tab"], words: "next", help: "The next screen", group: "Screens"),
    Row(
      .previous, keys: ["S-Tab"], words: "previous", help: "The screen before", group: "Screens"),
    Row(
      .undo, keys: ["u"], words: "undo", help: "Take back the last step", group: "Everywhere",
      disabled: readOnly),
    Row(
      .redo, keys: ["C-r"], words: "redo", help: "Do again what was taken back",
      group: "Everywhere", disabled: readOnly),
    Row(
      .sync, keys: ["S"], words: "sync", help: "Merge with the dump elsewhere",
      group: "Everywhere", disabled: cannotSync),
    Row(.prompt, keys: [":"], words: "command", help: "Type a command", group: "Everywhere"),
    Row(.help, keys: ["?", "F1"], words: "help", help: "All keys", group: "Everywhere"),
    Row(.redraw, keys: ["C-l"], words: "redraw", help: "Read and draw anew", group: "Everywhere"),
    Row(
      .suspend, keys: ["C-z"], words: "suspend", help: "Go back to the shell for a while",
      group: "Everywhere"),
    Row(
      .quit, keys: ["q", "C-c"], words: "quit", help: "Leave; everything is on disk already",
      group: "Everywhere"),
  ]

  private static let cannotSync: @Sendable (AppState) -> String? = { state in
    if let reason = state.shared.readOnlyReason { return reason }
    if state.sync.isRunning { return "A sync is on its way." }
    return state.shared.unsynced == nil
      ? "No dump to sync with is named yet: gs goes to Sync, s names one." : nil
  }
  private static let readOnly: @Sendable (AppState) -> String? = { $0.shared.readOnlyReason }

  /// The keys of each screen with the shell's after them.
  static func table(_ state: AppState) -> BindingTable<AppState, AppAction> {
    if state.firstRun != nil { return firstRun }
    return switch state.screen {
    case .today: today
    case .log: log
    case .programs: programs
    case .progress: progress
    case .history: history
    case .sync: sync
    case .importing: importing
    }
  }

  private static let firstRun =
    FirstRunScreen.bindings.lifted(state: { $0.firstRun }, action: AppAction.firstRun) + table
  private static let today =
    TodayScreen.bindings.lifted(state: { $0.today }, action: AppAction.today) + table
  private static let log =
    LogScreen.bindings.lifted(state: { $0.log }, action: AppAction.log) + table
  private static let programs =
    ProgramsScreen.bindings.lifted(state: { $0.programs }, action: AppAction.programs) + table
  private static let progress =
    ProgressScreen.bindings.lifted(state: { $0.progress }, action: AppAction.progress) + table
  private static let history =
    LogScreen.bindings.lifted(
      state: { $0.history.editing }, action: { AppAction.history(.edit($0)) })
    + HistoryScreen.bindings.lifted(state: { $0.history }, action: AppAction.history) + table
  private static let sync =
    SyncScreen.bindings.lifted(state: { $0.sync }, action: AppAction.sync) + table
  private static let importing =
    ImportScreen.bindings.lifted(state: { $0.importing }, action: AppAction.importing) + table

  /// Every screen's keys under its heading, as the README shows them.
  static func markdown() -> String {
    [
      ("Everywhere", table.markdown()), ("Today", TodayScreen.bindings.markdown()),
      ("Log", LogScreen.bindings.markdown()), ("Programs", ProgramsScreen.bindings.markdown()),
      ("Progress", ProgressScreen.bindings.markdown()),
      ("History", HistoryScreen.bindings.markdown()), ("Sync", SyncScreen.bindings.markdown()),
      ("Import", ImportScreen.bindings.markdown()),
    ].map { "### \($0.0)\n\n\($0.1)" }.joined(separator: "\n")
  }
}
