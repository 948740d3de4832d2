import GRDB
public import Sync
public import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Opening, checking and migrating the file.
enum StoreFile {
  /// Makes GRDB's errors ours; errors of the body pass through.
  static func translated(_ error: any Error, attempt: String, path: String) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    switch error.resultCode {
    case .SQLITE_FULL: return StoreError.diskFull(path: path)
    case .SQLITE_READONLY:
      return StoreError.readOnly(path: path, reason: "the file may not be written")
    case .SQLITE_NOTADB: return StoreError.notAStore(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.locked(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      return StoreError.cannotOpen(path: path, reason: error.message ?? "it cannot be opened")
    default:
      return StoreError.failed(attempt: attempt, reason: error.message ?? "\(error.resultCode)")
    }
  }

  static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = false
    if !readOnly { configuration.journalMode = .wal }
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      // When a set shows as logged, it is on disk.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA cache_size = -4000")
    }
    return configuration
  }

  /// Makes the folder of the file, readable by its owner alone.
  static func makeFolder(for path: String) throws(StoreError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    var status = stat()
    if stat(folder, &status) == 0 { return }
    try makeFolder(for: folder)
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw .cannotOpen(
        path: path, reason: "the folder \(folder) cannot be made: \(systemMessage(errno))")
    }
  }

  /// Makes an empty file with mode 0600 where there is none, so that SQLite's files take its mode.
  static func makeFile(at path: String) throws(StoreError) {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 { Glibc.close(descriptor) }
  }
}
