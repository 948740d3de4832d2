import Sync

/// The parts of an `http(s):` URL that a remote needs.
struct HTTPAddress: Hashable, Sendable {
  var scheme: String
  var user: String?
  /// The host with its port, as it is written.
  var authority: String
  /// From the first slash on, with the query.
  var target: String

  enum Flaw: Error { case notHTTP, noHost, password, controlCharacters }

  init(_ text: String) throws(Flaw) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .controlCharacters }
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
      throw .notHTTP
    }
    scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else { throw .notHTTP }
    let rest = text[colon...].dropFirst(3)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    var host = rest[..<end]
    if let at = host.lastIndex(of: "@") {
      guard !host[..<at].contains(":") else { throw .password }
      user = String(host[..<at])
      host = host[host.index(after: at)...]
    }
    guard !host.isEmpty, !host.hasPrefix(":") else { throw .noHost }
    authority = host.lowercased()
    let path = rest[end...].prefix { $0 != "#" }
    target = path.hasPrefix("/") ? String(path) : "/" + path
  }

  /// As it is asked for: without the user.
  var text: String { "\(scheme)://\(authority)\(target)" }
  /// As it is shown: without the query either.
  var shown: String { RemoteAddress.shown(text) }
  /// The path's part without the query.
  var path: Substring { target.prefix { $0 != "?" } }

  /// The name without the port, for `.netrc`.
  var host: String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      return String(authority[...end].dropFirst().dropLast())
    }
    return String(authority.prefix { $0 != ":" })
  }

  /// Another file in the same folder, whose name begins with this one's.
  func beside(_ suffix: String) -> HTTPAddress {
    var other = self
    other.target = path + suffix + target.dropFirst(path.count)
    return other
  }

  /// Where a `Location` header leads; nil where that is not a web address.
  func redirected(to location: String) -> HTTPAddress? {
    if let whole = try? HTTPAddress(location) { return whole }
    // A password in the header, or another scheme: not followed.
    guard !location.contains("://") else { return nil }
    var text = "\(scheme)://\(authority)"
    if location.hasPrefix("//") {
      text = "\(scheme):\(location)"
    } else if location.hasPrefix("/") {
      text += location
    } else {
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
      text += folder + location
    }
    return try? HTTPAddress(text)
  }

  func isSameSite(as other: HTTPAddress) -> Bool {
    scheme == other.scheme && authority == other.authority
  }
}
