import GRDB
import System

/// A database that is being made beside a store, under a name that says so.
///
/// Two that are made at once take turns; what a killed process has left is written over.
struct Draft {
  let path: String
  private let file: LockedFile

  init(beside store: String) throws {
    path = store + ".draft"
    file = try LockedFile(path, store: store)
    Self.removeLogs(path)
  }

  /// Closes the database, all of it in the one file: a name is given to that alone, and the log would stay behind.
  ///
  /// - Throws: ``StoreError/failed(attempt:reason:)`` where the log could not be folded in wholly.
  func seal(_ queue: DatabaseQueue) throws {
    let isFolded = try queue.inDatabase { database in
      let answer = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return try answer.map { try $0.at(0) as Int64 == 0 } ?? false
    }
    try queue.close()
    guard try isFolded && !StoreFile.hasLog(path) else {
      throw StoreError.failed(
        attempt: "Closing \(path)", reason: "its log could not be folded into it")
    }
  }

  /// Makes sure that the names that it and its manifest were given outlive a power cut.
  func settleNames() throws(StoreError) {
    do throws(SystemError) {
      try FileSystem.syncFolder(StoreFile.folder(of: path))
    } catch {
      throw StoreError.failed(attempt: "Making a backup beside \(path)", reason: error.words)
    }
  }

  /// Takes the place of the store, which is not there yet or empty.
  func take(_ store: String) throws {
    if try StoreFile.give(path, name: store) { return }
    let overtaken = StoreError.cannotOpen(
      path: store, reason: "another program made it meanwhile")
    guard FileTrace(path: store)?.bytes == 0 else { throw overtaken }
    do throws(SystemError) { try FileSystem.move(path, to: store) } catch { throw overtaken }
  }

  func remove() {
    FileSystem.discard(path)
    Self.removeLogs(path)
  }

  private static func removeLogs(_ path: String) {
    for ending in ["-wal", "-shm", "-journal"] { FileSystem.discard(path + ending) }
  }

  /// The emptied file, which nobody else is making meanwhile.
  private final class LockedFile {
    private let file: OpenFile

    init(_ path: String, store: String) throws(StoreError) {
      file = try Self.locked(path, store: store)
    }

    /// How long there is between two tries, in milliseconds.
    private static let pause = 10

    private static func locked(_ path: String, store: String) throws(StoreError) -> OpenFile {
      var waited = 0
      while true {
        // Closed before anything is waited for, where it is not to be had yet.
        do {
          let file = try opened(path, store: store)
          if take(file, at: path) { return file }
        }
        guard waited < WriterLock.patience else { throw .locked(path: store) }
        SystemClock.sleep(milliseconds: pause)
        waited += pause
      }
    }

    private static func opened(_ path: String, store: String) throws(StoreError) -> OpenFile {
      do throws(SystemError) {
        return try OpenFile(path, for: .both, [.made, .noLink])
      } catch {
        throw StoreFile.cannotMake(path, for: store, error)
      }
    }

    /// Locks and empties it. Returns whether it is ours now.
    private static func take(_ file: borrowing OpenFile, at path: String) -> Bool {
      guard file.lock() == nil else { return false }
      do throws(SystemError) {
        let status = try file.status()
        // Whoever had it before may have given it its name meanwhile.
        guard FileTrace(path: path)?.identity == FileTrace(status).identity else { return false }
        try file.empty()
        return true
      } catch {
        return false
      }
    }
  }
}
