import Terminal

/// What the athlete can do on any screen.
enum ShellAction: Hashable, Sendable {
  case show(Screen)
  case next, previous
  case help, prompt
  case undo, redo, sync
  case redraw, suspend, quit
}

/// The keys that work on every screen, declared once.
enum ShellBindings {
  static let table = BindingTable<AppState, AppAction>(
    bindings.map { $0.lifted(state: { $0 }, action: AppAction.shell) })

  private typealias Row = Binding<AppState, ShellAction>

  /// A key to every screen that has one.
  private static let screens: [Row] = Screen.allCases.compactMap { screen in
    let name = screen.name
    return name.key.map { key in
      Row(
        .show(screen), keys: [KeySequence(stringLiteral: "g\(key)")],
        words: name.title.lowercased(), help: name.title, group: "Screens")
    }
  }

  private static let bindings: [Row] =
    screens + [
      Row(.next, keys: ["Tab"], words: "next", help: "The next screen", group: "Screens"),
      Row(
        .previous, keys: ["S-Tab"], words: "previous", help: "The screen before", group: "Screens"),
      Row(
        .undo, keys: ["u"], words: "undo", help: "Take back the last step", group: "Everywhere",
        disabled: readOnly),
      Row(
        .redo, keys: ["C-r"], words: "redo", help: "Redo what was taken back",
        group: "Everywhere", disabled: readOnly),
      Row(
        .sync, keys: ["S"], words: "sync", help: "Merge with the dump elsewhere",
        group: "Everywhere", disabled: cannotSync),
      Row(.prompt, keys: [":"], words: "command", help: "Type a command", group: "Everywhere"),
      Row(.help, keys: ["?", "F1"], words: "help", help: "All keys", group: "Everywhere"),
      Row(.redraw, keys: ["C-l"], words: "redraw", help: "Reload and redraw", group: "Everywhere"),
      Row(
        .suspend, keys: ["C-z"], words: "suspend", help: "Go back to the shell for a while",
        group: "Everywhere"),
      Row(
        .quit, keys: ["q", "C-c"], words: "quit", help: "Quit; everything is already on disk",
        group: "Everywhere"),
    ]

  private static let cannotSync: @Sendable (AppState) -> String? = { state in
    if let reason = state.shared.readOnlyReason { return reason }
    if state.screens.sync.isRunning { return "A sync is running." }
    return state.shared.unsynced == nil
      ? "No dump to sync with is named yet: gs goes to Sync, s names one." : nil
  }
  private static let readOnly: @Sendable (AppState) -> String? = { $0.shared.readOnlyReason }

  /// The keys of a screen with the shell's after them.
  static func keys(of screen: Screen) -> BindingTable<AppState, AppAction> { tables[screen]! }

  private static let tables = Dictionary(
    uniqueKeysWithValues: Screen.allCases.map { ($0, $0.kind.bindings + table) })

  /// Every screen's keys under its heading, as the README shows them.
  static func markdown() -> String {
    let screens = Screen.allCases.filter { $0 != .firstRun }
      .map { (heading: $0.name.title, table: $0.kind.keyTable()) }
    return ([(heading: "Everywhere", table: table.markdown())] + screens)
      .map { "### \($0.heading)\n\n\($0.table)" }.joined(separator: "\n")
  }
}
