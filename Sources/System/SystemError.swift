#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the system did not do what it was asked for.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's number for it: an `errno`.
  public let code: Int32

  /// What a number of the system's stands for.
  public init(code: Int32) { self.code = code }

  /// That of the call that has just failed on this thread.
  static var last: SystemError { SystemError(code: errno) }

  /// Nothing is there under that name.
  public static let noSuchFile = SystemError(code: ENOENT)
  /// A folder, a pipe or a device is there where a file is wanted.
  public static let notAFile = SystemError(code: EISDIR)
  /// A socket is there, which is not opened as files are; or a device that is not connected.
  public static let notOpenable = SystemError(code: ENXIO)

  /// Whether nothing is there under that name, or on the way to it.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether something is there already.
  public var isTaken: Bool { code == EEXIST }

  /// Whether it is ``notAFile``.
  public var isNotAFile: Bool { code == EISDIR }

  /// Whether there is no room, on the disk or for this user.
  public var isFull: Bool { code == ENOSPC || code == EDQUOT }

  /// Whether this user may not do it, or nobody may there.
  public var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }

  /// Whether somebody else has the lock just now, or a signal came while it was taken.
  public var isBusy: Bool { code == EWOULDBLOCK || code == EINTR }

  /// Whether whoever read has gone: what is left is for nobody.
  public var isReaderGone: Bool { code == EPIPE }

  /// The system's own words, such as “No such file or directory”.
  public var words: String { String(cString: strerror(code)) }

  /// What is wrong with something that is written to, to stand within a sentence.
  public var description: String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "the quota of this disk is used up"
    case EBADF: "it is closed"
    default: words
    }
  }
}
