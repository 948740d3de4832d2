#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input, output and error, as a program finds them.
public enum StandardDescriptors {
  /// Makes them safe to use; to be called before any file is opened.
  ///
  /// One that is closed is filled, so that no file of ours gets its number and what is printed lands in it. It is opened
  /// the wrong way round: reading closed input, or writing to closed output, goes on being an error that is told.
  /// A write to a pipe that nobody reads any more is an error too, and not the end of the program.
  ///
  /// - Returns: Whether they are safe.
  public static func prepare() -> Bool {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      guard open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY) == descriptor else {
        return false
      }
    }
    // A handler, and not SIG_IGN, which programs that are started from here would inherit.
    signal(SIGPIPE) { _ in }
    return true
  }

  /// Whether what is read from standard input is typed on a terminal.
  public static var isInputTerminal: Bool { isatty(0) == 1 }
}
