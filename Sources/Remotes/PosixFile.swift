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

    var words: String { String(cString: strerror(code)) }
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
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(EISDIR) }
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

  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure() }
    defer { close(file) }
    var bytes: [UInt8] = []
    var portion = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = portion.withUnsafeMutableBytes { systemRead(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure()
      }
      if count == 0 { return bytes }
      bytes += portion[..<count]
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
  static func create(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw Failure() }
    do {
      try write(file, bytes)
      guard fsync(file) == 0 else { throw Failure() }
      guard close(file) == 0 else { throw Failure() }
    } catch {
      close(file)
      unlink(path)
      throw error
    }
  }

  private static func write(_ file: Int32, _ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(file, buffer.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure()
      }
      done += count
    }
  }

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

  static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw Failure() }
  }
}
