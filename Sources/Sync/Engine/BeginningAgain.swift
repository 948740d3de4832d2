import Training

/// The way out of a dump that cannot be read: it is kept beside, and begun again in the same lineage.
extension SyncEngine {
  /// Whether a dump that cannot be read may be replaced: one that was synced with, one that is empty, or one that says
  /// itself that it is a dump. Anything else may be a file that has nothing to do with this.
  func mayBeginAgain(_ error: DumpError, _ bytes: [UInt8], _ link: SyncLink) -> Bool {
    error.isDamage && (link.lineage != nil || error == .empty || DumpPeek(bytes) != nil)
  }

  /// An empty place instead of a dump that cannot be read, once that dump is kept beside it.
  func begunAgain(_ bytes: [UInt8], _ version: RemoteVersion, _ error: DumpError) throws -> Found {
    guard options.beginsAgain, !options.dryRun else {
      throw SyncError.wantsNewBeginning(location: remote.location, error)
    }
    let name = try fromRemote { () throws(RemoteError) in try remote.keepAside(bytes) }
    var found = Found(dump: nil, version: version)
    found.former = DumpPeek(bytes)
    found.notices.append(SyncReport.begunAgain(keptAs: name))
    return found
  }

  /// Reads a dump of which one document cannot be taken in, to begin it again. Nil where another one stands there by
  /// now.
  ///
  /// - Throws: The same error, where it is this machine's own document that is wrong.
  func readAgain(after error: DumpError, _ link: SyncLink) throws -> Found? {
    let unreadable = SyncError.unreadable(location: remote.location, error)
    guard error.isDamage else { throw unreadable }
    let reading = try fromRemote { () throws(RemoteError) in try remote.read(unlessStill: nil) }
    guard case .content(let bytes, let version, _) = reading else { return nil }
    guard mayBeginAgain(error, bytes, link), Self.isWrong(bytes, as: error) else {
      throw unreadable
    }
    return try begunAgain(bytes, version, error)
  }

  /// Whether it is the dump that an error is about, and not the store.
  private static func isWrong(_ bytes: [UInt8], as error: DumpError) -> Bool {
    do throws(DumpError) {
      let dump = try Dump(bytes)
      for key in dump.documents.keys where error.isAbout(key) { _ = try dump.element(key) }
      return false
    } catch { return true }
  }
}

extension DumpError {
  /// Whether the dump is damaged; else it is whole, and another program, version or athlete wrote it.
  var isDamage: Bool {
    switch self {
    case .empty, .notJSON, .notDump, .badHead, .duplicate, .noId, .notCollection, .beyondCalendar,
      .tooLarge, .unreadable:
      true
    case .newerVersion, .unknownStrategy, .severalAthletes, .otherAthletes: false
    }
  }

  fileprivate func isAbout(_ key: DocumentKey) -> Bool {
    switch self {
    case .unreadable(let collection, let id, _), .beyondCalendar(let collection, let id):
      key.collection.rawValue == collection && key.id == id
    default: false
    }
  }
}
