public import Training

extension Element {
  /// The element after `changes`, made at `stamp`.
  ///
  /// What is changed or cleared gets the stamp; what is added gets it throughout, and what comes back its mark; what is
  /// taken out leaves its removal. A set whose `completed` changes is stamped whole, because logging it is a statement
  /// about all of its fields. Refreshed metadata gets none.
  ///
  /// - Throws: ``WireError/conflict(path:)`` where what a change is about is gone. Whatever stands there else is written
  ///   over.
  public func applying(_ changes: [Change], stamp: Stamp) throws(WireError) -> Element {
    var result = self
    for change in changes {
      let step = Step(change: change, stamp: stamp)
      try step.apply(to: &result, depth: 0)
    }
    if changes.contains(where: { $0.concernsChild && $0.new != nil }) {
      result = result.withRemovalsSaidOnce(under: result.removal)
    }
    return changes.contains(where: \.isRemoval) ? result.settled(at: stamp) : result
  }

  /// A document of which something was taken out: what stood only with that goes too. The document itself stays.
  private func settled(at stamp: Stamp) -> Element {
    if let standing = standing(under: removal) { return standing }
    var kept = withoutWhatFell(under: removal)
    kept.stamps.fields[Self.backMark(of: stamp)] = stamp
    return kept
  }

  /// This element as one that was made at `stamp`, its children too.
  public func restamped(_ stamp: Stamp) -> Element {
    var copy = self
    copy.stamps = Stamps(element: stamp)
    for list in copy.children.indices {
      copy.children[list].elements = copy.children[list].elements.map { $0.restamped(stamp) }
    }
    return copy
  }

  /// A document that was deleted and is made again at `stamp`, now as `changes` make it of what it was.
  ///
  /// All of it is stamped again; its removals stay.
  public func made(again changes: [Change], at stamp: Stamp) throws(WireError) -> Element {
    try applying(changes, stamp: stamp).rewritten(stamp)
  }

  /// Stamps all fields that have a value, here and in what the element holds.
  private func rewritten(_ stamp: Stamp) -> Element {
    var copy = self
    copy.stampWhole(stamp)
    for list in copy.children.indices {
      copy.children[list].elements = copy.children[list].elements.map { $0.rewritten(stamp) }
    }
    return copy
  }

  /// Stamps all fields that have a value; those that were cleared keep their own.
  fileprivate mutating func stampWhole(_ stamp: Stamp) {
    let present = Set(fields.map(\.name))
    stamps.fields = stamps.fields.filter { !present.contains($0.key) }
    stamps.element = stamp
  }

  /// Stamps one field; where all fields with a value then agree, the stamp becomes the element's.
  fileprivate mutating func stampField(_ name: String, _ stamp: Stamp) {
    guard field(name) != nil else {
      stamps.fields[name] = stamp
      return
    }
    stamps.fields[name] = stamps.element == stamp ? nil : stamp
    let stamped = fields.filter { !Self.unstampedFields.contains($0.name) }
    // A position is not content: moving an element without content says nothing about it.
    if stamped.contains(where: { $0.name != Self.position }),
      stamped.allSatisfy({ stamps.stamp(of: $0.name) == stamp })
    {
      stampWhole(stamp)
    }
  }
}

extension ChildList {
  /// Orders the children by position, then id; those without a position come first, in the order they stand.
  public mutating func sort() {
    let keys = elements.map { $0.field("position") }
    let order = elements.indices.sorted { left, right in
      switch (keys[left], keys[right]) {
      case (nil, nil): left < right
      case (nil, _): true
      case (_, nil): false
      case (let first?, let second?):
        first == second ? elements[left].id < elements[right].id : first < second
      }
    }
    guard order != Array(elements.indices) else { return }
    elements = order.map { elements[$0] }
  }
}

/// One change on its way down to the element it concerns.
private struct Step {
  var change: Change
  var stamp: Stamp

  private var conflict: WireError { .conflict(path: change.path) }

  func apply(to element: inout Element, depth: Int) throws(WireError) {
    let path = change.path
    switch path.count - depth {
    case 1: setField(path[depth], of: &element)
    case 2: try setChild(path[depth + 1], of: &element, list: path[depth])
    case 3...:
      let list = element.index(ofList: path[depth])
      guard
        let child = element.children[list].elements.firstIndex(where: { $0.id == path[depth + 1] })
      else { throw conflict }
      try apply(to: &element.children[list].elements[child], depth: depth + 2)
      if path.count == depth + 3 {
        if path[depth] == "sets", path[depth + 2] == "completed" {
          element.children[list].elements[child].stampWhole(stamp)
        }
        if path[depth + 2] == "position" { element.children[list].sort() }
      }
    default: throw conflict
    }
  }

  private func setField(_ name: String, of element: inout Element) {
    let isStamped = !Element.unstampedFields.contains(name)
    element.set(name, to: change.new)
    if isStamped { element.stampField(name, stamp) }
  }

  private func setChild(_ id: String, of element: inout Element, list name: String)
    throws(WireError)
  {
    let list = element.index(ofList: name)
    let index = element.children[list].elements.firstIndex { $0.id == id }
    let former = index.map { element.children[list].elements.remove(at: $0) }
    guard let new = change.new else {
      let removal = change.removal ?? Removal(at: stamp, seen: former?.seen ?? Seen())
      element.children[list].removed[id] = .joined(element.children[list].removed[id], removal)
      return
    }
    let child = try Element.decode(new)
    element.children[list].elements.append(
      change.isReturn ? child.broughtBack(at: stamp) : child.restamped(stamp))
    element.children[list].sort()
  }
}
