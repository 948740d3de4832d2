public import Training
public import Wire

/// Stamps what a writer without stamps has written: another program, a legacy dump, a hand.
public enum Foreign {
  /// The device that such edits are said to be of.
  public static let device = "0"

  /// The element with a stamp on everything.
  ///
  /// What differs from `base` gets a stamp later than any in it, and no earlier than `lastUpdated`; what is as it was
  /// keeps the base's stamps. Every device comes to the same, whoever meets the copy first.
  ///
  /// A child that the writer left out is removed with what it had seen: its base, and what had come to the dump.
  ///
  /// - Parameters:
  ///   - lastUpdated: When the writer says it changed the document.
  ///   - seen: What had come to the dump that the writer has changed.
  public static func adopted(
    _ element: Element, base: Element?, lastUpdated: Instant?, seen: Seen
  ) throws(WireError) -> Element {
    let time = max(0, lastUpdated?.milliseconds ?? 0)
    guard let base else {
      guard element.hasUnstamped else { return element }
      return element.filled(with: Stamp(milliseconds: time, counter: 0, device: device))
    }
    let stamp = successor(of: later(base.latestStamp, element.latestStamp), at: time)
    if element.hasUnstamped {
      let changes = base.changes(to: element).map { removing($0, from: base, at: stamp, seen) }
      return changes.isEmpty ? base : try base.applying(changes, stamp: stamp)
    }
    let edits = edits(of: element, base).map { removing($0, from: base, at: stamp, seen) }
    guard !edits.isEmpty else { return element }
    // What was edited is there already: going there from where it was stamps it.
    return try element.applying(edits.inverted, stamp: stamp).applying(edits, stamp: stamp)
  }

  /// A change that says of a child it takes out what its writer had seen.
  private static func removing(
    _ change: Change, from base: Element, at stamp: Stamp, _ seen: Seen
  ) -> Change {
    guard change.isRemoval else { return change }
    var change = change
    // Having seen one writer without stamps is not having seen another: of those, what the base holds counts.
    var known = seen.withoutStrangers.union(base.seen)
    known.insert(stamp)
    change.removal = Removal(at: stamp, seen: known, why: .delete)
    return change
  }

  /// What differs from the base though its stamp does not: changed by someone who left the stamps alone.
  private static func edits(of element: Element, _ base: Element) -> [Change] {
    base.changes(to: element).filter { change in
      if change.concernsChild {
        guard change.new == nil, let id = change.path.last else { return false }
        return !element.hasRemoval(of: id, from: change.path.dropLast())
      }
      return !Element.unstampedFields.contains(change.path.last ?? "")
        && isByHand(change.path[...], element, base)
    }
  }

  /// Whether a field changed without the stamp that its writer should have left: its own, or the element's.
  private static func isByHand(_ path: ArraySlice<String>, _ element: Element, _ base: Element)
    -> Bool
  {
    let (now, before) = (element.fieldStamp(path), base.fieldStamp(path))
    if now == before { return true }
    // Cleared without a stamp of the clearing, or added under the stamp that the element had without it.
    return now == nil || (before == nil && now == base.elementStamp(path))
  }

  private static func later(_ left: Stamp?, _ right: Stamp?) -> Stamp? {
    guard let left, let right else { return left ?? right }
    return max(left, right)
  }

  private static func successor(of stamp: Stamp?, at time: Int64) -> Stamp {
    guard let stamp, stamp.milliseconds >= time else {
      return Stamp(milliseconds: time, counter: 0, device: device)
    }
    return stamp.successor(device: device)
  }
}

extension Element {
  /// When the field at a path was written or cleared.
  fileprivate func fieldStamp(_ path: ArraySlice<String>) -> Stamp? {
    guard let name = path.last, let element = part(at: path.dropLast()) else { return nil }
    return element.stamps.fields[name]
      ?? (element.field(name) == nil ? nil : element.stamps.element)
  }

  /// The stamp of the element that a field belongs to.
  fileprivate func elementStamp(_ path: ArraySlice<String>) -> Stamp? {
    part(at: path.dropLast())?.stamps.element
  }

  /// Whether a child was taken out of the list at a path.
  fileprivate func hasRemoval(of id: String, from list: ArraySlice<String>) -> Bool {
    list.last.flatMap { part(at: list.dropLast())?.removed($0)[id] } != nil
  }

  /// Whether any field with a value has no stamp.
  package var hasUnstamped: Bool {
    let isUnstamped =
      stamps.element == nil
      && fields.contains {
        !Self.unstampedFields.contains($0.name) && stamps.fields[$0.name] == nil
      }
    return isUnstamped || children.contains { $0.elements.contains(where: \.hasUnstamped) }
  }

  /// The element with `stamp` wherever there is none.
  func filled(with stamp: Stamp) -> Element {
    var copy = self
    copy.stamps.element = stamps.element ?? stamp
    for list in copy.children.indices {
      copy.children[list].elements = copy.children[list].elements.map { $0.filled(with: stamp) }
    }
    return copy
  }
}
