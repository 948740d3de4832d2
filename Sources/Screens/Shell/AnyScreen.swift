import Terminal
import Training

/// Any screen: a ``ScreenKind`` with the place of its state. The shell sees screens in this form only.
struct AnyScreen: Sendable {
  let name: ScreenName
  let shows: Shown
  /// The keys of the screen itself.
  let bindings: BindingTable<AppState, AppAction>
  /// Its own keys in Markdown, for the README.
  let keyTable: @Sendable () -> String

  let open: @Sendable (inout AppState) -> [Effect]
  let receive: @Sendable (inout AppState, Outcome) -> Update
  let key: @Sendable (inout AppState, Key) -> Update?
  let click: @Sendable (inout AppState, Mark) -> Update
  let view: @Sendable (AppState, inout Frame) -> Void
  let leave: @Sendable (inout AppState) -> [Effect]
  let end: @Sendable (inout AppState) -> [Effect]
  let flush: @Sendable (inout AppState) -> [Effect]
  let tick: @Sendable (inout AppState) -> Update
  let nextDeadline: @Sendable (AppState) -> Instant?
  let beingTyped: @Sendable (AppState) -> TypedText?

  init<Kind: ScreenKind>(
    _ kind: Kind.Type, _ place: any WritableKeyPath<ScreenStates, Kind.State> & Sendable
  ) {
    name = Kind.name
    shows = Kind.shows
    bindings =
      Kind.allBindings.lifted(
        state: { $0.screens[keyPath: place] },
        action: { action in
          .screen { state in
            Kind.update(&state.screens[keyPath: place], action, shared: state.shared)
          }
        })
    keyTable = { Kind.bindings.markdown() }
    open = { Kind.open(&$0.screens[keyPath: place], shared: $0.shared) }
    receive = { Kind.receive(&$0.screens[keyPath: place], $1, shared: $0.shared) }
    key = { Kind.key(&$0.screens[keyPath: place], $1, shared: $0.shared) }
    click = { Kind.click(&$0.screens[keyPath: place], $1, shared: $0.shared) }
    view = { Kind.view($0.screens[keyPath: place], shared: $0.shared, in: &$1) }
    leave = { Kind.leave(&$0.screens[keyPath: place], shared: $0.shared) }
    end = { Kind.end(&$0.screens[keyPath: place], shared: $0.shared) }
    flush = { Kind.flush(&$0.screens[keyPath: place]) }
    tick = { Kind.tick(&$0.screens[keyPath: place], shared: $0.shared) }
    nextDeadline = { Kind.nextDeadline($0.screens[keyPath: place]) }
    beingTyped = { Kind.beingTyped($0.screens[keyPath: place]) }
  }
}

/// An action of the focused screen, or of the shell.
enum AppAction: Sendable {
  case screen(@Sendable (inout AppState) -> Update)
  case shell(ShellAction)
}
