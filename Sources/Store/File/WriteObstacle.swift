import System

/// What the system says where SQLite says only that it did not work.
extension StoreFile {
  /// Why a file takes no more bytes, found out by writing some; nil where it takes them.
  ///
  /// - Parameter path: A file that is of no use any more.
  static func obstacle(toGrowing path: String) -> SystemError? {
    do throws(SystemError) {
      let file = try OpenFile(path, for: .writing, [.appending, .atOnce])
      // A page or two may fit where a file does not.
      try DiskSpace.take(1 << 20, of: file)
      return nil
    } catch {
      return error
    }
  }

  /// Whether a regular file is there with something in it.
  static func holdsSomething(_ path: String) -> Bool {
    guard let status = FileStatus(at: path) else { return false }
    return status.kind == .file && status.bytes > 0
  }

  /// Takes a file away that is of no use; one that stays does no harm.
  static func remove(_ path: String) { FileSystem.discard(path) }
}
