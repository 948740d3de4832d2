public import Training
public import Wire

/// A dump taken apart: its head, and its documents as slices of its bytes, not yet decoded.
public struct Dump: Sendable {
  /// Nil for a dump of another program, which has no lineage yet.
  public private(set) var head: DumpHead?
  /// Whether the checksum is that of the bytes; true where there is none to compare.
  public private(set) var isIntact = true
  public private(set) var documents: [DocumentKey: JSONSlice] = [:]
  public private(set) var tombstones: [DocumentKey: Stamp] = [:]
  /// What merging met of children that were taken out: by document, then by the path of their list.
  private(set) var buried: [DocumentKey: [String: [Element]]] = [:]
  /// Members of the dump that are not ours, byte for byte.
  private(set) var unknown: [Field] = []

  /// Reads a dump: ours, or one of another program with the same collections.
  public init(_ bytes: [UInt8]) throws(DumpError) {
    guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
      throw .empty
    }
    let json: JSONSlice
    do throws(WireError) { json = try JSONSlice(bytes) } catch { throw .notJSON(error) }
    try self.init(json, bytes)
  }

  private init(_ json: JSONSlice, _ bytes: [UInt8]) throws(DumpError) {
    guard json.kind == .object else { throw .notDump(found: json.words) }
    let members = try Self.members(json)
    var values: [String: JSONSlice] = [:]
    for member in members { values[member.name] = member.value }
    let isOurs = values["format"]?.string == DumpHead.formatName
    if isOurs {
      head = try Self.head(values)
      if let checksum = values["checksum"] {
        let covered = bytes[checksum.range.upperBound...]
        isIntact = checksum.string == ContentHash(covered).text
      }
    }
    for member in members {
      if let collection = Collection(rawValue: member.name) {
        try add(collection, member.value)
      } else if isOurs, DumpHead.names.contains(member.name) {
        continue
      } else if isOurs, member.name == "tombstones" {
        tombstones = try Self.tombstones(member.value)
      } else if isOurs, member.name == "buried" {
        buried = try Self.buried(member.value)
      } else {
        unknown.append(Field(member.name, member.value.raw))
      }
    }
    guard isOurs || !documents.isEmpty else { throw .notDump(found: "an object") }
  }

  private static func members(_ json: JSONSlice) throws(DumpError) -> [JSONMember] {
    do throws(WireError) { return try json.members() } catch { throw .notJSON(error) }
  }

  // MARK: Documents

  private mutating func add(_ collection: Collection, _ json: JSONSlice) throws(DumpError) {
    var place = 0
    for document in json.elements {
      place += 1
      try add(collection, document, key: nil, place)
    }
    for member in try Self.members(json) {
      place += 1
      try add(collection, member.value, key: member.name, place)
    }
  }

  private mutating func add(
    _ collection: Collection, _ document: JSONSlice, key: String?, _ place: Int
  ) throws(DumpError) {
    let own: JSONSlice?
    do throws(WireError) { own = try document["id"] } catch { throw .notJSON(error) }
    guard document.kind == .object, let id = own.map({ $0.string ?? "" }) ?? key, !id.isEmpty else {
      throw .noId(collection: collection.rawValue, place: place)
    }
    let name = DocumentKey(collection, id)
    guard documents.updateValue(document, forKey: name) == nil else {
      throw .duplicate(collection: collection.rawValue, id: id)
    }
  }

  /// A document's generic form, stamped as far as its writer stamped it, with what is buried in it.
  public func element(_ key: DocumentKey) throws(DumpError) -> Element? {
    guard let json = documents[key] else { return nil }
    do throws(WireError) {
      var element = try head == nil ? Self.foreign(key, json) : Self.own(key, json)
      for (path, children) in buried[key] ?? [:] {
        element.bury(children, at: Change.path(path)[...])
      }
      return element
    } catch {
      throw .unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
  }

  static func own(_ key: DocumentKey, _ json: JSONSlice) throws(WireError) -> Element {
    switch key.collection {
    case .workoutLogs: try WorkoutLog(json: json).element
    case .programs: try Program(json: json).element
    case .exercises: try Exercise(json: json).element
    case .bodyWeights: try BodyWeight(json: json).element
    }
  }

  private static func foreign(_ key: DocumentKey, _ json: JSONSlice) throws(WireError) -> Element {
    var reading = LegacyReading()
    return switch key.collection {
    case .workoutLogs: try reading.workoutLog(json, key: key.id).element
    case .programs: try reading.program(json, key: key.id).element
    case .exercises: try reading.exercise(json, key: key.id).element
    case .bodyWeights: try reading.bodyWeight(json, key: key.id).element
    }
  }

  // MARK: The head

  private static func head(_ values: [String: JSONSlice]) throws(DumpError) -> DumpHead {
    func text(_ name: String) throws(DumpError) -> String {
      guard let text = values[name]?.string else {
        throw .badHead(member: name, expected: "a text")
      }
      return text
    }
    guard let version = values["version"]?.int else {
      throw .badHead(member: "version", expected: "a number")
    }
    guard version <= DumpHead.formatVersion else { throw .newerVersion(found: version) }
    let name = try text("strategy")
    guard let strategy = Strategy(rawValue: name) else { throw .unknownStrategy(name) }
    guard let generation = values["generation"]?.int, generation >= 0 else {
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
  private static func devices(_ json: JSONSlice?) throws(DumpError) -> [String: String] {
    guard let json else { return [:] }
    guard json.kind == .object else {
      throw .badHead(member: "devices", expected: "an object of names by id")
    }
    var names: [String: String] = [:]
    for member in try members(json) { names[member.name] = member.value.string }
    return names
  }

  private static func tombstones(_ json: JSONSlice) throws(DumpError) -> [DocumentKey: Stamp] {
    var stamps: [DocumentKey: Stamp] = [:]
    try forEachEntry(json, "tombstones") { (key, value) throws(DumpError) in
      guard let stamp = value.string.flatMap({ Stamp(text: $0) }) else {
        throw .badHead(member: "tombstones", expected: "an object of stamps by id")
      }
      stamps[key] = stamp
    }
    return stamps
  }

  private static func buried(_ json: JSONSlice) throws(DumpError)
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
        }
        buried[key, default: [:]][list.name] = children
      }
    }
    return buried
  }

  private static func forEachEntry(
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

extension JSONSlice {
  /// What kind of value it is, in words.
  fileprivate var words: String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}

extension Element {
  /// Puts children that are taken out back where their list stands; those of a parent that is gone went with it.
  fileprivate mutating func bury(_ children: [Element], at path: ArraySlice<String>) {
    guard let name = path.first else { return }
    if path.count == 1 {
      if let list = self.children.firstIndex(where: { $0.name == name }) {
        self.children[list].buried = children
      } else {
        self.children.append(ChildList(name, buried: children))
      }
      return
    }
    let id = path[path.startIndex + 1]
    guard let list = self.children.firstIndex(where: { $0.name == name }),
      let child = self.children[list].elements.firstIndex(where: { $0.id == id })
    else { return }
    self.children[list].elements[child].bury(children, at: path.dropFirst(2))
  }

  /// What is buried in the element, by the path of its list.
  func buriedChildren(at path: [String] = []) -> [String: [Element]] {
    var result: [String: [Element]] = [:]
    for list in children {
      if !list.buried.isEmpty { result[Change.pathText(path + [list.name])] = list.buried }
      for child in list.elements {
        result.merge(child.buriedChildren(at: path + [list.name, child.id])) { first, _ in first }
      }
    }
    return result
  }
}
