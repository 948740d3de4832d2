public import Training
import Wire

/// What a dump says of itself.
public struct DumpHead: Hashable, Sendable {
  public static let formatName = "tonnage-dump"
  /// The format version this program writes, and the newest it reads.
  public static let formatVersion = 2

  /// Made once, with the dump: dumps of another lineage are another athlete's, or another beginning.
  public var lineage: String
  public var strategy: Strategy
  /// How often the dump was written.
  public var generation: Int
  /// Who wrote it last, and when.
  public var device: String
  public var writtenAt: Instant
  /// The id of the write, by which a writer knows its own.
  public var commit: String
  /// The athlete whose documents these are; empty while nobody is named.
  public var userId: String
  /// What the devices that have written are called, by id.
  public var devices: [String: String]
  /// What has come to whoever wrote it: the documents are what came of all of that. Nil before version 2.
  public var seen: Seen?

  public init(
    lineage: String, strategy: Strategy, generation: Int, device: String, writtenAt: Instant,
    commit: String, userId: String, devices: [String: String] = [:], seen: Seen? = nil
  ) {
    self.lineage = lineage
    self.strategy = strategy
    self.generation = generation
    self.device = device
    self.writtenAt = writtenAt
    self.commit = commit
    self.userId = userId
    self.devices = devices
    self.seen = seen
  }

  /// The members after the checksum, as they are written.
  var members: [(key: String, json: String)] {
    [
      ("lineage", JSONText.string(lineage)), ("strategy", JSONText.string(strategy.rawValue)),
      ("generation", JSONText.integer(generation)), ("device", JSONText.string(device)),
      ("writtenAt", JSONText.string(writtenAt.iso8601)), ("commit", JSONText.string(commit)),
      ("userId", JSONText.string(userId)),
      (
        "devices",
        JSONText.object(
          devices.sorted { $0.key < $1.key }.map {
            (key: JSONText.key($0.key), json: JSONText.string($0.value))
          })
      ), ("seen", RemovalText.json(seen ?? Seen())),
    ]
  }

  static let names: Set<String> = [
    "format", "version", "checksum", "lineage", "strategy", "generation", "device", "writtenAt",
    "commit", "userId", "devices", "seen",
  ]
}
