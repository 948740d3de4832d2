extension Element {
  /// The element with everything in it that another state of it has: fields that only one has, and children of both.
  ///
  /// Stamps are left as they are: what differs is an edit of whoever puts it somewhere.
  ///
  /// - Parameter theirsHolds: Whether the other's value stands where both have one.
  public func joined(with other: Element, theirsHolds: Bool) -> Element {
    var result = self
    for field in other.fields where theirsHolds || result.field(field.name) == nil {
      result.set(field.name, to: field.json)
    }
    for list in other.children {
      let index = result.index(ofList: list.name)
      for child in list.elements {
        let mine = result.children[index].elements.firstIndex { $0.id == child.id }
        if let mine {
          let joined = result.children[index].elements[mine].joined(
            with: child, theirsHolds: theirsHolds)
          result.children[index].elements[mine] = joined
        } else {
          result.children[index].removed[child.id] = nil
          result.children[index].elements.append(child)
        }
      }
      result.children[index].sort()
    }
    return result
  }
}
