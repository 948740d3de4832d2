import System

/// What an HTTP remote takes from its surroundings: tests put their own in its place.
public struct HTTPSurroundings: Sendable {
  /// Between 0 and 1.
  public var random: @Sendable () -> Double
  /// Waits for some seconds, or until the sync is cancelled.
  public var pause: @Sendable (Double) -> Void
  /// Seconds on a clock that nobody sets.
  public var monotonic: @Sendable () -> Double
  /// A text that nobody else has.
  public var nonce: @Sendable () -> String
  public var isCancelled: @Sendable () -> Bool
  /// As in ``FileSurroundings``.
  var holder = LeaseHolder(process: "-/-", name: "")
  var isGone: @Sendable (String) -> Bool = { _ in false }
  var waits: @Sendable (LeaseWait) -> Void = { _ in }
  /// What of a tag is sent in `If-Match`, in turn: the tests put a wrong rule in its place and expect to notice.
  var matching: @Sendable (EntityTag) -> [String] = { $0.forMatching }

  public init(
    random: @escaping @Sendable () -> Double, pause: @escaping @Sendable (Double) -> Void,
    monotonic: @escaping @Sendable () -> Double, nonce: @escaping @Sendable () -> String,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.random = random
    self.pause = pause
    self.monotonic = monotonic
    self.nonce = nonce
    self.isCancelled = isCancelled
  }

  /// The machine's own.
  public static func system(_ course: RemoteCourse = RemoteCourse()) -> HTTPSurroundings {
    let file = FileSurroundings.system(course)
    var surroundings = HTTPSurroundings(
      random: { SystemRandom.fraction() }, pause: file.pause, monotonic: file.monotonic,
      nonce: file.nonce, isCancelled: file.isCancelled)
    surroundings.holder = file.holder
    surroundings.isGone = file.isGone
    surroundings.waits = file.waits
    return surroundings
  }
}
