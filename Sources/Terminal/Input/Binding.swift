/// One thing the athlete can do, declared once: dispatch, footer, help and the README's key table
/// are all made from it.
public struct Binding<State, Action> {
  public let action: Action
  /// Any of these takes the action; the first is the one that the footer shows.
  public let keys: [KeySequence]
  /// A word or two for the footer. Bindings next to one another with the same words share a place
  /// there: `+/- kg`.
  public let words: String
  /// A sentence for the help, without the full stop.
  public let help: String
  /// The heading it stands under in the help.
  public let group: String
  /// Its place in the footer: those with smaller numbers stay longest when room is short. Not in
  /// the footer when nil.
  public let footer: Int?
  /// Whether it is there at all just now; where it is not, its keys are free for others.
  let isPresent: @Sendable (State) -> Bool
  /// Why it can't be taken just now, as a sentence; nil when it can.
  let disabledReason: @Sendable (State) -> String?

  public init(
    _ action: Action, keys: [KeySequence], words: String, help: String, group: String,
    footer: Int? = nil, when isPresent: @escaping @Sendable (State) -> Bool = { _ in true },
    disabled disabledReason: @escaping @Sendable (State) -> String? = { _ in nil }
  ) {
    self.action = action
    self.keys = keys
    self.words = words
    self.help = help
    self.group = group
    self.footer = footer
    self.isPresent = isPresent
    self.disabledReason = disabledReason
  }

  /// The same binding for a state that holds this one's, and actions that wrap this one's; absent
  /// while `state` gives nil.
  public func lifted<Outer, OuterAction>(
    state: @escaping @Sendable (Outer) -> State?, action wrap: (Action) -> OuterAction
  ) -> Binding<Outer, OuterAction> {
    let isPresent = isPresent
    let disabledReason = disabledReason
    return Binding<Outer, OuterAction>(
      wrap(action), keys: keys, words: words, help: help, group: group, footer: footer,
      when: { outer in state(outer).map(isPresent) ?? false },
      disabled: { outer in state(outer).flatMap(disabledReason) })
  }
}

extension Binding: Sendable where Action: Sendable {}
