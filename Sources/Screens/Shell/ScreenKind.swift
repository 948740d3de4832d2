import Terminal
import Training

/// What a screen is called, and the ways there.
struct ScreenName: Sendable {
  /// The tab's name, and its heading in the help.
  var title: String
  /// The key that follows `g`; nil where none leads there.
  var key: Character?
  /// The command after `:`; nil where none leads there.
  var word: String?
  /// Whether it stands in the line of tabs.
  var hasTab: Bool

  /// A screen with a tab, which key and command lead to.
  static func tab(_ title: String, key: Character, word: String? = nil) -> ScreenName {
    ScreenName(title: title, key: key, word: word, hasTab: true)
  }

  /// A screen without a tab, which key and command lead to.
  static func hall(_ title: String, key: Character, word: String) -> ScreenName {
    ScreenName(title: title, key: key, word: word, hasTab: false)
  }

  /// A screen that is opened from others.
  static func room(_ title: String) -> ScreenName {
    ScreenName(title: title, key: nil, word: nil, hasTab: false)
  }
}

/// The kinds of documents that a screen is drawn from.
enum Shown: Sendable {
  case everything
  case these(Set<Collection>)

  static let nothing = Shown.these([])

  /// Whether it is to be read again where these were changed.
  func isTouched(by changed: Set<Collection>) -> Bool {
    switch self {
    case .everything: !changed.isEmpty
    case .these(let kinds): !kinds.isDisjoint(with: changed)
    }
  }
}

/// What every screen has: a name, keys declared once, an update and a view, both pure.
protocol ScreenKind: SendableMetatype {
  associatedtype State: Equatable, Sendable
  associatedtype Action: Sendable

  static var name: ScreenName { get }
  static var bindings: BindingTable<State, Action> { get }
  /// Its keys, after those that it has from another screen.
  static var allBindings: BindingTable<State, Action> { get }
  /// The kinds of documents that it is drawn from: it is read again where one of them was changed.
  static var shows: Shown { get }
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

  /// What has to be sent before the screen is left or something else is done, so that nothing typed is lost.
  static func leave(_ state: inout State, shared: Shared) -> [Effect]
  /// All that is not on disk, for the last time.
  static func end(_ state: inout State, shared: Shared) -> [Effect]
  /// Every change that waits; what is being typed stays where it is.
  static func flush(_ state: inout State) -> [Effect]
  static func tick(_ state: inout State, shared: Shared) -> Update
  /// The next moment at which ``tick(_:shared:)`` has something to do; nil where there is none.
  static func nextDeadline(_ state: State) -> Instant?
  /// A text that is being typed and would not be sent at the end; nil where there is none.
  static func beingTyped(_ state: State) -> TypedText?
}

/// A text that is being typed, and what it is for.
struct TypedText: Equatable, Sendable {
  var text: String
  var subject: String
}

extension ScreenKind {
  static var allBindings: BindingTable<State, Action> { bindings }
  static func key(_ state: inout State, _ key: Key, shared: Shared) -> Update? { nil }
  static func click(_ state: inout State, _ mark: Mark, shared: Shared) -> Update { .none }
  static func leave(_ state: inout State, shared: Shared) -> [Effect] { [] }
  static func end(_ state: inout State, shared: Shared) -> [Effect] { [] }
  static func flush(_ state: inout State) -> [Effect] { [] }
  static func tick(_ state: inout State, shared: Shared) -> Update { .none }
  static func nextDeadline(_ state: State) -> Instant? { nil }
  static func beingTyped(_ state: State) -> TypedText? { nil }
}
