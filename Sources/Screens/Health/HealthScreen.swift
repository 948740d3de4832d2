import Terminal
import Training

/// What *Health* keeps between two key presses.
struct HealthState: Equatable, Sendable {
  var page: HealthPage?
  /// The component the cursor is on.
  var focus = 0
  /// Whether the focused component has the whole screen.
  var isOpen = false
  /// The first line of it that is shown.
  var scroll = 0
  /// Whether the file is being looked through.
  var isLooking = false

  var focused: HealthPage.Component? {
    guard let components = page?.components, components.indices.contains(focus) else { return nil }
    return components[focus]
  }
}

enum HealthAction: Hashable, Sendable {
  case move(ListMove)
  case open, back, deep
}

/// *Health*: whether the store is well, and what to do where it is not.
enum HealthScreen: ScreenKind {
  static let name = ScreenName.hall("Health", key: "H", word: "health")
  static let shows = Shown.everything

  private typealias Row = Binding<HealthState, HealthAction>

  static let bindings = BindingTable<HealthState, HealthAction>(
    [
      Row(
        .open, keys: ["Enter", "l", "Right"], words: "details",
        help: "All that is known of what is focused", group: "Health", footer: 1,
        when: { !$0.isOpen && $0.page != nil }),
      Row(
        .back, keys: ["Esc", "h", "Left"], words: "back", help: "Back to the list",
        group: "Health", footer: 1, when: { $0.isOpen }),
      Row(
        .deep, keys: ["c"], words: "check the file", help: "Look through the whole file too",
        group: "Health", footer: 2, disabled: { $0.isLooking ? "It is under way." : nil }),
    ] + ListMove.bindings(HealthAction.move))

  static func open(_ state: inout HealthState, shared: Shared) -> [Effect] {
    [.load(.health(deep: false))]
  }

  static func update(_ state: inout HealthState, _ action: HealthAction, shared: Shared) -> Update {
    switch action {
    case .move(let by):
      if state.isOpen {
        state.scroll = by.applied(
          to: state.scroll,
          count: HealthDetail(state, shared)?.lines(width: shared.size.width).count ?? 0)
      } else {
        state.focus = by.applied(to: state.focus, count: state.page?.components.count ?? 0)
      }
    case .open:
      state.isOpen = true
      state.scroll = 0
    case .back: state.isOpen = false
    case .deep:
      state.isLooking = true
      return Update(effects: [.load(.health(deep: true))])
    }
    return .none
  }

  static func receive(_ state: inout HealthState, _ outcome: Outcome, shared: Shared) -> Update {
    guard case .health(let page) = outcome else { return .none }
    state.page = page
    state.isLooking = false
    state.focus = max(0, min(state.focus, page.components.count - 1))
    return .none
  }

  static func key(_ state: inout HealthState, _ key: Key, shared: Shared) -> Update? {
    guard case .mouse(let mouse) = key, mouse.kind != .click else { return nil }
    return update(&state, .move(.by(mouse.kind == .wheelUp ? -1 : 1)), shared: shared)
  }

  static func click(_ state: inout HealthState, _ mark: Mark, shared: Shared) -> Update {
    state.focus = mark.row
    return .none
  }
}
