/// How long a migration pauses between two batches while a screen is open: longer while pages are slow, shorter again
/// while they are quick.
struct RateLimiter {
  /// Milliseconds.
  private(set) var pause = Thresholds.leastPause.value

  /// Follows the mean of the latest page times, in milliseconds.
  mutating func follow(pages mean: Double) {
    if mean > Thresholds.pageTime.value {
      pause = min(pause * Thresholds.longerPause.value, Thresholds.longestPause.value)
    } else if mean < Thresholds.pageTime.value * Thresholds.quickPages.value {
      pause = max(pause * Thresholds.shorterPause.value, Thresholds.leastPause.value)
    }
  }

  /// Something went wrong, or the machine is at its limit.
  mutating func back() { pause = min(pause * 2, Thresholds.longestPause.value) }
}
