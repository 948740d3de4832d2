import Training
import Wire

/// A file of documents: the app's own collections, or an export of ours. It is taken apart, not yet read.
public struct LegacyDump: Sendable {
  /// An athlete that documents of the file belong to.
  public struct User: Hashable, Sendable {
    public var id: String
    /// The name the file gives; the id where it gives none.
    public var name: String
    public var workouts: Int
    public var programs: Int
    /// Whether the file's list of athletes has this one.
    public var isListed: Bool
  }

  /// Files larger than this are refused by their size.
  public static let byteLimit = 512 * 1_048_576

  /// What an export of ours says it is.
  public static let formatName = "tonnage"
  /// The format version this program writes and the newest it reads.
  public static let formatVersion = 1

  public let file: String
  public private(set) var users: [User] = []
  /// Documents by collection, those the reader does not know included.
  public private(set) var counts: [String: Int] = [:]
  var exercises: [Item] = []
  var programs: [Item] = []
  var logs: [Item] = []
  var shards: [String: [JSONSlice]] = [:]
  var bodyWeights: [Item] = []
  var analytics: [Item] = []
  /// The list that has all exercises in one document.
  var exerciseList: [Item] = []
  /// What could not be taken in, each with its place.
  private(set) var passedOver: [Interpretation] = []
  /// What an export of ours tells of deletions.
  private(set) var removals: [FileRemoval] = []
  /// Whether the file is an export of a store: complete documents, all of one athlete.
  private(set) var isOwnExport = false

  struct Item: Sendable {
    var key: String?
    var json: JSONSlice
    var userId: String?
  }

  /// Takes the file apart.
  ///
  /// - Parameters:
  ///   - file: What the file is called in sentences.
  ///   - bytes: Its content.
  public init(file: String, bytes: [UInt8]) throws(InterchangeError) {
    try self.init(file: file, bytes: bytes, limit: Self.byteLimit)
  }

  init(file: String, bytes: [UInt8], limit: Int) throws(InterchangeError) {
    self.file = file
    guard bytes.count <= limit else {
      throw .tooLarge(file: file, bytes: bytes.count)
    }
    let json = try Self.reading(file) { () throws(WireError) in try JSONSlice(bytes) }
    guard json.kind == .object else { throw .noDocuments(file: file) }
    let head = try Self.reading(file) { () throws(WireError) in
      (
        format: try json["format"]?.string, version: try json["version"]?.int,
        owner: try json["userId"]?.string
      )
    }
    if head.format == Self.formatName, let version = head.version, version > Self.formatVersion {
      throw .newerFormat(file: file, version: version)
    }
    isOwnExport = head.format == Self.formatName
    do throws(WireError) {
      try sort(json, owner: head.owner)
      try findUsers(json, owner: head.owner)
    } catch {
      throw .notJSON(file: file, reason: error.description)
    }
    let known = exercises.count + programs.count + logs.count + bodyWeights.count
    guard known + exerciseList.count + removals.count > 0 else { throw .noDocuments(file: file) }
  }

  private static func reading<Result>(
    _ file: String, _ body: () throws(WireError) -> Result
  ) throws(InterchangeError) -> Result {
    do throws(WireError) { return try body() } catch {
      throw .notJSON(file: file, reason: error.description)
    }
  }

  private mutating func sort(_ json: JSONSlice, owner: String?) throws(WireError) {
    try json.forEachDocument { (collection, key, document) throws(WireError) in
      if isOwnExport, collection == Self.tombstones {
        return try addRemovals(of: key ?? "", document)
      }
      guard document.kind == .object else {
        passedOver.append(
          Interpretation(
            document: key ?? "", path: collection, sentence: "is not a document: passed over"))
        return
      }
      counts[collection, default: 0] += 1
      let item = Item(key: key, json: document, userId: try document["userId"]?.string ?? owner)
      switch collection {
      case "exercises": exercises.append(item)
      case "programs": programs.append(item)
      case "workoutLogs": logs.append(item)
      case "bodyWeights": bodyWeights.append(item)
      case "userAnalytics": analytics.append(item)
      case "exercises_metadata": try addList(document)
      case "workoutLogShards":
        if let parent = try ShardedLog.parent(of: document) {
          shards[parent, default: []].append(document)
        }
      default: break
      }
    }
  }

  /// The member of an export of ours that holds removals by collection and id.
  public static let tombstones = "tombstones"

  private mutating func addRemovals(of name: String, _ json: JSONSlice) throws(WireError) {
    guard let collection = Collection(rawValue: name), json.kind == .object else {
      return passedOver.append(
        Interpretation(
          document: name, path: Self.tombstones,
          sentence: "are not deletions from a known collection, so they were passed over"))
    }
    for member in try json.members() {
      guard let removal = try RemovalText.removal(member.value) else {
        passedOver.append(
          Interpretation(
            document: member.name, path: Self.tombstones,
            sentence: "is not a deletion that can be read, so it was passed over"))
        continue
      }
      removals.append(
        FileRemoval(collection: collection, id: member.name, removal: removal))
    }
  }

  private mutating func addList(_ document: JSONSlice) throws(WireError) {
    guard let list = try document["exercises"] else { return }
    for member in try list.members() where member.value.kind == .object {
      exerciseList.append(Item(key: member.name, json: member.value, userId: nil))
    }
  }

  private mutating func findUsers(_ json: JSONSlice, owner: String?) throws(WireError) {
    let documents = logs + programs + bodyWeights
    var names: [String: String] = [:]
    if let listed = try json["users"] { names = try Self.names(listed) }
    if isOwnExport {
      // A store is one athlete's, whatever ids its documents brought with them.
      let id = owner ?? documents.lazy.compactMap(\.userId).first ?? ""
      settle(on: id)
      names = [:]
    } else {
      let ids = Set(documents.map { $0.userId ?? "" }).union(names.keys).subtracting([""])
      if ids.count == 1, let only = ids.first { settle(on: only, where: { $0.userId ?? "" == "" }) }
    }
    var ids = Set(names.keys)
    for item in logs + programs + bodyWeights { ids.insert(item.userId ?? "") }
    users = ids.map { id in
      User(
        id: id, name: names[id] ?? (id.isEmpty ? "unnamed" : id),
        workouts: logs.count { ($0.userId ?? "") == id },
        programs: programs.count { ($0.userId ?? "") == id }, isListed: names[id] != nil)
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    if !names.isEmpty { noteUnlistedUsers() }
  }

  private static func names(_ listed: JSONSlice) throws(WireError) -> [String: String] {
    var names: [String: String] = [:]
    for user in listed.elements where user.kind == .object {
      if let id = try user["id"]?.string { names[id] = try user["name"]?.string ?? id }
    }
    for member in try listed.members() where member.value.kind == .object {
      names[member.name] = try member.value["name"]?.string ?? member.name
    }
    return names
  }

  /// Makes documents those of this athlete.
  private mutating func settle(on id: String, where isMeant: (Item) -> Bool = { _ in true }) {
    func settle(_ items: inout [Item]) {
      for index in items.indices where isMeant(items[index]) { items[index].userId = id }
    }
    settle(&logs)
    settle(&programs)
    settle(&bodyWeights)
    settle(&analytics)
  }

  private mutating func noteUnlistedUsers() {
    for user in users where !user.isListed {
      passedOver.append(
        Interpretation(
          document: user.id, path: "users",
          sentence:
            "is not in the list of athletes, but has \(user.workouts) \(user.workouts == 1 ? "workout" : "workouts") and "
            + "\(user.programs) \(user.programs == 1 ? "program" : "programs")"))
    }
  }

  /// The athlete named by id, by name or by the beginning of a name; the only one where none is named.
  public func user(_ named: String?) throws(InterchangeError) -> User? {
    guard let named else {
      if users.count <= 1 { return users.first }
      throw .severalUsers(file: file, users: labels(users))
    }
    if let match = users.first(where: { $0.id == named }) { return match }
    let wanted = named.lowercased()
    var matches = users.filter { $0.name.lowercased() == wanted }
    if matches.isEmpty { matches = users.filter { $0.name.lowercased().hasPrefix(wanted) } }
    guard let match = matches.first else {
      throw .unknownUser(file: file, user: named, known: labels(users))
    }
    guard matches.count == 1 else { throw .severalUsers(file: file, users: labels(matches)) }
    return match
  }

  /// The athletes by name; by id beside it where two have one name.
  private func labels(_ users: [User]) -> [String] {
    users.map { user in
      let isShared = users.count { $0.name == user.name } > 1
      return isShared ? "\(user.name) (\(user.id))" : user.name
    }
  }
}
