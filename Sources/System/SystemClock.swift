#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's clocks, and waiting by them.
public enum SystemClock {
  /// Milliseconds since the beginning of 1970 in UTC, by the clock that people set.
  public static var milliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Minutes east of UTC in the system's time zone.
  ///
  /// - Parameter seconds: When: seconds since the beginning of 1970 in UTC.
  public static func utcOffset(at seconds: Int64) -> Int {
    var time = time_t(seconds)
    var local = tm()
    localtime_r(&time, &local)
    return Int(local.tm_gmtoff) / 60
  }

  /// Seconds since the first time that this was asked, on a clock that nobody sets.
  public static var elapsedSeconds: Double {
    let elapsed = start.duration(to: .now)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
  }

  private static let start = ContinuousClock.now

  /// Waits so many seconds on the thread that calls, whatever signals come between.
  public static func sleep(seconds: Double) {
    var left = timespec(
      tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    var rest = timespec()
    while nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
  }

  /// As ``sleep(seconds:)``.
  public static func sleep(milliseconds: Int) { sleep(seconds: Double(milliseconds) / 1000) }
}
