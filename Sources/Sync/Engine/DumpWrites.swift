import Training
import Wire

/// The last step: what is written there.
extension SyncEngine {
  /// - Parameters:
  ///   - before: The store as it was before the merge.
  ///   - mark: The journal's last step after the merge.
  /// - Returns: Nil where someone else was first, or the store has moved on.
  func send(
    _ plan: MergePlan, _ found: consuming Found, _ link: SyncLink, from before: SyncSnapshot,
    mark: Int64, report: SyncReport, hasNewStrategy: Bool
  ) throws -> SyncReport? {
    var (report, next) = (report, link)
    // What was edited since the merge would count as sent.
    next.mark = try store.syncMark()
    guard next.mark == mark || !engineRules.sendsOnlyWhatWasMerged else { return nil }
    next.syncedAt = surroundings.now()
    guard !plan.outgoing.isEmpty || found.dump?.head == nil || hasNewStrategy else {
      next.version = found.version
      try store.syncSettle([:], next, seen: plan.seen)
      try setAside(found.copies)
      return report
    }
    let after = next.mark == before.mark ? before : try store.syncSnapshot()
    guard after.mark == next.mark else { return nil }
    try stopIfCancelled()
    try tryOut(&next, &report)
    next.generation += 1
    next.writer = after.device
    if let name = surroundings.deviceName { next.devices[after.device] = name }
    let commit = id()
    var (bytes, bases) = written(plan, found.dump, next, after: after, commit: commit)
    if engineRules.countsAsSentBeforeWriting {
      try store.syncSettle(bases, next, seen: plan.seen)
    }
    // A dump of years is large: the one that was read is let go before the new one is written and read back.
    let (former, copies) = (found.version, found.copies)
    _ = consume found
    try store.syncAnnounce(commit: commit)
    guard let version = try put(&bytes, ifStill: former, commit: commit) else { return nil }
    next.version = version
    try store.syncSettle(bases, next, seen: plan.seen)
    try setAside(copies)
    report.generation = next.generation
    return report
  }

  private func setAside(_ copies: [(copy: ConflictCopy, dump: Dump)]) throws {
    guard !copies.isEmpty else { return }
    try fromRemote { () throws(RemoteError) in try remote.setAside(copies.map(\.copy)) }
  }

  /// The new dump, and what it holds of what was sent.
  private func written(
    _ plan: MergePlan, _ dump: Dump?, _ link: SyncLink, after: SyncSnapshot, commit: String
  ) -> (bytes: [UInt8], bases: [DocumentKey: BaseEntry]) {
    let documents = contents(plan, dump, after)
    let text = text(plan, dump, link, after: after, commit: commit, documents: documents)
    return (text.bytes, bases(plan, documents, after))
  }

  private func text(
    _ plan: MergePlan, _ dump: Dump?, _ link: SyncLink, after: SyncSnapshot, commit: String,
    documents: [DocumentKey: ArraySlice<UInt8>]
  ) -> DumpText {
    let now = surroundings.now()
    let head = DumpHead(
      lineage: link.lineage ?? id(), strategy: link.strategy, generation: link.generation,
      device: after.device, writtenAt: now, commit: commit, userId: after.userId,
      devices: link.devices, seen: after.seen.union(plan.seen).withoutStrangers)
    return DumpText(
      head, documents: documents, tombstones: plan.tombstones, former: dump)
  }

  /// What the dump holds of what was sent.
  private func bases(
    _ plan: MergePlan, _ documents: [DocumentKey: ArraySlice<UInt8>], _ after: SyncSnapshot
  ) -> [DocumentKey: BaseEntry] {
    var bases: [DocumentKey: BaseEntry] = [:]
    for key in plan.outgoing {
      guard let json = documents[key], let local = after.documents[key] else { continue }
      bases[key] = BaseEntry(json: Array(json), local: .known(local.hash))
    }
    return bases
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
  ///
  /// - Parameter bytes: Let go once they are written.
  private func put(_ bytes: inout [UInt8], ifStill expected: RemoteVersion?, commit: String) throws
    -> RemoteVersion?
  {
    surroundings.report(.writing)
    let written = (count: bytes.count, hash: ContentHash(bytes))
    do throws(RemoteError) {
      let version = try remote.write(bytes, ifStill: expected, operation: commit)
      if !engineRules.readsBack { return version }
      bytes = []
    } catch {
      switch error.kind {
      case .lostRace: return nil
      case .cancelled: throw SyncError.cancelled
      // What is there now tells whether it arrived.
      case .unreachable, .server:
        return engineRules.looksUpLostAnswers ? try arrived(written, or: error) : nil
      default: throw SyncError.remote(error)
      }
    }
    return try arrived(written, or: nil)
  }

  /// The version of what was written, read back; nil where something else stands there by now.
  private func arrived(_ written: (count: Int, hash: ContentHash), or error: RemoteError?) throws
    -> RemoteVersion?
  {
    surroundings.report(.verifying)
    let reading = try fromRemote { () throws(RemoteError) in try remote.read(unlessStill: nil) }
    if case .content(let found, let version, _) = reading, found.count == written.count,
      ContentHash(found) == written.hash
    {
      return version
    }
    if let error { throw SyncError.remote(error) }
    guard case .content(let found, _, _) = reading, isDump(found) else {
      throw SyncError.notVerified(location: remote.location)
    }
    return nil
  }

  /// Whether someone else has written a dump meanwhile; anything else is damage.
  private func isDump(_ bytes: [UInt8]) -> Bool {
    do throws(DumpError) { return try Dump(bytes).head != nil } catch { return false }
  }

  /// Asks once a link whether the remote keeps to conditions: before the first write, so that whoever only reads there
  /// needs no right to write.
  private func tryOut(_ link: inout SyncLink, _ report: inout SyncReport) throws {
    guard link.honoursPreconditions == nil else { return }
    let honours = try fromRemote { () throws(RemoteError) in try remote.honoursPreconditions() }
    link.honoursPreconditions = honours
    if !honours { report.notices.append(SyncReport.noPreconditions) }
  }

}
