extension Effect {
  /// How an effect is carried out, and what waits for it.
  public enum Kind: Hashable, Sendable {
    /// Answered within moments; the next key waits for the answer.
    case brief
    /// Goes on while other things are done, tells how far it is and can be cancelled.
    case beside
    /// Takes long, tells how far it is and can be cancelled; keys typed before it was shown are meant for its result.
    case long
    /// The terminal's own: done at once, and there is nothing to answer.
    case immediate
    /// Takes the program off the terminal: done when all that was asked for before it has been answered.
    case away
  }

  public var kind: Kind {
    switch self {
    case .load, .workout, .program, .athlete, .journal: .brief
    case .importing(let request): request.kind
    case .sync(let request): request.kind
    case .terminal(let request): request.kind
    }
  }

  /// Whether it changes what is kept. If it does, it is skipped after a failed effect of the same key: it was
  /// meant for what that one would have left.
  public var writes: Bool {
    switch self {
    case .load, .terminal: false
    case .workout, .program, .athlete, .journal: true
    case .importing(let request): request.writes
    case .sync(let request): request.writes
    }
  }
}

extension ImportRequest {
  fileprivate var kind: Effect.Kind {
    switch self {
    case .plan, .run: .long
    case .cancel: .immediate
    case .takeBack, .mapName: .brief
    }
  }

  fileprivate var writes: Bool {
    switch self {
    case .plan, .cancel: false
    case .run, .takeBack, .mapName: true
    }
  }
}

extension SyncRequest {
  fileprivate var kind: Effect.Kind {
    switch self {
    case .merge: .beside
    case .cancel: .immediate
    case .setUp, .answer, .takeBack: .brief
    }
  }

  fileprivate var writes: Bool {
    switch self {
    // What it brings is merged with whatever stands.
    case .merge, .cancel: false
    case .setUp, .answer, .takeBack: true
    }
  }
}

extension TerminalRequest {
  fileprivate var kind: Effect.Kind {
    switch self {
    case .ringBell, .repaint: .immediate
    case .editText, .suspend, .quit: .away
    }
  }
}

/// What became of one effect.
public struct Answer: Hashable, Sendable {
  public var effect: Effect
  public var outcomes: [Outcome]
  /// Whether the store itself could not do it: the disk is full, another program holds it. Not so where what was asked
  /// for makes no sense, such as an undo with nothing to undo.
  public var isTrouble: Bool

  public init(_ effect: Effect, _ outcomes: [Outcome], isTrouble: Bool = false) {
    self.effect = effect
    self.outcomes = outcomes
    self.isTrouble = isTrouble
  }
}
