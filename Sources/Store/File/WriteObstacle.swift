#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says where SQLite says only that it did not work.
extension StoreFile {
  /// Why a file takes no more bytes, found out by writing some; nil where it takes them.
  ///
  /// - Parameter path: A file that is of no use any more.
  static func obstacle(toGrowing path: String) -> (code: Int32, words: String)? {
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return (errno, systemMessage(errno)) }
    defer { close(file) }
    // A page or two may fit where a file does not.
    return DiskSpace.error(ofWriting: 1 << 20, to: file).map { ($0, systemMessage($0)) }
  }

  /// Whether a regular file is there with something in it.
  static func holdsSomething(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }

  /// Takes a file away that is of no use; one that stays does no harm.
  static func remove(_ path: String) { unlink(path) }
}
