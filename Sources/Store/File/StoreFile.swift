import GRDB
import System
import Training

/// The file as the system sees it, and the errors it makes.
enum StoreFile {
  /// Makes GRDB's errors ours; errors of the body pass through.
  static func translated(_ error: any Error, attempt: String, path: String) -> any Error {
    if error is RowDecodingError {
      return StoreError.corrupt(path: path, attempt: attempt, reason: "a value has the wrong type")
    }
    guard let error = error as? DatabaseError else { return error }
    let message = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: return StoreError.diskFull(path: path)
    case .SQLITE_READONLY:
      return StoreError.readOnly(path: path, reason: "the file is not writable")
    case .SQLITE_NOTADB: return Ruin.error(path)
    case .SQLITE_CORRUPT:
      return StoreError.corrupt(path: path, attempt: attempt, reason: message)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.locked(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      return isFull(path) ?? StoreError.cannotOpen(path: path, reason: message)
    case .SQLITE_IOERR:
      return isFull(path) ?? StoreError.failed(attempt: attempt, reason: message)
    default: return StoreError.failed(attempt: attempt, reason: message)
    }
  }

  /// SQLite reports most failures of a full disk as errors of the disk.
  private static func isFull(_ path: String) -> StoreError? {
    DiskSpace.isFull(folder(of: path)) ? .diskFull(path: path) : nil
  }

  /// Connections to the file. The write-ahead log is turned on once, when the file is made: GRDB's own setting
  /// would lower `synchronous` and write to the file at every opening.
  static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      database.add(function: Checksum.function)
      if readOnly {
        // Nothing is written through this connection; SQLite then also reads files that were cut short.
        try database.execute(sql: "PRAGMA writable_schema = ON")
      } else {
        // When a set shows as logged, it is on disk.
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -4000")
      }
    }
    return configuration
  }

  /// The path for SQLite, which would take `file:` and `:memory:` for something else than a file's name.
  static func databasePath(_ path: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : "./\(path)"
  }

  /// The file as one that nobody changes while it is open.
  static func immutableURI(_ path: String) -> String {
    var escaped = ""
    for character in databasePath(path).unicodeScalars {
      switch character {
      case "?": escaped += "%3f"
      case "#": escaped += "%23"
      case "%": escaped += "%25"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return "file:\(escaped)?immutable=1"
  }

  /// The file that a path leads to through links, whether it exists or not: its log and its lock lie beside it.
  static func resolved(_ path: String) -> String {
    var path = path
    // As many links as systems follow; what leads further is refused when it is opened.
    for _ in 0..<40 {
      guard let target = FileSystem.target(ofLink: path), !target.isEmpty else { return path }
      path = target.utf8.first == UInt8(ascii: "/") ? target : "\(folder(of: path))/\(target)"
    }
    return path
  }

  /// The folder a file is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func isThere(_ path: String) -> Bool { FileSystem.isThere(path) }

  static func mayRead(_ path: String) -> Bool { FileSystem.refusal(of: .reading, path) == nil }

  private static func mayWrite(_ path: String) -> Bool {
    FileSystem.refusal(of: .writing, path) == nil
  }

  /// Keeps the log beside a store under another name. Returns the name.
  static func setLogAside(_ path: String, at now: Instant) throws(StoreError) -> String {
    let name = "\(path).stray-log.\(moment(now))"
    var target = name
    var number = 2
    while try !give(path + "-wal", name: target) {
      target = "\(name).\(number)"
      number += 1
    }
    // The index of that log: SQLite makes another.
    FileSystem.discard(path + "-shm")
    return target
  }

  /// The name of a file in its folder.
  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The names of what is in a folder, in their order; none where it may not be looked into.
  static func names(in folder: String) -> [String] {
    do throws(SystemError) {
      return try FileSystem.names(in: folder).sorted()
    } catch {
      return []
    }
  }

  /// A moment in a file's name: `2026-11-20-174501`.
  static func moment(_ now: Instant) -> String {
    now.iso8601.prefix(19).filter { $0 != ":" }.map { $0 == "T" ? "-" : String($0) }.joined()
  }

  /// Gives a file another name. Returns whether it has it now; false where there is a file of that name.
  static func give(_ path: String, name target: String) throws(StoreError) -> Bool {
    do throws(SystemError) {
      do throws(SystemError) {
        try FileSystem.addName(target, to: path)
        FileSystem.discard(path)
      } catch {
        // Not every file system has links.
        if error.isTaken || isThere(target) { return false }
        try FileSystem.move(path, to: target)
      }
      return true
    } catch {
      throw cannotMake(target, for: path, error)
    }
  }

  /// Why a file beside the store could not be made.
  static func cannotMake(_ path: String, for store: String, _ error: SystemError) -> StoreError {
    error.isFull
      ? .diskFull(path: store)
      : .cannotOpen(path: store, reason: "\(path) cannot be made: \(error.words)")
  }

  /// Makes the folder of the file, readable by its owner alone.
  static func makeFolder(for path: String) throws(StoreError) {
    let folder = folder(of: path)
    if FileStatus(at: folder) != nil { return }
    try makeFolder(for: folder)
    do throws(SystemError) {
      try FileSystem.makeFolder(folder)
    } catch {
      throw StoreError.cannotOpen(
        path: path, reason: "the folder \(folder) cannot be made: \(error.words)")
    }
  }

  /// Whether the file may be written, and if not why.
  static func readOnlyReason(_ path: String) -> String? {
    if let refusal = FileSystem.refusal(of: .writing, path) {
      return "the file is not writable (\(refusal.words))"
    }
    if let refusal = FileSystem.refusal(of: .writing, folder(of: path)) {
      return "its folder is not writable (\(refusal.words))"
    }
    return nil
  }

  /// Lets the files beside the store be written where the store itself may: they keep the rights that it had when they
  /// were made.
  static func mendRights(_ path: String) {
    guard let status = FileStatus(at: path), mayWrite(path) else { return }
    for ending in ["-wal", "-shm", ".lock"] {
      let name = path + ending
      guard isThere(name), !mayWrite(name) else { continue }
      // Where that is not allowed, writing says so.
      try? FileSystem.setPermissions(status.permissions & 0o777, of: name)
    }
  }

  /// Whether a write-ahead log with something in it lies beside the file.
  static func hasLog(_ path: String) throws(StoreError) -> Bool {
    do throws(SystemError) {
      let log = try FileStatus(of: path + "-wal")
      return log.kind == .file && log.bytes > 0
    } catch {
      if error.isMissing { return false }
      throw StoreError.cannotOpen(
        path: path, reason: "\(path)-wal cannot be seen: \(error.words)")
    }
  }
}

/// What the header of a database says: SQLite's file format, chapter 1.3.
struct FileHeader: Hashable {
  static let byteCount = 100
  static let magic = Array("SQLite format 3\0".utf8)

  var pageSize: Int
  var pages: Int
  /// The size of the file.
  var bytes: Int
  /// `PRAGMA user_version` and `application_id`, as they were when the log was folded in last.
  var format: Int
  var application: Int64

  init(_ header: [UInt8], bytes: Int) {
    func number(_ range: Range<Int>) -> Int { header[range].reduce(0) { $0 << 8 | Int($1) } }
    let size = number(16..<18)
    // 1 stands for 65,536, which does not fit.
    pageSize = size == 1 ? 65_536 : size
    // The count holds only where it was written together with the change counter.
    pages = number(24..<28) == number(92..<96) ? number(28..<32) : 0
    format = number(60..<64)
    application = Int64(number(68..<72))
    self.bytes = bytes
  }

  /// Whether the file is shorter than its header says.
  var isCutShort: Bool { bytes < pageSize * pages }
}

extension StoreFile {
  /// What the first bytes of the file say.
  enum Kind: Hashable {
    case absent
    case empty
    case database(FileHeader)
    /// The beginning of a database's header.
    case cutShort
    case other
  }

  /// What the first bytes of the file at `path` say. For before its connection is opened; see ``RawFile``.
  static func kind(of path: String) throws(StoreError) -> Kind {
    do throws(SystemError) {
      // A pipe would otherwise wait for someone to write.
      let file = try OpenFile.regular(path)
      let size = try file.status().bytes
      return kind(try file.bytes(FileHeader.byteCount, at: 0), of: size)
    } catch {
      if error == .noSuchFile { return .absent }
      throw StoreError.cannotOpen(
        path: path, reason: error.isNotAFile ? "it is not a file" : error.words)
    }
  }

  /// What the first bytes of a file of so many bytes say.
  private static func kind(_ header: [UInt8], of size: Int) -> Kind {
    if size == 0 { return .empty }
    guard header.starts(with: FileHeader.magic.prefix(header.count)) else { return .other }
    guard header.count == FileHeader.byteCount else { return .cutShort }
    return .database(FileHeader(header, bytes: size))
  }
}
