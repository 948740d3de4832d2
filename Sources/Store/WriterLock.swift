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
  private let path: String

  /// How long a writer waits for another process, in milliseconds.
  static let patience = 10_000

  init(path: String) throws(StoreError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      throw .cannotOpen(path: path, reason: "its lock file cannot be made: \(systemMessage(errno))")
    }
  }

  deinit { close(descriptor) }

  /// Runs `body` while no other process writes.
  func hold<Result>(_ body: () throws -> Result) throws -> Result {
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, waited < Self.patience else {
        throw StoreError.locked(path: path)
      }
      // Waits double from 1 to 16 ms: a writer holds the lock for about as long as a disk flush takes.
      let pause = min(16, 1 << min(4, waited / 2))
      usleep(UInt32(pause) * 1000)
      waited += pause
    }
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }
}

/// The system's own words for an error number.
func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
