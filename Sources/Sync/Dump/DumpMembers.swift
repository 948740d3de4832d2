import Training
import Wire

/// The members of a dump beside its documents.
extension Dump {
  static func head(_ values: [String: JSONSlice]) throws(DumpError) -> DumpHead {
    func text(_ name: String) throws(DumpError) -> String {
      guard let text = values[name]?.string else {
        throw .badHead(member: name, expected: "a text")
      }
      return text
    }
    guard let version = values["version"]?.int else {
      throw .badHead(member: "version", expected: "a number")
    }
    guard version > 0 else { throw .badHead(member: "version", expected: "a version") }
    guard version <= DumpHead.formatVersion else { throw .newerVersion(found: version) }
    let name = try text("strategy")
    guard let strategy = Strategy(rawValue: name) else { throw .unknownStrategy(name) }
    guard let generation = values["generation"]?.int, (0...mostGenerations).contains(generation)
    else {
      throw .badHead(member: "generation", expected: "a count")
    }
    guard let writtenAt = Instant(iso8601: try text("writtenAt")) else {
      throw .badHead(member: "writtenAt", expected: "an instant")
    }
    let lineage = try text("lineage")
    guard !lineage.isEmpty else { throw .badHead(member: "lineage", expected: "a name") }
    return DumpHead(
      lineage: lineage, strategy: strategy, generation: generation, device: try text("device"),
      writtenAt: writtenAt, commit: try text("commit"), userId: try text("userId"),
      devices: try devices(values["devices"]))
  }

  /// The names of devices; none in a dump that is older than they are.
  static func devices(_ json: JSONSlice?) throws(DumpError) -> [String: String] {
    guard let json else { return [:] }
    guard json.kind == .object else {
      throw .badHead(member: "devices", expected: "an object of names by id")
    }
    var names: [String: String] = [:]
    for member in try members(json) { names[member.name] = member.value.string }
    return names
  }

  static func tombstones(_ json: JSONSlice) throws(DumpError) -> [DocumentKey: Stamp] {
    var stamps: [DocumentKey: Stamp] = [:]
    try forEachEntry(json, "tombstones") { (key, value) throws(DumpError) in
      guard let stamp = value.string.flatMap({ Stamp(text: $0) }) else {
        throw .badHead(member: "tombstones", expected: "an object of stamps by id")
      }
      try check(stamp, of: key)
      stamps[key] = stamp
    }
    return stamps
  }

  static func buried(_ json: JSONSlice) throws(DumpError)
    -> [DocumentKey: [String: [Element]]]
  {
    var buried: [DocumentKey: [String: [Element]]] = [:]
    try forEachEntry(json, "buried") { (key, value) throws(DumpError) in
      for list in try members(value) {
        var children: [Element] = []
        for child in list.value.elements {
          do throws(WireError) { children.append(try Element.decode(child.raw)) } catch {
            throw .unreadable(collection: key.collection.rawValue, id: key.id, error)
          }
          if let last = children.last { try check(last, of: key) }
        }
        try checkPath(list.name, children, of: key)
        buried[key, default: [:]][list.name] = children
      }
    }
    return buried
  }

  /// Of a whole document there is one copy, of the same id; anything else is a list by its path.
  private static func checkPath(_ path: String, _ children: [Element], of key: DocumentKey)
    throws(DumpError)
  {
    let parts = Change.path(path)
    let isRight =
      path == wholePath
      ? children.count == 1 && children[0].id == key.id
      : parts.count.isMultiple(of: 2) == false && !parts.contains("")
    guard isRight else {
      throw .badHead(
        member: "buried",
        expected: "right for \(key.collection.noun) “\(key.id)”: “\(path)” is no place in it")
    }
  }

  /// Far more than there ever are, so that counting on is safe.
  private static let mostGenerations = 1 << 53

  static func otherAthletes(_ json: JSONSlice?) throws(DumpError) -> Set<String> {
    guard let json else { return [] }
    let ids = json.elements.map(\.string)
    guard json.kind == .array, !ids.contains(nil) else {
      throw .badHead(member: "otherAthletes", expected: "a list of ids")
    }
    return Set(ids.compactMap { $0 })
  }

  static func forEachEntry(
    _ json: JSONSlice, _ member: String,
    _ body: (DocumentKey, JSONSlice) throws(DumpError) -> Void
  ) throws(DumpError) {
    guard json.kind == .object else {
      throw .badHead(member: member, expected: "an object of collections")
    }
    for collection in try members(json) {
      guard let name = Collection(rawValue: collection.name), collection.value.kind == .object
      else { throw .badHead(member: member, expected: "an object of collections") }
      for entry in try members(collection.value) {
        try body(DocumentKey(name, entry.name), entry.value)
      }
    }
  }
}
