public import Training
public import Wire

/// What a side has of a document.
public enum Side: Equatable, Sendable {
  case present(Element)
  /// It was deleted. What the remover had not seen may bring it back, in part.
  case deleted(Removal)
  /// Nothing is known of it: never taken for a deletion.
  case absent

  public var element: Element? { if case .present(let element) = self { element } else { nil } }
}

/// What a merge of one document came to.
public struct Merged: Equatable, Sendable {
  public var side: Side
  public var losses: [Loss]
  /// Whether a document that one side had deleted came back.
  public var wasRevived: Bool
}

/// Another strategy than the dump's, for one run. What it decides is an edit, later than all that it was decided on:
/// only so does it hold on devices that merge by the dump's own.
public struct StrategyOnce: Hashable, Sendable {
  public var strategy: Strategy
  public var device: String
  public var now: Instant

  public init(_ strategy: Strategy, device: String, now: Instant) {
    self.strategy = strategy
    self.device = device
    self.now = now
  }
}

/// Merges one document by a strategy.
public struct DocumentMerge: Sendable {
  let strategy: Strategy
  let once: StrategyOnce?
  let rules: MergeRules
  /// Whether the dump is an older one than was read before, put back by a folder service.
  let theirsIsOlder: Bool

  public init(_ strategy: Strategy = .mergeChanges) {
    self.init(strategy, once: nil, rules: .standard)
  }

  package init(
    _ strategy: Strategy, once: StrategyOnce?, rules: MergeRules, theirsIsOlder: Bool = false
  ) {
    self.strategy = strategy
    self.once = once
    self.rules = rules
    self.theirsIsOlder = theirsIsOlder
  }

  /// - Parameter base: What both sides were the last time they were equal; nil where they never were.
  /// - Throws: ``Wire/WireError`` where a side holds what no document can.
  public func merge(_ key: DocumentKey, _ mine: Side, _ theirs: Side, base: Element?)
    throws(WireError) -> Merged
  {
    switch (mine, theirs) {
    case (let one, .absent), (.absent, let one):
      Merged(side: one, losses: [], wasRevived: false)
    case (.deleted(let left), .deleted(let right)):
      Merged(side: .deleted(left.joined(right)), losses: [], wasRevived: false)
    case (.present(let element), .deleted(let removal)):
      settle(key, element, deleted: removal, base, isMine: true)
    case (.deleted(let removal), .present(let element)):
      settle(key, element, deleted: removal, base, isMine: false)
    case (.present(let left), .present(let right)):
      try decided(key, left, right, base: base)
    }
  }

  private func decided(_ key: DocumentKey, _ mine: Element, _ theirs: Element, base: Element?)
    throws(WireError) -> Merged
  {
    if rules.takesOverOlder, theirsIsOlder {
      return Merged(side: .present(theirs), losses: [], wasRevived: false)
    }
    let standing = join(key, mine, theirs, base: base, by: strategy)
    guard let once, once.strategy != strategy else { return standing }
    // Where one side is as it was there is nothing to decide.
    if let base, mine.isSame(as: base) || theirs.isSame(as: base) { return standing }
    let wanted = join(key, mine, theirs, base: base, by: once.strategy)
    guard let present = standing.side.element, let element = wanted.side.element else {
      return standing
    }
    let changes = present.changes(to: element)
    if changes.isEmpty { return standing }
    var clock = HybridClock(device: once.device, latest: present.latestStamp)
    for side in [mine, theirs] { if let stamp = side.latestStamp { clock.observe(stamp) } }
    let stamp = clock.next(at: once.now)
    let seen = mine.seen.union(theirs.seen)
    let removing = changes.map { change -> Change in
      var change = change
      if change.isRemoval { change.removal = Removal(at: stamp, seen: seen) }
      return change
    }
    return Merged(
      side: .present(try present.applying(removing, stamp: stamp)), losses: wanted.losses,
      wasRevived: false)
  }

  private func join(
    _ key: DocumentKey, _ mine: Element, _ theirs: Element, base: Element?,
    by strategy: Strategy
  ) -> Merged {
    if strategy == .lastWriteWins { return lastWrite(key, mine, theirs, base: base) }
    var merge = ElementMerge(key, rules: rules, theirsIsOlder: theirsIsOlder)
    guard let element = merge.join(mine, theirs, base: base) else {
      let inner = Removal.joined(mine.innerRemoval, theirs.innerRemoval)
      let removal = Removal.joined(.joined(mine.removal, theirs.removal), inner)
      return Merged(
        side: removal.map { .deleted($0) } ?? .absent, losses: merge.losses, wasRevived: false)
    }
    return Merged(side: .present(element), losses: merge.losses, wasRevived: false)
  }

  private func lastWrite(
    _ key: DocumentKey, _ mine: Element, _ theirs: Element, base: Element?
  ) -> Merged {
    let theirsWins = theirsIsLater(mine, theirs)
    let (winner, loser) = theirsWins ? (theirs, mine) : (mine, theirs)
    var losses: [Loss] = []
    if rules.archives, !loser.hasSameContent(as: winner),
      // By its stamp: a winner that says again what stood there has not seen the loser either.
      base.map({ !loser.hasSameContent(as: $0) && winner.latestStamp != $0.latestStamp }) ?? true
    {
      losses = [
        Loss(
          key: key, path: [], reason: .document, lost: loser.encoded(),
          lostStamp: loser.latestStamp, kept: winner.encoded(), keptStamp: winner.latestStamp,
          base: base?.encoded(), wasMine: theirsWins)
      ]
    }
    return Merged(side: .present(winner), losses: losses, wasRevived: false)
  }

  /// Whether the other side was edited later; of two copies of one stamp the greater bytes win, whoever asks.
  private func theirsIsLater(_ mine: Element, _ theirs: Element) -> Bool {
    guard let left = mine.latestStamp, let right = theirs.latestStamp else {
      return mine.latestStamp == nil
    }
    if left != right { return left < right }
    return switch rules.tie {
    case .content: ElementMerge.isGreater(theirs.encoded(), than: mine.encoded())
    case .mine: false
    case .theirs: true
    }
  }

  /// A document that one side deleted: what the remover had not seen stands.
  private func settle(
    _ key: DocumentKey, _ element: Element, deleted removal: Removal, _ base: Element?,
    isMine: Bool
  ) -> Merged {
    let all = removal.joined(element.removal ?? removal)
    if let standing = standing(key, element, all, deleted: removal) {
      return Merged(side: .present(standing), losses: [], wasRevived: true)
    }
    return Merged(
      side: .deleted(all.joined(element.innerRemoval ?? all)),
      losses: losses(key, element, deleted: removal, base, isMine: isMine),
      wasRevived: false)
  }

  /// What stands of a document that was deleted elsewhere; nil where nothing does.
  private func standing(
    _ key: DocumentKey, _ element: Element, _ all: Removal, deleted removal: Removal
  ) -> Element? {
    if strategy == .lastWriteWins {
      return element.latestStamp.map { removal.at < $0 } ?? false ? element : nil
    }
    var copy = element
    copy.removal = all
    var merge = ElementMerge(key, rules: rules)
    return merge.join(copy, copy, base: nil)
  }

  /// What is lost with a document that went as a whole: only a program that says just when it deleted, or one by which
  /// the later write holds, takes along what it had not seen.
  private func losses(
    _ key: DocumentKey, _ element: Element, deleted removal: Removal, _ base: Element?,
    isMine: Bool
  ) -> [Loss] {
    guard rules.archives, removal.upTo != nil || strategy == .lastWriteWins,
      !(base.map { element.hasSameContent(as: $0) } ?? false)
    else { return [] }
    return [
      Loss(
        key: key, path: [], reason: .deleted, lost: element.encoded(),
        lostStamp: element.latestStamp, kept: nil, keptStamp: removal.at, base: base?.encoded(),
        wasMine: isMine)
    ]
  }
}
