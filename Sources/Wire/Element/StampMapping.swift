public import Training

extension Element {
  /// The element with another stamp for each that it has, its children's and removals' too.
  public func mappingStamps(_ other: (Stamp) -> Stamp) -> Element {
    var copy = self
    copy.stamps = Stamps(
      element: stamps.element.map(other), fields: stamps.fields.mapValues(other))
    for list in copy.children.indices {
      copy.children[list].removed = copy.children[list].removed.mapValues(other)
      copy.children[list].elements = copy.children[list].elements.map { $0.mappingStamps(other) }
      copy.children[list].buried = copy.children[list].buried.map { $0.mappingStamps(other) }
    }
    return copy
  }
}
