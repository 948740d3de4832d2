#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A command for the shell whose first line of output is a password.
///
/// It gets nothing to read and its complaints are dropped: a screen may be open. What is not done after 30 seconds, or
/// when the sync is cancelled, is ended with all that it has started.
struct PasswordCommand {
  static let limitSeconds = 30.0
  /// More than any password has.
  static let outputLimit = 1 << 16

  let text: String
  let environment: [String: String]
  let surroundings: HTTPSurroundings

  func password() throws(Credentials.Failure) -> String {
    let line = try output().prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard !line.isEmpty else { throw .noOutput }
    return String(decoding: line, as: UTF8.self)
  }

  private func output() throws(Credentials.Failure) -> [UInt8] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .commandFailed }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let started = start(writingTo: ends[1])
    close(ends[1])
    guard let process = started else { throw .commandFailed }
    var hasEnded = false
    do throws(Credentials.Failure) {
      return try collect(from: ends[0], of: process, &hasEnded)
    } catch {
      if !hasEnded {
        // The group that it leads.
        kill(-process, SIGKILL)
        waitpid(process, nil, 0)
      }
      throw error
    }
  }

  /// What it prints until it has ended well.
  private func collect(from pipe: Int32, of process: pid_t, _ hasEnded: inout Bool)
    throws(Credentials.Failure) -> [UInt8]
  {
    let start = surroundings.monotonic()
    var bytes: [UInt8] = []
    var (status, isOpen) = (Int32(0), true)
    while true {
      if !hasEnded { hasEnded = waitpid(process, &status, WNOHANG) != 0 }
      switch isOpen ? Self.read(pipe, wait: !hasEnded) : .nothing {
      case .bytes(let more): bytes += more
      case .end: isOpen = false
      case .nothing:
        // What it left running may hold the pipe open for ever.
        if hasEnded {
          guard status == 0 else { throw .commandFailed }
          return bytes
        }
        if !isOpen { Pause.sleep(Self.lookSeconds) }
      }
      if bytes.count > Self.outputLimit { throw .tooMuchOutput }
      guard !hasEnded else { continue }
      if surroundings.isCancelled() { throw .cancelled }
      if surroundings.monotonic() - start > Self.limitSeconds { throw .tookTooLong }
    }
  }

  private static let lookSeconds = 0.05

  private enum Portion { case bytes(ArraySlice<UInt8>), end, nothing }

  private static func read(_ pipe: Int32, wait: Bool) -> Portion {
    var look = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    guard poll(&look, 1, wait ? Int32(lookSeconds * 1000) : 0) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Glibc)
        Glibc.read(pipe, bytes.baseAddress, bytes.count)
      #elseif canImport(Musl)
        Musl.read(pipe, bytes.baseAddress, bytes.count)
      #else
        Darwin.read(pipe, bytes.baseAddress, bytes.count)
      #endif
    }
    if count < 0 { return errno == EINTR || errno == EAGAIN ? .nothing : .end }
    return count == 0 ? .end : .bytes(buffer[..<count])
  }

  /// Starts the shell as the leader of a group of its own; nil where that is refused.
  private func start(writingTo output: Int32) -> pid_t? {
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
    posix_spawn_file_actions_adddup2(&actions, output, 1)
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
    let arguments = Self.strings(["sh", "-c", text])
    let variables = Self.strings(environment.map { "\($0.key)=\($0.value)" })
    defer { for text in arguments + variables { free(text) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, variables) == 0
    else { return nil }
    return process
  }

  /// Copies for C, with nil after the last.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { text in strdup(text) } + [nil]
  }
}
