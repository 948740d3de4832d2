/// A log too large for one document of the database it comes from: its exercises lie in `workoutLogShards`.
public enum ShardedLog {
  /// Whether a log says that its exercises lie elsewhere.
  public static func isSharded(_ log: JSONSlice) throws(WireError) -> Bool {
    try log["isSharded"]?.bool ?? false
  }

  /// The id of the log that a shard belongs to; nil where the document is not a shard.
  public static func parent(of shard: JSONSlice) throws(WireError) -> String? {
    try shard["parentLogId"]?.string
  }

  /// The log's JSON with the exercises of its shards in order, and the numbers (from 0) of shards that are missing.
  ///
  /// `shards` are those of this log, in any order. What the log says of its being sharded is left out.
  public static func join(_ log: JSONSlice, shards: [JSONSlice]) throws(WireError)
    -> (json: String, missing: [Int])
  {
    var parts: [Int: JSONSlice] = [:]
    for shard in shards {
      guard let index = try shard["shardIndex"]?.int, let exercises = try shard["exercises"] else {
        continue
      }
      parts[index] = exercises
    }
    var object = JSONObjectText()
    var exercises: [String] = []
    var named = 0
    for member in try log.members() {
      switch member.name {
      case "isSharded": continue
      case "shardCount": named = member.value.int ?? 0
      case "exercises": exercises = member.value.elements.map(\.raw)
      default: object.add(member.key, member.value.raw)
      }
    }
    for index in parts.keys.sorted() {
      exercises += parts[index]?.elements.map(\.raw) ?? []
    }
    object.add("exercises", JSONText.array(exercises))
    let count = max(named, (parts.keys.max() ?? -1) + 1)
    return (object.text, (0..<count).filter { parts[$0] == nil })
  }
}
