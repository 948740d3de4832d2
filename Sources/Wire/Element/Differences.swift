extension Element {
  /// The changes that turn this element's content into `new`'s; stamps are not compared.
  ///
  /// Children are matched by id. Order is not a change of its own: it is the field `position`.
  public func changes(to new: Element) -> [Change] {
    var changes: [Change] = []
    collect(to: new, at: [], into: &changes)
    return changes
  }

  private func collect(to new: Element, at path: [String], into changes: inout [Change]) {
    collectFields(to: new, at: path, into: &changes)
    var names = new.children.map(\.name)
    names += children.map(\.name).filter { !names.contains($0) }
    for name in names {
      Self.collect(
        from: children(name), to: new.children(name), at: path + [name], into: &changes)
    }
  }

  private func collectFields(to new: Element, at path: [String], into changes: inout [Change]) {
    for (index, field) in new.fields.enumerated() {
      let isAligned = index < fields.count && fields[index].name == field.name
      let old = isAligned ? fields[index].json : self.field(field.name)
      if let old, Self.isSame(old, field.json) { continue }
      changes.append(Change(path: path + [field.name], old: old, new: field.json))
    }
    for field in fields where new.field(field.name) == nil {
      changes.append(Change(path: path + [field.name], old: field.json, new: nil))
    }
  }

  private static func collect(
    from old: [Element], to new: [Element], at path: [String], into changes: inout [Change]
  ) {
    let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for child in new {
      if let former = before[child.id] {
        // Cheap where both share what they hold, as the untouched parts of an edited document do.
        if former == child { continue }
        former.collect(to: child, at: path + [child.id], into: &changes)
      } else {
        changes.append(Change(path: path + [child.id], old: nil, new: child.encoded()))
      }
    }
    let after = Set(new.map(\.id))
    for child in old where !after.contains(child.id) {
      changes.append(Change(path: path + [child.id], old: child.encoded(), new: nil))
    }
  }

  /// Equal as bytes: texts that Unicode calls equivalent may still be written differently.
  static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
  }

  /// Whether the field of a name has a value, byte for byte; nil for none.
  public func holds(_ json: String?, in name: String) -> Bool {
    guard let own = field(name), let json else { return field(name) == nil && json == nil }
    return Self.isSame(own, json)
  }
}
