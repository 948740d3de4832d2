import System

/// An advisory lease on a file: a file beside it that names who writes.
///
/// A lease is broken once its holder has not renewed it for 30 seconds, judged on one's own monotonic clock by watching
/// it: nobody's wall clock is asked. One of a process of this machine that has ended is taken over at once.
struct Lease {
  static let expirySeconds = 30.0
  /// How often a lease that someone else holds is looked at, in seconds.
  static let lookSeconds = 0.2
  /// How often a lease is renewed while its holder writes, in seconds.
  static let renewSeconds = 5.0

  /// Why a write under a lease stops.
  enum End: Error { case cancelled, lost }

  let path: String
  private let nonce: String
  private let holder: String
  private let surroundings: FileSurroundings
  private var renewals = 0
  private var renewedAt: Double

  private init(_ path: String, operation: String, _ surroundings: FileSurroundings) {
    self.path = path
    self.surroundings = surroundings
    nonce = "\(surroundings.nonce()) \(operation)"
    holder = surroundings.holder.words
    renewedAt = surroundings.monotonic()
  }

  /// Takes the lease, waiting for whoever holds it; nil where it was renewed all the time.
  static func take(
    _ path: String, operation: String, rights: FileRights, _ surroundings: FileSurroundings
  ) throws -> Lease? {
    var lease = Lease(path, operation: operation, surroundings)
    var seen: (text: [UInt8], since: Double)?
    let start = surroundings.monotonic()
    while surroundings.monotonic() - start < 4 * expirySeconds {
      if surroundings.isCancelled() { throw End.cancelled }
      do {
        try PosixFile.create(path, lease.text, rights)
        lease.renewedAt = surroundings.monotonic()
        return lease
      } catch let failure as SystemError where failure.isTaken {
        let now = surroundings.monotonic()
        guard let text = try held(path) else { continue }
        let holder = LeaseHolder(text)
        if seen?.text != text { seen = (text, now) }
        let silence = now - (seen?.since ?? now)
        if silence >= expirySeconds || surroundings.isGone(holder.process) {
          try FileSystem.remove(path)
          continue
        }
        surroundings.waits(
          LeaseWait(
            holder: holder.name, silence: silence, waited: now - start, limit: expirySeconds))
        surroundings.pause(lookSeconds)
      }
    }
    return nil
  }

  /// What stands in the file: as long after a renewal as before it.
  private var text: [UInt8] {
    let count = String(renewals)
    let zeros = String(repeating: "0", count: max(0, 9 - count.utf8.count))
    return Array("\(nonce) \(zeros)\(count) \(holder)".utf8)
  }

  /// What the lease file says; nil where it is gone by now.
  private static func held(_ path: String) throws -> [UInt8]? {
    do {
      return try PosixFile.read(path, upTo: LeaseHolder.byteLimit)
    } catch let failure as SystemError where failure.isMissing {
      // A link that leads nowhere would be met again and again.
      if FileSystem.target(ofLink: path) != nil { throw NoFile(path: path) }
      return nil
    } catch let failure as SystemError where failure.isNotAFile {
      throw NoFile(path: path)
    }
  }

  /// Something else has a lease's name, and no machine can take its turn.
  struct NoFile: Error {
    let path: String
  }

  /// Says that it is still in use, where that is due; asked again and again in the course of a write.
  ///
  /// - Throws: ``End`` where it is not ours any more, or the sync is cancelled.
  mutating func renew() throws {
    if surroundings.isCancelled() { throw End.cancelled }
    let now = surroundings.monotonic()
    guard now - renewedAt >= Self.renewSeconds else { return }
    let former = text
    renewals += 1
    guard try PosixFile.overwrite(path, former, with: text) else { throw End.lost }
    renewedAt = now
  }

  /// Whether it is still ours.
  func isHeld() throws -> Bool { try Self.held(path) == text }

  func release() throws {
    if try isHeld() { try FileSystem.remove(path) }
  }
}
