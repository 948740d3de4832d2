import Interchange
import System

/// Whole files as bytes.
enum FileBytes {
  /// Reads a file that is to be imported; one above the limit is refused by its size, before it is read.
  /// - Parameter waits: Whether a pipe is read too, however long its writer takes. What a shell sets up may be one.
  static func read(_ path: String, waits: Bool) throws(InterchangeError) -> [UInt8] {
    try found(path, waits: waits).get()
  }

  /// The bytes, or why it is not one of the files that are read.
  private static func found(_ path: String, waits: Bool) throws(InterchangeError)
    -> Result<[UInt8], InterchangeError>
  {
    do throws(SystemError) {
      let file = try OpenFile(path, for: .reading, waits ? [] : .atOnce)
      let status = try file.status()
      if let refusal = refusal(of: status, path, waits: waits) { return .failure(refusal) }
      // A pipe says no size, and a file may grow.
      let bytes = try file.read(upTo: LegacyDump.byteLimit + 1)
      guard bytes.count <= LegacyDump.byteLimit else {
        return .failure(InterchangeError.tooLarge(file: path, bytes: bytes.count))
      }
      return .success(bytes)
    } catch {
      throw InterchangeError.unreadable(file: path, reason: error.words)
    }
  }

  /// Why a file is refused before it is read; nil where it is read.
  private static func refusal(of status: FileStatus, _ path: String, waits: Bool)
    -> InterchangeError?
  {
    if status.kind == .folder { return .unreadable(file: path, reason: "it is a folder") }
    if status.kind == .other, !waits {
      return .unreadable(file: path, reason: "it is not a file, but a pipe or a device")
    }
    return status.bytes > LegacyDump.byteLimit ? .tooLarge(file: path, bytes: status.bytes) : nil
  }
}

/// The folder that relative paths start from.
enum Folder {
  /// A path with `~` at its beginning as the athlete's home.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = EnvironmentVariables.value(of: "HOME")
    else { return path }
    return home + path.dropFirst()
  }

  /// The names of what is in a folder, except those that are not text: they could not be typed.
  static func names(in path: String) throws(InterchangeError) -> [String] {
    do throws(SystemError) {
      return try FileSystem.names(in: path, onlyTexts: true)
    } catch {
      throw InterchangeError.unreadable(file: path, reason: error.words)
    }
  }

  static func current() throws(InterchangeError) -> String {
    do throws(SystemError) {
      return try FileSystem.currentFolder()
    } catch {
      throw InterchangeError.unreadable(file: ".", reason: error.words)
    }
  }
}
