import System

/// A text file of the athlete's, read whole and written whole.
struct TextFile {
  let path: String

  /// The largest file that is read, in bytes: a thousand times what anyone writes by hand.
  static let most = 1 << 20

  /// The text; nil when there is no such file.
  /// - Throws: ``SettingsError`` when it is there and can't be read, or is not a file, too large or not UTF-8.
  func read() throws(SettingsError) -> String? {
    guard let bytes = try bytes() else { return nil }
    guard bytes.count <= Self.most else { throw .tooLarge(path: path, most: Self.most) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw .notText(path: path, line: Self.firstLineThatIsNotText(bytes))
  }

  /// What is in the file, one byte more than the most at most; nil when there is none.
  private func bytes() throws(SettingsError) -> [UInt8]? {
    do throws(SystemError) {
      let file = try OpenFile.regular(path)
      return try file.read(upTo: Self.most + 1)
    } catch {
      if error.isMissing { return nil }
      // A socket cannot even be opened.
      if error.isNotAFile || error == .notOpenable { throw SettingsError.notAFile(path: path) }
      throw SettingsError.unreadable(path: path, code: error.code)
    }
  }

  private static func firstLineThatIsNotText(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }

  /// Replaces the file in one step, readable by its owner alone: after a crash there is the old
  /// text or the new one. A symbolic link stays one, and what it names is replaced.
  func write(_ text: String) throws(SettingsError) {
    let target = FileSystem.realPath(path) ?? path
    let draft = "\(target).\(Processes.own).new"
    do throws(SystemError) {
      let file = try OpenFile(draft, for: .writing, [.made, .emptied])
      do throws(SystemError) {
        try file.write(text)
        try file.sync()
        try FileSystem.move(draft, to: target)
      } catch {
        FileSystem.discard(draft)
        throw error
      }
    } catch {
      throw SettingsError.unwritable(path: path, code: error.code)
    }
  }

  private static let ending = ".toml"

  /// The names, without `.toml`, of the files of that kind in a folder; none if it isn't there.
  static func names(inFolder path: String) -> [String] {
    do throws(SystemError) {
      let names = try FileSystem.names(in: path)
      return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
        .map { String($0.dropLast(ending.count)) }.sorted()
    } catch {
      return []
    }
  }
}

extension SettingsError {
  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String { SystemError(code: code).words }
}
