/// Why there can be no screen. Each sentence ends with what works without one.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Input or output is a file or a pipe.
  case notATerminal
  /// `TERM` is not set, unknown, or names a terminal that can't place text.
  case unusableTerminal(name: String)
  /// The operating system refused a pipe.
  case noPipe
  /// Standard error could not be sent to a file while the screen is up.
  case errorLog(path: String, code: Int32)

  public var description: String {
    switch self {
    case .notATerminal:
      return "The screens need a terminal for input and output, and there is none here; "
        + Self.alternative
    case .unusableTerminal(let name) where name.isEmpty:
      return "The screens need to know the terminal, and TERM is not set; set it, or: "
        + Self.alternative
    case .unusableTerminal(let name):
      return "The screens can't be drawn on a terminal of type \"\(name.sanitized)\" (TERM); "
        + Self.alternative
    case .noPipe:
      return "The screens could not be opened: the system has no file descriptors left; "
        + "close some programs and try again."
    case .errorLog(let path, let code):
      return "The log \(path.sanitized) could not be opened (error \(code)); "
        + "make its folder writable and try again."
    }
  }

  private static let alternative =
    "`tonnage today` shows the day without a screen, `tonnage --help` lists the rest."
}
