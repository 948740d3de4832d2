#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The calls of the operating system that a file remote needs, each with its error in words.
enum PosixFile {
  struct Failure: Error {
    let code: Int32

    init(_ code: Int32 = errno) { self.code = code }

    var words: String {
      isNotAFile
        ? "it is a folder, a pipe or a device, and no file" : String(cString: strerror(code))
    }
  }

  /// What tells one state of a file from another without reading it.
  struct Identity: Hashable {
    var inode: UInt64
    var size: Int64
    var modified: Int64

    var text: String { "\(inode).\(size).\(modified)" }
  }

  /// Nil where there is no such file.
  static func identity(_ path: String) throws -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw Failure()
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure.notAFile }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Identity(
      inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Reads a regular file; anything else is refused without waiting for it.
  ///
  /// - Parameters:
  ///   - limit: How many bytes of its beginning are wanted.
  ///   - goOn: Asked before each portion; throws to stop.
  static func read(_ path: String, upTo limit: Int = .max, goOn: () throws -> Void = {}) throws
    -> [UInt8]
  {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Failure() }
    defer { close(file) }
    return try read(file, upTo: limit, goOn: goOn)
  }

  /// How much is read or written in one call.
  private static let portion = 4 << 20

  private static func read(_ file: Int32, upTo limit: Int = .max, goOn: () throws -> Void) throws
    -> [UInt8]
  {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Failure() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure.notAFile }
    // One byte more than there is, so that the end is seen without growing.
    var bytes = [UInt8](repeating: 0, count: min(limit, Int(status.st_size) + 1))
    var done = 0
    while true {
      try goOn()
      if done == limit { return bytes }
      if done == bytes.count {
        bytes += [UInt8](repeating: 0, count: min(limit - done, bytes.count))
      }
      let count = bytes.withUnsafeMutableBytes {
        systemRead(file, $0.baseAddress.map { $0 + done }, min(portion, $0.count - done))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure()
      }
      done += count
      if count == 0 {
        bytes.removeLast(bytes.count - done)
        return bytes
      }
    }
  }

  private static func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int)
    -> Int
  {
    #if canImport(Glibc)
      Glibc.read(file, buffer, count)
    #elseif canImport(Musl)
      Musl.read(file, buffer, count)
    #else
      Darwin.read(file, buffer, count)
    #endif
  }

  /// Writes a new file and makes sure that it is on disk. Fails where one of that name is there.
  ///
  /// - Parameter goOn: Asked before each portion; throws to stop.
  static func create(
    _ path: String, _ bytes: [UInt8], _ rights: FileRights = .own, goOn: () throws -> Void = {}
  ) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FileRights.own.mode)
    guard file >= 0 else { throw Failure() }
    do {
      guard rights.apply(to: file) else { throw Failure() }
      try write(file, bytes, goOn: goOn)
    } catch {
      close(file)
      unlink(path)
      throw error
    }
    // Closed whatever it says: a second try could close a file of someone else.
    guard close(file) == 0 else {
      let failure = Failure()
      unlink(path)
      throw failure
    }
  }

  /// Writes over a file that says `former`, with as many bytes. False where it says something else or is gone.
  static func overwrite(_ path: String, _ former: [UInt8], with bytes: [UInt8]) throws -> Bool {
    let file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return false }
      throw Failure()
    }
    defer { close(file) }
    // The file that was opened is the one that is written, should another come to bear its name.
    guard try read(file, goOn: {}) == former else { return false }
    guard pwrite(file, bytes, bytes.count, 0) == bytes.count else { throw Failure() }
    return true
  }

  private static func write(_ file: Int32, _ bytes: [UInt8], goOn: () throws -> Void) throws {
    var done = 0
    while done < bytes.count {
      try goOn()
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(
          file, buffer.baseAddress.map { $0 + done }, min(portion, bytes.count - done))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure()
      }
      let before = done
      done += count
      // Bit by bit, so that no single wait for the disk is a long one.
      if done / syncedPortion > before / syncedPortion, fsync(file) != 0 { throw Failure() }
    }
    guard fsync(file) == 0 else { throw Failure() }
  }

  private static let syncedPortion = 64 << 20

  private static func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, buffer, count)
    #elseif canImport(Musl)
      Musl.write(file, buffer, count)
    #else
      Darwin.write(file, buffer, count)
    #endif
  }

  static func move(_ path: String, to target: String) throws {
    guard rename(path, target) == 0 else { throw Failure() }
  }

  /// Makes sure that what was renamed in a folder stays so after a crash. Folders that cannot be synced are left.
  static func syncFolder(_ path: String) throws {
    let folder = open(path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw Failure() }
    defer { close(folder) }
    guard fsync(folder) == 0 || errno == EINVAL else { throw Failure() }
  }

  /// The names in a folder, in byte order.
  static func names(in folder: String) throws -> [String] {
    guard let listing = opendir(folder) else { throw Failure() }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw Failure() }
  }
}
