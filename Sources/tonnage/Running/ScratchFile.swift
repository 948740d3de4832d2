import System

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of our own in the folder for such things, readable by the athlete alone.
struct ScratchFile {
  let path: String

  struct Failure: Error, CustomStringConvertible {
    var description: String
    /// The system's number for what went wrong.
    let code: Int32

    init(_ attempt: String, reason: String? = nil) {
      code = errno
      description = "\(attempt) (\(reason ?? String(cString: strerror(code))))"
    }

    /// Whether nothing is wrong with what was asked for, but nothing can be written there now.
    var isRefusal: Bool { [ENOSPC, EDQUOT, EROFS, EACCES, EPERM].contains(code) }
  }

  init(_ text: String, folder: String) throws {
    var template = Array("\(folder)/tonnage-note-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0 else { throw Failure("a scratch file could not be made in \(folder)") }
    defer { close(descriptor) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      try OutputFile(descriptor: descriptor).write(text)
    } catch {
      throw Failure("the scratch file could not be written", reason: "\(error)")
    }
  }

  /// What the editor left, without the line break at its end.
  func text() throws -> String {
    var text = String(decoding: try FileBytes.read(path, waits: false), as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  func remove() { unlink(path) }
}
