import GRDB
public import Sync
public import Training
import Wire

extension Store: SyncStore {
  public func syncLink() throws -> SyncLink? {
    try read { try LinkTable(database: $0.database).link() }
  }

  /// Names the remote to sync with from now on; nil for none. What was known of another is forgotten.
  public func setSyncLink(_ link: SyncLink?) throws {
    try maintain("Setting up the remote") { database in
      let table = LinkTable(database: database)
      if try table.link()?.location != link?.location {
        try database.execute(sql: "DELETE FROM sync_base")
      }
      try table.set(link)
    }
  }

  /// This device's id; empty before the first write.
  public func deviceID() throws -> String {
    try read { try Meta($0.database).text(.device) ?? "" }
  }

  public func syncMark() throws -> Int64 {
    try read { try Journal(database: $0.database).nextStep() - 1 }
  }

  public func syncSnapshot() throws -> SyncSnapshot {
    let (snapshot, device) = try read { reader in
      (try Self.snapshot(reader), try Meta(reader.database).text(.device))
    }
    guard device == nil else { return snapshot }
    var named = snapshot
    named.device = try maintain("Naming this device") { try Device(database: $0).id() }
    return named
  }

  private static func snapshot(_ reader: Reader) throws -> SyncSnapshot {
    var documents: [DocumentKey: LocalDocument] = [:]
    var tombstones: [DocumentKey: Removal] = [:]
    for collection in Collection.allCases {
      for (id, removal) in try reader.tombstones(collection) {
        tombstones[DocumentKey(collection, id)] = removal
      }
      for id in try reader.ids(of: collection) {
        documents[DocumentKey(collection, id)] = LocalDocument(
          json: try whole(collection, id, reader))
      }
    }
    let database = reader.database
    return SyncSnapshot(
      device: try Meta(database).text(.device) ?? "", userId: try reader.fact(.athlete) ?? "",
      mark: try Journal(database: database).nextStep() - 1, documents: documents,
      tombstones: tombstones, bases: try BaseTable(database: database).hashes(),
      seen: try seen(database),
      sets: try Int.fetchOne(database, sql: "SELECT sum(sets) FROM workout") ?? 0)
  }

  /// Nothing, in a store that has not even a device.
  private static func seen(_ database: Database) throws -> Seen {
    try Meta(database).text(.device) == nil ? Seen() : SeenTable(database: database).seen()
  }

  /// A document's bytes; a workout in several rows is put together.
  private static func whole(_ collection: Collection, _ id: String, _ reader: Reader) throws
    -> [UInt8]
  {
    let parts = try DocumentTable(database: reader.database, name: .document).parts(collection, id)
    if parts.count == 1 { return parts[0] }
    guard let json = try reader.json(collection.kind, id) else {
      throw StoreError.missing(collection: collection, id: id)
    }
    return Array(json.utf8)
  }

  public func syncBase(_ key: DocumentKey) throws -> [UInt8]? {
    try read { try BaseTable(database: $0.database).json(key) }
  }

  public func syncMerge(_ step: MergeStep, at now: Instant) throws -> Int64? {
    try holdingPages(step.arrivals.isEmpty ? nil : Self.pagesOfArrivals) {
      try merge(step, at: now)
    }
  }

  /// Kilobytes of pages that are held while many documents arrive: written once each, not again and again as the room
  /// for them runs out.
  private static let pagesOfArrivals = 32 * 1024

  private func merge(_ step: MergeStep, at now: Instant) throws -> Int64? {
    do {
      return try write(Step(step.label, origin: .merge), at: now) { transaction in
        let database = transaction.database
        guard try Journal(database: database).nextStep() - 1 == step.mark else {
          throw MovedOn()
        }
        for (key, element) in step.puts.sorted(by: { $0.key < $1.key }) {
          try Self.put(key, element, transaction)
        }
        let latest = try Self.arrive(step.arrivals, transaction)
        for (key, removal) in step.deletions.sorted(by: { $0.key < $1.key }) {
          try Self.delete(key, removal, transaction)
        }
        try ConflictTable(database: database).add(step.losses, at: now, asks: step.asks)
        try Self.note(step.bases, Reader(transaction))
        try LinkTable(database: database).set(step.link)
        if let athlete = step.athlete { try transaction.setFact(.athlete, athlete) }
        if let census = step.census { try Self.compare(census, Reader(transaction)) }
        let device = Device(database: database)
        for stamp in [step.latest, latest] { try device.pass(stamp) }
        try SeenTable(database: database).raise(step.seen)
        return try Journal(database: database).nextStep() - 1
      }
    } catch is MovedOn {
      return nil
    }
  }

  /// Throws where the store has other documents than the merge came to: nothing of it is kept then.
  private static func compare(_ census: DocumentCensus, _ reader: Reader) throws {
    let keys = try Collection.allCases.flatMap { collection in
      try reader.ids(of: collection).map { DocumentKey(collection, $0) }
    }
    guard DocumentCensus(keys) == census else {
      throw StoreError.failed(
        attempt: "Merging with the dump",
        reason: "it would leave \(keys.count) documents where \(census.count) should be")
    }
  }

  public func syncSettle(_ bases: [DocumentKey: BaseEntry], _ link: SyncLink, seen: Seen) throws {
    let attempt = "Noting in \(path) what was synced"
    try afterSyncing(attempt) {
      try maintain(attempt) { database in
        let table = BaseTable(database: database)
        // Nobody has written since: what is in the store is what was sent.
        let isStill = try Journal(database: database).nextStep() - 1 == link.mark
        for (key, entry) in bases {
          guard case .known(let hash) = entry.local else { continue }
          try table.put(key, entry.json, local: hash, mayShare: isStill)
        }
        try LinkTable(database: database).set(link)
        try SeenTable(database: database).raise(seen)
      }
    }
  }

  /// Runs a part of a sync that comes after something was merged or sent, and lets its errors say so.
  func afterSyncing<Result>(_ attempt: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as StoreError { throw error.afterSyncing(attempt) }
  }

  public func syncBackUp(at now: Instant) throws -> String? {
    // The same state needs no second copy, however often a sync fails.
    try backUpOnce(at: now, for: .merge)?.path
  }

  /// The store has changed since the merge was made.
  private struct MovedOn: Error {}

  private static func put(_ key: DocumentKey, _ element: Element, _ transaction: Transaction)
    throws
  {
    try transaction.merge(element, key.collection.kind)
  }

  /// - Returns: The latest stamp that came.
  private static func arrive(_ arrivals: [DocumentKey: JSONSlice], _ transaction: Transaction)
    throws -> Stamp?
  {
    let bases = BaseTable(database: transaction.database)
    var latest: Stamp?
    try Arrivals(arrivals, transaction.formula).handOver { arrival in
      let key = arrival.key
      let isSame = try transaction.arrive(
        arrival.document, arrival.text, arrival.sessions, hasItsSummary: arrival.hasItsSummary)
      let local =
        try isSame
        ? arrival.hash : ContentHash(whole(key.collection, key.id, Reader(transaction)))
      try bases.put(key, isSame ? nil : arrival.text, remote: arrival.hash, local: local)
      if let stamp = arrival.latest { latest = max(stamp, latest ?? stamp) }
    }
    return latest
  }

  private static func delete(
    _ key: DocumentKey, _ removal: Removal, _ transaction: Transaction
  ) throws {
    guard try transaction.holds(key.collection, key.id) else {
      return try transaction.learn(removal, key.collection, key.id)
    }
    try transaction.merge(deleting: key.id, removal, key.collection.kind)
  }

  private static func note(_ bases: [DocumentKey: BaseEntry], _ reader: Reader) throws {
    let table = BaseTable(database: reader.database)
    for (key, entry) in bases {
      let local: ContentHash? =
        switch entry.local {
        case .differs: nil
        case .known(let hash): hash
        case .asWritten: ContentHash(try whole(key.collection, key.id, reader))
        }
      try table.put(key, entry.json, local: local, mayShare: entry.local == .asWritten)
    }
  }
}

/// The link to the remote, as small facts of the store.
struct LinkTable {
  let database: Database

  private var meta: Meta { Meta(database) }

  func link() throws -> SyncLink? {
    guard let location = try meta.text(.syncLocation) else { return nil }
    let version = try meta.text(.syncVersion)
    let told = try meta.text(.syncHonours)
    var link = SyncLink(
      location: location, lineage: try meta.text(.syncLineage),
      strategy: try meta.text(.syncStrategy).flatMap(Strategy.init(rawValue:)) ?? .mergeChanges,
      generation: try Int(meta.integer(.syncGeneration) ?? 0),
      version: version.map { RemoteVersion($0) }, mark: try meta.integer(.syncMark) ?? -1,
      syncedAt: try meta.integer(.syncedAt).map { Instant(milliseconds: $0) },
      writer: try meta.text(.syncWriter), honoursPreconditions: told.map { $0 == "yes" })
    if let names = try meta.text(.syncDevices) { link.devices = Self.names(names) }
    return link
  }

  /// Names by device; what cannot be read is told by the next sync.
  private static func names(_ text: String) -> [String: String] {
    guard let json = try? JSONSlice(Array(text.utf8)), let members = try? json.members() else {
      return [:]
    }
    return members.reduce(into: [:]) { $0[$1.name] = $1.value.string }
  }

  func set(_ link: SyncLink?) throws {
    try meta.set(.syncLocation, link?.location)
    try meta.set(.syncLineage, link?.lineage)
    try meta.set(.syncStrategy, link?.strategy.rawValue)
    try meta.set(.syncGeneration, link.map { String($0.generation) })
    try meta.set(.syncVersion, link?.version?.text)
    try meta.set(.syncMark, link.map { String($0.mark) })
    try meta.set(.syncedAt, link?.syncedAt.map { String($0.milliseconds) })
    try meta.set(.syncWriter, link?.writer)
    let names = link?.devices.sorted { $0.key < $1.key }.map {
      (key: JSONText.key($0.key), json: JSONText.string($0.value))
    }
    try meta.set(.syncDevices, names.map { JSONText.object($0) })
    try meta.set(.syncHonours, link?.honoursPreconditions.map { $0 ? "yes" : "no" })
  }
}

extension Store {
  /// Documents that were changed here since everything was sent; none where no remote is set up.
  public func unsynced() throws -> [DocumentKey] {
    try read { reader in
      guard let link = try LinkTable(database: reader.database).link() else { return [] }
      return try Self.keys(reader.database, changedAfter: link.mark)
    }
  }

  static func keys(_ database: Database, changedAfter mark: Int64) throws -> [DocumentKey] {
    let rows = try Row.fetchAll(
      database, sql: unsyncedSQL, arguments: [mark, Step.Origin.merge.rawValue])
    return try rows.compactMap { row in
      guard let collection = Collection(rawValue: try row.at(0)) else { return nil }
      return DocumentKey(collection, try row.at(1))
    }
  }

  static let unsyncedSQL = """
    SELECT DISTINCT collection, id FROM journal
    WHERE step > ? AND origin <> ? AND patch IS NOT '[]'
    ORDER BY collection, id
    """
}
