import CCurl
import Synchronization

/// HTTP by the system's libcurl, which is loaded at the first request and keeps its connection open.
final class CurlTransport: Transport {
  /// How long a connection may take to be made, and how long nothing may move, in seconds.
  static let connectSeconds = 15
  static let stallSeconds = 30
  /// No exchange takes longer, in seconds: 512 MiB at 1 MB/s.
  static let totalSeconds = 600
  /// How long tidying up may take after a cancel: two requests of it are over within a second.
  static let hasteMilliseconds = 400

  private let session: Mutex<Session>
  private let isCancelled: @Sendable () -> Bool
  private let library: String?

  /// - Parameter library: The library's file, where it is not the system's.
  init(library: String? = nil, isCancelled: @escaping @Sendable () -> Bool) {
    self.library = library
    self.isCancelled = isCancelled
    session = Mutex(Session())
  }

  /// The library's connection; closed with the transport.
  private struct Session: ~Copyable {
    var handle: OpaquePointer?

    deinit { if let handle { ccurl_close(handle) } }
  }

  func send(_ request: HTTPRequest) throws(TransportError) -> HTTPResponse {
    try session.withLock { session throws(TransportError) in
      if session.handle == nil { session.handle = ccurl_open(library) }
      guard let handle = session.handle else { throw .noLibrary }
      return try exchange(handle, request)
    }
  }

  private func exchange(_ handle: OpaquePointer, _ request: HTTPRequest) throws(TransportError)
    -> HTTPResponse
  {
    var response = ccurl_response()
    defer { ccurl_free(&response) }
    let outcome = perform(handle, request, &response)
    switch outcome {
    case ccurl_done: return HTTPResponse(response)
    case ccurl_cancelled: throw .cancelled
    case ccurl_too_large: throw .tooLarge
    case ccurl_certificate: throw .certificate(Self.words(&response))
    case ccurl_no_host: throw .unreachable("there is no such host, or no network")
    case ccurl_no_connection: throw .unreachable("nothing answers there")
    case ccurl_timeout: throw .unreachable("it took too long")
    case ccurl_cut: throw .unreachable("the connection was cut")
    case ccurl_no_memory: throw .other("there is not enough memory")
    default: throw .other(Self.words(&response))
    }
  }

  private func perform(
    _ handle: OpaquePointer, _ request: HTTPRequest, _ response: inout ccurl_response
  ) -> ccurl_outcome {
    let lines = request.headers.map { strings("\($0.name): \($0.value)") }
    defer { for line in lines { line.deallocate() } }
    let isInHaste = request.tidiesUp && isCancelled()
    let pointers: [UnsafePointer<CChar>?] = lines.map { UnsafePointer($0) }
    // The library copies none of this; all of it lives until the exchange is over.
    return withExtendedLifetime(self) {
      request.method.withCString { method in
        request.url.withCString { url in
          pointers.withUnsafeBufferPointer { headers in
            withBody(request.body) { body, count in
              var what = ccurl_request()
              what.method = method
              what.url = url
              what.headers = headers.baseAddress
              what.header_count = headers.count
              what.body = body
              what.body_length = count
              what.byte_limit = FileRemote.byteLimit
              what.connect_milliseconds = Self.connectSeconds * 1000
              what.stall_seconds = Self.stallSeconds
              what.total_milliseconds =
                isInHaste ? Self.hasteMilliseconds : Self.totalSeconds * 1000
              what.context = isInHaste ? nil : Unmanaged.passUnretained(self).toOpaque()
              what.is_cancelled = { context in
                guard let context else { return false }
                return Unmanaged<CurlTransport>.fromOpaque(context).takeUnretainedValue()
                  .isCancelled()
              }
              return ccurl_exchange(handle, &what, &response)
            }
          }
        }
      }
    }
  }

  private func strings(_ text: String) -> UnsafeMutablePointer<CChar> {
    let characters = text.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: characters.count)
    for (index, character) in characters.enumerated() { copy[index] = character }
    return copy
  }

  /// The bytes of a body, with an address even where it is empty: none means that nothing is sent.
  private func withBody<Result>(
    _ body: [UInt8]?, _ use: (UnsafePointer<UInt8>?, Int) -> Result
  ) -> Result {
    guard let body else { return use(nil, 0) }
    if body.isEmpty { return [UInt8(0)].withUnsafeBufferPointer { use($0.baseAddress, 0) } }
    return body.withUnsafeBufferPointer { use($0.baseAddress, $0.count) }
  }

  private static func words(_ response: inout ccurl_response) -> String {
    let words = withUnsafeBytes(of: &response.problem) { buffer in
      String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
    return words.isEmpty ? "the request failed" : words
  }
}

extension HTTPResponse {
  fileprivate init(_ response: ccurl_response) {
    status = response.status
    if let head = response.head {
      let bytes = UnsafeRawBufferPointer(start: head, count: response.head_length)
      headers = Self.headers(String(decoding: bytes, as: UTF8.self))
    }
    if let content = response.body {
      body = Array(UnsafeBufferPointer(start: content, count: response.body_length))
    }
  }

  static func headers(_ head: String) -> [String: String] {
    var headers: [String: String] = [:]
    for line in head.split(whereSeparator: \.isNewline).dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      headers[line[..<colon].lowercased()] = String(value)
    }
    return headers
  }
}
