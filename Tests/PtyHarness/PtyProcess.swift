#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program in a pseudo-terminal: its keyboard, its screen, its size, its signals and its end.
///
///     let program = try PtyProcess(["/bin/sh"], environment: ["TERM": "xterm-256color"])
///     try program.wait(for: "$")
///     try program.type("echo hello\r")
///
/// Nothing sleeps: what is waited for is waited for, up to a limit. To be used from one thread at a
/// time. When it goes away, the program and its process group are killed.
public final class PtyProcess {
  /// The program's process id, which is its session's and its process group's too.
  public let pid: Int32
  /// When the program was about to be started.
  public let started: ContinuousClock.Instant
  /// When its first output was read.
  public private(set) var firstByte: ContinuousClock.Instant?
  /// When its last output so far was read.
  public private(set) var lastByte: ContinuousClock.Instant?
  /// Everything that it has written.
  public private(set) var output: [UInt8] = []
  /// The terminal's modes before the program was started.
  public let modesBefore: TerminalModes
  /// How it ended, once that is known.
  public private(set) var status: ProgramEnd?

  /// How long to wait for what ought to come: long, since only a failing test waits it out.
  public static let limit = Duration.seconds(30)

  private let terminal: PtyTerminal
  private var model: VTScreen
  private var shownBytes = 0
  /// What the terminal is about to answer to the program's questions.
  private var replies: [UInt8] = []

  /// Starts a program; a name without a slash is looked up in `PATH`.
  /// - Parameter environment: all that the program will find, `TERM` among it; nothing is inherited.
  public init(
    _ arguments: [String], environment: [String: String], rows: Int = 24, columns: Int = 80,
    directory: String? = nil
  ) throws(PtyError) {
    terminal = try PtyTerminal(rows: rows, columns: columns)
    modesBefore = try terminal.modes()
    model = VTScreen(rows: rows, columns: columns)
    started = ContinuousClock.now
    pid = try terminal.start(arguments, environment: environment, directory: directory)
  }

  deinit { end() }

  // MARK: Input

  /// Types text; a key that is not a character is its escape sequence, such as ``TerminalKey/up``.
  public func type(_ text: String) throws(PtyError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      rest = rest.dropFirst(try terminal.write(rest))
      if !rest.isEmpty { terminal.waitForRoom(Self.slice) }
      try drain()
    }
  }

  /// Microseconds after which a key is one of its own, and not part of what began with Escape.
  private static let afterEscape: UInt32 = 120_000

  /// Presses keys that are not characters.
  public func press(_ keys: TerminalKey...) throws(PtyError) {
    for key in keys {
      try type(key.rawValue)
      // What comes right behind Escape is Alt with it; nobody's fingers are so quick.
      if key == .escape { usleep(Self.afterEscape) }
    }
  }

  /// Pastes text as a terminal does that was asked to say so.
  public func paste(_ text: String) throws(PtyError) {
    try type("\u{1B}[200~\(text)\u{1B}[201~")
  }

  /// Gives the terminal another size; the program gets SIGWINCH.
  public func resize(rows: Int, columns: Int) throws(PtyError) {
    try drain()
    showOutput()
    model.resize(rows: rows, columns: columns)
    try terminal.resize(rows: rows, columns: columns)
  }

  /// Sends a signal to the program alone.
  public func send(signal: Int32) {
    if status == nil { kill(pid, signal) }
  }

  /// Takes the terminal away, as closing its window does. Nothing can be typed or read any more.
  public func hangUp() { terminal.hangUp() }

  // MARK: The terminal

  /// What the terminal shows of what has been read so far.
  public var screen: VTScreen {
    showOutput()
    return model
  }

  /// The terminal's modes now; also after the program has ended.
  public func modes() throws(PtyError) -> TerminalModes { try terminal.modes() }

  // MARK: Waiting

  /// Waits until the screen shows a text within one row.
  /// - Returns: when the output was read that brought it.
  @discardableResult
  public func wait(
    for text: String, within limit: Duration = limit
  ) throws(PtyError) -> ContinuousClock.Instant {
    try wait("“\(text)”", within: limit) { $0.contains(text) }
  }

  /// Waits until the screen is as it should be.
  /// - Parameter what: what is waited for, for the error's sentence.
  @discardableResult
  public func wait(
    _ what: String, within limit: Duration = limit, until isSo: (VTScreen) -> Bool
  ) throws(PtyError) -> ContinuousClock.Instant {
    let end = ContinuousClock.now + limit
    var isNew = true
    while true {
      // The status first: what a program wrote before it ended is read after.
      let status = exitStatus()
      if try drain() || isNew, isSo(screen) {
        let found = lastByte ?? started
        try readRestOfFrame()
        return found
      }
      isNew = false
      if let status {
        throw .ended(waitingFor: what, status: status, screen: screen.text)
      }
      guard ContinuousClock.now < end else {
        throw .timedOut(waitingFor: what, screen: screen.text)
      }
      terminal.waitForOutput(Self.slice)
    }
  }

  /// A frame may arrive in pieces, from its top: what is asked about below is read before anyone looks.
  private func readRestOfFrame() throws(PtyError) {
    var pieces = 0
    repeat {
      terminal.waitForOutput(Self.pause)
      pieces += 1
    } while try drain() && pieces < Self.mostPieces
  }

  /// No frame stops for longer between two of its pieces, unless the machine does.
  private static let pause = Duration.milliseconds(5)
  /// A program that writes without end is not waited for.
  private static let mostPieces = 20

  /// Waits until the program has written nothing for so long.
  /// - Returns: when the last output was read, which is before the quiet; nil if there never was any.
  @discardableResult
  public func settle(
    quiet: Duration = .milliseconds(30), within limit: Duration = limit
  ) throws(PtyError) -> ContinuousClock.Instant? {
    let end = ContinuousClock.now + limit
    var quietSince = ContinuousClock.now
    while ContinuousClock.now < quietSince + quiet {
      guard ContinuousClock.now < end else {
        throw .timedOut(waitingFor: "quiet", screen: screen.text)
      }
      terminal.waitForOutput(quietSince + quiet - ContinuousClock.now)
      if try drain() { quietSince = lastByte ?? quietSince }
    }
    showOutput()
    return lastByte
  }

  /// Lets time pass, and reads what comes meanwhile.
  public func watch(for time: Duration) throws(PtyError) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      terminal.waitForOutput(end - ContinuousClock.now)
      try drain()
    }
  }

  /// What a key was answered with, in time.
  public struct Response: Sendable {
    public let typed: ContinuousClock.Instant
    public let firstByte: ContinuousClock.Instant
    public let lastByte: ContinuousClock.Instant

    /// From the key to the settled screen.
    public var duration: Duration { lastByte - typed }
  }

  /// Types keys and waits until the output that they bring has begun and has come to rest.
  public func respond(
    to keys: String, quiet: Duration = .milliseconds(30), within limit: Duration = limit
  ) throws(PtyError) -> Response {
    try drain()
    let before = output.count
    let typed = ContinuousClock.now
    _ = try terminal.write(Array(keys.utf8)[...])
    let end = typed + limit
    while output.count == before {
      guard ContinuousClock.now < end else {
        throw .timedOut(waitingFor: "answer to “\(keys)”", screen: screen.text)
      }
      terminal.waitForOutput(end - ContinuousClock.now)
      try drain()
    }
    let first = lastByte ?? typed
    let last = try settle(quiet: quiet, within: limit) ?? first
    return Response(typed: typed, firstByte: first, lastByte: last)
  }

  /// Waits until the program has ended.
  public func waitForExit(within limit: Duration = limit) throws(PtyError) -> ProgramEnd {
    let end = ContinuousClock.now + limit
    while true {
      let status = exitStatus()
      try drain()
      if let status { return status }
      guard ContinuousClock.now < end else {
        throw .timedOut(waitingFor: "end of the program", screen: screen.text)
      }
      terminal.waitForOutput(Self.slice)
    }
  }

  // MARK: Underneath

  /// How long to wait for output before looking whether the program is still there.
  private static let slice = Duration.milliseconds(20)

  /// Reads what there is; whether there was something.
  @discardableResult
  private func drain() throws(PtyError) -> Bool {
    if !replies.isEmpty { replies.removeFirst(try terminal.write(replies[...])) }
    var found = false
    while true {
      let bytes = try terminal.read()
      if bytes.isEmpty { return found }
      let now = ContinuousClock.now
      firstByte = firstByte ?? now
      lastByte = now
      output += bytes
      found = true
    }
  }

  /// Puts on the screen what has been read: not while reading, where it would cost the times.
  private func showOutput() {
    guard shownBytes < output.count else { return }
    model.read(output[shownBytes...])
    shownBytes = output.count
    replies += model.takeReplies()
  }

  /// How the program ended, if it has. Its group is killed before its id is given up for others' use.
  private func exitStatus() -> ProgramEnd? {
    if let status { return status }
    var info = siginfo_t()
    guard waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo != 0
    else { return nil }
    return reap()
  }

  private func reap() -> ProgramEnd {
    kill(-pid, SIGKILL)
    var code: Int32 = 0
    while waitpid(pid, &code, 0) < 0, errno == EINTR { continue }
    let signal = code & 0x7F
    let status = signal == 0 ? ProgramEnd.exited((code >> 8) & 0xFF) : .killed(signal: signal)
    self.status = status
    return status
  }

  /// Kills the program, and all that it started on this terminal, if it has not ended.
  public func end() {
    guard status == nil else { return }
    if let group = terminal.foreground, group != pid { kill(-group, SIGKILL) }
    kill(pid, SIGKILL)
    _ = reap()
  }
}
