internal import CNcurses

/// A pipe to itself: what wakes the loop while it waits for keys. Open as long as someone holds it.
final class WakePipe: Sendable {
  let reading: Int32
  let writing: Int32

  init() throws(TerminalError) {
    var reading: Int32 = -1
    var writing: Int32 = -1
    guard tonnage_make_pipe(&reading, &writing) else { throw .noPipe }
    self.reading = reading
    self.writing = writing
  }

  deinit {
    tonnage_close_descriptor(reading)
    tonnage_close_descriptor(writing)
  }

  /// Wakes the loop. From any thread.
  func wake() { tonnage_wake(writing, 0) }

  /// The numbers of the signals that came, once each, in order; messages are taken elsewhere.
  func drain() -> [Int32] {
    var signals: [Int32] = []
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = Int(tonnage_drain(reading, &bytes, Int32(bytes.count)))
      for byte in bytes[..<count] where byte != 0 && !signals.contains(Int32(byte)) {
        signals.append(Int32(byte))
      }
      if count < bytes.count { return signals }
    }
  }
}
