import Sync

/// Requests with credentials, redirects and retries: what every request of a remote has in common.
struct HTTPClient: Sendable {
  /// How often a request is made, and the longest of the first waits, in seconds.
  static let tries = 4
  static let firstWait = 0.5
  /// A server that asks for a longer wait is not waited for, in seconds.
  static let longestWait = 30.0
  static let redirects = 5

  let location: String
  let transport: any Transport
  let login: Login
  let surroundings: HTTPSurroundings

  /// The answer of the server, whatever its status, after retries of what passes by itself.
  ///
  /// - Parameters:
  ///   - mayRepeat: Whether the request may be made again where nobody knows if it arrived.
  ///   - tidiesUp: As in ``HTTPRequest``.
  func send(
    _ method: String, _ address: HTTPAddress, _ headers: [(name: String, value: String)] = [],
    body: [UInt8]? = nil, attempt: String, mayRepeat: Bool, tidiesUp: Bool = false
  ) throws(RemoteError) -> HTTPResponse {
    var request = HTTPRequest(method: method, url: address.text, headers: headers, body: body)
    request.tidiesUp = tidiesUp
    for round in 1... {
      let isCancelled = surroundings.isCancelled()
      if isCancelled, !tidiesUp { throw words(attempt).error(RemoteError.Kind.cancelled) }
      let isLast = round == Self.tries || isCancelled
      do throws(TransportError) {
        let response = try follow(request, address)
        guard let response = response else { throw TransportError.other("it redirects in circles") }
        guard !isLast, let wait = wait(response, round, mayRepeat) else { return response }
        surroundings.pause(wait)
      } catch {
        guard case .unreachable = error, mayRepeat, !isLast else {
          throw words(attempt).error(error)
        }
        surroundings.pause(jitter(round))
      }
    }
    throw words(attempt).error(RemoteError.Kind.cancelled)
  }

  private func words(_ attempt: String) -> HTTPWords {
    HTTPWords(attempt: attempt, location: location)
  }

  /// Full jitter: anything up to a limit that doubles.
  private func jitter(_ round: Int) -> Double {
    surroundings.random() * Self.firstWait * Double(1 << round)
  }

  /// How long to wait before the request is made again; nil where the answer stands.
  private func wait(_ response: HTTPResponse, _ round: Int, _ mayRepeat: Bool) -> Double? {
    switch response.status {
    case 429, 503:
      // Not taken by the server: nothing has happened there.
      guard let asked = response.retryAfter else { return jitter(round) }
      return asked <= Self.longestWait ? asked : nil
    case 408, 500, 502, 504: return mayRepeat ? jitter(round) : nil
    default: return nil
    }
  }

  /// One request and where it is redirected to; nil where that does not end.
  private func follow(_ original: HTTPRequest, _ address: HTTPAddress) throws(TransportError)
    -> HTTPResponse?
  {
    var place = address
    for _ in 0...Self.redirects {
      var request = original
      request.url = place.text
      request.headers += [("Accept-Encoding", "identity"), ("User-Agent", "tonnage")]
      if request.body != nil { request.headers.append(("Content-Type", "application/json")) }
      // What was given for one server is for no other.
      if place.isSameSite(as: address), let pair = try login.pair(address) {
        request.headers.append(("Authorization", pair.basic))
      }
      let response = try transport.send(request)
      guard
        [301, 302, 307, 308].contains(response.status)
          || (response.status == 303 && request.body == nil),
        let target = response.headers["location"]
      else { return response }
      guard let next = place.redirected(to: target),
        place.scheme == "http" || next.scheme == "https"
      else { throw .other("it redirects to where Tonnage does not follow") }
      place = next
    }
    return nil
  }
}

extension HTTPResponse {
  var isSuccess: Bool { (200...299).contains(status) }
  var tag: EntityTag? { headers["etag"].map(EntityTag.init) }
  /// The tag, unless it is of the very second of the writing: nginx makes tags of that second and the size, so that
  /// another write in the same second may come to bear the same one (RFC 9110, 8.8.2.2).
  var settledTag: EntityTag? {
    guard let written = headers["last-modified"], written == headers["date"] else { return tag }
    return nil
  }
}
