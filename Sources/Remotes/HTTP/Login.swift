import Sync
import Synchronization

/// The user and the password for one server, asked for once: a command may want the athlete to answer.
final class Login: Sendable {
  private let credentials: Credentials
  private let surroundings: HTTPSurroundings
  /// Nil before they were asked for; nil inside where there are none.
  private let known = Mutex<Credentials.Pair??>(nil)

  init(_ credentials: Credentials, _ surroundings: HTTPSurroundings) {
    self.credentials = credentials
    self.surroundings = surroundings
  }

  /// - Throws: ``TransportError`` where there should be a password and is none, or it would be read on the way.
  func pair(_ address: HTTPAddress) throws(TransportError) -> Credentials.Pair? {
    let pair = try known.withLock { known throws(TransportError) in
      if let known { return known }
      let pair = try ask(address)
      known = .some(pair)
      return pair
    }
    guard pair != nil, address.scheme == "http", !address.isLoopback,
      !credentials.sendsPlainly
    else { return pair }
    throw .refused(
      problem: "it is an http: address, and anyone on the way there can read the password",
      remedy:
        "Nothing was sent. Use https:, or set plain_password = true under [sync] in the config.")
  }

  private func ask(_ address: HTTPAddress) throws(TransportError) -> Credentials.Pair? {
    do throws(Credentials.Failure) {
      return try credentials.pair(host: address.host, user: address.user, surroundings)
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .noUser:
        throw .refused(
          problem: "there is a password but no user",
          remedy: "Name one, as in https://me@host/, or set user under [sync] in the config.")
      case .commandFailed: throw Self.refused("it failed")
      case .noOutput: throw Self.refused("it printed nothing")
      case .tooMuchOutput: throw Self.refused("it printed far more than a password")
      case .tookTooLong:
        throw Self.refused("it took longer than \(Int(PasswordCommand.limitSeconds)) seconds")
      }
    }
  }

  private static func refused(_ problem: String) -> TransportError {
    .refused(
      problem: "the password_command in the config gave no password: \(problem)",
      remedy: "Try the command in a shell; its first line is the password.")
  }
}

extension HTTPAddress {
  /// Whether it is this machine, so that nobody is on the way.
  var isLoopback: Bool {
    host == "localhost" || host == "::1" || host.hasSuffix(".localhost")
      || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
  }
}
