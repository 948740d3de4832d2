import Training
import Wire

/// The first step: what lies at the remote.
extension SyncEngine {
  /// What was read.
  struct Found {
    /// Nil where nothing is there yet.
    var dump: Dump?
    var version: RemoteVersion?
    /// What a folder service left beside the dump, as far as it is merged.
    var copies: [(copy: ConflictCopy, dump: Dump)] = []
    var notices: [String] = []
    /// Of a dump that is begun again: what its beginning said.
    var former: DumpPeek?
  }

  /// Nil where nothing is new there and there is nothing to send.
  func read(unlessStill version: RemoteVersion?, _ link: SyncLink) throws -> Found? {
    switch try fromRemote({ () throws(RemoteError) in try remote.read(unlessStill: version) }) {
    case .unchanged: return nil
    case .missing:
      guard
        link.lineage == nil || options.yes || options.beginsAgain
          || engineRules.takesMissingForEmpty
      else {
        throw SyncError.gone(location: remote.location)
      }
      return Found()
    case .content(let bytes, let version, let copies):
      let dump: Dump
      do { dump = try parsed(bytes) } catch SyncError.unreadable(let location, let error) {
        guard mayBeginAgain(error, bytes, link) else {
          throw SyncError.unreadable(location: location, error)
        }
        return try begunAgain(bytes, version, error)
      }
      try check(dump, link)
      var found = Found(dump: dump, version: version)
      for copy in copies { found.take(copy, mayBeEdited: options.yes) }
      return found
    }
  }

  private func parsed(_ bytes: [UInt8]) throws -> Dump {
    do throws(DumpError) {
      var dump = try Dump(bytes)
      if engineRules.believesEdited { dump.isIntact = true }
      return dump
    } catch {
      throw SyncError.unreadable(location: remote.location, error)
    }
  }

  private func check(_ dump: Dump, _ link: SyncLink) throws {
    guard let head = dump.head else {
      if options.yes || options.dryRun { return }
      throw SyncError.wantsUpgrade(location: remote.location, documents: dump.documents.count)
    }
    if let lineage = link.lineage, lineage != head.lineage, !options.adopt,
      engineRules.asksAboutLineage
    {
      throw begunApart(dump, head)
    }
    guard dump.isIntact || options.yes || options.dryRun else {
      throw SyncError.edited(location: remote.location, changes: try edits(in: dump))
    }
  }

  /// That the dump and this log know nothing of each other.
  func begunApart(_ dump: Dump, _ head: DumpHead) -> SyncError {
    .begunApart(
      location: remote.location, writer: head.devices[head.device] ?? head.device,
      documents: dump.documents.count)
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

  func fromRemote<Result>(_ body: () throws(RemoteError) -> Result) throws -> Result {
    do throws(RemoteError) { return try body() } catch {
      throw error.kind == .cancelled ? SyncError.cancelled : SyncError.remote(error)
    }
  }

}

extension SyncEngine.Found {
  /// Takes what lies beside the dump where it is the same dump; else it is left where it is, and that is said.
  fileprivate mutating func take(_ copy: ConflictCopy, mayBeEdited: Bool) {
    if let flaw = copy.flaw {
      notices.append("\(copy.name) was left where it is: \(flaw).")
      return
    }
    do throws(DumpError) {
      let beside = try Dump(copy.bytes)
      if beside.head == nil || beside.head?.lineage != dump?.head?.lineage {
        notices.append("\(copy.name) was left where it is: it is another dump.")
      } else if !beside.isIntact, !mayBeEdited {
        notices.append(
          "\(copy.name) was left where it is: it was edited by hand. “tonnage sync --yes” merges that."
        )
      } else {
        copies.append((copy, beside))
        notices.append("\(copy.name) was merged.")
      }
    } catch {
      notices.append("\(copy.name) was left where it is: \(error.sentence.unpointed).")
    }
  }
}
