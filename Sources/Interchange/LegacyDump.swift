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
    self.file = file
    guard bytes.count <= Self.byteLimit else {
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
    if head.format == "tonnage", let version = head.version, version > Self.formatVersion {
      throw .newerFormat(file: file, version: version)
    }
    do throws(WireError) {
      try sort(json, owner: head.owner)
      try findUsers(json)
    } catch {
      throw .notJSON(file: file, reason: error.description)
    }
    let known = exercises.count + programs.count + logs.count + bodyWeights.count
    guard known + exerciseList.count > 0 else { throw .noDocuments(file: file) }
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
      guard document.kind == .object else {
        if ["format", "version"].contains(collection) { return }
        passedOver.append(
          Interpretation(
            document: key ?? "", path: collection, sentence: "is no document and was passed over"))
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

  private mutating func addList(_ document: JSONSlice) throws(WireError) {
    guard let list = try document["exercises"] else { return }
    for member in try list.members() where member.value.kind == .object {
      exerciseList.append(Item(key: member.name, json: member.value, userId: nil))
    }
  }

  private mutating func findUsers(_ json: JSONSlice) throws(WireError) {
    var names: [String: String] = [:]
    if let listed = try json["users"] {
      for user in listed.elements {
        if let id = try user["id"]?.string { names[id] = try user["name"]?.string ?? id }
      }
      for member in try listed.members() where member.value.kind == .object {
        names[member.name] = try member.value["name"]?.string ?? member.name
      }
    }
    var ids = Set(names.keys)
    for item in logs + programs { ids.insert(item.userId ?? "") }
    users = ids.map { id in
      User(
        id: id, name: names[id] ?? (id.isEmpty ? "unnamed" : id),
        workouts: logs.count { ($0.userId ?? "") == id },
        programs: programs.count { ($0.userId ?? "") == id }, isListed: names[id] != nil)
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }

  /// The athlete named by id or name; the only one where none is named.
  public func user(_ named: String?) throws(InterchangeError) -> User? {
    guard let named else {
      if users.count <= 1 { return users.first }
      throw .severalUsers(file: file, users: users.map(\.name))
    }
    let wanted = named.lowercased()
    let matches = users.filter { $0.id == named || $0.name.lowercased() == wanted }
    if let match = matches.first { return match }
    let partial = users.filter { $0.name.lowercased().hasPrefix(wanted) }
    guard partial.count == 1 else {
      throw .unknownUser(file: file, user: named, known: users.map(\.name))
    }
    return partial[0]
  }
}
