#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Folders, and the names in them.
public enum FileSystem {
  // MARK: What is there

  /// Whether a path leads to something.
  public static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// What may be done with what a path leads to.
  public enum Right: Sendable { case reading, writing }

  /// Why the user may not do that with what a path leads to; nil where that is allowed.
  public static func refusal(of right: Right, _ path: String) -> SystemError? {
    access(path, right == .reading ? R_OK : W_OK) == 0 ? nil : SystemError.last
  }

  /// Bytes that the user may still write where a path leads to; nil where the system does not say.
  public static func freeBytes(at path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    let block = UInt64(status.f_frsize)
    let bytes = block.multipliedReportingOverflow(by: UInt64(status.f_bavail))
    return bytes.overflow ? Int.max : Int(clamping: bytes.partialValue)
  }

  /// The names in a folder but for `.` and `..`, in the order that the system has them in.
  ///
  /// - Parameter onlyTexts: Whether names that are not UTF-8 are left out; else they are repaired.
  public static func names(in folder: String, onlyTexts: Bool = false) throws(SystemError)
    -> [String]
  {
    guard let stream = opendir(folder) else { throw SystemError.last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name: String? = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
          onlyTexts ? String(validatingCString: bytes) : String(cString: bytes)
        }
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// What a link says; nil where there is none.
  public static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    return String(
      decoding: buffer.prefix(count).map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
  }

  /// The whole path with all links followed; nil where it leads to nothing.
  public static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The folder that relative paths start from.
  public static func currentFolder() throws(SystemError) -> String {
    guard let path = getcwd(nil, 0) else { throw SystemError.last }
    defer { free(path) }
    return String(cString: path)
  }

  // MARK: Names

  /// Renames a file. One that has the new name is replaced, in one step.
  public static func move(_ path: String, to target: String) throws(SystemError) {
    guard rename(path, target) == 0 else { throw SystemError.last }
  }

  /// Gives a file a second name.
  ///
  /// - Throws: ``SystemError``, which ``SystemError/isTaken`` where something has it; not every file system knows second
  ///   names.
  public static func addName(_ name: String, to path: String) throws(SystemError) {
    guard link(path, name) == 0 else { throw SystemError.last }
  }

  /// Removes a file. It is not an error if there is none.
  public static func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw SystemError.last }
  }

  /// Takes a file away that is of no use; one that stays does no harm.
  public static func discard(_ path: String) { unlink(path) }

  /// Takes an empty folder away that is of no use; one that stays does no harm.
  public static func discardFolder(_ path: String) { rmdir(path) }

  /// Sets the permission bits of what a path leads to.
  public static func setPermissions(_ bits: UInt32, of path: String) throws(SystemError) {
    guard chmod(path, mode_t(truncatingIfNeeded: bits)) == 0 else { throw SystemError.last }
  }

  // MARK: Folders

  /// Makes a folder, for its owner alone, in one that is there. It is not an error if something has its name.
  public static func makeFolder(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError.last }
  }

  /// Makes a folder under a name that no other has, for its owner alone.
  ///
  /// - Parameter beginning: What its path begins with.
  /// - Returns: Its path.
  public static func makeScratchFolder(_ beginning: String) throws(SystemError) -> String {
    // The six letters are what `mkdtemp` replaces.
    var template = Array("\(beginning)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError.last }
    return text(template)
  }

  /// Makes sure that the names in a folder stay as they are after a crash. Folders that know no such thing are left.
  public static func syncFolder(_ path: String) throws(SystemError) {
    let folder = try OpenFile(path, for: .reading)
    do throws(SystemError) {
      try folder.sync()
    } catch {
      guard error.code == EINVAL else { throw error }
    }
  }

  /// The text that C has with a zero at its end.
  static func text(_ characters: [CChar]) -> String {
    String(
      decoding: characters.prefix { $0 != 0 }.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
  }
}
