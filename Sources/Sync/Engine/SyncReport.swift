import Training

/// What a sync did, or would do.
public struct SyncReport: Sendable {
  /// One document that came or went.
  public struct Item: Hashable, Sendable, Comparable {
    public enum What: String, Hashable, Sendable {
      case added, changed, deleted, revived
    }

    public var key: DocumentKey
    public var what: What

    public init(_ key: DocumentKey, _ what: What) {
      self.key = key
      self.what = what
    }

    public static func < (left: Item, right: Item) -> Bool { left.key < right.key }
  }

  public var location: String
  /// What came in.
  public var received: [Item] = []
  /// What went out.
  public var sent: [Item] = []
  /// What went here because it was removed elsewhere.
  public var departures = Departures()
  /// What devices are called, by id.
  public var deviceNames: [String: String] = [:]
  public var losses: [Loss] = []
  /// Who had written the dump.
  public var writer: String?
  public var generation: Int
  public var strategy: Strategy
  /// Sentences the athlete should read once.
  public var notices: [String] = []
  /// The copy of the store that was made first.
  public var backup: String?
  public var isDryRun = false
  /// On a dry run, what the documents that would come in are called.
  public var titles: [DocumentKey: String] = [:]
  /// How often someone else had written first.
  public var races = 0

  /// Told where a copy of the whole machine used this device's id.
  static func sharedDevice(stamped: Int) -> String {
    let head =
      "A copy of this machine writes the dump under this one's id, so this one has a new id from now on."
    if stamped == 0 { return head }
    return head
      + " What was logged since the last sync, in \(stamped) \(stamped == 1 ? "document" : "documents"), counts as logged under it. Look at those days once: a set that was removed may have come back."
  }

  /// Told where a dump that cannot be read was begun again.
  static func begunAgain(keptAs name: String) -> String {
    "The dump was begun again from what this machine holds. What could not be read is kept beside it as \(name)."
  }

  /// Told once a remote.
  static let noPreconditions =
    "The server ignores conditions (If-Match), so Tonnage writes there under a lease and reads back what it wrote. If two machines still write at the same moment, one dump replaces the other: nothing is lost on either machine, and their next syncs merge it again."

  static func older(_ found: Int, _ known: Int) -> String {
    "The dump is older (generation \(found)) than what was read last (\(known)): a folder service may have put it back. It was merged."
  }

  public var isUnchanged: Bool { received.isEmpty && sent.isEmpty }

  init(_ link: SyncLink) {
    location = link.shownLocation
    generation = link.generation
    strategy = link.strategy
    writer = link.writer
  }
}
