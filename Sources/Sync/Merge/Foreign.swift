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
  /// - Parameter lastUpdated: When the writer says it changed the document.
  public static func adopted(_ element: Element, base: Element?, lastUpdated: Instant?)
    throws(WireError) -> Element
  {
    let time = max(0, lastUpdated?.milliseconds ?? 0)
    guard let base else {
      guard element.hasUnstamped else { return element }
      return element.filled(with: Stamp(milliseconds: time, counter: 0, device: device))
    }
    guard isForeign(element, base: base) else { return element }
    let changes = base.changes(to: element)
    guard !changes.isEmpty else { return base }
    return try base.applying(changes, stamp: successor(of: base.latestStamp, at: time))
  }

  /// Whether a copy was changed by someone who left the stamps alone, or has none.
  private static func isForeign(_ element: Element, base: Element) -> Bool {
    element.hasUnstamped
      || (element.latestStamp == base.latestStamp && !element.hasSameContent(as: base))
  }

  private static func successor(of stamp: Stamp?, at time: Int64) -> Stamp {
    guard let stamp, stamp.milliseconds >= time else {
      return Stamp(milliseconds: time, counter: 0, device: device)
    }
    return stamp.counter < UInt32.max
      ? Stamp(milliseconds: stamp.milliseconds, counter: stamp.counter + 1, device: device)
      : Stamp(milliseconds: stamp.milliseconds + 1, counter: 0, device: device)
  }
}

extension Element {
  /// Whether any field with a value has no stamp.
  var hasUnstamped: Bool {
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
