public import Sync

/// Makes a remote of what an athlete names: a path, a `file:` URL, an `http(s):` URL.
public enum RemoteLocation {
  /// - Parameters:
  ///   - text: The path or URL.
  ///   - folder: The folder that a relative path starts from.
  ///   - home: The folder that `~` stands for.
  ///   - credentials: For a server.
  ///   - honoursPreconditions: What the server was found to do before; nil to try it out before the first write.
  ///   - course: How it goes on, and whether it does.
  public static func remote(
    at text: String, from folder: String, home: String, credentials: Credentials = Credentials(),
    honoursPreconditions: Bool? = nil, course: RemoteCourse = RemoteCourse()
  ) throws(RemoteError) -> any Remote {
    let location = try path(text, from: folder, home: home)
    guard isWeb(location) else {
      return FileRemote(path: location, surroundings: .system(course))
    }
    return try HTTPRemote(
      url: location, credentials: credentials, honoursPreconditions: honoursPreconditions,
      surroundings: .system(course))
  }

  private static func isWeb(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  /// The address of an `http(s):` URL.
  static func address(_ text: String) throws(RemoteError) -> HTTPAddress {
    let address: HTTPAddress
    do throws(HTTPAddress.Flaw) {
      address = try HTTPAddress(text)
    } catch {
      switch error {
      case .notHTTP: throw refused(text, "it has to be a path, or a file:, http: or https: URL")
      case .noHost: throw refused(text, "it names no host")
      case .controlCharacters:
        throw refused(
          "this address", "it has spaces or control characters in it; write %20 for a space")
      case .password:
        // The text is not shown: the password is in it.
        throw RemoteError(
          .other, attempt: "Taking this address for a remote", problem: "it has a password in it",
          remedy:
            "Leave the password out of it, and set password_command in the config, \(Credentials.passwordVariable), or a line in ~/.netrc."
        )
      }
    }
    guard address.path.hasSuffix(".json") else {
      throw refused(address.text, "a dump's name ends in .json")
    }
    return address
  }

  /// The location as it is kept: a whole path, or the URL.
  public static func path(_ text: String, from folder: String, home: String) throws(RemoteError)
    -> String
  {
    if isWeb(text) {
      _ = try address(text)
      guard !text.hasSuffix(RemoteAddress.hiddenQuery) else {
        throw refused(text, "what follows the question mark is missing: it is not shown here")
      }
      return text
    }
    var path = text
    if let scheme = text.range(of: "://").map({ text[..<$0.lowerBound].lowercased() }) {
      guard scheme == "file" else {
        throw refused(text, "it has to be a path, or a file:, http: or https: URL")
      }
      path = String(text.dropFirst("file://".count))
      if !path.hasPrefix("/") {
        throw refused(text, "a file: URL names a whole path, as in file:///home/me/dump.json")
      }
    } else if text.hasPrefix("file:") {
      path = String(text.dropFirst("file:".count))
    }
    if path == "~" || path.hasPrefix("~/") { path = home + path.dropFirst() }
    if !path.hasPrefix("/") { path = "\(folder)/\(path)" }
    guard path.hasSuffix(".json") else { throw refused(text, "a dump's name ends in .json") }
    return path
  }

  private static func refused(_ text: String, _ problem: String) -> RemoteError {
    RemoteError(
      .other, attempt: "Taking \(RemoteAddress.shown(text)) for a remote", problem: problem,
      remedy: "Name a file such as ~/Sync/tonnage.json or https://cloud.example/tonnage.json.")
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    ranges(of: text).first
  }
}
