#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system that the program runs on, as it was installed and started.
public enum Installation {
  /// What it is called on its network; nil where it does not say.
  public static var hostName: String? {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return nil }
    return FileSystem.text(buffer)
  }

  #if canImport(Darwin)
    /// The id that it was given when it was installed; nil where it has none.
    public static var id: String? {
      var bytes = [UInt8](repeating: 0, count: 16)
      var patience = timespec(tv_sec: 1, tv_nsec: 0)
      guard gethostuuid(&bytes, &patience) == 0 else { return nil }
      return bytes.map { String($0, radix: 16) }.joined(separator: "-")
    }

    /// What changes with every start; nil where it does not say.
    public static var boot: String? {
      var buffer = [CChar](repeating: 0, count: 64)
      var size = buffer.count
      guard sysctlbyname("kern.bootsessionuuid", &buffer, &size, nil, 0) == 0 else { return nil }
      return FileSystem.text(buffer)
    }

    /// What differs in every container that numbers its processes apart; nil where there is no such thing.
    public static var processSpace: String? { nil }
  #else
    /// The id that it was given when it was installed; nil where it has none.
    public static var id: String? {
      ["/etc/machine-id", "/var/lib/dbus/machine-id"].lazy.compactMap { word(in: $0) }
        .first { $0 != "uninitialized" }
    }

    /// What changes with every start; nil where it does not say.
    public static var boot: String? { word(in: "/proc/sys/kernel/random/boot_id") }

    /// What differs in every container that numbers its processes apart; nil where there is no such thing.
    public static var processSpace: String? { FileSystem.target(ofLink: "/proc/self/ns/pid") }

    /// The first word of a small file; nil where there is none.
    private static func word(in path: String) -> String? {
      text(in: path)?.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }

    /// What a small file says; nil where it cannot be read.
    static func text(in path: String) -> String? {
      do throws(SystemError) {
        let file = try OpenFile.regular(path)
        return String(decoding: try file.read(upTo: 4096), as: UTF8.self)
      } catch {
        // What cannot be read is not known, and something else stands in for it.
        return nil
      }
    }
  #endif
}
