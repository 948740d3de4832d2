#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What this program takes of the machine.
public struct ProcessUsage: Hashable, Sendable {
  /// Seconds that it was computing since it began, all cores added up.
  public var processorSeconds: Double
  /// Memory that it holds, in bytes.
  public var residentBytes: Int

  public init(processorSeconds: Double, residentBytes: Int) {
    self.processorSeconds = processorSeconds
    self.residentBytes = residentBytes
  }

  /// As it is now.
  public static var now: ProcessUsage {
    var usage = rusage()
    // `RUSAGE_SELF`, which some systems have as a number and some as an enumeration.
    let own: Int32 = 0
    getrusage(own, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return ProcessUsage(
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      residentBytes: resident ?? peak(usage))
  }

  /// The most that it has held so far.
  private static func peak(_ usage: rusage) -> Int {
    #if canImport(Darwin)
      usage.ru_maxrss
    #else
      usage.ru_maxrss * 1024
    #endif
  }

  private static var resident: Int? {
    #if canImport(Darwin)
      nil
    #else
      // The second number is that of its pages in memory.
      Installation.text(in: "/proc/self/statm")?.split(separator: " ").dropFirst().first
        .flatMap { Int($0) }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    #endif
  }
}

/// What the machine has.
public enum Machinery {
  /// Cores that programs may run on.
  public static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Memory in bytes.
  public static var memoryBytes: Int {
    max(1, sysconf(Int32(_SC_PHYS_PAGES))) * max(1, sysconf(Int32(_SC_PAGESIZE)))
  }
}
