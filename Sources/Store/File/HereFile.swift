import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands beside a store in `<store>.here`: the id that it stamps with, and its last writes of the dump.
///
/// It is no part of the store, so that a copy of the store that is put in its place differs from it.
struct HereFile: Hashable {
  var device: String
  /// The write of the dump that was noted before the next.
  var written: String?
  /// The last that was noted; it is written there, or about to be.
  var next: String?

  var latest: String? { next ?? written }

  static let ending = ".here"
  private static let byteLimit = 4096

  struct Failure: Error {
    let reason: String

    init() { reason = systemMessage(errno) }
  }

  init(device: String, written: String? = nil, next: String? = nil) {
    self.device = device
    self.written = written
    self.next = next
  }

  /// Nil where there is none that can be read.
  init?(beside path: String) {
    let descriptor = open(path + Self.ending, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    var bytes = [UInt8](repeating: 0, count: Self.byteLimit)
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      case let count = pread(descriptor, &bytes, bytes.count, 0), count > 0,
      let json = try? JSONSlice(Array(bytes.prefix(count))),
      let device = json.first("device")?.string
    else { return nil }
    self.init(
      device: device, written: json.first("written")?.string, next: json.first("next")?.string)
  }

  /// Replaces what stands there, whole.
  ///
  /// - Parameter mayBeLost: Whether nothing depends on it being there after a power cut.
  func write(beside path: String, mayBeLost: Bool) throws(Failure) {
    let (target, beside) = (path + Self.ending, path + Self.ending + ".new")
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Failure() }
    let bytes = Array(text.utf8)
    let isWritten =
      pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
      && (mayBeLost || fsync(descriptor) == 0)
    guard isWritten else {
      let failure = Failure()
      close(descriptor)
      unlink(beside)
      throw failure
    }
    guard close(descriptor) == 0, rename(beside, target) == 0 else { throw Failure() }
    if !mayBeLost { try Self.syncFolder(of: path) }
  }

  private static func syncFolder(of path: String) throws(Failure) {
    let folder = open(StoreFile.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw Failure() }
    defer { close(folder) }
    // Some file systems know no such thing for folders.
    guard fsync(folder) == 0 || errno == EINVAL else { throw Failure() }
  }

  private var text: String {
    let members = [("device", device), ("written", written), ("next", next)]
    return JSONText.object(
      members.compactMap { name, value in
        value.map { (key: JSONText.key(name), json: JSONText.string($0)) }
      }) + "\n"
  }

  /// The path with links followed: a store that is reached by a link is at home where it lies.
  static func realPath(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
