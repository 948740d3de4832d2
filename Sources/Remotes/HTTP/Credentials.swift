/// Where the user and the password for a server come from: the config's command, else the environment, else
/// `.netrc`. They are asked for when a request is made, and are in no location, error or log.
public struct Credentials: Sendable {
  /// The variables of the environment.
  public static let userVariable = "TONNAGE_SYNC_USER"
  public static let passwordVariable = "TONNAGE_SYNC_PASSWORD"

  private let user: String?
  private let passwordCommand: String?
  private let environment: [String: String]
  /// Whether a password may go over http:, readable on the way.
  let sendsPlainly: Bool

  /// - Parameters:
  ///   - user: The config's user; the one in the URL comes first.
  ///   - passwordCommand: A command for the shell whose first line of output is the password.
  ///   - sendsPlainly: Whether a password may go to an `http:` address of another machine, readable on the way; else
  ///     such a request is refused, for a password that was sent is not taken back by a warning.
  ///   - environment: The program's; the command gets it.
  public init(
    user: String? = nil, passwordCommand: String? = nil, sendsPlainly: Bool = false,
    environment: [String: String] = [:]
  ) {
    self.user = user
    self.passwordCommand = passwordCommand
    self.environment = environment
    self.sendsPlainly = sendsPlainly
  }

  /// Why there is no password where there should be one.
  enum Failure: Error, Hashable {
    case commandFailed, noOutput, noUser, tooMuchOutput, tookTooLong, cancelled
  }

  struct Pair: Hashable, Sendable {
    var user: String
    var password: String

    /// The value of an `Authorization` header (RFC 7617).
    var basic: String { "Basic " + Base64.text(Array("\(user):\(password)".utf8)) }
  }

  /// Nil where nobody has named any for this host.
  func pair(host: String, user named: String?, _ surroundings: HTTPSurroundings)
    throws(Failure) -> Pair?
  {
    let netrc = netrcEntry(host: host, user: named)
    let user = named ?? user ?? environment[Self.userVariable] ?? netrc?.user
    if let passwordCommand {
      guard let user else { throw .noUser }
      let command = PasswordCommand(
        text: passwordCommand, environment: environment, surroundings: surroundings)
      return Pair(user: user, password: try command.password())
    }
    if let password = environment[Self.passwordVariable] {
      guard let user else { throw .noUser }
      return Pair(user: user, password: password)
    }
    return netrc
  }

  private func netrcEntry(host: String, user: String?) -> Pair? {
    let path = environment["NETRC"] ?? environment["HOME"].map { $0 + "/.netrc" }
    // Most of these files are missing or cannot be read.
    guard let path, let bytes = try? PosixFile.read(path) else { return nil }
    return Netrc.entry(String(decoding: bytes, as: UTF8.self), host: host, user: user)
  }
}

/// The format of `.netrc`: words, of which `machine` and `default` begin an entry.
enum Netrc {
  static func entry(_ text: String, host: String, user: String?) -> Credentials.Pair? {
    var found: [String: String] = [:]
    var isOurs = false
    var words = text.split { $0.isWhitespace }.map(String.init)[...]
    func pair() -> Credentials.Pair? {
      guard isOurs, let login = found["login"], let password = found["password"],
        user == nil || user == login
      else { return nil }
      return Credentials.Pair(user: login, password: password)
    }
    while let word = words.popFirst() {
      switch word {
      case "machine", "default":
        if let pair = pair() { return pair }
        found = [:]
        isOurs = word == "default" || words.popFirst()?.lowercased() == host
      case "login", "password", "account": found[word] = words.popFirst()
      default: continue
      }
    }
    return pair()
  }
}

/// Bytes in 64 letters (RFC 4648).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(UInt32(0)) { bits, place in
        bits << 8 | UInt32(place < group.count ? group[start + place] : 0)
      }
      for place in 0..<4 {
        text.append(
          place <= group.count
            ? letters[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
