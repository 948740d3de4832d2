/// Why a program in a pseudo-terminal did not get where it was meant to.
public enum PtyError: Error, Equatable {
  /// A pseudo-terminal could not be had; the step and errno.
  case noTerminal(step: String, code: Int32)
  /// The program could not be started.
  case notStarted(program: String, code: Int32)
  /// Reading from or writing to the terminal failed.
  case broken(step: String, code: Int32)
  /// The time is over and what was waited for is not on the screen.
  case timedOut(waitingFor: String, screen: String)
  /// The program ended before what was waited for was on the screen.
  case ended(waitingFor: String, status: ProgramEnd, screen: String)
}

extension PtyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noTerminal(let step, let code):
      "No pseudo-terminal: \(step) failed with errno \(code)."
    case .notStarted(let program, let code):
      "\(program) could not be started: errno \(code)."
    case .broken(let step, let code):
      "The pseudo-terminal broke: \(step) failed with errno \(code)."
    case .timedOut(let what, let screen):
      "Time is up and there is no \(what). The screen:\n\(screen)"
    case .ended(let what, let status, let screen):
      "The program \(status) and there was no \(what). The screen:\n\(screen)"
    }
  }
}

/// How a program ended.
public enum ProgramEnd: Equatable, Sendable {
  case exited(Int32)
  case killed(signal: Int32)

  /// What a shell calls it: the status, or 128 and the signal's number.
  public var shellStatus: Int32 {
    switch self {
    case .exited(let status): status
    case .killed(let signal): 128 + signal
    }
  }
}

extension ProgramEnd: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exited(let status): "exited with \(status)"
    case .killed(let signal): "was ended by signal \(signal)"
    }
  }
}
