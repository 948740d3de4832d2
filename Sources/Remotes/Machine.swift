import Sync

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// This machine, as its own programs tell it from others.
public enum Machine {
  /// Made of the id that the system was given when it was installed; of its name where it has none.
  ///
  /// The system's id itself is never shown or written anywhere.
  public static let id = token("machine", systemID ?? name)

  /// What the machine is called on its network, up to the first full stop; empty where it has no name.
  public static var name: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(String(decoding: bytes, as: UTF8.self).prefix { $0 != "." })
  }

  /// What is another one after every start of the machine; empty where the system does not say.
  static let boot = bootID.map { token("boot", $0) } ?? ""

  /// Processes are numbered apart in every container: what has another of these counts as another machine.
  static let processSpace = token("processes", id + (processNamespace ?? ""))

  private static func token(_ what: String, _ text: String) -> String {
    ContentHash(Array("tonnage \(what) \(text)".utf8)).text
  }

  /// The first word of a small file; nil where there is none.
  fileprivate static func word(in path: String) -> String? {
    // What cannot be read is not known, and something else stands in for it.
    guard let bytes = try? PosixFile.read(path, upTo: 4096) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }
}

#if canImport(Darwin)
  extension Machine {
    private static var systemID: String? {
      var bytes = [UInt8](repeating: 0, count: 16)
      var patience = timespec(tv_sec: 1, tv_nsec: 0)
      guard gethostuuid(&bytes, &patience) == 0 else { return nil }
      return bytes.map { String($0, radix: 16) }.joined(separator: "-")
    }

    private static var bootID: String? {
      var buffer = [CChar](repeating: 0, count: 64)
      var size = buffer.count
      guard sysctlbyname("kern.bootsessionuuid", &buffer, &size, nil, 0) == 0 else { return nil }
      return String(
        decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static var processNamespace: String? { nil }

    /// When a process was started, on the system's own scale; nil where that cannot be seen.
    static func start(of process: Int32) -> String? {
      var information = kinfo_proc()
      var size = MemoryLayout<kinfo_proc>.stride
      var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, process]
      guard sysctl(&name, UInt32(name.count), &information, &size, nil, 0) == 0, size > 0 else {
        return nil
      }
      let time = information.kp_proc.p_starttime
      return "\(time.tv_sec).\(time.tv_usec)"
    }
  }
#else
  extension Machine {
    private static var systemID: String? {
      ["/etc/machine-id", "/var/lib/dbus/machine-id"].lazy.compactMap { word(in: $0) }
        .first { $0 != "uninitialized" }
    }

    private static var bootID: String? { word(in: "/proc/sys/kernel/random/boot_id") }

    private static var processNamespace: String? { PosixFile.target(of: "/proc/self/ns/pid") }

    /// When a process was started, on the system's own scale; nil where that cannot be seen.
    static func start(of process: Int32) -> String? {
      guard let bytes = try? PosixFile.read("/proc/\(process)/stat", upTo: 4096) else { return nil }
      // The name in brackets may hold anything; the 22nd field is the 20th after it.
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.lastIndex(of: ")") else { return nil }
      let fields = text[end...].dropFirst().split(separator: " ")
      return fields.count > 19 ? String(fields[19]) : nil
    }
  }
#endif

/// This machine's processes, by `MACHINE/BOOT/PID/START`: a number alone is given to another process in time.
enum ThisProcess {
  static let name =
    "\(Machine.processSpace)/\(Machine.boot)/\(getpid())/\(Machine.start(of: getpid()) ?? "")"

  /// Whether it is a process of this machine that has ended. What cannot be told counts as one that lives.
  static func isGone(_ process: String) -> Bool {
    let parts = process.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == Machine.processSpace, let number = Int32(parts[2]),
      number > 0, !parts[1].isEmpty, !Machine.boot.isEmpty
    else { return false }
    if parts[1] != Machine.boot { return true }
    if kill(number, 0) != 0, errno == ESRCH { return true }
    guard let start = Machine.start(of: number), !parts[3].isEmpty else { return false }
    return parts[3] != start
  }
}
