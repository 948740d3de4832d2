import System

/// A file's bytes as they lie on the disk, beside SQLite.
///
/// Closing any descriptor of a file takes the locks away that SQLite holds on it for this process. So the store's file
/// is opened here once, before its connection, and closed after it.
final class RawFile: Sendable {
  let path: String
  private let file: OpenFile

  /// - Throws: ``System/SystemError`` where there is no such file, it may not be read, or it is not a regular file.
  init(_ path: String) throws(SystemError) {
    self.path = path
    file = try OpenFile.regular(path)
  }

  /// The file of a store.
  static func opened(_ path: String) throws(StoreError) -> RawFile {
    do throws(SystemError) {
      return try RawFile(path)
    } catch {
      throw StoreError.cannotOpen(path: path, reason: error.words)
    }
  }

  /// The bytes from a place on; fewer where the file ends before.
  func bytes(_ count: Int, at offset: Int) throws(StoreError) -> [UInt8] {
    do throws(SystemError) {
      return try file.bytes(count, at: offset)
    } catch {
      throw StoreError.failed(attempt: "Reading \(path)", reason: error.words)
    }
  }

  /// Which file it is, and how it stands; nil where the system does not say.
  var trace: FileTrace? {
    do throws(SystemError) {
      return FileTrace(try file.status())
    } catch {
      return nil
    }
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

  init(_ status: FileStatus) {
    identity = Identity(device: status.device, number: status.number)
    bytes = status.bytes
    seconds = status.modifiedSeconds
    nanoseconds = status.modifiedNanoseconds
  }

  /// The file that a path leads to; nil where there is none.
  init?(path: String) {
    guard let status = FileStatus(at: path) else { return nil }
    self.init(status)
  }
}

extension [UInt8] {
  /// A number of so many bytes, the most significant first.
  func number(at place: Int, bytes count: Int) -> Int {
    self[place..<(place + count)].reduce(0) { $0 << 8 | Int($1) }
  }
}
