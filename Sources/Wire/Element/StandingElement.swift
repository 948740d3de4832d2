public import Training

/// What stands of an element that was removed, as a whole or in part.
///
/// An element stands where something was written to it that its remover had not seen, or where something in it
/// stands. Moving it does not count as such a write, nor does a refresh of its metadata or a removal inside.
extension Element {
  static let position = "position"
  /// The field, always without a value, that a device stamps where it brings an element back.
  static let backPrefix = "back."

  /// The field in which a device marks that it brought an element back.
  public static func backMark(of stamp: Stamp) -> String { backPrefix + stamp.device }

  /// Whether a field is not content, but the mark of having been brought back.
  public static func isBackMark(_ name: String) -> Bool { name.hasPrefix(backPrefix) }

  /// The element without what its removals, and an outer one, took; nil where nothing of it stands.
  ///
  /// - Parameter outer: What the element and whatever it lies in was removed with; nil where nothing was.
  public func standing(under outer: Removal?) -> Element? {
    if outer == nil, !hasInnerRemovals { return self }
    let left = withoutWhatFell(under: outer)
    return left.stands(under: outer) ? left : nil
  }

  /// The element without those of its parts that do not stand.
  func withoutWhatFell(under outer: Removal?) -> Element {
    var copy = self
    for list in copy.children.indices {
      var removed = children[list].removed
      copy.children[list].elements = children[list].elements.compactMap { child in
        let standing = child.standing(under: .joined(outer, removed[child.id]))
        if standing == nil { removed[child.id] = .joined(removed[child.id], child.innerRemoval) }
        return standing
      }
      copy.children[list].removed = removed
      copy.children[list].dropRemovals(saidBy: outer)
    }
    return copy
  }

  /// The element without those removals inside that one further out says as well: they need not be said again, and a
  /// merge says them once.
  ///
  /// - Parameter outer: What the element and whatever it lies in was removed with; nil where nothing was.
  public func withRemovalsSaidOnce(under outer: Removal?) -> Element {
    guard hasInnerRemovals else { return self }
    var copy = self
    for list in copy.children.indices {
      let removed = children[list].removed
      copy.children[list].elements = children[list].elements.map {
        $0.withRemovalsSaidOnce(under: .joined(outer, removed[$0.id]))
      }
      copy.children[list].dropRemovals(saidBy: outer)
    }
    return copy
  }

  /// All removals inside as one; nil where nothing was removed.
  ///
  /// An element that falls leaves it behind: who removed a part of it had seen the rest, of which nothing stands.
  public var innerRemoval: Removal? {
    children.reduce(nil) { joined, list in
      let own = list.removed.values.reduce(joined) { .joined($0, $1) }
      return list.elements.reduce(own) { .joined($0, $1.innerRemoval) }
    }
  }

  /// Whether the element stands, what it holds having been looked at already.
  public func stands(under removal: Removal?) -> Bool {
    guard let removal else { return true }
    return children.contains { !$0.elements.isEmpty } || hasWrite { !removal.hasSeen($0) }
  }

  /// Whether any write to the element itself is such: a field that was set or cleared, or the element brought back.
  private func hasWrite(where isSuch: (Stamp) -> Bool) -> Bool {
    var hasContent = false
    for field in fields where Self.isContent(field.name) {
      hasContent = true
      // Nobody can have seen what has no stamp.
      guard let stamp = stamps.stamp(of: field.name) else { return true }
      if isSuch(stamp) { return true }
    }
    for (name, stamp) in stamps.fields where Self.isContent(name) && field(name) == nil {
      hasContent = true
      if isSuch(stamp) { return true }
    }
    if hasContent { return false }
    // An element without content was made, and that is all that was written.
    return stamps.element.map(isSuch) ?? true
  }

  private static func isContent(_ name: String) -> Bool {
    name != position && !unstampedFields.contains(name)
  }

  private var hasInnerRemovals: Bool {
    children.contains { list in
      !list.removed.isEmpty || list.elements.contains(where: \.hasInnerRemovals)
    }
  }

  /// The element as it comes back at `stamp`: every part of it is marked, and no other field is touched.
  public func broughtBack(at stamp: Stamp) -> Element {
    var copy = self
    copy.stamps.fields[Self.backMark(of: stamp)] = stamp
    for list in copy.children.indices {
      copy.children[list].elements = copy.children[list].elements.map { $0.broughtBack(at: stamp) }
    }
    return copy
  }

  /// Every removal in the element, its own and those of what it holds.
  public var removals: [Removal] {
    [removal].compactMap(\.self)
      + children.flatMap { list in
        Array(list.removed.values) + list.elements.flatMap(\.removals)
      }
  }

  /// What a reader of the element has seen: every stamp in it, and what its removals had seen.
  public var seen: Seen {
    var seen = Seen()
    note(in: &seen)
    return seen
  }

  private func note(in seen: inout Seen) {
    if let stamp = stamps.element { seen.insert(stamp) }
    for stamp in stamps.fields.values { seen.insert(stamp) }
    func note(_ removal: Removal) {
      seen.insert(removal.at)
      seen.formUnion(removal.seen)
    }
    if let removal { note(removal) }
    for list in children {
      for removal in list.removed.values { note(removal) }
      for child in list.elements { child.note(in: &seen) }
    }
  }
}

extension ChildList {
  /// Leaves out what a removal further out says as well: it need not be said again.
  public mutating func dropRemovals(saidBy outer: Removal?) {
    guard let outer else { return }
    removed = removed.compactMapValues { $0.beyond(outer) }
  }
}
