import Sync
package import Training
package import Wire

extension Element {
  /// Every stamp of every field, set and entry, removals included.
  package var allStamps: Set<Stamp> {
    var stamps = Set(self.stamps.fields.values)
    if let stamp = self.stamps.element { stamps.insert(stamp) }
    if let removal { stamps.insert(removal.at) }
    for list in children {
      stamps.formUnion(list.removed.values.map(\.at))
      for child in list.elements { stamps.formUnion(child.allStamps) }
    }
    return stamps
  }

  /// The stamps of what was written to the element and to what it holds: not of moves, nor of removals.
  package var contentStamps: Set<Stamp> {
    var stamps: Set<Stamp> = []
    var hasContent = false
    for name in Set(fields.map(\.name)).union(self.stamps.fields.keys)
    where name != "position" && !Self.unstampedFields.contains(name) {
      hasContent = true
      let stamp = self.stamps.fields[name] ?? (field(name) == nil ? nil : self.stamps.element)
      if let stamp { stamps.insert(stamp) }
    }
    if !hasContent, let stamp = self.stamps.element { stamps.insert(stamp) }
    for child in children.flatMap(\.elements) { stamps.formUnion(child.contentStamps) }
    return stamps
  }

  /// The paths of the element itself and of all that it holds.
  package func paths(at path: [String] = []) -> [[String]] {
    [path]
      + children.flatMap { list in
        list.elements.flatMap { $0.paths(at: path + [list.name, $0.id]) }
      }
  }

  /// The element at a path that ends in an id.
  package func descendant(at path: ArraySlice<String>) -> Element? { part(at: path) }

  private func child(at path: ArraySlice<String>) -> Element? {
    guard path.count > 1 else { return self }
    let id = path[path.startIndex + 1]
    return children(path[path.startIndex]).first { $0.id == id }?.child(at: path.dropFirst(2))
  }

  package func field(at path: ArraySlice<String>) -> String? {
    path.last.flatMap { child(at: path)?.field($0) }
  }

  /// When the field at a path was written or cleared last.
  package func stamp(at path: ArraySlice<String>) -> Stamp? {
    guard let name = path.last, let element = child(at: path) else { return nil }
    return element.stamps.fields[name]
      ?? (element.field(name) == nil ? nil : element.stamps.element)
  }

  /// Every field with a value, by its path.
  package func allFields(at path: [String] = []) -> [(path: [String], json: String)] {
    fields.map { (path + [$0.name], $0.json) }
      + children.flatMap { list in
        list.elements.flatMap { $0.allFields(at: path + [list.name, $0.id]) }
      }
  }

  /// The element with its fields in the order of their names, to be compared whole, stamps included.
  package var canonical: Element {
    var copy = self
    copy.fields.sort { $0.name < $1.name }
    copy.children = children.filter { !$0.elements.isEmpty || !$0.removed.isEmpty }
      .map { list in
        ChildList(
          list.name, list.elements.map(\.canonical), removed: list.removed)
      }
      .sorted { $0.name < $1.name }
    for name in fields.map(\.name) where copy.stamps.fields[name] == copy.stamps.element {
      copy.stamps.fields[name] = nil
    }
    return copy
  }
}
