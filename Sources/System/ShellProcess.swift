#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A command for the shell that runs beside the program, as the leader of a group of its own.
///
/// It gets nothing to read and its complaints are dropped: a screen may be open. What it prints can be read while it
/// runs. To be used by one thread at a time.
public final class ShellProcess {
  /// What was there to be read.
  public enum Portion: Sendable {
    case bytes(ArraySlice<UInt8>)
    /// All who could print have closed it.
    case end
    case nothing
  }

  private let id: pid_t
  private let output: OpenFile
  /// As `waitpid` gives it; nil while it runs.
  private var status: Int32?

  /// Starts the shell.
  ///
  /// - Parameter environment: The variables that it gets.
  public init(_ command: String, environment: [String: String]) throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError.last }
    let reading = OpenFile(owning: ends[0])
    let writing = OpenFile(owning: ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    id = try Self.start(command, environment, printingTo: writing)
    output = reading
  }

  /// Looks whether it has ended.
  public func hasEnded() -> Bool {
    if status == nil {
      var found: Int32 = 0
      if waitpid(id, &found, WNOHANG) != 0 { status = found }
    }
    return status != nil
  }

  /// Whether it had ended well when it was looked at last.
  public var hasSucceeded: Bool { status == 0 }

  /// What it has printed since it was read last, waited for at most so long.
  public func read(within seconds: Double) -> Portion {
    let descriptor = output.descriptor
    var look = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&look, 1, Int32(seconds * 1000)) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let result = buffer.withUnsafeMutableBytes { readOnce(descriptor, into: $0) }
    switch result {
    case .success(0): return .end
    case .success(let count): return .bytes(buffer[..<count])
    case .failure(let error): return error.code == EAGAIN ? .nothing : .end
    }
  }

  /// Ends it where it has not ended, with all that it has started.
  public func end() {
    guard status == nil else { return }
    // The group that it leads.
    kill(-id, SIGKILL)
    var found: Int32 = 0
    waitpid(id, &found, 0)
    status = found
  }

  private static func start(
    _ command: String, _ environment: [String: String], printingTo output: borrowing OpenFile
  ) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?) = (nil, nil)
    #else
      var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // The screens hold signals back; what they start does not.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let arguments = strings(["sh", "-c", command])
    let variables = strings(environment.map { "\($0.key)=\($0.value)" })
    defer { for text in arguments + variables { free(text) } }
    var process = pid_t()
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, variables)
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }

  /// Copies for C, with nil after the last.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { text in strdup(text) } + [nil]
  }
}
