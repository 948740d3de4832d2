public import Training
public import Wire

/// What a side has of a document.
public enum Side: Equatable, Sendable {
  case present(Element)
  /// It was deleted at this stamp. What was known of it is kept in the dump: a later edit elsewhere may bring it back.
  case deleted(Stamp, buried: Element? = nil)
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

  public init(
    _ strategy: Strategy = .mergeChanges, once: StrategyOnce? = nil,
    rules: MergeRules = .standard, theirsIsOlder: Bool = false
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
    case (.deleted(let left, let mine), .deleted(let right, let theirs)):
      Merged(
        side: .deleted(max(left, right), buried: together(key, mine, theirs)), losses: [],
        wasRevived: false)
    case (.present(let element), .deleted(let stamp, let buried)):
      settle(key, element, deleted: stamp, buried, base, isMine: true)
    case (.deleted(let stamp, let buried), .present(let element)):
      settle(key, element, deleted: stamp, buried, base, isMine: false)
    case (.present(let left), .present(let right)):
      try decided(key, left, right, base)
    }
  }

  private func decided(_ key: DocumentKey, _ mine: Element, _ theirs: Element, _ base: Element?)
    throws(WireError) -> Merged
  {
    if rules.takesOverOlder, theirsIsOlder {
      return Merged(side: .present(theirs), losses: [], wasRevived: false)
    }
    let standing = join(key, mine, theirs, base, by: strategy)
    guard let once, once.strategy != strategy else { return standing }
    // Where one side is as it was there is nothing to decide.
    if let base, mine.isSame(as: base) || theirs.isSame(as: base) { return standing }
    let wanted = join(key, mine, theirs, base, by: once.strategy)
    guard let present = standing.side.element, let element = wanted.side.element else {
      return standing
    }
    let changes = present.changes(to: element)
    if changes.isEmpty { return standing }
    var clock = HybridClock(device: once.device, latest: present.latestStamp)
    for side in [mine, theirs] { if let stamp = side.latestStamp { clock.observe(stamp) } }
    let stamp = clock.next(at: once.now)
    return Merged(
      side: .present(try present.applying(changes, stamp: stamp)), losses: wanted.losses,
      wasRevived: false)
  }

  private func join(
    _ key: DocumentKey, _ mine: Element, _ theirs: Element, _ base: Element?,
    by strategy: Strategy
  ) -> Merged {
    if strategy == .lastWriteWins { return lastWrite(key, mine, theirs, base) }
    var merge = ElementMerge(key, rules: rules, theirsIsOlder: theirsIsOlder)
    let element = merge.join(mine, theirs, base: base)
    return Merged(side: .present(element), losses: merge.losses, wasRevived: false)
  }

  private func lastWrite(
    _ key: DocumentKey, _ mine: Element, _ theirs: Element, _ base: Element?
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

  /// A document that one side deleted: it comes back where it was edited later, with what was buried of it.
  private func settle(
    _ key: DocumentKey, _ element: Element, deleted stamp: Stamp, _ buried: Element?,
    _ base: Element?, isMine: Bool
  ) -> Merged {
    if rules.revives, let latest = element.latestStamp, stamp < latest {
      guard let buried, strategy != .lastWriteWins else {
        return Merged(side: .present(element), losses: [], wasRevived: true)
      }
      var merged =
        isMine
        ? join(key, element, buried, base, by: strategy)
        : join(key, buried, element, base, by: strategy)
      merged.wasRevived = true
      return merged
    }
    let wasSeen = base.map { element.hasSameContent(as: $0) } ?? false
    let losses =
      !rules.archives || wasSeen
      ? []
      : [
        Loss(
          key: key, path: [], reason: .deleted, lost: element.encoded(),
          lostStamp: element.latestStamp, kept: nil, keptStamp: stamp, base: base?.encoded(),
          wasMine: isMine)
      ]
    return Merged(
      side: .deleted(stamp, buried: together(key, element, buried)), losses: losses,
      wasRevived: false)
  }

  /// What is known of a deleted document.
  private func together(_ key: DocumentKey, _ left: Element?, _ right: Element?) -> Element? {
    guard rules.buries, strategy != .lastWriteWins else { return nil }
    guard let left, let right else { return left ?? right }
    var merge = ElementMerge(key, rules: rules)
    return merge.join(left, right, base: nil)
  }
}
