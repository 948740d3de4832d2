public import Training
public import Wire

/// What a store knows of the dump it is synced with.
public struct SyncLink: Hashable, Sendable {
  /// The remote's location, without credentials.
  public var location: String
  /// Nil before the first sync.
  public var lineage: String?
  public var strategy: Strategy
  public var generation: Int
  public var version: RemoteVersion?
  /// The step of the journal up to which everything has been sent.
  public var mark: Int64
  public var syncedAt: Instant?
  /// The device that had written the dump when it was read last.
  public var writer: String?
  /// What the devices of the dump are called, by id.
  public var devices: [String: String] = [:]
  /// Whether the athlete was told that the server does not honour preconditions; nil before it was tried.
  public var honoursPreconditions: Bool?

  public init(
    location: String, lineage: String? = nil, strategy: Strategy = .mergeChanges,
    generation: Int = 0, version: RemoteVersion? = nil, mark: Int64 = 0,
    syncedAt: Instant? = nil, writer: String? = nil, honoursPreconditions: Bool? = nil
  ) {
    self.location = location
    self.lineage = lineage
    self.strategy = strategy
    self.generation = generation
    self.version = version
    self.mark = mark
    self.syncedAt = syncedAt
    self.writer = writer
    self.honoursPreconditions = honoursPreconditions
  }
}

/// A document as the store has it.
public struct LocalDocument: Sendable {
  public var json: [UInt8]
  public var hash: ContentHash

  public init(json: [UInt8]) {
    self.json = json
    hash = ContentHash(json)
  }
}

/// The hashes of what both sides were the last time they were equal.
public struct BaseHashes: Hashable, Sendable {
  /// Of the document's bytes in the dump.
  public var remote: ContentHash
  /// Of the document's bytes in the store; nil where the store has had something else since.
  public var local: ContentHash?

  public init(remote: ContentHash, local: ContentHash?) {
    self.remote = remote
    self.local = local
  }
}

/// One consistent state of a store.
public struct SyncSnapshot: Sendable {
  public var device: String
  public var userId: String
  /// The journal's last step: changes whenever a document does.
  public var mark: Int64
  public var documents: [DocumentKey: LocalDocument]
  public var tombstones: [DocumentKey: Removal]
  public var bases: [DocumentKey: BaseHashes]
  /// What has come to the store: its own stamps, and those of others up to the last whole dump.
  public var seen: Seen
  /// How many sets were done in all workouts.
  public var sets: Int

  public init(
    device: String, userId: String, mark: Int64, documents: [DocumentKey: LocalDocument],
    tombstones: [DocumentKey: Removal], bases: [DocumentKey: BaseHashes], seen: Seen,
    sets: Int
  ) {
    self.device = device
    self.userId = userId
    self.mark = mark
    self.documents = documents
    self.tombstones = tombstones
    self.bases = bases
    self.seen = seen
    self.sets = sets
  }
}

/// What the base of a document becomes.
public struct BaseEntry: Sendable {
  /// The document's bytes in the dump.
  public var json: [UInt8]
  /// The hash of the store's own bytes; nil where they say something else.
  public var local: LocalHash

  public enum LocalHash: Sendable, Equatable {
    case differs
    /// The store's bytes as they are once the step is made.
    case asWritten
    case known(ContentHash)
  }

  public init(json: [UInt8], local: LocalHash) {
    self.json = json
    self.local = local
  }
}

/// How many documents there are, and a hash over which.
public struct DocumentCensus: Hashable, Sendable {
  public private(set) var count = 0
  /// The sum of the hashes of all keys: the same in any order.
  public private(set) var hash: UInt64 = 0

  public init(_ keys: some Sequence<DocumentKey>) {
    for key in keys {
      count += 1
      hash &+= ContentHash(Array("\(key.collection.rawValue)/\(key.id)".utf8)).value
    }
  }
}

/// What one merge does to a store, as one step.
public struct MergeStep: Sendable {
  public var label: String
  /// The state it was made for; a store that has moved on refuses it.
  public var mark: Int64
  public var puts: [DocumentKey: Element] = [:]
  /// Documents that are new here, as they stand in a dump that nobody has edited: the store decodes them, takes them
  /// over as they are, is their base, and passes its clock by them.
  ///
  /// One that cannot be decoded is a ``DumpError``, with nothing changed.
  public var arrivals: [DocumentKey: JSONSlice] = [:]
  /// Documents that go. Of one that is not here the store notes the removal: that is neither a change nor a step.
  public var deletions: [DocumentKey: Removal] = [:]
  public var losses: [Loss] = []
  /// Whether what both changed waits for the athlete's answer.
  public var asks = false
  public var bases: [DocumentKey: BaseEntry] = [:]
  public var link: SyncLink
  /// The athlete whose dump it is, for a store that has none yet or takes over another's; nil leaves it.
  public var athlete: String?
  /// Which documents there are once the step is made; the store refuses the step where there are others.
  public var census: DocumentCensus?
  /// The latest stamp that was seen, which the device's clock has to pass.
  public var latest: Stamp?
  /// What has come with the dump, once all of it is taken over.
  public var seen = Seen()

  static let labelHead = "Sync: "

  /// What a merge's label says that it brought.
  public static func words(of label: String) -> String {
    label.hasPrefix(labelHead) ? String(label.dropFirst(labelHead.count)) : label
  }

  public init(label: String, mark: Int64, link: SyncLink) {
    self.label = label
    self.mark = mark
    self.link = link
  }
}

/// What the engine needs of a store.
public protocol SyncStore: Sendable {
  /// Nil where no remote was set up.
  func syncLink() throws -> SyncLink?
  /// The journal's last step.
  func syncMark() throws -> Int64
  func syncSnapshot() throws -> SyncSnapshot
  /// The bytes of a document in the dump as they were last; nil where it was not in it.
  func syncBase(_ key: DocumentKey) throws -> [UInt8]?
  /// Makes the step in one transaction.
  ///
  /// - Returns: The journal's last step after it; nil, with nothing changed, where the store has moved on.
  func syncMerge(_ step: MergeStep, at now: Instant) throws -> Int64?
  /// Notes the id of a write that is about to be made, where a copy that is put in the store's place lacks it.
  func syncAnnounce(commit: String) throws
  /// Whether this store has announced a write of that id.
  func syncHasNoted(commit: String) throws -> Bool
  /// Gives this device another id, where a copy of the whole machine uses its own, and stamps with it what was stamped
  /// since everything was sent last. Returns in how many documents.
  func syncRenewDevice(at now: Instant) throws -> Int
  /// Notes what the dump now holds, after it was written and read back, and what has come with it.
  func syncSettle(_ bases: [DocumentKey: BaseEntry], _ link: SyncLink, seen: Seen) throws
  /// Copies the whole store, unless there is a copy of what it holds just now. Returns the copy's path; nil for a store
  /// that has no file.
  func syncBackUp(at now: Instant) throws -> String?
}
