#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The programs that run on this system, by their numbers. A number is given to another one in time.
public enum Processes {
  /// This program's number.
  public static var own: Int32 { getpid() }

  /// Ends this program.
  public static func end(with status: Int32) -> Never { exit(status) }

  /// Whether there is certainly none of that number.
  public static func isMissing(_ process: Int32) -> Bool {
    kill(process, 0) != 0 && errno == ESRCH
  }

  /// When one was started, on the system's own scale; nil where that cannot be seen.
  public static func start(of process: Int32) -> String? {
    #if canImport(Darwin)
      var information = kinfo_proc()
      var size = MemoryLayout<kinfo_proc>.stride
      var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, process]
      guard sysctl(&name, UInt32(name.count), &information, &size, nil, 0) == 0, size > 0 else {
        return nil
      }
      let time = information.kp_proc.p_starttime
      return "\(time.tv_sec).\(time.tv_usec)"
    #else
      guard let text = Installation.text(in: "/proc/\(process)/stat") else { return nil }
      // The name in brackets may hold anything; the 22nd field is the 20th after it.
      guard let end = text.lastIndex(of: ")") else { return nil }
      let fields = text[end...].dropFirst().split(separator: " ")
      return fields.count > 19 ? String(fields[19]) : nil
    #endif
  }
}
