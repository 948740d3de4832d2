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

extension PosixFile.Failure {
  var isTaken: Bool { code == EEXIST }
  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  var isFull: Bool { code == ENOSPC || code == EDQUOT }
  var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
}

extension PosixFile.Failure {
  static let noFolder = PosixFile.Failure(ENOENT)
  /// Something is there that is no regular file: a pipe would wait for someone to write.
  static let notAFile = PosixFile.Failure(EISDIR)

  var isNotAFile: Bool { code == EISDIR }
}

extension PosixFile {
  /// The path with links followed, as far as they lead: the last one may point to what is not there yet.
  static func resolved(_ path: String) -> String {
    var path = path
    // As many as the system itself follows.
    for _ in 0..<40 {
      if let real = real(path) { return real }
      guard let target = target(of: path) else { break }
      path = target.hasPrefix("/") ? target : "\(folder(of: path))/\(target)"
    }
    guard let folder = real(folder(of: path)), let name = path.split(separator: "/").last else {
      return path
    }
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// What a link says; nil where there is none.
  static func target(of link: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
