public import Training

/// How many steps have written documents of each kind: two of them tell what was changed in between.
public struct WriteCounts: Hashable, Sendable {
  private var counts: [Collection: Int] = [:]

  mutating func add(_ kinds: Set<Collection>) {
    for kind in kinds { counts[kind, default: 0] += 1 }
  }

  /// The kinds of which documents were written since.
  public func kinds(since former: WriteCounts) -> Set<Collection> {
    Set(counts.keys.filter { counts[$0] != former.counts[$0] })
  }
}
