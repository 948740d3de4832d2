import Dispatch
import Synchronization
import System

/// The lock file that serialises writers, checkpoints and closing between processes.
///
/// SQLite's own locks would do for correctness of a single write; this one stands in front because two processes
/// that reset the write-ahead log at once hit a known defect of the SQLite that systems ship. The kernel lets go
/// of the lock when a process dies. A lock whose file was removed does not count any more: the file at its path does.
final class WriterLock: Sendable {
  private let file: Mutex<OpenFile>
  private let store: String
  private let patience: Int
  /// The kernel's lock belongs to the open file, so that the threads of this process have to take turns by themselves.
  private let turn = DispatchSemaphore(value: 1)

  static let ending = ".lock"
  /// How long a writer waits for another one, in milliseconds.
  static let patience = 10_000

  /// - Parameters:
  ///   - store: The path of the store; the lock file lies beside it.
  ///   - patience: How long to wait for another writer, in milliseconds.
  init(store: String, patience: Int = WriterLock.patience) throws(StoreError) {
    self.store = store
    self.patience = patience
    let opened = try Self.opened(store)
    file = Mutex(opened)
  }

  private static func opened(_ store: String) throws(StoreError) -> OpenFile {
    do throws(SystemError) {
      return try OpenFile(store + ending, for: .both, .made)
    } catch {
      let reason = "its lock file cannot be made: \(error.words)"
      throw DiskSpace.isFull(StoreFile.folder(of: store))
        ? StoreError.diskFull(path: store) : StoreError.cannotOpen(path: store, reason: reason)
    }
  }

  /// Runs `body` while nobody else writes; see ``take(within:)``.
  func hold<Result>(within patience: Int? = nil, _ body: () throws -> Result) throws -> Result {
    try take(within: patience)
    defer { release() }
    return try body()
  }

  /// Waits until nobody else writes; nobody does until ``release()``.
  ///
  /// - Parameter patience: How long to wait at most, in milliseconds; as the lock was made for where nil.
  /// - Throws: ``StoreError/locked(path:)`` where someone else did for too long.
  func take(within patience: Int? = nil) throws(StoreError) {
    let patience = patience ?? self.patience
    guard turn.wait(timeout: .now() + .milliseconds(patience)) == .success else {
      throw .locked(path: store)
    }
    do throws(StoreError) {
      try lockFile(patience)
    } catch {
      turn.signal()
      throw error
    }
  }

  func release() {
    file.withLock { $0.unlock() }
    turn.signal()
  }

  private func lockFile(_ patience: Int) throws(StoreError) {
    var waited = 0
    while true {
      guard let refusal = file.withLock({ $0.lock() }) else {
        if isAtItsPath { return }
        try openAnew()
        continue
      }
      guard refusal.isBusy else {
        throw .failed(attempt: "Locking \(store)", reason: refusal.words)
      }
      guard waited < patience else { throw .locked(path: store) }
      // Waits double from 1 to 16 ms: a writer holds the lock for about as long as a disk flush takes.
      let pause = min(16, 1 << min(4, waited / 2))
      SystemClock.sleep(milliseconds: pause)
      waited += pause
    }
  }

  /// Whether the file that is locked is the one that others lock.
  private var isAtItsPath: Bool {
    // If the system says nothing about it, it counts as missing.
    guard let status = file.withLock({ try? $0.status() }) else { return false }
    return FileTrace(path: store + Self.ending)?.identity == FileTrace(status).identity
  }

  /// Opens the file that is at the path now, and makes one where none is.
  private func openAnew() throws(StoreError) {
    try file.withLock { (file) throws(StoreError) in file = try Self.opened(store) }
  }
}
