#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of something in a folder, or of something that is open.
public struct FileStatus: Hashable, Sendable {
  /// What kind of thing it is.
  public enum Kind: Hashable, Sendable {
    case file, folder
    /// A pipe, a device or a socket.
    case other
  }

  /// The permission bits of what nobody but its owner reads and writes.
  static let ownersAlone: UInt32 = 0o600

  public let kind: Kind
  /// The device that it is on. No two that are there at once have both this and the ``number`` in common.
  public let device: UInt64
  /// Its number on its device.
  public let number: UInt64
  /// Its size.
  public let bytes: Int
  /// Its twelve permission bits.
  public let permissions: UInt32
  /// The number of its group.
  public let group: UInt32
  /// When it was changed last: whole seconds since the beginning of 1970 in UTC.
  public let modifiedSeconds: Int
  /// When it was changed last: the nanoseconds after ``modifiedSeconds``.
  public let modifiedNanoseconds: Int

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    bytes = Int(status.st_size)
    permissions = UInt32(status.st_mode) & 0o7777
    group = status.st_gid
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modifiedSeconds = Int(time.tv_sec)
    modifiedNanoseconds = Int(time.tv_nsec)
  }

  /// What is said of what a path leads to, through links.
  public init(of path: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SystemError.last }
    self.init(status)
  }

  /// What is said of what a path leads to, through links; nil where that cannot be seen, as where there is nothing.
  public init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
