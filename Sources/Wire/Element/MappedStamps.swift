public import Training

extension Element {
  /// The element with another stamp for each that it has, its children's and removals' too.
  public func mappingStamps(_ other: (Stamp) -> Stamp) -> Element {
    var copy = self
    copy.stamps = Stamps(
      element: stamps.element.map(other), fields: stamps.fields.mapValues(other))
    copy.removal = removal?.mappingStamps(other)
    for list in copy.children.indices {
      copy.children[list].removed = copy.children[list].removed.mapValues {
        $0.mappingStamps(other)
      }
      copy.children[list].elements = copy.children[list].elements.map { $0.mappingStamps(other) }
    }
    return copy
  }
}

extension Removal {
  /// The removal with other stamps. What was seen under the former ones has been seen under the new ones too.
  public func mappingStamps(_ other: (Stamp) -> Stamp) -> Removal {
    var copy = self
    copy.at = other(at)
    copy.upTo = upTo.map(other)
    for (device, moment) in seen.latest {
      copy.seen.insert(
        other(
          Stamp(
            milliseconds: moment.milliseconds, counter: moment.counter, device: device)))
    }
    return copy
  }
}
