internal import CPty

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A terminal's modes, as `stty` would show them: to be compared before and after a program.
public struct TerminalModes: Equatable, Sendable {
  public let input: UInt
  public let output: UInt
  public let control: UInt
  public let local: UInt

  /// Whether what is typed comes back and is read by whole lines, as at a shell's prompt.
  public var isCooked: Bool {
    let both = UInt(ECHO | ICANON)
    return local & both == both
  }
}

/// Both ends of a pseudo-terminal. The program's end stays open here too, so that the modes can be
/// read, and the last output, after the program has ended.
final class PtyTerminal {
  private let main: Int32
  /// Whether the terminal is still there: its window has not been closed.
  private var isOpen = true
  private let path: String
  /// The program's end.
  private let program: Int32
  private var buffer = [UInt8](repeating: 0, count: 65536)

  init(rows: Int, columns: Int) throws(PtyError) {
    var name = [CChar](repeating: 0, count: 256)
    main = pty_open(&name, name.count)
    guard main >= 0 else { throw .noTerminal(step: "posix_openpt", code: -main) }
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    program = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard program >= 0 else { throw .noTerminal(step: "open \(path)", code: errno) }
    _ = fcntl(main, F_SETFL, fcntl(main, F_GETFL) | O_NONBLOCK)
    try resize(rows: rows, columns: columns)
  }

  /// Starts a program as the leader of a session of its own, with this as its controlling terminal.
  func start(
    _ arguments: [String], environment: [String: String], directory: String?
  ) throws(PtyError) -> pid_t {
    let words = arguments.map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + variables { free(text) } }
    let pid = pty_spawn(words + [nil], variables + [nil], path, directory)
    guard pid > 0 else { throw .notStarted(program: arguments.first ?? "", code: -pid) }
    return pid
  }

  deinit {
    hangUp()
    close(program)
  }

  /// Goes away, as a terminal does whose window is closed: its session gets SIGHUP.
  func hangUp() {
    if isOpen { close(main) }
    isOpen = false
  }

  /// Sets the size; the terminal sends SIGWINCH to whatever is in its foreground.
  func resize(rows: Int, columns: Int) throws(PtyError) {
    var size = winsize()
    size.ws_row = UInt16(rows)
    size.ws_col = UInt16(columns)
    guard ioctl(main, UInt(TIOCSWINSZ), &size) == 0 else {
      throw .broken(step: "TIOCSWINSZ", code: errno)
    }
  }

  func modes() throws(PtyError) -> TerminalModes {
    var modes = termios()
    guard tcgetattr(program, &modes) == 0 else { throw .broken(step: "tcgetattr", code: errno) }
    return TerminalModes(
      input: UInt(modes.c_iflag), output: UInt(modes.c_oflag), control: UInt(modes.c_cflag),
      local: UInt(modes.c_lflag))
  }

  /// The process group in the foreground, if any.
  var foreground: pid_t? {
    guard isOpen else { return nil }
    let group = tcgetpgrp(main)
    return group > 1 ? group : nil
  }

  /// Waits for output, at most so long.
  func waitForOutput(_ time: Duration) {
    // `poll` passes over a descriptor below zero: what is left is the time.
    var end = pollfd(fd: isOpen ? main : -1, events: Int16(POLLIN), revents: 0)
    poll(&end, 1, Self.milliseconds(time))
  }

  func waitForRoom(_ time: Duration) {
    var end = pollfd(fd: main, events: Int16(POLLIN | POLLOUT), revents: 0)
    poll(&end, 1, Self.milliseconds(time))
  }

  private static func milliseconds(_ time: Duration) -> Int32 {
    Int32(max(0, (time / .milliseconds(1)).rounded(.up)))
  }

  /// What has come out, without waiting; empty if nothing has.
  func read() throws(PtyError) -> [UInt8] {
    guard isOpen else { return [] }
    let count = Self.read(main, &buffer)
    if count < 0, errno != EAGAIN, errno != EINTR, errno != EIO {
      throw .broken(step: "read", code: errno)
    }
    return Array(buffer.prefix(max(0, count)))
  }

  /// Writes as much as there is room for; the number of bytes.
  func write(_ bytes: ArraySlice<UInt8>) throws(PtyError) -> Int {
    let count = Self.write(main, Array(bytes))
    if count < 0, errno != EAGAIN, errno != EINTR { throw .broken(step: "write", code: errno) }
    return max(0, count)
  }

  private static func read(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    #if canImport(Darwin)
      Darwin.read(descriptor, &buffer, buffer.count)
    #else
      Glibc.read(descriptor, &buffer, buffer.count)
    #endif
  }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes, bytes.count)
    #else
      Glibc.write(descriptor, bytes, bytes.count)
    #endif
  }
}
