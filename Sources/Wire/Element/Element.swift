public import Training

/// One field of an element: its name and its value's JSON, byte for byte.
public struct Field: Hashable, Sendable {
  public var name: String
  public var json: String

  public init(_ name: String, _ json: String) {
    self.name = name
    self.json = json
  }

  /// Equal byte for byte: texts that Unicode calls equivalent may still be written differently.
  public static func == (left: Field, right: Field) -> Bool {
    left.name == right.name && Element.isSame(left.json, right.json)
  }
}

/// The children of one kind that an element has, and the removals of those that were taken out.
public struct ChildList: Equatable, Sendable {
  public var name: String
  public var elements: [Element]
  /// By id. A removal stays for good, also where what it was about stands again.
  public var removed: [String: Removal]

  public init(
    _ name: String, _ elements: [Element] = [], removed: [String: Removal] = [:]
  ) {
    self.name = name
    self.elements = elements
    self.removed = removed
  }
}

/// The generic form of every document and of every part of one: what differs, merges, is journaled and replayed.
///
/// Fields that Tonnage does not know are fields like any other. Derived values (summaries, `lastUpdated` of a
/// stamped document) are not in it.
public struct Element: Equatable, Sendable {
  public var id: String
  public var fields: [Field]
  public var stamps: Stamps
  public var children: [ChildList]
  /// Of a whole document: that it was removed before, and stands again. Those of children lie in their list.
  public var removal: Removal?

  public init(
    id: String, fields: [Field] = [], stamps: Stamps = Stamps(), children: [ChildList] = [],
    removal: Removal? = nil
  ) {
    self.id = id
    self.fields = fields
    self.stamps = stamps
    self.children = children
    self.removal = removal
  }

  /// Fields that are refreshed, not edited: they carry no stamp.
  public static let unstampedFields: Set<String> = ["exerciseMetadata"]

  /// The JSON of a field; nil where the element has none of that name.
  public func field(_ name: String) -> String? { fields.first { $0.name == name }?.json }

  /// Sets a field where it stands, adds it at the end, or takes it out.
  public mutating func set(_ name: String, to json: String?) {
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      if let json { fields.append(Field(name, json)) }
      return
    }
    if let json {
      fields[index].json = json
    } else {
      fields.remove(at: index)
    }
  }

  /// The children of one kind; none where there is no such list.
  public func children(_ list: String) -> [Element] {
    children.first { $0.name == list }?.elements ?? []
  }

  /// The element at a path that ends in an id; itself at the empty path, nil where there is none.
  public func part(at path: ArraySlice<String>) -> Element? {
    guard path.count > 1 else { return path.isEmpty ? self : nil }
    let id = path[path.startIndex + 1]
    return children(path[path.startIndex]).first { $0.id == id }?.part(at: path.dropFirst(2))
  }

  /// The removals of children that were taken out.
  public func removed(_ list: String) -> [String: Removal] {
    children.first { $0.name == list }?.removed ?? [:]
  }

  /// The index of a child list, which is made where there is none.
  mutating func index(ofList name: String) -> Int {
    if let index = children.firstIndex(where: { $0.name == name }) { return index }
    children.append(ChildList(name))
    return children.count - 1
  }

  /// The latest stamp anywhere in the element, removals included; nil where there is none.
  public var latestStamp: Stamp? {
    var latest = stamps.latest
    func consider(_ stamp: Stamp?) {
      guard let stamp, latest.map({ $0 < stamp }) ?? true else { return }
      latest = stamp
    }
    consider(removal?.at)
    for list in children {
      for removal in list.removed.values { consider(removal.at) }
      for element in list.elements { consider(element.latestStamp) }
    }
    return latest
  }

  /// Whether both say the same, whatever their stamps and the order of their fields.
  public func hasSameContent(as other: Element) -> Bool {
    id == other.id && changes(to: other).isEmpty
  }
}
