#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text file of the athlete's, read whole and written whole.
struct TextFile {
  let path: String

  /// Nobody else reads the athlete's settings.
  private static let mode: mode_t = 0o600

  /// The largest file that is read, in bytes: a thousand times what anyone writes by hand.
  static let most = 1 << 20

  /// The text; nil when there is no such file.
  /// - Throws: ``SettingsError`` when it is there and can't be read, or is no file, too large or not UTF-8.
  func read() throws(SettingsError) -> String? {
    // A pipe that nobody writes to would be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      // A socket cannot even be opened.
      if errno == ENXIO { throw .notAFile(path: path) }
      throw .unreadable(path: path, code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    let bytes = try bytes(of: descriptor)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw .notText(path: path, line: Self.firstLineThatIsNotText(bytes))
  }

  private func bytes(of descriptor: Int32) throws(SettingsError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Self.read(descriptor, &part)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, code: errno)
      }
      if count == 0 { return bytes }
      bytes += part[..<count]
      guard bytes.count <= Self.most else { throw .tooLarge(path: path, most: Self.most) }
    }
  }

  private static func firstLineThatIsNotText(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }

  private static func read(_ descriptor: Int32, _ part: inout [UInt8]) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &part, part.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, &part, part.count)
    #else
      Darwin.read(descriptor, &part, part.count)
    #endif
  }

  /// Replaces the file in one step, readable by its owner alone: after a crash there is the old
  /// text or the new one. A symbolic link stays one, and what it names is replaced.
  func write(_ text: String) throws(SettingsError) {
    let target = resolved
    let draft = "\(target).\(getpid()).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, Self.mode)
    guard descriptor >= 0 else { throw .unwritable(path: path, code: errno) }
    let code = Self.fill(descriptor, Array(text.utf8))
    close(descriptor)
    if code == 0, rename(draft, target) == 0 { return }
    let failure = code == 0 ? errno : code
    unlink(draft)
    throw .unwritable(path: path, code: failure)
  }

  private var resolved: String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Writes all of it, down to the disk; 0 or an errno.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return fsync(descriptor) == 0 ? 0 : errno
  }

  /// The names, without `.toml`, of the files of that kind in a folder; none if it isn't there.
  static func names(inFolder path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".toml"), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
    }
    return names.sorted()
  }
}

extension SettingsError {
  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
