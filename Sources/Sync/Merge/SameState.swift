import Training
package import Wire

extension Element {
  /// Whether both hold the same in every respect that merging looks at: values, stamps, removals.
  package func hasSameState(as other: Element) -> Bool {
    guard removal == other.removal else { return false }
    let names = Set(fields.map(\.name)).union(other.fields.map(\.name))
      .union(stamps.fields.keys).union(other.stamps.fields.keys)
    let isSame = names.allSatisfy { name in
      guard field(name) == other.field(name) else { return false }
      return Self.unstampedFields.contains(name)
        || effectiveStamp(name) == other.effectiveStamp(name)
    }
    guard isSame else { return false }
    let lists = Set(children.map(\.name)).union(other.children.map(\.name))
    return lists.allSatisfy { name in
      let (left, right) = (childList(name), other.childList(name))
      return left.removed == right.removed
        && Self.areSame(left.elements, right.elements)
    }
  }

  private func effectiveStamp(_ name: String) -> Stamp? {
    stamps.fields[name] ?? (field(name) == nil ? nil : stamps.element)
  }

  private func childList(_ name: String) -> ChildList {
    children.first { $0.name == name } ?? ChildList(name)
  }

  private static func areSame(_ left: [Element], _ right: [Element]) -> Bool {
    guard left.count == right.count else { return false }
    let others = Dictionary(right.map { ($0.id, $0) }) { first, _ in first }
    return left.allSatisfy { element in
      others[element.id].map { element.hasSameState(as: $0) } ?? false
    }
  }
}
