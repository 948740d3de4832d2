import Training
import Wire

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
  /// Above this share of sets that would go, or of documents of other kinds, the athlete is asked; a single one never
  /// makes a question.
  static let deletionShare = 0.05

  let store: any SyncStore
  let remote: any Remote
  let options: SyncOptions
  let surroundings: SyncSurroundings
  let rules: MergeRules
  let engineRules: EngineRules

  public init(
    store: any SyncStore, remote: any Remote, options: SyncOptions = SyncOptions(),
    surroundings: SyncSurroundings
  ) {
    self.init(
      store: store, remote: remote, options: options, surroundings: surroundings,
      rules: .standard, engineRules: .standard)
  }

  package init(
    store: any SyncStore, remote: any Remote, options: SyncOptions,
    surroundings: SyncSurroundings, rules: MergeRules, engineRules: EngineRules
  ) {
    self.store = store
    self.remote = remote
    self.options = options
    self.surroundings = surroundings
    self.rules = rules
    self.engineRules = engineRules
  }

  /// - Throws: ``SyncError``, or what the store throws.
  public func run() throws -> SyncReport {
    for race in 0..<Self.raceLimit {
      guard let link = try store.syncLink() else { throw SyncError.notSetUp }
      var report = SyncReport(link)
      report.isDryRun = options.dryRun
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
  func round(_ link: SyncLink, _ report: SyncReport) throws -> SyncReport? {
    surroundings.report(.reading)
    let wantsStrategy = options.strategy.map { $0 != link.strategy } ?? false
    let hasToSend = try store.syncMark() != link.mark || link.lineage == nil || wantsStrategy
    guard let found = try read(unlessStill: hasToSend ? nil : link.version, link) else {
      return report
    }
    do { return try merge(consume found, link, report) } catch SyncError.unreadable(_, let error) {
      // A document of it that only decoding found to be wrong.
      guard let again = try readAgain(after: error, link) else { return nil }
      return try merge(again, link, report)
    }
  }

  /// Merges what was read and sends what came of it; nil where someone else was first.
  private func merge(_ found: consuming Found, _ link: SyncLink, _ former: SyncReport) throws
    -> SyncReport?
  {
    var report = former
    let wantsStrategy = options.strategy.map { $0 != link.strategy } ?? false
    let strategy = options.strategy ?? found.dump?.head?.strategy ?? link.strategy
    report.strategy = strategy
    report.writer = found.dump?.head?.device ?? report.writer
    report.generation =
      found.dump?.head?.generation ?? max(found.former?.generation ?? 0, report.generation)
    let isOlder = isOlder(found, link)
    if isOlder { report.notices.append(SyncReport.older(report.generation, link.generation)) }
    if wantsStrategy {
      report.notices.append("The dump's strategy is \(strategy.rawValue) from now on.")
    }
    report.notices += found.notices
    let snapshot = try snapshot(found, link, &report)
    let athlete = try athlete(&found, link, snapshot)
    let plan = try plan(snapshot, found, strategy, theirsIsOlder: isOlder)
    if let first = plan.unaccounted.first {
      throw SyncError.unaccounted(
        location: remote.location, documents: plan.unaccounted.count,
        first: "\(first.collection.noun) \(first.id)")
    }
    report.take(plan)
    let names = found.dump?.head?.devices ?? link.devices
    report.deviceNames = names
    try ask(plan, snapshot, names)
    if options.dryRun {
      report.titles = try plan.titles()
      return report
    }
    var next = link
    next.lineage = found.dump?.head?.lineage ?? link.lineage ?? found.former?.lineage ?? id()
    next.strategy = strategy
    next.generation = report.generation
    next.writer = report.writer
    next.devices = names
    guard
      let mark = try write(plan, snapshot, next, found: found, athlete: athlete, report: &report)
    else { return nil }
    return try send(
      plan, consume found, next, from: snapshot, mark: mark, report: report,
      hasNewStrategy: wantsStrategy)
  }

  /// The store as it is; under an id of its own, where a copy of the whole machine uses the one it had.
  private func snapshot(_ found: Found, _ link: SyncLink, _ report: inout SyncReport) throws
    -> SyncSnapshot
  {
    let snapshot = try store.syncSnapshot()
    guard !options.dryRun, try isShared(snapshot.device, found, link) else { return snapshot }
    let stamped = try store.syncRenewDevice(at: surroundings.now())
    report.notices.append(SyncReport.sharedDevice(stamped: stamped))
    return try store.syncSnapshot()
  }

  /// Whether a folder service has put back a dump that is older than what was read last.
  private func isOlder(_ found: Found, _ link: SyncLink) -> Bool {
    guard let head = found.dump?.head else { return false }
    return head.lineage == link.lineage && head.generation < link.generation
  }

  /// Whether a copy of this store, with this device's id, has written the dump: one that was put elsewhere by itself has
  /// another id from its first stamp on, so that it is a copy of the whole machine.
  private func isShared(_ device: String, _ found: Found, _ link: SyncLink) throws -> Bool {
    guard engineRules.renewsSharedDevices, let head = found.dump?.head, head.device == device,
      found.version != link.version, !isOlder(found, link)
    else { return false }
    return try !store.syncHasNoted(commit: head.commit)
  }

  // MARK: Merging

  private func plan(
    _ snapshot: SyncSnapshot, _ found: Found, _ strategy: Strategy, theirsIsOlder: Bool
  ) throws -> MergePlan {
    try stopIfCancelled()
    surroundings.report(.merging)
    let once = options.strategyOnce.map {
      StrategyOnce($0, device: snapshot.device, now: surroundings.now())
    }
    let merge = DocumentMerge(strategy, once: once, rules: rules, theirsIsOlder: theirsIsOlder)
    do {
      return try MergePlan(snapshot, found.dump, copies: found.copies.map(\.dump), merge) { key in
        try stopIfCancelled()
        return try store.syncBase(key)
      }
    } catch let error as DumpError {
      throw SyncError.unreadable(location: remote.location, error)
    }
  }

  /// The athlete to take over from the dump; nil where the store is that athlete's already.
  private func athlete(_ found: inout Found, _ link: SyncLink, _ snapshot: SyncSnapshot) throws
    -> String?
  {
    guard let dump = found.dump, let head = dump.head else {
      return try legacyAthlete(&found, snapshot)
    }
    let theirs = head.userId
    guard !theirs.isEmpty, theirs != snapshot.userId else { return nil }
    let isFirst = link.lineage == nil
    guard snapshot.userId.isEmpty || !isFirst || options.adopt || options.dryRun else {
      throw begunApart(dump, head)
    }
    return theirs
  }

  /// Of a dump of another program, which may be several athletes', the documents of one are merged.
  private func legacyAthlete(_ found: inout Found, _ snapshot: SyncSnapshot) throws -> String? {
    guard var dump = found.dump else { return nil }
    let location = remote.location
    do throws(DumpError) {
      let athletes = try dump.athletes()
      if athletes.isEmpty || athletes == [snapshot.userId] { return nil }
      if athletes.contains(snapshot.userId) {
        try dump.keep(only: snapshot.userId)
        found.dump = dump
        return nil
      }
      guard athletes.count == 1 else {
        throw snapshot.userId.isEmpty ? .severalAthletes(athletes) : .otherAthletes(athletes)
      }
      if snapshot.userId.isEmpty || options.adopt || options.dryRun { return athletes[0] }
      throw .otherAthletes(athletes)
    } catch {
      if case .otherAthletes(let ids) = error, ids.count == 1 {
        throw SyncError.otherAthlete(location: location, theirs: ids[0])
      }
      throw SyncError.unreadable(location: location, error)
    }
  }

  private func ask(_ plan: MergePlan, _ snapshot: SyncSnapshot, _ names: [String: String]) throws {
    let others = snapshot.documents.keys.count { $0.collection != .workoutLogs }
    func isMuch(_ gone: Int, of all: Int) -> Bool {
      gone > 1 && Double(gone) > Self.deletionShare * Double(all)
    }
    guard
      isMuch(plan.departures.sets, of: snapshot.sets)
        || isMuch(plan.departures.others, of: others),
      engineRules.asksBeforeDeleting, !options.yes, !options.dryRun
    else { return }
    throw SyncError.wantsDeletions(
      location: remote.location, what: plan.departures.words(names: names) ?? "")
  }

  /// Writes what the merge came to into the store, and returns the journal's last step. Nil where the store has moved
  /// on.
  private func write(
    _ plan: MergePlan, _ snapshot: SyncSnapshot, _ link: SyncLink, found: Found,
    athlete: String?, report: inout SyncReport
  ) throws -> Int64? {
    try stopIfCancelled()
    let changes = plan.changes
    let count = snapshot.documents.count
    let isBig =
      count > 0 && changes > Self.backupLeast
      && Double(changes) > Self.backupShare * Double(count)
    let isUpgrade = found.dump != nil && found.dump?.head == nil
    if isBig || isUpgrade, engineRules.backsUp {
      report.backup = try store.syncBackUp(at: surroundings.now())
    }
    guard plan.changesStore || !plan.losses.isEmpty || !plan.bases.isEmpty || athlete != nil else {
      return snapshot.mark
    }
    surroundings.report(.storing)
    var step = MergeStep(
      label: MergeStep.labelHead + plan.words(names: link.devices, writer: report.writer),
      mark: snapshot.mark, link: link)
    step.asks = (options.strategyOnce ?? link.strategy) == .userPrompt
    step.athlete = athlete
    step.take(plan)
    step.census = plan.census(after: snapshot)
    do { return try store.syncMerge(step, at: surroundings.now()) } catch let error as DumpError {
      throw SyncError.unreadable(location: remote.location, error)
    }
  }

  // MARK: Small things

  func stopIfCancelled() throws {
    if surroundings.isCancelled() { throw SyncError.cancelled }
  }

  /// How long goes by before a cancel is noticed, in seconds.
  static let shortPause = 0.25

  func pause(_ seconds: Double) throws {
    var left = seconds
    while left > 0 {
      try stopIfCancelled()
      surroundings.pause(min(left, Self.shortPause))
      left -= Self.shortPause
    }
  }

  /// Sixteen characters that nobody else has.
  func id() -> String {
    let text = String(surroundings.random(), radix: 36) + String(surroundings.random(), radix: 36)
    return String(text.prefix(16))
  }
}

extension SyncReport {
  fileprivate mutating func take(_ plan: MergePlan) {
    received = plan.received.sorted()
    sent = plan.sent.sorted()
    departures = plan.departures
    losses += plan.losses
  }
}

extension MergeStep {
  fileprivate mutating func take(_ plan: MergePlan) {
    puts = plan.puts
    arrivals = plan.arrivals
    deletions = plan.deletions
    losses = plan.losses
    latest = plan.latest
    bases = plan.bases
    seen = plan.seen
  }
}
