import Training
public import Wire

/// Joins two copies of an element, field by field and child by child.
///
/// Removals come first: what was removed stands only with what the remover had not seen, and of a field the
/// value that was not seen holds before one that was. The join depends on what the copies say and on their stamps, never
/// on which side asks. Both copies have to be stamped throughout; see ``Foreign``.
public struct ElementMerge {
  let key: DocumentKey
  let rules: MergeRules
  /// Whether the dump is an older one than was read before.
  let theirsIsOlder: Bool
  /// What lost though the winner's side had not seen it, in the order it was met.
  public private(set) var losses: [Loss] = []

  public init(_ key: DocumentKey) { self.init(key, rules: .standard) }

  package init(_ key: DocumentKey, rules: MergeRules, theirsIsOlder: Bool = false) {
    self.key = key
    self.rules = rules
    self.theirsIsOlder = theirsIsOlder
  }

  /// Joins two copies of a document.
  ///
  /// - Parameter base: What both were the last time they were equal; nil where they never were.
  /// - Returns: The document with the removals of both; nil where nothing of it stands.
  public mutating func join(_ mine: Element, _ theirs: Element, base: Element?) -> Element? {
    let removal = joined(mine.removal, theirs.removal)
    var result = join(mine, theirs, base, under: removal, at: [])
    result.removal = rules.keepsDocumentRemovals ? removal : nil
    return standing(result, under: removal) ? result : nil
  }

  /// - Parameter removal: What the element was removed with, itself or in something that holds it.
  private mutating func join(
    _ mine: Element, _ theirs: Element, _ base: Element?, under removal: Removal?,
    at path: [String]
  ) -> Element {
    var result = Element(id: mine.id)
    result.stamps.element = winner(mine.stamps.element, theirs.stamps.element, under: removal)
    joinFields(mine, theirs, base, under: removal, at: path, into: &result)
    var names = mine.children.map(\.name)
    names += theirs.children.map(\.name).filter { !names.contains($0) }
    for name in names {
      result.children.append(
        joinList(
          mine.list(name), theirs.list(name), base?.children(name) ?? [], under: removal,
          at: path + [name]))
    }
    return result
  }

  // MARK: Fields

  private mutating func joinFields(
    _ mine: Element, _ theirs: Element, _ base: Element?, under removal: Removal?,
    at path: [String], into result: inout Element
  ) {
    var names = mine.fields.map(\.name)
    let known = Set(names)
    names += theirs.fields.map(\.name).filter { !known.contains($0) }
    let present = Set(names)
    let cleared = Set(mine.stamps.fields.keys).union(theirs.stamps.fields.keys).subtracting(present)
    for name in names + cleared.sorted() {
      if Element.unstampedFields.contains(name) {
        result.set(name, to: metadata(mine.field(name), theirs.field(name)))
        continue
      }
      let (left, right) = (FieldState(mine, name), FieldState(theirs, name))
      let winner = winner(of: name, left, right, under: removal)
      if rules.archives {
        noteLoss(
          winner: winner, left, right, base.map { FieldState($0, name) }, path: path + [name])
      }
      result.set(name, to: winner.json)
      if winner.json == nil || winner.stamp != result.stamps.element {
        result.stamps.fields[name] = winner.stamp
      }
    }
  }

  /// A field of one side: its value, and when it was written or cleared.
  struct FieldState: Equatable {
    var json: String?
    var stamp: Stamp?

    init(_ element: Element, _ name: String) {
      json = element.field(name)
      stamp = element.stamps.fields[name] ?? (json == nil ? nil : element.stamps.element)
    }

    init(json: String?, stamp: Stamp?) {
      self.json = json
      self.stamp = stamp
    }
  }

  private func winner(
    of name: String, _ mine: FieldState, _ theirs: FieldState, under removal: Removal?
  ) -> FieldState {
    if rules.sticksTicks, name == "completed" {
      if mine.json == "true" { return mine }
      if theirs.json == "true" { return theirs }
    }
    switch rules.field {
    case .mine: return mine
    case .theirs: return theirs
    case .laterStamp, .earlierStamp: break
    }
    guard mine.stamp != theirs.stamp else { return tie(mine, theirs) }
    return winner(mine.stamp, theirs.stamp, under: removal) == mine.stamp ? mine : theirs
  }

  /// Of two writes the one that holds: what the remover of the element had not seen, then the later.
  private func winner(_ mine: Stamp?, _ theirs: Stamp?, under removal: Removal?) -> Stamp? {
    if rules.unseenBeatsSeen, let removal {
      let (left, right) = (isUnseen(mine, by: removal), isUnseen(theirs, by: removal))
      if left != right { return left ? mine : theirs }
    }
    return isLater(mine, than: theirs) == (rules.field != .earlierStamp) ? mine : theirs
  }

  private func isUnseen(_ stamp: Stamp?, by removal: Removal) -> Bool {
    stamp.map { !removal.hasSeen($0) } ?? false
  }

  /// Two values of one stamp: an order that does not depend on which side asks.
  private func tie(_ mine: FieldState, _ theirs: FieldState) -> FieldState {
    switch rules.tie {
    case .mine: return mine
    case .theirs: return theirs
    case .content: return Self.isGreater(theirs.json, than: mine.json) ? theirs : mine
    }
  }

  /// Notes a value that lost where both sides wrote the field since they were equal: neither had seen the other's.
  private mutating func noteLoss(
    winner: FieldState, _ mine: FieldState, _ theirs: FieldState, _ base: FieldState?,
    path: [String]
  ) {
    guard mine.json != theirs.json, path.last != "position" else { return }
    let mineLost = winner == theirs
    let loser = mineLost ? mine : theirs
    // Where one side never had the field there was nothing to lose.
    guard loser.stamp != nil else { return }
    if let base {
      guard loser.stamp != base.stamp, loser.json != base.json else { return }
      // A copy that does not come from the base (it was deleted and brought back meanwhile) may hold an older edit
      // that nobody here has seen; an older dump that was put back holds only what was seen.
      let isStray = !theirsIsOlder && isLater(base.stamp, than: loser.stamp)
      guard winner.stamp != base.stamp || isStray else { return }
    }
    losses.append(
      Loss(
        key: key, path: path, reason: .field, lost: loser.json, lostStamp: loser.stamp,
        kept: winner.json, keptStamp: winner.stamp, base: base?.json, wasMine: mineLost))
  }

  /// Embedded metadata is refreshed, not edited: the copy of the higher revision holds, then the later refreshed.
  private func metadata(_ mine: String?, _ theirs: String?) -> String? {
    guard let mine, let theirs else { return mine ?? theirs }
    if rules.metadata == .mine || mine == theirs { return mine }
    let (left, right) = (MetadataAge(mine), MetadataAge(theirs))
    if left == right { return Self.isGreater(theirs, than: mine) ? theirs : mine }
    return left < right ? theirs : mine
  }

  // MARK: Children

  private mutating func joinList(
    _ mine: ChildList, _ theirs: ChildList, _ base: [Element], under outer: Removal?,
    at path: [String]
  ) -> ChildList {
    var result = ChildList(mine.name)
    var removed = mine.removed.merging(theirs.removed) { $0.joined($1) }
    let (left, right) = (mine.byId, theirs.byId)
    let former = Dictionary(base.map { ($0.id, $0) }) { first, _ in first }
    for id in Set(left.keys).union(right.keys).sorted() {
      guard rules.keepsOneSided || (left[id] != nil && right[id] != nil) else { continue }
      let removal = joined(outer, removed[id])
      let copy = joined(left[id], right[id], former[id], under: removal, at: path + [id])
      if let copy, standing(copy, under: removal) {
        result.elements.append(copy)
      } else {
        let inner = Removal.joined(left[id]?.innerRemoval, right[id]?.innerRemoval)
        removed[id] = .joined(removed[id], inner)
        noteRemoval(
          left[id] ?? right[id], removal, former[id], wasMine: left[id] != nil, path: path + [id])
      }
    }
    if rules.keepsRemovals {
      result.removed = removed
      result.dropRemovals(saidBy: outer)
    }
    switch rules.order {
    case .position: result.sort()
    case .latestStamp:
      result.elements.sort { isLater($1.latestStamp, than: $0.latestStamp) }
    }
    return result
  }

  /// Both copies as one, without what the removal took of what they hold; nil where that is all of it.
  private mutating func joined(
    _ mine: Element?, _ theirs: Element?, _ base: Element?, under removal: Removal?,
    at path: [String]
  ) -> Element? {
    guard let mine, let theirs else { return (mine ?? theirs)?.standing(under: removal) }
    return join(mine, theirs, base, under: removal, at: path)
  }

  private func joined(_ left: Removal?, _ right: Removal?) -> Removal? {
    var joined = Removal.joined(left, right)
    // A rule that is wrong on purpose: one stamp says what was seen.
    if rules.seenIsOneStamp, let at = joined?.at { joined = Removal(upTo: at) }
    return joined
  }

  private func standing(_ copy: Element, under removal: Removal?) -> Bool {
    guard let removal else { return true }
    // A rule that is wrong on purpose: what was removed is gone, whatever was written since.
    guard rules.revives else { return false }
    if copy.stands(under: removal) { return true }
    // Rules that are wrong on purpose: what does not edit the content brings it back.
    if rules.orderRevives, let stamp = copy.stamps.fields["position"], !removal.hasSeen(stamp) {
      return true
    }
    return rules.removalInsideRevives
      && copy.children.contains { $0.removed.values.contains { !removal.hasSeen($0.at) } }
  }

  /// Notes that a child was taken out by a program that says only when: what it had not seen went too.
  private mutating func noteRemoval(
    _ copy: Element?, _ removal: Removal?, _ base: Element?, wasMine: Bool, path: [String]
  ) {
    guard rules.archives, let copy, let removal, removal.upTo != nil,
      !(base.map { copy.isSame(as: $0) } ?? false)
    else { return }
    losses.append(
      Loss(
        key: key, path: path, reason: .removed, lost: copy.encoded(),
        lostStamp: copy.latestStamp, kept: nil, keptStamp: removal.at, base: base?.encoded(),
        wasMine: wasMine))
  }

  // MARK: Order

  private func isLater(_ left: Stamp?, than right: Stamp?) -> Bool {
    guard let left else { return false }
    return right.map { $0 < left } ?? true
  }

  /// Whether one value stands after another in the order of ties: nothing first, then by bytes.
  static func isGreater(_ left: String?, than right: String?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return right.utf8.lexicographicallyPrecedes(left.utf8)
  }
}

extension Element {
  /// Whether nothing was edited between the two.
  func isSame(as other: Element) -> Bool {
    latestStamp == other.latestStamp && hasSameContent(as: other)
  }
}

extension ChildList {
  fileprivate var byId: [String: Element] {
    Dictionary(elements.map { ($0.id, $0) }) { first, _ in first }
  }
}

extension Element {
  fileprivate func list(_ name: String) -> ChildList {
    children.first { $0.name == name } ?? ChildList(name)
  }
}

/// What decides between two copies of metadata.
private struct MetadataAge: Comparable {
  var revision = 0
  var lastUpdated = Int64.min

  /// Metadata that cannot be read is the oldest.
  init(_ text: String) {
    guard let json = try? JSONSlice(text), let members = try? json.members() else { return }
    for member in members {
      switch member.name {
      case "revision": revision = member.value.int ?? 0
      case "lastUpdated":
        lastUpdated = member.value.string.flatMap { Instant(iso8601: $0) }?.milliseconds ?? .min
      default: break
      }
    }
  }

  static func < (left: MetadataAge, right: MetadataAge) -> Bool {
    (left.revision, left.lastUpdated) < (right.revision, right.lastUpdated)
  }
}
