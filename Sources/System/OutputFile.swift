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

  public init(descriptor: Int32) { self.descriptor = descriptor }

  public static let standardOutput = OutputFile(descriptor: 1)
  public static let standardError = OutputFile(descriptor: 2)

  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all of it, at once and without a buffer.
  public func write(_ text: String) throws(OutputError) {
    var text = text
    let failure: OutputError? = text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = writePortion(rest)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          waitForRoom()
        } else if errno != EINTR {
          return OutputError(code: errno)
        }
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Closes it: a disk may say only now that it is full.
  public func close() throws(OutputError) {
    if closeDescriptor() != 0, errno != EINTR { throw OutputError(code: errno) }
  }

  /// A pipe that its other end has made non-blocking takes more when it is read from.
  private func waitForRoom() {
    var end = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&end, 1, -1)
  }

  private func writePortion(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  private func closeDescriptor() -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #elseif canImport(Musl)
      Musl.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }
}

/// Why something could not be written.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's number for it.
  public var code: Int32

  public init(code: Int32) { self.code = code }

  /// Whether whoever read has gone: what is left is for nobody.
  public var isReaderGone: Bool { code == EPIPE }

  /// What is wrong, to stand within a sentence.
  public var description: String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "the quota of this disk is used up"
    case EBADF: "it is closed"
    default: String(cString: strerror(code))
    }
  }
}
