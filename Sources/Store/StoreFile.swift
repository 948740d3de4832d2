import GRDB

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

  static func configuration(readOnly: Bool, inMemory: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = false
    if !readOnly, !inMemory { configuration.journalMode = .wal }
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

  /// Makes an empty file with mode 0600 where there is none: SQLite's own files take its mode.
  static func makeFile(at path: String) throws(StoreError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: systemMessage(errno))
    }
    close(descriptor)
  }

  /// What the first bytes of the file say.
  enum Kind {
    case absent
    case empty
    case database(pageSize: Int, pages: Int, bytes: Int)
    case other
  }

  static let headerBytes = 100

  static func kind(of path: String) throws(StoreError) -> Kind {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return .absent }
      throw .cannotOpen(path: path, reason: systemMessage(errno))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(path: path, reason: "it is not a file")
    }
    if status.st_size == 0 { return .empty }
    var header = [UInt8](repeating: 0, count: headerBytes)
    let count = pread(descriptor, &header, headerBytes, 0)
    guard count == headerBytes, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      return .other
    }
    // The file format's header: page size at 16 (1 stands for 65,536), number of pages at 28.
    let size = Int(header[16]) << 8 | Int(header[17])
    let pages = header[28..<32].reduce(0) { $0 << 8 | Int($1) }
    return .database(pageSize: size == 1 ? 65_536 : size, pages: pages, bytes: Int(status.st_size))
  }

  /// Whether the file may be written, and if not why.
  static func readOnlyReason(_ path: String) -> String? {
    if access(path, W_OK) != 0 { return "the file may not be written (\(systemMessage(errno)))" }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    if access(folder.isEmpty ? "/" : folder, W_OK) != 0 {
      return "its folder may not be written (\(systemMessage(errno)))"
    }
    return nil
  }
}
