import Dispatch
import Synchronization

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
/// of the lock when a process dies. A lock whose file was taken away is none any more: the file at its path is.
final class WriterLock: Sendable {
  private let descriptor: Mutex<Int32>
  private let store: String
  private let patience: Int
  /// The kernel's lock belongs to the descriptor, so that the threads of this process have to take turns by themselves.
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
    descriptor = Mutex(opened)
  }

  private static func opened(_ store: String) throws(StoreError) -> Int32 {
    let descriptor = open(store + ending, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 { return descriptor }
    let reason = "its lock file cannot be made: \(systemMessage(errno))"
    throw DiskSpace.isFull(StoreFile.folder(of: store))
      ? .diskFull(path: store) : .cannotOpen(path: store, reason: reason)
  }

  deinit { _ = descriptor.withLock { close($0) } }

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
    defer { _ = descriptor.withLock { flock($0, LOCK_UN) } }
    return try body()
  }

  private func lockFile(_ patience: Int) throws(StoreError) {
    var waited = 0
    while true {
      let error = descriptor.withLock { flock($0, LOCK_EX | LOCK_NB) == 0 ? 0 : errno }
      if error == 0 {
        if isAtItsPath { return }
        try openAnew()
        continue
      }
      guard error == EWOULDBLOCK || error == EINTR else {
        throw .failed(attempt: "Locking \(store)", reason: systemMessage(error))
      }
      guard waited < patience else { throw .locked(path: store) }
      // Waits double from 1 to 16 ms: a writer holds the lock for about as long as a disk flush takes.
      let pause = min(16, 1 << min(4, waited / 2))
      usleep(UInt32(pause) * 1000)
      waited += pause
    }
  }

  /// Whether the file that is locked is the one that others lock.
  private var isAtItsPath: Bool {
    var status = stat()
    return descriptor.withLock { fstat($0, &status) } == 0
      && FileTrace(path: store + Self.ending)?.identity == FileTrace(status).identity
  }

  /// Opens the file that is at the path now, and makes one where none is.
  private func openAnew() throws(StoreError) {
    let new = try Self.opened(store)
    descriptor.withLock { descriptor in
      close(descriptor)
      descriptor = new
    }
  }
}

/// The system's own words for an error number.
func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
