import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The lock file that serialises writers, checkpoints and closing between processes.
///
/// SQLite's own locks would do for correctness of a single write; this one stands in front because two processes
/// that reset the write-ahead log at once hit a known defect of the SQLite that systems ship. The kernel lets go
/// of the lock when a process dies.
final class WriterLock: Sendable {
  private let descriptor: Int32
  private let store: String
  private let patience: Int
  /// The kernel's lock belongs to the descriptor, so that the threads of this process have to take turns by themselves.
  private let turn = DispatchSemaphore(value: 1)

  /// How long a writer waits for another one, in milliseconds.
  static let patience = 10_000

  /// - Parameters:
  ///   - store: The path of the store; the lock file lies beside it.
  ///   - patience: How long to wait for another writer, in milliseconds.
  init(store: String, patience: Int = WriterLock.patience) throws(StoreError) {
    self.store = store
    self.patience = patience
    descriptor = open(store + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      let reason = "its lock file cannot be made: \(systemMessage(errno))"
      throw DiskSpace.isFull(StoreFile.folder(of: store))
        ? .diskFull(path: store) : .cannotOpen(path: store, reason: reason)
    }
  }

  deinit { close(descriptor) }

  /// Runs `body` while nobody else writes.
  ///
  /// - Parameter patience: How long to wait at most, in milliseconds; as the lock was made for where nil.
  /// - Throws: ``StoreError/locked(path:)`` where someone else did for too long; what `body` throws.
  func hold<Result>(within patience: Int? = nil, _ body: () throws -> Result) throws -> Result {
    let patience = patience ?? self.patience
    guard turn.wait(timeout: .now() + .milliseconds(patience)) == .success else {
      throw StoreError.locked(path: store)
    }
    defer { turn.signal() }
    try lockFile(patience)
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }

  private func lockFile(_ patience: Int) throws(StoreError) {
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .failed(attempt: "Locking \(store)", reason: systemMessage(errno))
      }
      guard waited < patience else { throw .locked(path: store) }
      // Waits double from 1 to 16 ms: a writer holds the lock for about as long as a disk flush takes.
      let pause = min(16, 1 << min(4, waited / 2))
      usleep(UInt32(pause) * 1000)
      waited += pause
    }
  }
}

/// The system's own words for an error number.
func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
