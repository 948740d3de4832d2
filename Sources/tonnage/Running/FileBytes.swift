import Interchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files as bytes.
enum FileBytes {
  /// Reads a file that is to be imported; one above the limit is refused by its size, before it is read.
  /// - Parameter waits: Whether a pipe is read too, however long its writer takes. What a shell sets up may be one.
  static func read(_ path: String, waits: Bool) throws(InterchangeError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK | O_NOCTTY))
    guard descriptor >= 0 else {
      throw .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw .unreadable(file: path, reason: "it is a folder")
    }
    guard waits || status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(file: path, reason: "it is no file, but a pipe or a device")
    }
    guard Int(status.st_size) <= LegacyDump.byteLimit else {
      throw .tooLarge(file: path, bytes: Int(status.st_size))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var portion = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = portion.withUnsafeMutableBytes { readPortion(descriptor, $0) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(file: path, reason: String(cString: strerror(errno)))
      }
      bytes += portion[..<count]
      guard bytes.count <= LegacyDump.byteLimit else {
        throw .tooLarge(file: path, bytes: bytes.count)
      }
    }
  }

  private static func readPortion(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}

/// The folder that relative paths are meant from.
enum Folder {
  /// A path with `~` at its beginning as the athlete's home.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  /// The names of what is in a folder, but for those that are no text: they could not be typed.
  static func names(in path: String) throws(InterchangeError) -> [String] {
    guard let folder = opendir(path) else {
      throw .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func current() throws(InterchangeError) -> String {
    guard let path = getcwd(nil, 0) else {
      throw .unreadable(file: ".", reason: String(cString: strerror(errno)))
    }
    defer { free(path) }
    return String(cString: path)
  }
}
