/// One request, as it goes over the line.
struct HTTPRequest: Hashable, Sendable {
  var method: String
  var url: String
  var headers: [(name: String, value: String)] = []
  var body: [UInt8]?
  /// Takes away what a sync has put beside the dump: made even where the sync was cancelled, and then in haste.
  var tidiesUp = false

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  static func == (left: HTTPRequest, right: HTTPRequest) -> Bool {
    left.method == right.method && left.url == right.url && left.body == right.body
      && left.headers.elementsEqual(right.headers) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(method)
    hasher.combine(url)
  }
}

/// One answer; names of headers in lower case.
struct HTTPResponse: Hashable, Sendable {
  var status: Int
  var headers: [String: String] = [:]
  var body: [UInt8] = []
}

/// Why there was no answer.
enum TransportError: Error, Hashable, Sendable {
  case noLibrary
  /// The words for what happened on the way; whether the request arrived is not known.
  case unreachable(String)
  case certificate(String)
  case tooLarge
  case cancelled
  /// It was not sent.
  case refused(problem: String, remedy: String)
  case other(String)
}

/// What carries requests: the system's libcurl, or a test's script.
protocol Transport: Sendable {
  /// Makes one exchange and follows no redirects.
  func send(_ request: HTTPRequest) throws(TransportError) -> HTTPResponse
}
