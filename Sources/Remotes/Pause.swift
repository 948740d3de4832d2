import System

/// Waiting on the thread that calls.
enum Pause {
  /// How long goes by before a cancel is noticed, in seconds.
  static let short = 0.2

  /// Waits so long, or until it is cancelled.
  static func sleep(_ seconds: Double, unless isCancelled: () -> Bool) {
    var left = seconds
    while left > 0, !isCancelled() {
      sleep(min(left, short))
      left -= short
    }
  }

  static func sleep(_ seconds: Double) { SystemClock.sleep(seconds: seconds) }
}
