import Synchronization
import System

/// Whether the file that a store has open is still the one that its path leads to.
///
/// SQLite goes on with a file that was taken away, and with one that was written over by a copy; what is then written is
/// lost, or ruins the copy.
final class FileWatch: Sendable {
  private let path: String
  private let file: RawFile
  private let seen: Mutex<Seen>

  private struct Seen {
    /// The database, its log and the log's index, as they were when the store was opened.
    var identities: [FileTrace.Identity?]
    /// The page with the mark of the file's state.
    var page: Int
    var mark: Lineage?
    var pageSize: Int
    /// When the file was changed last, and how large it was then.
    var trace: FileTrace?
  }

  private static let endings = ["", "-wal", "-shm"]

  /// - Parameter page: The page that holds the ``Lineage``.
  init(_ path: String, _ file: RawFile, page: Int, pageSize: Int) throws(StoreError) {
    self.path = path
    self.file = file
    let mark = try Lineage.mark(in: file, page: page, pageSize: pageSize)
    seen = Mutex(
      Seen(
        identities: Self.identities(path), page: page, mark: mark, pageSize: pageSize,
        trace: file.trace))
  }

  private static func identities(_ path: String) -> [FileTrace.Identity?] {
    endings.map { FileTrace(path: path + $0)?.identity }
  }

  enum Finding: Hashable {
    case same
    /// The file holds another state than it did: a checkpoint, or a copy over it. Only who holds the lock can tell.
    case moved
    /// The file was written to, and holds the state that it did: what was there before was put there again, or another
    /// program's edit was folded in.
    case touched
    case removed
    case replaced
  }

  /// Some calls of the system, and no more.
  func look() throws(StoreError) -> Finding {
    let now = Self.identities(path)
    return try seen.withLock { (seen) throws(StoreError) in
      guard let database = now[0] else { return .removed }
      if database != seen.identities[0] { return .replaced }
      for index in 1..<now.count {
        // They are made when they are needed first, and stay until the last one has left.
        if let known = seen.identities[index] {
          if now[index] != known { return .replaced }
        } else {
          seen.identities[index] = now[index]
        }
      }
      let mark = try Lineage.mark(in: file, page: seen.page, pageSize: seen.pageSize)
      if mark != seen.mark { return .moved }
      return file.trace == seen.trace ? .same : .touched
    }
  }

  /// As ``lookClosely()``, where there is no lock to hold: looks again where it seems to be another file, as somebody
  /// may be folding the log into this one.
  func lookRepeatedly() throws -> Finding {
    for _ in 0..<2 {
      let finding = try lookClosely()
      if finding != .replaced { return finding }
      SystemClock.sleep(milliseconds: 20)
    }
    return try lookClosely()
  }

  /// As ``look()``, while nobody else writes: tells a checkpoint from another file.
  func lookClosely() throws -> Finding {
    let finding = try look()
    guard finding == .moved || finding == .touched else { return finding }
    guard let log = try WriteAheadLog(beside: path), try Lineage.belongs(log, to: file),
      try finding == .moved || Lineage.isEdited(log)
    else { return .replaced }
    return try seen.withLock { (seen) throws(StoreError) in
      seen.mark = try Lineage.mark(in: file, page: seen.page, pageSize: seen.pageSize)
      seen.trace = file.trace
      return .same
    }
  }
}
