#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether a folder takes anything more.
enum DiskSpace {
  /// What a small write takes: a page of the store and room for its index.
  private static let trial = 64 * 1024

  /// Whether the disk, or what the athlete may use of it, is full: tried out, as SQLite does not say why a write failed.
  static func isFull(_ folder: String) -> Bool {
    var template = Array("\(folder)/.tonnage-room-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return isRoomError(errno) }
    defer { close(descriptor) }
    unlink(template)
    return error(ofWriting: trial, to: descriptor).map(isRoomError) ?? false
  }

  /// The system's number for why an open file takes no further bytes, so many of them, found out by writing them to the
  /// disk; nil where it takes them.
  static func error(ofWriting total: Int, to descriptor: Int32) -> Int32? {
    let bytes = [UInt8](repeating: 0xA5, count: min(total, trial))
    var left = total
    while left > 0 {
      let count = write(descriptor, bytes, min(left, bytes.count))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return errno }
      left -= count
    }
    // Some file systems find room only when they are made to write.
    return fsync(descriptor) == 0 ? nil : errno
  }

  /// Whether the system's number says that there is no room, on the disk or for this user.
  static func isRoomError(_ number: Int32) -> Bool {
    number == ENOSPC || number == EDQUOT
  }
}
