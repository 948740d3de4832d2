public import Sync
import System

/// A dump in a file, as a rule in a folder that a service keeps in step.
///
/// Writing takes a lease, compares, writes beside, and renames: a reader sees the old dump or the new one, whole.
public struct FileRemote: Remote {
  /// Dumps larger than this are refused by their size.
  public static let byteLimit: Int64 = 512 * 1_048_576

  public let location: String
  let path: String
  private let surroundings: FileSurroundings

  /// - Parameter path: The dump's path; a link is followed, so that it stays one.
  public init(path: String, surroundings: FileSurroundings = .system()) {
    location = path
    self.path = PosixFile.resolved(path)
    self.surroundings = surroundings
  }

  var folder: String { PosixFile.folder(of: path) }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  private var leasePath: String { "\(folder)/.\(name).lease" }

  // MARK: Reading

  public func read(unlessStill version: RemoteVersion?) throws(RemoteError) -> RemoteContent {
    try attempt("Reading \(location)") {
      let copies = try conflictCopies()
      // What cannot be merged says nothing new, and lies there sync after sync.
      let isAlone = copies.allSatisfy { $0.flaw != nil }
      guard let identity = try PosixFile.identity(path) else {
        guard PosixFile.isFolder(folder) else { throw SystemError.noSuchFile }
        return .missing
      }
      try checkSize(identity.size, of: location)
      if isAlone, let version, version.text.hasPrefix(identity.text + ".") {
        return .unchanged
      }
      let bytes = try contents(of: path)
      let found = RemoteVersion("\(identity.text).\(ContentHash(bytes).text)")
      // A folder service may rewrite a file with what was in it.
      if isAlone, let version, Self.hash(version) == ContentHash(bytes).text {
        return .unchanged
      }
      return .content(bytes, found, beside: copies)
    }
  }

  /// What a conflict copy gets behind its name once it is merged.
  static let mergedEnd = ".merged"

  private static func hash(_ version: RemoteVersion) -> String {
    version.text.split(separator: ".").last.map(String.init) ?? ""
  }

  private func contents(of path: String) throws -> [UInt8] {
    try PosixFile.read(path) { try goOn() }
  }

  private func goOn() throws {
    if surroundings.isCancelled() { throw Lease.End.cancelled }
  }

  private func checkSize(_ size: Int64, of name: String) throws(RemoteError) {
    guard size > Self.byteLimit else { return }
    throw RemoteError(
      .tooLarge, attempt: "Reading \(name)", problem: Neighbours.tooLarge(size),
      remedy: "Check that it is the right file.")
  }

  private func conflictCopies() throws -> [ConflictCopy] {
    guard PosixFile.isFolder(folder) else { return [] }
    return try Neighbours(of: name, in: folder).copies { try goOn() }
  }

  public func setAside(_ copies: [ConflictCopy]) throws(RemoteError) {
    try attempt("Putting conflict copies beside \(location) away") {
      for copy in copies {
        try FileSystem.move("\(folder)/\(copy.name)", to: "\(folder)/\(copy.name)" + Self.mergedEnd)
      }
    }
  }

  public func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String {
    try attempt("Keeping what is in \(location)") {
      let aside = name + Self.asideEnd(bytes)
      do {
        try PosixFile.create("\(folder)/\(aside)", bytes, .replacing(path, in: folder)) {
          try goOn()
        }
      } catch let failure as SystemError where failure.isTaken {
        // Named by its content: it is kept already.
      }
      return aside
    }
  }

  // MARK: Writing

  public func write(_ bytes: [UInt8], ifStill expected: RemoteVersion?, operation: String)
    throws(RemoteError) -> RemoteVersion
  {
    try attempt("Writing to \(location)") {
      let rights = FileRights.replacing(path, in: folder)
      guard
        var lease = try Lease.take(leasePath, operation: operation, rights: rights, surroundings)
      else {
        throw RemoteError(
          .locked, attempt: "Writing to \(location)",
          problem: "another machine has been writing to it all the time",
          remedy: "Nothing was changed there; try again in a moment.")
      }
      do {
        let version = try replace(bytes, ifStill: expected, &lease)
        try lease.release()
        return version
      } catch {
        // The first error is the one to report: a lease that stays expires by itself.
        try? lease.release()
        throw error
      }
    }
  }

  private func replace(_ bytes: [UInt8], ifStill expected: RemoteVersion?, _ lease: inout Lease)
    throws -> RemoteVersion
  {
    try removeLeftovers(lease)
    let before = try PosixFile.identity(path)
    let found = try before.map { _ in ContentHash(try contents(of: path)).text }
    guard found == expected.map(Self.hash) else { throw lostRace }
    let beside = "\(besideHead)\(surroundings.nonce())\(Self.besideEnd)"
    do {
      try PosixFile.create(beside, bytes, .replacing(path, in: folder)) { try lease.renew() }
      // Writing may have taken long: whoever broke the lease meanwhile, or knows of none, has the dump.
      guard try lease.isHeld(), try PosixFile.identity(path) == before else { throw lostRace }
      try FileSystem.move(beside, to: path)
    } catch {
      try FileSystem.remove(beside)
      throw error
    }
    try FileSystem.syncFolder(folder)
    let identity = try PosixFile.identity(path)
    return RemoteVersion("\(identity?.text ?? "").\(ContentHash(bytes).text)")
  }

  private var besideHead: String { "\(folder)/.\(name)." }
  private static let besideEnd = ".new"

  /// Removes what killed writes left behind, once nobody can still be writing it: judged by the times that the file
  /// system gave them and the lease, nobody's clock being asked.
  private func removeLeftovers(_ lease: Lease) throws {
    guard let now = try PosixFile.identity(lease.path)?.modified else { return }
    let head = ".\(name)."
    for other in try FileSystem.names(in: folder).sorted()
    where other.hasPrefix(head) && other.hasSuffix(Self.besideEnd) {
      let path = "\(folder)/\(other)"
      guard let written = try PosixFile.identity(path)?.modified else { continue }
      if Double(now - written) > Lease.expirySeconds * 1e9 { try FileSystem.remove(path) }
    }
  }

  /// The lease and the comparison keep that, as far as everyone keeps to the lease.
  public func honoursPreconditions() throws(RemoteError) -> Bool { true }

  // MARK: Errors

  private var lostRace: RemoteError {
    RemoteError(
      .lostRace, attempt: "Writing to \(location)", problem: "another machine wrote first",
      remedy: "It is merged and tried again.")
  }

  private func attempt<Result>(_ attempt: String, _ body: () throws -> Result) throws(RemoteError)
    -> Result
  {
    do { return try body() } catch let error as RemoteError {
      throw error
    } catch let end as Lease.End {
      throw end == .lost ? lostRace : Self.cancelled(attempt)
    } catch let lease as Lease.NoFile {
      throw RemoteError(
        .other, attempt: attempt,
        problem:
          "\(lease.path), by which machines take turns, is a folder, a pipe, a device or a link that leads nowhere",
        remedy: "Remove it and sync again.")
    } catch let failure as SystemError {
      throw Self.error(attempt, failure)
    } catch {
      throw RemoteError(.other, attempt: attempt, problem: "\(error)", remedy: "Try again.")
    }
  }

  private static func cancelled(_ attempt: String) -> RemoteError {
    RemoteError(
      .cancelled, attempt: attempt, problem: "it was cancelled",
      remedy: "Nothing is lost; sync again when you like.")
  }

  private static func error(_ attempt: String, _ failure: SystemError) -> RemoteError {
    if failure.isMissing {
      return RemoteError(
        .noFolder, attempt: attempt, problem: "its folder does not exist",
        remedy: "Make the folder, or check that the folder service runs and the disk is mounted.")
    }
    if failure.isForbidden {
      return RemoteError(
        .forbidden, attempt: attempt, problem: failure.problem.lowercased(),
        remedy: "Give yourself the right to read and write there.")
    }
    if failure.isNotAFile {
      return RemoteError(
        .other, attempt: attempt, problem: failure.problem, remedy: "Name the dump's file.")
    }
    if failure.isFull {
      return RemoteError(
        .full, attempt: attempt, problem: "the disk is full",
        remedy: "Free some space and try again; what was there is unchanged.")
    }
    return RemoteError(
      .other, attempt: attempt, problem: failure.problem.lowercased(), remedy: "Try again.")
  }
}
