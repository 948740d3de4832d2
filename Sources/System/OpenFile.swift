#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file or a folder that is open, and is closed where this ends. Programs that are started meanwhile do not get it.
public struct OpenFile: ~Copyable, Sendable {
  /// What a file is opened for.
  public enum Access: Sendable {
    case reading, writing, both

    fileprivate var flags: Int32 {
      switch self {
      case .reading: O_RDONLY
      case .writing: O_WRONLY
      case .both: O_RDWR
      }
    }
  }

  /// How a file is opened.
  public struct Manner: OptionSet, Sendable {
    /// The flags that `open` takes.
    public let rawValue: Int32

    /// Those of some flags.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Whatever is there, it is not waited for: a pipe would wait for its other end. No terminal becomes the program's.
    public static let atOnce = Manner(rawValue: O_NONBLOCK | O_NOCTTY)
    /// It is made where there is none, for its owner alone.
    public static let made = Manner(rawValue: O_CREAT)
    /// It is made, for its owner alone; where one of that name is there, that is an error that ``SystemError/isTaken``.
    public static let new = Manner(rawValue: O_CREAT | O_EXCL)
    /// What was in it is gone.
    public static let emptied = Manner(rawValue: O_TRUNC)
    /// Whatever is written goes to its end.
    public static let appending = Manner(rawValue: O_APPEND)
    /// A link is not followed; it is an error.
    public static let noLink = Manner(rawValue: O_NOFOLLOW)
  }

  /// The system's number for it while it is open.
  let descriptor: Int32

  /// Takes over a descriptor that is open.
  init(owning descriptor: Int32) { self.descriptor = descriptor }

  /// Opens what a path leads to.
  ///
  /// - Throws: ``SystemError`` where it cannot be opened so.
  public init(_ path: String, for access: Access, _ manner: Manner = []) throws(SystemError) {
    let opened = open(
      path, access.flags | manner.rawValue | O_CLOEXEC, mode_t(FileStatus.ownersAlone))
    guard opened >= 0 else { throw SystemError.last }
    descriptor = opened
  }

  deinit { _ = closeDescriptor(descriptor) }

  /// Opens a regular file.
  ///
  /// - Throws: ``SystemError/notAFile`` where it is anything else: that is refused without waiting for it.
  public static func regular(_ path: String, for access: Access = .reading) throws(SystemError)
    -> OpenFile
  {
    let file = try OpenFile(path, for: access, .atOnce)
    let status = try file.status()
    guard status.kind == .file else { throw SystemError.notAFile }
    return file
  }

  /// Makes a file under a name that no other has, for its owner alone, to be read and written.
  ///
  /// - Parameters:
  ///   - path: What its path begins with; then its path.
  ///   - ending: What its path ends with.
  public static func scratch(_ path: inout String, ending: String = "") throws(SystemError)
    -> OpenFile
  {
    // The six letters are what `mkstemps` replaces.
    var template = Array("\(path)XXXXXX\(ending)".utf8CString)
    let opened = mkstemps(&template, Int32(ending.utf8.count))
    guard opened >= 0 else { throw SystemError.last }
    path = FileSystem.text(template)
    let file = OpenFile(owning: opened)
    // Unlike `open`, it takes no flag for this everywhere.
    guard fcntl(opened, F_SETFD, FD_CLOEXEC) == 0 else { throw SystemError.last }
    return file
  }

  /// What the system says of it.
  public func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError.last }
    return FileStatus(status)
  }

  /// Closes it: a disk may say only now that it is full.
  ///
  /// - Throws: ``SystemError`` where it does. It is closed all the same.
  public consuming func close() throws(SystemError) {
    let descriptor = descriptor
    discard self
    guard closeDescriptor(descriptor) == 0 else { throw SystemError.last }
  }
}

// MARK: Reading

extension OpenFile {
  /// Reads from where it was read to before, up to its end.
  ///
  /// - Parameter limit: How many bytes are wanted at most.
  public func read(upTo limit: Int = .max) throws(SystemError) -> [UInt8] {
    let size = try status().bytes
    var contents = Contents(expecting: size, upTo: limit)
    while try contents.takePortion(of: self) {}
    return contents.bytes
  }

  /// As ``read(upTo:)``, where it may be stopped on the way.
  ///
  /// - Parameter goOn: Asked before each portion of 4 MiB; throws to stop.
  /// - Throws: ``SystemError``, and what `goOn` throws.
  public func read(upTo limit: Int = .max, goOn: () throws -> Void) throws -> [UInt8] {
    let size = try status().bytes
    var contents = Contents(expecting: size, upTo: limit)
    repeat { try goOn() } while try contents.takePortion(of: self)
    return contents.bytes
  }

  /// The bytes from a place on; fewer where the file ends before. Where it was read to does not matter, and stays.
  public func bytes(_ count: Int, at place: Int) throws(SystemError) -> [UInt8] {
    let descriptor = descriptor
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      let room = UnsafeMutableRawBufferPointer(buffer)
      while done < count, failure == nil {
        let rest = UnsafeMutableRawBufferPointer(rebasing: room[done..<count])
        switch readOnce(descriptor, into: rest, at: place + done) {
        case .success(0): return
        case .success(let more): done += more
        case .failure(let error): failure = error
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }
}

// MARK: Writing

extension OpenFile {
  /// Writes all of it.
  ///
  /// - Parameter place: Where in the file the first byte goes; nil to go on where the last write ended.
  public func write(_ bytes: ArraySlice<UInt8>, at place: Int? = nil) throws(SystemError) {
    let descriptor = descriptor
    let failure = bytes.withUnsafeBytes { writeAll($0, to: descriptor, at: place) }
    if let failure { throw failure }
  }

  /// Writes all of a text, in UTF-8, where the last write ended.
  public func write(_ text: String) throws(SystemError) {
    if let failure = writeAll(text, to: descriptor) { throw failure }
  }

  /// Waits until all that was written is on the disk. Some disks find only now that there is no room.
  public func sync() throws(SystemError) {
    guard fsync(descriptor) == 0 else { throw SystemError.last }
  }

  /// Takes out all that is in it.
  public func empty() throws(SystemError) {
    guard ftruncate(descriptor, 0) == 0 else { throw SystemError.last }
  }

  /// Sets its permission bits, whatever the umask is.
  public func setPermissions(_ bits: UInt32) throws(SystemError) {
    guard fchmod(descriptor, mode_t(truncatingIfNeeded: bits)) == 0 else { throw SystemError.last }
  }

  /// Gives it to a group, by the group's number; its owner stays.
  public func setGroup(_ group: UInt32) throws(SystemError) {
    guard fchown(descriptor, uid_t.max, group) == 0 else { throw SystemError.last }
  }

  /// Locks it without waiting, against every other that has opened it. The system lets go of the lock when the program
  /// ends.
  ///
  /// - Returns: Why it could not be; nil where it is locked.
  public func lock() -> SystemError? {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? nil : SystemError.last
  }

  /// Locks it without waiting, against those who want it alone: several may have it so at once.
  ///
  /// - Returns: Why it could not be; nil where it is locked.
  public func lockShared() -> SystemError? {
    flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : SystemError.last
  }

  /// Lets go of the lock.
  public func unlock() { _ = flock(descriptor, LOCK_UN) }
}
