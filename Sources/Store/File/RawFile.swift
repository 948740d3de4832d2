#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file's bytes as they lie on the disk, beside SQLite.
///
/// Closing any descriptor of a file takes the locks away that SQLite holds on it for this process. So the store's file
/// is opened here once, before its connection, and closed after it.
final class RawFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Nil where there is no such file, or it may not be read.
  init?(_ path: String) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG
    else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The bytes from a place on; fewer where the file ends before.
  func bytes(_ count: Int, at offset: Int) throws(StoreError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let read = pread(
          descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
        if read < 0, errno == EINTR { continue }
        if read < 0 { failure = errno }
        if read <= 0 { break }
        done += read
      }
    }
    guard failure == 0 else {
      throw .failed(attempt: "Reading \(path)", reason: systemMessage(failure))
    }
    return bytes
  }

  /// Which file it is, and how it stands.
  var trace: FileTrace? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? FileTrace(status) : nil
  }
}

/// What the system says of a file: which one it is, and when and how it was changed.
struct FileTrace: Hashable, Sendable {
  struct Identity: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  var identity: Identity
  var bytes: Int
  private var seconds: Int
  private var nanoseconds: Int

  init(_ status: stat) {
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      number: UInt64(truncatingIfNeeded: status.st_ino))
    bytes = Int(status.st_size)
    #if canImport(Darwin)
      seconds = Int(status.st_mtimespec.tv_sec)
      nanoseconds = Int(status.st_mtimespec.tv_nsec)
    #else
      seconds = Int(status.st_mtim.tv_sec)
      nanoseconds = Int(status.st_mtim.tv_nsec)
    #endif
  }

  /// The file that a path leads to; nil where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

extension [UInt8] {
  /// A number of so many bytes, the most significant first.
  func number(at place: Int, bytes count: Int) -> Int {
    self[place..<(place + count)].reduce(0) { $0 << 8 | Int($1) }
  }
}
