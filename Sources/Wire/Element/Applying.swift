public import Training

extension Element {
  /// The element after `changes`, made at `stamp`.
  ///
  /// What is changed or cleared gets the stamp; what is added gets it throughout; what is taken out leaves it as
  /// its tombstone. A set whose `completed` changes is stamped whole, because logging it is a statement about
  /// all of its fields. Refreshed metadata gets none.
  ///
  /// With `checking`, throws ``WireError/conflict(path:)`` where a field or child is not what the change found
  /// (embedded metadata excepted). Without it only a missing parent is a conflict: the last write holds.
  public func applying(_ changes: [Change], stamp: Stamp, checking: Bool = false)
    throws(WireError) -> Element
  {
    var result = self
    for change in changes {
      let step = Step(change: change, stamp: stamp, checking: checking)
      try step.apply(to: &result, depth: 0)
    }
    return result
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
    let agree = fields.allSatisfy {
      Self.unstampedFields.contains($0.name) || stamps.stamp(of: $0.name) == stamp
    }
    if agree { stampWhole(stamp) }
  }

  /// A copy without what is refreshed and not edited, to compare what was edited.
  fileprivate var edited: Element {
    var copy = self
    copy.fields.removeAll { Self.unstampedFields.contains($0.name) }
    for list in copy.children.indices {
      copy.children[list].elements = copy.children[list].elements.map(\.edited)
    }
    return copy
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
  var checking: Bool

  private var conflict: WireError { .conflict(path: change.path) }

  func apply(to element: inout Element, depth: Int) throws(WireError) {
    let path = change.path
    switch path.count - depth {
    case 1: try setField(path[depth], of: &element)
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

  private func setField(_ name: String, of element: inout Element) throws(WireError) {
    let isStamped = !Element.unstampedFields.contains(name)
    if checking, isStamped {
      let current = element.field(name)
      guard (current == nil) == (change.old == nil),
        Element.isSame(current ?? "", change.old ?? "")
      else { throw conflict }
    }
    element.set(name, to: change.new)
    if isStamped { element.stampField(name, stamp) }
  }

  private func setChild(_ id: String, of element: inout Element, list name: String)
    throws(WireError)
  {
    let list = element.index(ofList: name)
    let index = element.children[list].elements.firstIndex { $0.id == id }
    if checking { try check(index.map { element.children[list].elements[$0] }) }
    if let index { element.children[list].elements.remove(at: index) }
    guard let new = change.new else {
      element.children[list].removed[id] = stamp
      return
    }
    element.children[list].removed[id] = nil
    element.children[list].elements.append(try Element.decode(new).restamped(stamp))
    element.children[list].sort()
  }

  /// A child that is to go must still say what it said; one that is to come must not be there.
  private func check(_ current: Element?) throws(WireError) {
    switch (current, change.old) {
    case (nil, nil): return
    case (let current?, let old?):
      guard current.edited.hasSameContent(as: try Element.decode(old).edited) else {
        throw conflict
      }
    default: throw conflict
    }
  }
}
