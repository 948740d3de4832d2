import Foundation
import Synchronization

/// An HTTP store of one file on loopback that keeps to conditions, and counts what goes over its line.
final class CountingServer: Sendable {
  struct Counts {
    var requests = 0
    var writes = 0
    /// Both ways, with all headers.
    var bytes = 0
  }

  private struct State {
    var counts = Counts()
    var files: [String: [UInt8]] = [:]
    var version = 0
  }

  private let state = Mutex(State())
  private let listener: Int32
  let url: String

  init() throws {
    let listener = socket(AF_INET, Self.stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
          && listen(listener, 8) == 0
      }
    }
    guard isListening else { throw Mistake("There is no port to be had on loopback.") }
    self.listener = listener
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/dump.json"
    Thread.detachNewThread { [self] in serve() }
  }

  /// What was counted since the last time.
  func take() -> Counts {
    state.withLock { state in
      defer { state.counts = Counts() }
      return state.counts
    }
  }

  #if os(Linux)
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif

  /// One connection after the other: one client is all there is.
  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      while answer(connection) {}
      close(connection)
    }
  }

  /// Reads a request and answers it; false where the client has gone.
  private func answer(_ connection: Int32) -> Bool {
    var input: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while input.count < end.count || !input.suffix(end.count).elementsEqual(end) {
      guard let byte = read(connection, 1)?.first else { return false }
      input.append(byte)
    }
    let head = String(decoding: input, as: UTF8.self)
    let wanted = Self.header("content-length", head).flatMap { Int($0) } ?? 0
    if Self.header("expect", head) != nil { write(connection, "HTTP/1.1 100 Continue\r\n\r\n") }
    var body: [UInt8] = []
    while body.count < wanted {
      guard let more = read(connection, min(1 << 20, wanted - body.count)) else { return false }
      body += more
    }
    let (status, tag, answer) = exchange(head, body)
    var lines = "HTTP/1.1 \(status) .\r\n"
    if let tag { lines += "ETag: \(tag)\r\n" }
    // An answer without content has no length either.
    if status != 304, status != 204 { lines += "Content-Length: \(answer.count)\r\n" }
    let output = Array((lines + "\r\n").utf8) + answer
    let moved = input.count + body.count + output.count
    state.withLock { state in
      state.counts.requests += 1
      state.counts.bytes += moved
    }
    return write(connection, output)
  }

  private func exchange(_ head: String, _ body: [UInt8]) -> (Int, String?, [UInt8]) {
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
    let (method, path) = (words.first.map(String.init) ?? "", words.dropFirst().first ?? "")
    return state.withLock { state in
      let name = String(path)
      let tag = state.files[name].map { _ in "\"\(state.version)\"" }
      if let match = Self.header("if-match", head), match != tag { return (412, nil, []) }
      switch method {
      case "PUT":
        if Self.header("if-none-match", head) == "*", tag != nil { return (412, nil, []) }
        state.version += 1
        state.counts.writes += 1
        let isNew = state.files.updateValue(body, forKey: name) == nil
        return (isNew ? 201 : 204, "\"\(state.version)\"", [])
      case "DELETE":
        return (state.files.removeValue(forKey: name) == nil ? 404 : 204, nil, [])
      default:
        guard let file = state.files[name] else { return (404, nil, []) }
        if Self.header("if-none-match", head) == tag { return (304, tag, []) }
        return (200, tag, file)
      }
    }
  }

  private static func header(_ name: String, _ head: String) -> String? {
    for line in head.split(whereSeparator: \.isNewline).dropFirst() {
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else {
        continue
      }
      return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return nil
  }

  private func read(_ connection: Int32, _ most: Int) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: most)
    let count = recv(connection, &buffer, most, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  @discardableResult
  private func write(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  @discardableResult
  private func write(_ connection: Int32, _ text: String) -> Bool {
    write(connection, Array(text.utf8))
  }
}
