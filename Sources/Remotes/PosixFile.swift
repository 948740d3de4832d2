import System

/// What a file remote does with files. Each fails with a ``System/SystemError``, or with what `goOn` throws.
enum PosixFile {
  /// What tells one state of a file from another without reading it.
  struct Identity: Hashable {
    var inode: UInt64
    var size: Int64
    /// When it was changed last: nanoseconds since the beginning of 1970 in UTC.
    var modified: Int64

    var text: String { "\(inode).\(size).\(modified)" }
  }

  /// Nil where there is no such file.
  static func identity(_ path: String) throws -> Identity? {
    do throws(SystemError) {
      let status = try FileStatus(of: path)
      guard status.kind == .file else { throw SystemError.notAFile }
      return Identity(
        inode: status.number, size: Int64(status.bytes),
        modified: Int64(status.modifiedSeconds) * 1_000_000_000
          + Int64(status.modifiedNanoseconds))
    } catch {
      guard error == .noSuchFile else { throw error }
      return nil
    }
  }

  static func isFolder(_ path: String) -> Bool { FileStatus(at: path)?.kind == .folder }

  /// Reads a regular file; anything else is refused without waiting for it.
  ///
  /// - Parameters:
  ///   - limit: How many bytes of its beginning are wanted.
  ///   - goOn: Asked before each portion; throws to stop.
  static func read(_ path: String, upTo limit: Int = .max, goOn: () throws -> Void = {}) throws
    -> [UInt8]
  {
    let file = try OpenFile.regular(path)
    return try file.read(upTo: limit, goOn: goOn)
  }

  /// Writes a new file and makes sure that it is on disk. Fails where one of that name is there.
  ///
  /// - Parameter goOn: Asked before each portion; throws to stop.
  static func create(
    _ path: String, _ bytes: [UInt8], _ rights: FileRights = .own, goOn: () throws -> Void = {}
  ) throws {
    let file = try OpenFile(path, for: .writing, .new)
    do {
      try rights.apply(to: file)
      try write(bytes, to: file, goOn: goOn)
      try file.close()
    } catch {
      FileSystem.discard(path)
      throw error
    }
  }

  /// Writes over a file that says `former`, with as many bytes. False where it says something else or is gone.
  static func overwrite(_ path: String, _ former: [UInt8], with bytes: [UInt8]) throws -> Bool {
    do throws(SystemError) {
      // The file that was opened is the one that is written, should another come to bear its name.
      let file = try OpenFile.regular(path, for: .both)
      guard try file.read() == former else { return false }
      try file.write(bytes[...], at: 0)
      return true
    } catch {
      guard error == .noSuchFile else { throw error }
      return false
    }
  }

  /// How much is written before it is asked whether to go on, in bytes.
  private static let portion = 4 << 20
  /// After how much that is written the disk is waited for, in bytes.
  private static let syncedPortion = 64 << 20

  private static func write(
    _ bytes: [UInt8], to file: borrowing OpenFile, goOn: () throws -> Void
  ) throws {
    var done = 0
    while done < bytes.count {
      try goOn()
      let end = min(done + portion, bytes.count)
      try file.write(bytes[done..<end])
      // Bit by bit, so that no single wait for the disk is a long one.
      if end / syncedPortion > done / syncedPortion { try file.sync() }
      done = end
    }
    try file.sync()
  }

  // MARK: Paths

  /// The path with links followed, as far as they lead: the last one may point to what is not there yet.
  static func resolved(_ path: String) -> String {
    var path = path
    // As many as the system itself follows.
    for _ in 0..<40 {
      if let real = FileSystem.realPath(path) { return real }
      guard let target = FileSystem.target(ofLink: path) else { break }
      path = target.hasPrefix("/") ? target : "\(folder(of: path))/\(target)"
    }
    guard let folder = FileSystem.realPath(folder(of: path)),
      let name = path.split(separator: "/").last
    else { return path }
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension SystemError {
  /// What is wrong with a file of a remote, to stand within a sentence.
  var problem: String { isNotAFile ? "it is a folder, a pipe or a device, not a file" : words }
}
