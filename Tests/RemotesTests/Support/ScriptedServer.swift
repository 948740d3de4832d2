import Synchronization

@testable import Remotes

/// A WebDAV server in memory, with the faults that a test asks for.
final class ScriptedServer: Transport {
  struct State {
    var files: [String: [UInt8]] = [:]
    var tags: [String: Int] = [:]
    var count = 0
    var requests: [HTTPRequest] = []
    /// Answers that come instead of the next ones; nil lets one pass.
    var script: [Result<HTTPResponse, TransportError>?] = []
    /// What is done before the request of a number, beginning with 0.
    var before: [Int: @Sendable (inout State) -> Void] = [:]

    mutating func put(_ url: String, _ bytes: [UInt8]) {
      count += 1
      files[url] = bytes
      tags[url] = count
    }
  }

  let state = Mutex(State())
  let honours: Bool
  /// Makes the tag that is shown of the true one.
  let shown: @Sendable (String) -> String?
  /// Whether the answers to writes are lost though they were made.
  let losesAnswers: Bool

  init(
    honours: Bool = true, losesAnswers: Bool = false,
    shown: @escaping @Sendable (String) -> String? = { $0 }
  ) {
    self.honours = honours
    self.losesAnswers = losesAnswers
    self.shown = shown
  }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  func send(_ request: HTTPRequest) throws(TransportError) -> HTTPResponse {
    let outcome = state.withLock { state -> Result<HTTPResponse, TransportError> in
      state.before[state.requests.count]?(&state)
      state.requests.append(request)
      if !state.script.isEmpty, let scripted = state.script.removeFirst() { return scripted }
      return .success(answer(request, &state))
    }
    return try outcome.get()
  }

  private func answer(_ request: HTTPRequest, _ state: inout State) -> HTTPResponse {
    let tag = state.tags[request.url].map { "\"\($0)\"" }
    if honours, !isMet(request, tag) { return HTTPResponse(status: 412) }
    let shownTag = tag.flatMap(shown)
    switch request.method {
    case "PUT":
      let isFirst = state.requests.count { $0.method == "PUT" && $0.body == request.body } == 1
      state.put(request.url, request.body ?? [])
      return HTTPResponse(status: losesAnswers && isFirst ? 502 : 204)
    case "DELETE":
      state.tags[request.url] = nil
      return HTTPResponse(status: state.files.removeValue(forKey: request.url) == nil ? 404 : 204)
    default:
      guard let bytes = state.files[request.url] else { return HTTPResponse(status: 404) }
      if let known = request.header("If-None-Match"), let shownTag,
        known.split(separator: ", ").contains(Substring(shownTag))
      {
        return HTTPResponse(status: 304)
      }
      return HTTPResponse(
        status: 200, headers: shownTag.map { ["etag": $0] } ?? [:], body: bytes)
    }
  }

  private func isMet(_ request: HTTPRequest, _ tag: String?) -> Bool {
    if let wanted = request.header("If-Match"), wanted != tag { return false }
    return request.header("If-None-Match") != "*" || tag == nil
  }
}

/// Surroundings whose clock runs only while something is waited for.
final class StillClock: Sendable {
  let waits = Mutex<[Double]>([])
  let nonces = Mutex(0)

  var surroundings: HTTPSurroundings {
    HTTPSurroundings(
      random: { 0.5 }, pause: { seconds in self.waits.withLock { $0.append(seconds) } },
      monotonic: { self.waits.withLock { $0.reduce(0, +) } },
      nonce: {
        self.nonces.withLock {
          $0 += 1
          return "n\($0)"
        }
      }, isCancelled: { false })
  }
}
