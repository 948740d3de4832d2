import Sync

/// An advisory lease on a file: a file beside it that names who writes.
///
/// A lease is broken once its holder has not renewed it for 30 seconds, judged on one's own monotonic clock by watching
/// it: nobody's wall clock is asked. One of a process of this machine that is gone is broken at once.
struct Lease {
  static let expirySeconds = 30.0
  /// How often a lease that is held is looked at, in seconds.
  static let lookSeconds = 0.2

  let path: String
  let nonce: String
  let surroundings: FileSurroundings

  /// Takes the lease, waiting for whoever holds it; nil where it was renewed all the time.
  static func take(_ path: String, operation: String, _ surroundings: FileSurroundings) throws
    -> Lease?
  {
    let nonce = "\(surroundings.nonce()) \(operation) \(surroundings.process())"
    var seen: (text: [UInt8], since: Double)?
    let start = surroundings.monotonic()
    while surroundings.monotonic() - start < 4 * expirySeconds {
      do {
        try PosixFile.create(path, Array(nonce.utf8))
        return Lease(path: path, nonce: nonce, surroundings: surroundings)
      } catch let failure as PosixFile.Failure where failure.isTaken {
        let now = surroundings.monotonic()
        let text = try holder(path)
        if let text, surroundings.isGone(Self.process(text)) {
          try PosixFile.remove(path)
          continue
        }
        if let text, let known = seen, known.text == text {
          if now - known.since >= expirySeconds {
            try PosixFile.remove(path)
            continue
          }
        } else {
          seen = text.map { ($0, now) }
        }
        surroundings.pause(lookSeconds)
      }
    }
    return nil
  }

  /// The process that a lease names.
  private static func process(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).split(separator: " ").last.map(String.init) ?? ""
  }

  /// What the lease file says; nil where it is gone by now.
  private static func holder(_ path: String) throws -> [UInt8]? {
    do { return try PosixFile.read(path) } catch let failure as PosixFile.Failure
      where failure.isMissing
    { return nil }
  }

  /// Whether it is still ours.
  func isHeld() throws -> Bool { try Self.holder(path) == Array(nonce.utf8) }

  func release() throws {
    if try isHeld() { try PosixFile.remove(path) }
  }
}

/// What a file remote takes from its surroundings: tests put their own in its place.
public struct FileSurroundings: Sendable {
  /// Seconds on a clock that nobody sets.
  public var monotonic: @Sendable () -> Double
  public var pause: @Sendable (Double) -> Void
  public var nonce: @Sendable () -> String
  /// This machine and process, as one word.
  public var process: @Sendable () -> String
  /// Whether a process is one of this machine that has ended.
  public var isGone: @Sendable (String) -> Bool

  public init(
    monotonic: @escaping @Sendable () -> Double, pause: @escaping @Sendable (Double) -> Void,
    nonce: @escaping @Sendable () -> String, process: @escaping @Sendable () -> String = { "-" },
    isGone: @escaping @Sendable (String) -> Bool = { _ in false }
  ) {
    self.monotonic = monotonic
    self.pause = pause
    self.nonce = nonce
    self.process = process
    self.isGone = isGone
  }

  /// The machine's own.
  public static let system = FileSurroundings(
    monotonic: {
      let elapsed = ContinuousClock.now - start
      return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    },
    pause: { seconds in Pause.sleep(seconds) },
    nonce: { String(UInt64.random(in: .min ... .max), radix: 36) },
    process: { ThisProcess.name }, isGone: { ThisProcess.isGone($0) })

  private static let start = ContinuousClock.now
}
