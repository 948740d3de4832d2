import Terminal

/// What every screen has: keys declared once, an update and a view, both pure.
protocol ScreenKind {
  associatedtype State: Equatable, Sendable
  associatedtype Action: Sendable

  static var bindings: BindingTable<State, Action> { get }
  /// What entering the screen asks for.
  static func open(_ state: inout State, shared: Shared) -> [Effect]
  static func update(_ state: inout State, _ action: Action, shared: Shared) -> Update
  static func receive(_ state: inout State, _ outcome: Outcome, shared: Shared) -> Update
  /// Takes keys that are text; nil leaves the key to the bindings.
  static func key(_ state: inout State, _ key: Key, shared: Shared) -> Update?
  /// A click on a row that the view marked.
  static func click(_ state: inout State, _ mark: Mark, shared: Shared) -> Update
  /// Draws what stands between the tab line and the message line.
  static func view(_ state: State, shared: Shared, in frame: inout Frame)
}

extension ScreenKind {
  static func key(_ state: inout State, _ key: Key, shared: Shared) -> Update? { nil }
  static func click(_ state: inout State, _ mark: Mark, shared: Shared) -> Update { .none }
}

extension LogScreen: ScreenKind {}
