import System

/// How the caller of a sync follows and stops it.
public struct RemoteCourse: Sendable {
  /// Looked at while something is transferred or waited for.
  public var isCancelled: @Sendable () -> Bool
  /// Told again and again while someone else writes.
  public var waits: @Sendable (LeaseWait) -> Void
  /// What this machine is called on the others.
  public var name: String

  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    waits: @escaping @Sendable (LeaseWait) -> Void = { _ in }, name: String = Machine.name
  ) {
    self.isCancelled = isCancelled
    self.waits = waits
    self.name = name
  }
}

/// What a file remote takes from its surroundings: tests put their own in its place.
public struct FileSurroundings: Sendable {
  /// Seconds on a clock that nobody sets.
  public var monotonic: @Sendable () -> Double
  /// Waits for some seconds, or until the sync is cancelled.
  public var pause: @Sendable (Double) -> Void
  public var nonce: @Sendable () -> String
  /// This machine and process, as one word.
  public var process: @Sendable () -> String
  /// Whether a process is one of this machine that has ended.
  public var isGone: @Sendable (String) -> Bool
  /// What this machine is called where it writes.
  public var name = ""
  /// Told again and again while someone else writes.
  public var waits: @Sendable (LeaseWait) -> Void = { _ in }
  public var isCancelled: @Sendable () -> Bool

  public init(
    monotonic: @escaping @Sendable () -> Double, pause: @escaping @Sendable (Double) -> Void,
    nonce: @escaping @Sendable () -> String, process: @escaping @Sendable () -> String = { "-" },
    isGone: @escaping @Sendable (String) -> Bool = { _ in false },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.monotonic = monotonic
    self.pause = pause
    self.nonce = nonce
    self.process = process
    self.isGone = isGone
    self.isCancelled = isCancelled
  }

  /// The machine's own.
  public static func system(_ course: RemoteCourse = RemoteCourse()) -> FileSurroundings {
    let isCancelled = course.isCancelled
    var surroundings = FileSurroundings(
      monotonic: { SystemClock.elapsedSeconds },
      pause: { seconds in Pause.sleep(seconds, unless: isCancelled) },
      nonce: { String(SystemRandom.number(), radix: 36) },
      process: { ThisProcess.name }, isGone: { ThisProcess.isGone($0) }, isCancelled: isCancelled)
    surroundings.name = course.name
    surroundings.waits = course.waits
    return surroundings
  }

  /// This program, as others that write there see it.
  var holder: LeaseHolder { LeaseHolder(process: process(), name: name) }
}
