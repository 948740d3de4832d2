import Sync

/// Turns answers into errors, with what the athlete can do.
struct HTTPWords {
  let attempt: String
  let location: String

  func error(_ kind: RemoteError.Kind) -> RemoteError {
    switch kind {
    case .lostRace: make(kind, "another machine wrote first", "It is merged and tried again.")
    case .locked:
      make(kind, "another machine has been writing to it all the time", "Try again in a moment.")
    case .cancelled: make(kind, "it was cancelled", "Nothing is lost; sync again when you like.")
    default: make(kind, "it did not work", "Try again.")
    }
  }

  func error(_ error: TransportError) -> RemoteError {
    switch error {
    case .noLibrary:
      make(
        .other, "libcurl is not installed, and Tonnage needs it for HTTP",
        "Install it (Debian and Ubuntu: apt-get install libcurl4), or sync through a folder.")
    case .unreachable(let why):
      make(
        .unreachable, why, "Check that you are online and the address is right; nothing is lost.")
    case .certificate(let why):
      make(
        .other, "the server's certificate cannot be trusted (\(why))",
        "Nothing was sent; have it fixed, or add its authority to the system's certificates.")
    case .tooLarge:
      make(
        .tooLarge, "it is larger than 512 MiB, which is the limit",
        "Check that it is the right file.")
    case .cancelled: self.error(RemoteError.Kind.cancelled)
    case .refused(let problem, let remedy): make(.other, problem, remedy)
    case .other(let why): make(.other, why, "Nothing was changed; fix that and sync again.")
    }
  }

  func error(_ response: HTTPResponse) -> RemoteError {
    let status = response.status
    switch status {
    case 401, 407:
      return make(
        .unauthorised,
        "the server wants a user and a password, or refuses those it got (\(status))",
        "Set password_command in the config, \(Credentials.userVariable) and \(Credentials.passwordVariable), or a line in ~/.netrc."
      )
    case 403:
      return make(
        .forbidden, "the server does not allow it (403)", "Ask for the right to write there.")
    case 404, 409, 410:
      return make(
        .noFolder, "its folder does not exist (\(status))", "Make the folder on the server.")
    case 405, 501:
      return make(
        .other, "the server does not allow writing there (\(status))",
        "Name a folder of a WebDAV server, or another store that takes PUT.")
    case 412: return error(.lostRace)
    case 413:
      return make(.tooLarge, "the server takes no file this big (413)", "Raise the server's limit.")
    case 423: return make(.locked, "someone has locked it (423)", "Try again in a moment.")
    case 429:
      let seconds = response.retryAfter ?? 60
      return make(
        .throttled(seconds: seconds), "the server wants fewer requests (429)",
        "Try again in \(Int(min(seconds, 86_400).rounded(.up))) seconds.")
    case 507:
      return make(.full, "the server's disk is full (507)", "Free some space there and try again.")
    case 300...399:
      return make(
        .other, "the server redirects it (\(status))", "Name the address that it redirects to.")
    case 500...:
      return make(
        .server(status: status), "the server has an error (\(status))", "Try again in a while.")
    default:
      return make(
        .server(status: status), "the server answers \(status)", "Check that the address is right."
      )
    }
  }

  func make(_ kind: RemoteError.Kind, _ problem: String, _ remedy: String) -> RemoteError {
    RemoteError(kind, attempt: attempt, problem: problem, remedy: remedy)
  }
}
