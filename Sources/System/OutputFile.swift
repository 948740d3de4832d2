#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Something open to be written to: every byte arrives, or an error says that it did not.
public struct OutputFile: Sendable {
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// What a command answers on.
  public static let standardOutput = OutputFile(descriptor: 1)
  /// What complaints go to.
  public static let standardError = OutputFile(descriptor: 2)

  /// Whether what is written there is shown on a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all of it, at once and without a buffer.
  public func write(_ text: String) throws(SystemError) {
    if let failure = writeAll(text, to: descriptor) { throw failure }
  }

  /// Closes it: a disk may say only now that it is full.
  public func close() throws(SystemError) {
    if closeDescriptor(descriptor) != 0, errno != EINTR { throw SystemError.last }
  }
}
