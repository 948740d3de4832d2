public import Training
public import Wire

/// What a side has of a document.
public enum Side: Equatable, Sendable {
  case present(Element)
  /// It was deleted at this stamp.
  case deleted(Stamp)
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

/// Merges one document by a strategy.
public struct DocumentMerge: Sendable {
  let strategy: Strategy
  let rules: MergeRules
  /// Whether the dump is an older one than was read before, put back by a folder service.
  let theirsIsOlder: Bool

  public init(
    _ strategy: Strategy = .mergeChanges, rules: MergeRules = .standard,
    theirsIsOlder: Bool = false
  ) {
    self.strategy = strategy
    self.rules = rules
    self.theirsIsOlder = theirsIsOlder
  }

  /// - Parameter base: What both sides were the last time they were equal; nil where they never were.
  public func merge(_ key: DocumentKey, _ mine: Side, _ theirs: Side, base: Element?) -> Merged {
    switch (mine, theirs) {
    case (let one, .absent), (.absent, let one):
      Merged(side: one, losses: [], wasRevived: false)
    case (.deleted(let left), .deleted(let right)):
      Merged(side: .deleted(max(left, right)), losses: [], wasRevived: false)
    case (.present(let element), .deleted(let stamp)):
      settle(key, element, deleted: stamp, base, isMine: true)
    case (.deleted(let stamp), .present(let element)):
      settle(key, element, deleted: stamp, base, isMine: false)
    case (.present(let left), .present(let right)):
      join(key, left, right, base)
    }
  }

  private func join(_ key: DocumentKey, _ mine: Element, _ theirs: Element, _ base: Element?)
    -> Merged
  {
    if strategy == .lastWriteWins { return lastWrite(key, mine, theirs, base) }
    var merge = ElementMerge(key, rules: rules, theirsIsOlder: theirsIsOlder)
    let element = merge.join(mine, theirs, base: base)
    return Merged(side: .present(element), losses: merge.losses, wasRevived: false)
  }

  private func lastWrite(
    _ key: DocumentKey, _ mine: Element, _ theirs: Element, _ base: Element?
  ) -> Merged {
    let (left, right) = (mine.latestStamp, theirs.latestStamp)
    let theirsWins =
      left == right
      ? ElementMerge.isGreater(theirs.encoded(), than: mine.encoded())
      : left.map { stamp in right.map { stamp < $0 } ?? false } ?? true
    let (winner, loser) = theirsWins ? (theirs, mine) : (mine, theirs)
    var losses: [Loss] = []
    if rules.archives, !loser.hasSameContent(as: winner),
      base.map({ !loser.hasSameContent(as: $0) && !winner.hasSameContent(as: $0) }) ?? true
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

  /// A document that one side deleted: it comes back where it was edited later.
  private func settle(
    _ key: DocumentKey, _ element: Element, deleted stamp: Stamp, _ base: Element?, isMine: Bool
  ) -> Merged {
    if rules.revives, let latest = element.latestStamp, stamp < latest {
      return Merged(side: .present(element), losses: [], wasRevived: true)
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
    return Merged(side: .deleted(stamp), losses: losses, wasRevived: false)
  }
}
