import System

/// Whether a folder takes anything more.
enum DiskSpace {
  /// What a small write takes: a page of the store and room for its index.
  private static let trial = 64 * 1024

  /// Whether the disk, or what the athlete may use of it, is full: tried out, as SQLite does not say why a write failed.
  static func isFull(_ folder: String) -> Bool {
    var path = "\(folder)/.tonnage-room-"
    do throws(SystemError) {
      let file = try OpenFile.scratch(&path)
      FileSystem.discard(path)
      try take(trial, of: file)
      return false
    } catch {
      return error.isFull
    }
  }

  /// Writes so many further bytes to an open file, and on to the disk, to find out whether it takes them.
  static func take(_ total: Int, of file: borrowing OpenFile) throws(SystemError) {
    let bytes = [UInt8](repeating: 0xA5, count: min(total, trial))
    var left = total
    while left > 0 {
      let count = min(left, bytes.count)
      try file.write(bytes[..<count])
      left -= count
    }
    // Some file systems find room only when they are made to write.
    try file.sync()
  }
}
