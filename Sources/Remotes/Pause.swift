#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waiting on the thread that calls.
enum Pause {
  /// How long goes by before a cancel is noticed, in seconds.
  static let short = 0.2

  /// Waits so long, or until it is cancelled.
  static func sleep(_ seconds: Double, unless isCancelled: () -> Bool) {
    var left = seconds
    while left > 0, !isCancelled() {
      sleep(min(left, short))
      left -= short
    }
  }

  static func sleep(_ seconds: Double) {
    var left = timespec(
      tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    var rest = timespec()
    while nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
  }
}

/// This machine's processes, by `HOST/PID`.
enum ThisProcess {
  static var name: String { "\(host)/\(getpid())" }

  private static var host: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func isGone(_ process: String) -> Bool {
    let parts = process.split(separator: "/")
    guard parts.count == 2, !host.isEmpty, parts[0] == host, let pid = Int32(parts[1]), pid > 0
    else { return false }
    return kill(pid, 0) != 0 && errno == ESRCH
  }
}

extension PosixFile.Failure {
  var isTaken: Bool { code == EEXIST }
  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  var isFull: Bool { code == ENOSPC || code == EDQUOT }
  var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
}

extension PosixFile.Failure {
  static let noFolder = PosixFile.Failure(ENOENT)
}

extension PosixFile {
  /// The path with links followed; as it is where nothing is there yet.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
