import System
import Wire

/// What stands beside a store in `<store>.here`: the id that it stamps with, and its last writes of the dump.
///
/// It is not part of the store, so it does not fit a copy that is put in the store's place.
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

    init(_ error: SystemError) { reason = error.words }
  }

  init(device: String, written: String? = nil, next: String? = nil) {
    self.device = device
    self.written = written
    self.next = next
  }

  /// Nil where there is none that can be read.
  init?(beside path: String) {
    guard let bytes = try? Self.bytes(path + Self.ending), !bytes.isEmpty,
      let json = try? JSONSlice(bytes), let device = json.first("device")?.string
    else { return nil }
    self.init(
      device: device, written: json.first("written")?.string, next: json.first("next")?.string)
  }

  private static func bytes(_ path: String) throws(SystemError) -> [UInt8] {
    let file = try OpenFile.regular(path)
    return try file.bytes(byteLimit, at: 0)
  }

  /// Replaces what stands there, whole.
  ///
  /// - Parameter mayBeLost: Whether nothing depends on it being there after a power cut.
  func write(beside path: String, mayBeLost: Bool) throws(Failure) {
    let (target, beside) = (path + Self.ending, path + Self.ending + ".new")
    do throws(SystemError) {
      try writeDraft(beside, mayBeLost: mayBeLost)
      try FileSystem.move(beside, to: target)
      if !mayBeLost { try FileSystem.syncFolder(StoreFile.folder(of: path)) }
    } catch {
      throw Failure(error)
    }
  }

  private func writeDraft(_ path: String, mayBeLost: Bool) throws(SystemError) {
    let file = try OpenFile(path, for: .writing, [.made, .emptied, .noLink])
    do throws(SystemError) {
      try file.write(text)
      if !mayBeLost { try file.sync() }
    } catch {
      FileSystem.discard(path)
      throw error
    }
    try file.close()
  }

  private var text: String {
    let members = [("device", device), ("written", written), ("next", next)]
    return JSONText.object(
      members.compactMap { name, value in
        value.map { (key: JSONText.key(name), json: JSONText.string($0)) }
      }) + "\n"
  }

  /// The path with links followed: a store that is reached by a link is at home where it lies.
  static func realPath(_ path: String) -> String { FileSystem.realPath(path) ?? path }
}
