public import Training
import Wire

/// What an athlete asks of a sync.
public struct SyncOptions: Hashable, Sendable {
  /// Another strategy for the dump from now on; nil leaves it as it is.
  public var strategy: Strategy?
  /// Only say what would happen.
  public var dryRun = false
  /// Yes to the questions that a sync may have.
  public var yes = false
  /// Take over a dump of another beginning.
  public var adopt = false

  public init() {}
}

/// What a sync is doing.
public enum SyncPhase: String, Hashable, Sendable, CaseIterable {
  case reading, merging, storing, writing, verifying
}

/// What the engine takes from its surroundings: the tests put their own in its place.
public struct SyncSurroundings: Sendable {
  public var now: @Sendable () -> Instant
  public var random: @Sendable () -> UInt64
  /// Waits for some seconds.
  public var pause: @Sendable (Double) -> Void
  public var isCancelled: @Sendable () -> Bool
  /// Told what goes on.
  public var report: @Sendable (SyncPhase) -> Void
  /// What this device is called for people; nil leaves it to its id.
  public var deviceName: String?

  public init(
    now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64,
    pause: @escaping @Sendable (Double) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (SyncPhase) -> Void = { _ in }, deviceName: String? = nil
  ) {
    self.now = now
    self.random = random
    self.pause = pause
    self.isCancelled = isCancelled
    self.report = report
    self.deviceName = deviceName
  }
}

/// Merges a store with the dump that it is linked to.
///
/// Read the dump; merge in memory and write the store in one transaction, with what was read as the new base; write the
/// dump only if it is still what was read, read it back, and only then count it as sent. Wherever that is
/// cut off both sides are whole, and the next sync goes on.
public struct SyncEngine: Sendable {
  /// How often someone else may write first.
  static let raceLimit = 8
  /// Above this share of documents that change a backup is made first; a handful of changes never makes one.
  static let backupShare = 0.1
  static let backupLeast = 5
  /// Above this share of documents that would be deleted the athlete is asked.
  static let deletionShare = 0.05

  let store: any SyncStore
  let remote: any Remote
  let options: SyncOptions
  let surroundings: SyncSurroundings
  let rules: MergeRules

  public init(
    store: any SyncStore, remote: any Remote, options: SyncOptions = SyncOptions(),
    surroundings: SyncSurroundings, rules: MergeRules = .standard
  ) {
    self.store = store
    self.remote = remote
    self.options = options
    self.surroundings = surroundings
    self.rules = rules
  }

  /// - Throws: ``SyncError``, or what the store throws.
  public func run() throws -> SyncReport {
    guard let link = try store.syncLink() else { throw SyncError.notSetUp }
    var report = SyncReport(link)
    report.isDryRun = options.dryRun
    for race in 0..<Self.raceLimit {
      report.races = race
      if let report = try round(link, report) { return report }
      try stopIfCancelled()
      // Full jitter: everyone who lost waits for another while.
      let most = 0.1 * Double(1 << race)
      try pause(most * Double(surroundings.random() >> 11) / Double(UInt64(1) << 53))
    }
    throw SyncError.tooManyRaces(location: remote.location, races: Self.raceLimit)
  }

  /// One round; nil where someone else was first.
  private func round(_ link: SyncLink, _ former: SyncReport) throws -> SyncReport? {
    var report = former
    surroundings.report(.reading)
    let wantsStrategy = options.strategy.map { $0 != link.strategy } ?? false
    let hasToSend = try store.syncMark() != link.mark || link.lineage == nil || wantsStrategy
    guard let found = try read(unlessStill: hasToSend ? nil : link.version, link) else {
      return report
    }
    let strategy = options.strategy ?? found.dump?.head?.strategy ?? link.strategy
    report.strategy = strategy
    report.writer = found.dump?.head?.device ?? report.writer
    report.generation = found.dump?.head?.generation ?? report.generation
    if let head = found.dump?.head, head.lineage == link.lineage, head.generation < link.generation
    {
      report.notices.append(
        "The dump is older (generation \(head.generation)) than what was read last (\(link.generation)): a folder service may have put it back. It was merged."
      )
    }
    guard try takeConflictCopies(found, strategy, &report) else { return nil }
    let snapshot = try store.syncSnapshot()
    let athlete = try athlete(found.dump, link, snapshot)
    let isOlder = found.dump?.head.map { $0.generation < link.generation } ?? false
    let plan = try plan(snapshot, found.dump, strategy, theirsIsOlder: isOlder)
    report.take(plan)
    try ask(plan, snapshot)
    if options.dryRun { return report }
    var next = link
    next.lineage = found.dump?.head?.lineage ?? link.lineage ?? id()
    next.strategy = strategy
    next.generation = report.generation
    next.writer = report.writer
    next.devices = found.dump?.head?.devices ?? link.devices
    guard try write(plan, snapshot, next, athlete, &report) else { return nil }
    return try send(plan, found, next, report, hasNewStrategy: wantsStrategy)
  }

  // MARK: Reading

  private struct Found {
    /// Nil where nothing is there yet.
    var dump: Dump?
    var version: RemoteVersion?
    var copies: [ConflictCopy] = []
  }

  /// Nil where nothing is new there and there is nothing to send.
  private func read(unlessStill version: RemoteVersion?, _ link: SyncLink) throws -> Found? {
    switch try fromRemote({ () throws(RemoteError) in try remote.read(unlessStill: version) }) {
    case .unchanged: return nil
    case .missing:
      guard link.lineage == nil || options.yes else {
        throw SyncError.gone(location: link.location)
      }
      return Found()
    case .content(let bytes, let version, let copies):
      let dump = try parsed(bytes)
      try check(dump, link)
      return Found(dump: dump, version: version, copies: copies)
    }
  }

  private func parsed(_ bytes: [UInt8]) throws -> Dump {
    do throws(DumpError) { return try Dump(bytes) } catch {
      throw SyncError.unreadable(location: remote.location, error)
    }
  }

  private func check(_ dump: Dump, _ link: SyncLink) throws {
    guard let head = dump.head else {
      if options.yes || options.dryRun { return }
      throw SyncError.wantsUpgrade(location: remote.location, documents: dump.documents.count)
    }
    if let lineage = link.lineage, lineage != head.lineage, !options.adopt {
      throw SyncError.otherLineage(location: remote.location)
    }
    guard dump.isIntact || options.yes || options.dryRun else {
      throw SyncError.edited(location: remote.location, changes: try edits(in: dump))
    }
  }

  /// What was edited by hand, document by document, against what was written.
  private func edits(in dump: Dump) throws -> [String] {
    var edits: [String] = []
    for (key, slice) in dump.documents.sorted(by: { $0.key < $1.key }) {
      let base = try store.syncBase(key)
      if base.map({ $0[...] == slice.utf8 }) ?? false { continue }
      edits.append("\(key.collection.noun) \(key.id) \(base == nil ? "is new" : "differs")")
    }
    let shown = 5
    return edits.isEmpty
      ? ["nothing but its head"]
      : Array(edits.prefix(shown))
        + (edits.count > shown ? ["and \(edits.count - shown) more"] : [])
  }

  private func fromRemote<Result>(_ body: () throws(RemoteError) -> Result) throws -> Result {
    do throws(RemoteError) { return try body() } catch {
      throw error.kind == .cancelled ? SyncError.cancelled : SyncError.remote(error)
    }
  }

  // MARK: Merging

  private func plan(
    _ snapshot: SyncSnapshot, _ dump: Dump?, _ strategy: Strategy, theirsIsOlder: Bool = false
  ) throws -> MergePlan {
    try stopIfCancelled()
    surroundings.report(.merging)
    let merge = DocumentMerge(strategy, rules: rules, theirsIsOlder: theirsIsOlder)
    do {
      return try MergePlan(snapshot, dump, merge) { key in
        try stopIfCancelled()
        return try store.syncBase(key)
      }
    } catch let error as DumpError {
      throw SyncError.unreadable(location: remote.location, error)
    }
  }

  /// Merges in what a folder service left beside the dump. False where the store has moved on meanwhile.
  private func takeConflictCopies(
    _ found: Found, _ strategy: Strategy, _ report: inout SyncReport
  ) throws -> Bool {
    for copy in found.copies where !options.dryRun {
      let dump: Dump
      do throws(DumpError) { dump = try Dump(copy.bytes) } catch {
        report.notices.append("\(copy.name) was left where it is: \(error.sentence.unpointed).")
        continue
      }
      guard dump.head?.lineage == found.dump?.head?.lineage else {
        report.notices.append("\(copy.name) was left where it is: it is another dump.")
        continue
      }
      let snapshot = try store.syncSnapshot()
      let plan = try plan(snapshot, dump, strategy)
      guard plan.changesStore || !plan.losses.isEmpty, let link = try store.syncLink() else {
        continue
      }
      var step = MergeStep(label: "Merge of \(copy.name)", mark: snapshot.mark, link: link)
      step.take(plan, bases: false)
      guard try store.syncMerge(step, at: surroundings.now()) else { return false }
      report.notices.append("\(copy.name) was merged.")
    }
    return true
  }

  /// The athlete to take over from the dump; nil where the store is that athlete's already.
  private func athlete(_ dump: Dump?, _ link: SyncLink, _ snapshot: SyncSnapshot) throws -> String?
  {
    guard let theirs = dump?.head?.userId, !theirs.isEmpty, theirs != snapshot.userId else {
      return nil
    }
    let isFirst = link.lineage == nil
    guard snapshot.userId.isEmpty || !isFirst || options.adopt || options.dryRun else {
      throw SyncError.otherAthlete(location: remote.location, theirs: theirs)
    }
    return theirs
  }

  private func ask(_ plan: MergePlan, _ snapshot: SyncSnapshot) throws {
    let count = snapshot.documents.count
    guard Double(plan.deletions.count) > Self.deletionShare * Double(count),
      !options.yes, !options.dryRun
    else { return }
    throw SyncError.wantsDeletions(
      location: remote.location, deletions: plan.deletions.count, documents: count)
  }

  /// Writes what the merge came to into the store. False where the store has moved on.
  private func write(
    _ plan: MergePlan, _ snapshot: SyncSnapshot, _ link: SyncLink, _ athlete: String?,
    _ report: inout SyncReport
  ) throws -> Bool {
    try stopIfCancelled()
    guard plan.changesStore || !plan.losses.isEmpty || !plan.bases.isEmpty || athlete != nil else {
      return true
    }
    surroundings.report(.storing)
    let changes = plan.puts.count + plan.deletions.count
    let count = snapshot.documents.count
    if count > 0, changes > Self.backupLeast, Double(changes) > Self.backupShare * Double(count) {
      report.backup = try store.syncBackUp(at: surroundings.now())
    }
    let from = report.writer.map { " from \(link.devices[$0] ?? $0)" } ?? ""
    var step = MergeStep(
      label: MergeStep.labelHead + plan.words + from, mark: snapshot.mark, link: link)
    step.asks = link.strategy == .userPrompt
    step.athlete = athlete
    step.take(plan, bases: true)
    return try store.syncMerge(step, at: surroundings.now())
  }

  // MARK: Sending

  private func send(
    _ plan: MergePlan, _ found: Found, _ link: SyncLink, _ former: SyncReport,
    hasNewStrategy: Bool
  ) throws -> SyncReport? {
    var (report, next) = (former, link)
    let after = try store.syncSnapshot()
    next.mark = after.mark
    next.syncedAt = surroundings.now()
    guard !plan.outgoing.isEmpty || found.dump?.head == nil || hasNewStrategy else {
      next.version = found.version
      try store.syncSettle([:], next)
      return report
    }
    try stopIfCancelled()
    try tryOut(&next, &report)
    next.generation += 1
    next.writer = after.device
    if let name = surroundings.deviceName { next.devices[after.device] = name }
    let head = DumpHead(
      lineage: link.lineage ?? id(), strategy: link.strategy, generation: next.generation,
      device: after.device, writtenAt: surroundings.now(), commit: id(), userId: after.userId,
      devices: next.devices)
    let documents = contents(plan, found.dump, after)
    let text = DumpText(
      head, documents: documents, tombstones: plan.tombstones, buried: plan.buried,
      unknown: found.dump?.unknown ?? [])
    guard let version = try put(text.bytes, ifStill: found.version, commit: head.commit) else {
      return nil
    }
    next.version = version
    var bases: [DocumentKey: BaseEntry] = [:]
    for key in plan.outgoing {
      guard let json = documents[key], let local = after.documents[key] else { continue }
      bases[key] = BaseEntry(json: Array(json), local: .known(local.hash))
    }
    try store.syncSettle(bases, next)
    try fromRemote { () throws(RemoteError) in try remote.setAside(found.copies) }
    report.generation = next.generation
    return report
  }

  /// The documents of the new dump: as they stood in it where nothing changed, else as the store has them.
  private func contents(_ plan: MergePlan, _ dump: Dump?, _ after: SyncSnapshot)
    -> [DocumentKey: ArraySlice<UInt8>]
  {
    var documents: [DocumentKey: ArraySlice<UInt8>] = [:]
    documents.reserveCapacity(after.documents.count)
    for (key, local) in after.documents {
      if !plan.outgoing.contains(key), let slice = dump?.documents[key] {
        documents[key] = slice.utf8
      } else {
        documents[key] = local.json[...]
      }
    }
    return documents
  }

  /// Writes and reads back. Nil where someone else wrote first.
  private func put(_ bytes: [UInt8], ifStill expected: RemoteVersion?, commit: String) throws
    -> RemoteVersion?
  {
    surroundings.report(.writing)
    do throws(RemoteError) {
      _ = try remote.write(bytes, ifStill: expected, operation: commit)
    } catch {
      switch error.kind {
      case .lostRace: return nil
      case .cancelled: throw SyncError.cancelled
      // Whether it arrived is told by what is there now.
      case .unreachable, .server: return try arrived(bytes, or: error)
      default: throw SyncError.remote(error)
      }
    }
    return try arrived(bytes, or: nil)
  }

  /// The version of what was written, read back; nil where something else stands there by now.
  private func arrived(_ bytes: [UInt8], or error: RemoteError?) throws -> RemoteVersion? {
    surroundings.report(.verifying)
    let reading = try fromRemote { () throws(RemoteError) in try remote.read(unlessStill: nil) }
    if case .content(let found, let version, _) = reading, found == bytes { return version }
    if let error { throw SyncError.remote(error) }
    guard case .content(let found, _, _) = reading, (try? Dump(found))?.head != nil else {
      throw SyncError.notVerified(location: remote.location)
    }
    return nil
  }

  /// Asks once a link whether the remote keeps to conditions: before the first write, so that whoever only reads there
  /// needs no right to write.
  private func tryOut(_ link: inout SyncLink, _ report: inout SyncReport) throws {
    guard link.honoursPreconditions == nil else { return }
    let honours = try fromRemote { () throws(RemoteError) in try remote.honoursPreconditions() }
    link.honoursPreconditions = honours
    if !honours { report.notices.append(SyncReport.noPreconditions) }
  }

  // MARK: Small things

  private func stopIfCancelled() throws {
    if surroundings.isCancelled() { throw SyncError.cancelled }
  }

  /// How long goes by before a cancel is noticed, in seconds.
  private static let shortPause = 0.25

  private func pause(_ seconds: Double) throws {
    var left = seconds
    while left > 0 {
      try stopIfCancelled()
      surroundings.pause(min(left, Self.shortPause))
      left -= Self.shortPause
    }
  }

  /// Sixteen characters that nobody else has.
  private func id() -> String {
    let text = String(surroundings.random(), radix: 36) + String(surroundings.random(), radix: 36)
    return String(text.prefix(16))
  }
}

extension SyncReport {
  fileprivate mutating func take(_ plan: MergePlan) {
    received = plan.received.sorted()
    sent = plan.sent.sorted()
    losses += plan.losses
  }
}

extension MergeStep {
  fileprivate mutating func take(_ plan: MergePlan, bases takesBases: Bool) {
    puts = plan.puts
    deletions = plan.deletions
    losses = plan.losses
    latest = plan.latest
    if takesBases { bases = plan.bases }
  }
}
