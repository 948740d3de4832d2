import GRDB
public import Training

/// A copy of a store to try something out on: whatever is done to it stays in it.
public struct ScratchCopy: Sendable {
  public let store: Store
  private let path: String?

  static let ending = ".scratch"

  fileprivate init(_ store: Store, path: String?) {
    (self.store, self.path) = (store, path)
  }

  /// Closes the copy and takes it away.
  public func discard() {
    // Whatever became of it, it is not needed any more.
    try? store.close()
    if let path { Self.remove(path) }
  }

  fileprivate static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm", "-journal", WriterLock.ending] {
      StoreFile.remove(path + ending)
    }
  }
}

extension Store {
  /// Copies the store as it stands, beside itself; one in memory into memory. What a kill has left of an earlier copy is
  /// taken away first.
  ///
  /// - Throws: ``StoreError`` where there is no room, with nothing left behind.
  public func scratchCopy(at now: Instant) throws -> ScratchCopy {
    guard isFile else {
      let copy = try Store.inMemory()
      try open { database in try copy.queue.inDatabase { try database.backup(to: $0) } }
      return ScratchCopy(copy, path: nil)
    }
    let path = path + ScratchCopy.ending
    ScratchCopy.remove(path)
    do {
      try open { database in
        let configuration = StoreFile.configuration(readOnly: false)
        let target = try DatabaseQueue(
          path: StoreFile.databasePath(path), configuration: configuration)
        try target.inDatabase { try database.backup(to: $0) }
        try target.close()
      }
      return ScratchCopy(try Store.open(at: path, now: now), path: path)
    } catch {
      ScratchCopy.remove(path)
      throw translated(error, attempt: "Copying \(self.path)")
    }
  }
}
