/// What a key comes to.
public enum Dispatch<Action> {
  case action(Action)
  /// The key is bound, but can't be taken just now, for this reason.
  case disabled(String)
  /// The key begins a sequence: keep these keys and pass them with the next one.
  case pending([Key])
  case unbound
}

extension Dispatch: Equatable where Action: Equatable {}
extension Dispatch: Sendable where Action: Sendable {}

/// The bindings of a screen, the shell, or both: where two share a key, the earlier one has it.
public struct BindingTable<State, Action> {
  public let bindings: [Binding<State, Action>]

  public init(_ bindings: [Binding<State, Action>]) {
    self.bindings = bindings
  }

  public static func + (
    first: BindingTable<State, Action>, second: BindingTable<State, Action>
  ) -> BindingTable<State, Action> {
    BindingTable(first.bindings + second.bindings)
  }

  /// The table for a state that holds this one's; see ``Binding/lifted(state:action:)``.
  public func lifted<Outer, OuterAction>(
    state: @escaping @Sendable (Outer) -> State?, action: (Action) -> OuterAction
  ) -> BindingTable<Outer, OuterAction> {
    BindingTable<Outer, OuterAction>(bindings.map { $0.lifted(state: state, action: action) })
  }

  /// What a key does, after the keys of a sequence begun before it. A key that does not continue
  /// the sequence counts on its own.
  public func dispatch(_ key: Key, after pending: [Key] = [], in state: State) -> Dispatch<Action> {
    let result = look(pending + [key], in: state)
    if case .unbound = result, !pending.isEmpty { return look([key], in: state) }
    return result
  }

  private func look(_ keys: [Key], in state: State) -> Dispatch<Action> {
    var begins = false
    for binding in bindings {
      for sequence in binding.keys where sequence.keys.starts(with: keys) {
        guard binding.isPresent(state) else { break }
        if sequence.keys.count > keys.count {
          begins = true
        } else if begins {
          break
        } else if let reason = binding.disabledReason(state) {
          return .disabled(reason)
        } else {
          return .action(binding.action)
        }
      }
    }
    return begins ? .pending(keys) : .unbound
  }
}

extension BindingTable: Sendable where Action: Sendable {}
