import System

/// A file of our own in the folder for such things, readable by the athlete alone.
struct ScratchFile {
  let path: String

  struct Failure: Error, CustomStringConvertible {
    var description: String
    private let error: SystemError

    init(_ attempt: String, _ error: SystemError, reason: String? = nil) {
      self.error = error
      description = "\(attempt) (\(reason ?? error.words))"
    }

    /// Whether nothing is wrong with what was asked for, but nothing can be written there now.
    var isRefusal: Bool { error.isFull || error.isForbidden }
  }

  init(_ text: String, folder: String) throws(Failure) {
    var path = "\(folder)/tonnage-note-"
    let file = try Self.made(&path, in: folder)
    do throws(SystemError) {
      try file.write(text)
    } catch {
      throw Failure("the scratch file could not be written", error, reason: "\(error)")
    }
    self.path = path
  }

  private static func made(_ path: inout String, in folder: String) throws(Failure) -> OpenFile {
    do throws(SystemError) {
      return try OpenFile.scratch(&path, ending: ".txt")
    } catch {
      throw Failure("a scratch file could not be made in \(folder)", error)
    }
  }

  /// What the editor left, without the line break at its end.
  func text() throws -> String {
    var text = String(decoding: try FileBytes.read(path, waits: false), as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  func remove() { FileSystem.discard(path) }
}
