public import Training
public import Wire

/// A dump taken apart: its head, and its documents as slices of its bytes, not yet decoded.
public struct Dump: Sendable {
  /// Nil for a dump of another program, which has no lineage yet.
  public internal(set) var head: DumpHead?
  /// Whether the checksum is that of the bytes; true for a dump of another program, which has none.
  public internal(set) var isIntact = true
  public internal(set) var documents: [DocumentKey: JSONSlice] = [:]
  public internal(set) var tombstones: [DocumentKey: Removal] = [:]
  /// Members of the dump that are not ours, byte for byte; the name is what stands between its quotes.
  var unknown: [Field] = []
  /// The documents of athletes who share the file, byte for byte; see ``otherAthletes``.
  var others: [Collection: [ArraySlice<UInt8>]] = [:]
  /// The parts of legacy logs that lie in documents of their own, by the log's id.
  private var shards: [String: [JSONSlice]] = [:]
  /// Other athletes, whose documents are left alone.
  var otherAthletes: Set<String> = []

  /// How large a document may be, in bytes of JSON.
  public static let documentLimit = 1_048_576

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
      isIntact =
        values["checksum"].map {
          $0.string == ContentHash(bytes[$0.range.upperBound...]).text
        } ?? false
      otherAthletes = try Self.otherAthletes(values["otherAthletes"])
    }
    for member in members {
      if let collection = Collection(rawValue: member.name) {
        try add(collection, member.value)
      } else if isOurs, DumpHead.names.contains(member.name) || member.name == "otherAthletes" {
        continue
      } else if isOurs, member.name == "tombstones" {
        tombstones = try Self.tombstones(member.value)
      } else if isOurs, member.name == Self.former {
        continue
      } else {
        unknown.append(Field(member.key, member.value.raw))
        if !isOurs, member.name == "workoutLogShards" { try addShards(member.value) }
      }
    }
    guard isOurs || !documents.isEmpty else { throw .notDump(found: "an object") }
  }

  /// A member of version 1, which held what was known of what was taken out; removals say enough.
  private static let former = "buried"

  static func members(_ json: JSONSlice) throws(DumpError) -> [JSONMember] {
    do throws(WireError) { return try json.members() } catch { throw .notJSON(error) }
  }

  // MARK: Documents

  private mutating func add(_ collection: Collection, _ json: JSONSlice) throws(DumpError) {
    guard json.kind == .array || json.kind == .object || (json.isNull && head == nil) else {
      throw .notCollection(collection.rawValue, found: json.words)
    }
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
    // Members that appear twice are found when the document is decoded.
    let own = document.first("id")
    let owner = otherAthletes.isEmpty ? nil : document.first("userId")?.string
    guard document.kind == .object, let id = own.map({ $0.string ?? "" }) ?? key, !id.isEmpty else {
      throw .noId(collection: collection.rawValue, place: place)
    }
    if let owner, otherAthletes.contains(owner) {
      others[collection, default: []].append(document.utf8)
      return
    }
    guard head == nil || document.byteCount <= Self.documentLimit else {
      throw .tooLarge(collection: collection.rawValue, id: id, bytes: document.byteCount)
    }
    let name = DocumentKey(collection, id)
    guard documents.updateValue(document, forKey: name) == nil else {
      throw .duplicate(collection: collection.rawValue, id: id)
    }
  }

  private mutating func addShards(_ json: JSONSlice) throws(DumpError) {
    for shard in Array(json.elements) + (try Self.members(json).map(\.value)) {
      do throws(WireError) {
        if let log = try ShardedLog.parent(of: shard) { shards[log, default: []].append(shard) }
      } catch { throw .notJSON(error) }
    }
  }

  /// A document's generic form, stamped as far as its writer stamped it.
  public func element(_ key: DocumentKey) throws(DumpError) -> Element? {
    guard let json = documents[key] else { return nil }
    let element: Element
    do throws(WireError) {
      element = try head == nil ? foreign(key, json) : Self.own(key, json)
    } catch {
      throw .unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
    try Self.check(element, of: key)
    return element
  }

  /// Refuses stamps that no clock could pass: after one of them no edit anywhere would be later.
  static func check(_ element: Element, of key: DocumentKey) throws(DumpError) {
    if let latest = element.latestStamp { try check(latest, of: key) }
    try check(removalsOf: element, key)
  }

  /// Refuses removals with stamps that no clock could pass.
  public static func check(removalsOf element: Element, _ key: DocumentKey) throws(DumpError) {
    for removal in element.removals { try check(removal, of: key) }
  }

  static func check(_ removal: Removal, of key: DocumentKey) throws(DumpError) {
    for stamp in [removal.at, removal.upTo].compactMap(\.self) { try check(stamp, of: key) }
    guard !removal.seen.isBeyondCalendar else {
      throw .beyondCalendar(collection: key.collection.rawValue, id: key.id)
    }
  }

  /// Refuses a stamp that no clock could pass.
  public static func check(_ stamp: Stamp, of key: DocumentKey) throws(DumpError) {
    guard stamp.milliseconds <= lastMillisecond else {
      throw .beyondCalendar(collection: key.collection.rawValue, id: key.id)
    }
  }

  /// The last millisecond of the year 9999.
  fileprivate static let lastMillisecond: Int64 = 253_402_300_799_999

  static func own(_ key: DocumentKey, _ json: JSONSlice) throws(WireError) -> Element {
    try key.collection.kind.init(json: json).element
  }

  private func foreign(_ key: DocumentKey, _ json: JSONSlice) throws(WireError) -> Element {
    var reading = LegacyReader()
    return try key.collection.kind.read(
      legacy: json, key: key.id, shards: shards[key.id] ?? [], &reading
    ).element
  }
}

extension JSONSlice {
  /// What kind of value it is, in words.
  var words: String {
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

extension Seen {
  /// Whether any moment is one that no clock could pass.
  var isBeyondCalendar: Bool {
    latest.values.contains { $0.milliseconds > Dump.lastMillisecond }
  }
}
