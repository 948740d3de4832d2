#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes all of it, however little at a time the system takes.
///
/// A signal that comes between is passed over. Where the other end has made a pipe non-blocking, it is waited for.
///
/// - Parameter place: Where in the file the first byte goes; nil to go on where the last write ended.
/// - Returns: Why not all of it is written; nil where it is.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at place: Int? = nil)
  -> SystemError?
{
  var done = 0
  while done < bytes.count {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
    let count =
      if let place {
        pwrite(descriptor, rest.baseAddress, rest.count, off_t(place + done))
      } else {
        write(descriptor, rest.baseAddress, rest.count)
      }
    if count > 0 {
      done += count
      continue
    }
    // A file that takes nothing and reports no error would be asked for ever.
    let code = count < 0 ? errno : EIO
    if code == EAGAIN {
      waitForRoom(descriptor)
    } else if code != EINTR {
      return SystemError(code: code)
    }
  }
  return nil
}

/// Writes all of a text in UTF-8; see the other.
func writeAll(_ text: String, to descriptor: Int32) -> SystemError? {
  var text = text
  return text.withUTF8 { bytes in writeAll(UnsafeRawBufferPointer(bytes), to: descriptor) }
}

private func waitForRoom(_ descriptor: Int32) {
  var end = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  poll(&end, 1, -1)
}

/// Reads once, and again where a signal came between.
///
/// - Parameter place: Where in the file the first byte is; nil to go on where the last read ended.
/// - Returns: How many bytes came into the buffer; 0 at the end.
func readOnce(
  _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at place: Int? = nil
) -> Result<Int, SystemError> {
  while true {
    let count =
      if let place {
        pread(descriptor, buffer.baseAddress, buffer.count, off_t(place))
      } else {
        read(descriptor, buffer.baseAddress, buffer.count)
      }
    if count >= 0 { return .success(count) }
    if errno != EINTR { return .failure(SystemError.last) }
  }
}

/// Closes it, for types that have a `close` of their own.
///
/// - Returns: 0, or -1 with `errno`. It is closed in any case: a second try could close a file of someone else.
func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

/// What is read of a file, portion by portion.
struct Contents {
  /// What is read, once there is no more to come; before that with room behind it.
  private(set) var bytes: [UInt8]
  private var done = 0
  private let limit: Int

  /// How much is read in one call, in bytes.
  private static let portion = 4 << 20
  /// Room for what does not say how large it is, in bytes.
  private static let leastRoom = 4096

  /// - Parameters:
  ///   - count: How many bytes there are, as far as is known.
  ///   - limit: How many are wanted.
  init(expecting count: Int, upTo limit: Int) {
    self.limit = limit
    // One byte more than there is, so that the end is seen without growing.
    bytes = [UInt8](repeating: 0, count: min(limit, max(count, Self.leastRoom) + 1))
  }

  /// Reads once more. Returns whether there may be more to come.
  mutating func takePortion(of file: borrowing OpenFile) throws(SystemError) -> Bool {
    if done == limit { return false }
    if done == bytes.count {
      bytes += [UInt8](repeating: 0, count: min(limit - done, bytes.count))
    }
    let (start, descriptor) = (done, file.descriptor)
    let end = min(start + Self.portion, bytes.count)
    let result = bytes.withUnsafeMutableBytes { buffer in
      readOnce(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end]))
    }
    let count = try result.get()
    done += count
    if count > 0 { return true }
    bytes.removeLast(bytes.count - done)
    return false
  }
}
