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
      devices: try devices(values["devices"]), seen: try seen(values["seen"], version: version))
  }

  /// Nil in a dump that is older than removals are.
  private static func seen(_ json: JSONSlice?, version: Int) throws(DumpError) -> Seen? {
    guard version > 1 else { return nil }
    let seen: Seen?
    do throws(WireError) {
      seen = try json.flatMap { json throws(WireError) in
        try RemovalText.seen(json)
      }
    } catch { throw .notJSON(error) }
    guard let seen, !seen.isBeyondCalendar else {
      throw .badHead(member: "seen", expected: "an object of moments by device")
    }
    return seen
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

  static func tombstones(_ json: JSONSlice) throws(DumpError) -> [DocumentKey: Removal] {
    var removals: [DocumentKey: Removal] = [:]
    try forEachEntry(json, "tombstones") { (key, value) throws(DumpError) in
      let removal: Removal?
      do throws(WireError) { removal = try RemovalText.removal(value) } catch {
        throw .notJSON(error)
      }
      guard let removal else {
        throw .badHead(member: "tombstones", expected: "an object of removals by id")
      }
      try check(removal, of: key)
      removals[key] = removal
    }
    return removals
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
