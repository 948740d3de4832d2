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
    let bytes = [UInt8](repeating: 0xA5, count: trial)
    var written = 0
    while written < trial {
      let count = bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress.map { $0 + written }, trial - written)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return isRoomError(errno) }
      written += count
    }
    // Some file systems find room only when they are made to write.
    return fsync(descriptor) != 0 && isRoomError(errno)
  }

  private static func isRoomError(_ number: Int32) -> Bool {
    number == ENOSPC || number == EDQUOT
  }
}
