import System

/// A command for the shell whose first line of output is a password.
///
/// What is not done after 30 seconds, or when the sync is cancelled, is ended with all that it has started.
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
    let shell = try started()
    do throws(Credentials.Failure) {
      return try collect(from: shell)
    } catch {
      shell.end()
      throw error
    }
  }

  private func started() throws(Credentials.Failure) -> ShellProcess {
    do throws(SystemError) {
      return try ShellProcess(text, environment: environment)
    } catch {
      throw Credentials.Failure.commandFailed
    }
  }

  /// What it prints until it has ended well.
  private func collect(from shell: ShellProcess) throws(Credentials.Failure) -> [UInt8] {
    let start = surroundings.monotonic()
    var bytes: [UInt8] = []
    var isOpen = true
    while true {
      let hasEnded = shell.hasEnded()
      switch isOpen ? shell.read(within: hasEnded ? 0 : Self.lookSeconds) : .nothing {
      case .bytes(let more): bytes += more
      case .end: isOpen = false
      case .nothing:
        // What it left running may hold the pipe open for ever.
        if hasEnded {
          guard shell.hasSucceeded else { throw .commandFailed }
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
}
