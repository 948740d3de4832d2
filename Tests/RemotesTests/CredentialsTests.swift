import Foundation
import Sync
import Synchronization
import Testing

@testable import Remotes

@Suite struct CredentialsTests {
  private let system = HTTPSurroundings.system()

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func sixtyFourLettersAreThoseOfTheStandard(_ text: String, _ letters: String) {
    #expect(Base64.text(Array(text.utf8)) == letters)
  }

  @Test func theCommandComesBeforeTheEnvironment() throws {
    let environment = [Credentials.userVariable: "env", Credentials.passwordVariable: "b"]
    let command = Credentials(
      user: "me", passwordCommand: "echo a; echo more", environment: environment)
    #expect(try command.pair(host: "h", user: nil, system) == .init(user: "me", password: "a"))
    #expect(try command.pair(host: "h", user: "you", system) == .init(user: "you", password: "a"))
    let plain = Credentials(environment: environment)
    #expect(try plain.pair(host: "h", user: nil, system) == .init(user: "env", password: "b"))
    #expect(try Credentials().pair(host: "h", user: nil, system) == nil)
  }

  @Test(arguments: [
    ("false", Credentials.Failure.commandFailed), ("echo", .noOutput),
    ("no-such-command-of-ours", .commandFailed),
  ])
  func aCommandThatGivesNoPasswordIsToldOf(_ command: String, _ failure: Credentials.Failure) {
    #expect(throws: failure) {
      try Credentials(user: "me", passwordCommand: command).pair(host: "h", user: nil, system)
    }
  }

  @Test func aPasswordWithoutAUserIsToldOf() {
    #expect(throws: Credentials.Failure.noUser) {
      try Credentials(passwordCommand: "echo a").pair(host: "h", user: nil, system)
    }
    #expect(throws: Credentials.Failure.noUser) {
      try Credentials(environment: [Credentials.passwordVariable: "a"]).pair(
        host: "h", user: nil, system)
    }
  }

  @Test func netrcIsReadByHostAndUser() {
    let text = """
      machine a login x password 1
      machine h login y password 2 account z
      machine h login w password 3
      default login d password 4
      """
    #expect(Netrc.entry(text, host: "h", user: nil) == .init(user: "y", password: "2"))
    #expect(Netrc.entry(text, host: "h", user: "w") == .init(user: "w", password: "3"))
    #expect(Netrc.entry(text, host: "other", user: nil) == .init(user: "d", password: "4"))
    #expect(Netrc.entry(text, host: "a", user: "nobody") == nil)
    #expect(Netrc.entry("odd", host: "a", user: nil) == nil)
  }

  // MARK: The command

  private func command(_ text: String, _ surroundings: HTTPSurroundings? = nil) -> PasswordCommand {
    PasswordCommand(
      text: text, environment: ["PATH": "/usr/bin:/bin", "WORD": "a word"],
      surroundings: surroundings ?? system)
  }

  @Test(arguments: [
    ("printf 'a b\\r\\nmore'", "a b"), ("echo \"$WORD\"", "a word"),
    ("echo loud >&2; echo quiet", "quiet"), ("read line; echo \"got:$line\"", "got:"),
    ("exec 3>&1; (sleep 3 >&3) & echo early", "early"), ("echo a; exec >&-; sleep 0.1", "a"),
  ])
  func theFirstLineThatACommandPrintsIsThePassword(_ text: String, _ password: String) throws {
    #expect(try command(text).password() == password)
  }

  @Test func aCommandThatTakesLongerThanItsLimitIsEnded() {
    let time = Mutex(0.0)
    var surroundings = system
    surroundings.monotonic = {
      time.withLock {
        $0 += 11
        return $0
      }
    }
    #expect(throws: Credentials.Failure.tookTooLong) {
      try command("sleep 1000; echo late", surroundings).password()
    }
  }

  @Test func aCommandIsEndedWhereTheSyncIsCancelledOrItPrintsWithoutEnd() {
    var surroundings = system
    surroundings.isCancelled = { true }
    #expect(throws: Credentials.Failure.cancelled) {
      try command("sleep 1000", surroundings).password()
    }
    #expect(throws: Credentials.Failure.tooMuchOutput) { try command("yes").password() }
  }
}

@Suite struct LoginTests {
  private let clock = StillClock()

  private func remote(
    _ server: ScriptedServer, at url: String = "https://cloud.example/dump.json",
    _ credentials: Credentials, cancelled: Bool = false
  ) throws -> HTTPRemote {
    var surroundings = clock.surroundings
    surroundings.isCancelled = { cancelled }
    return try HTTPRemote(
      url: url, credentials: credentials, honoursPreconditions: true, surroundings: surroundings,
      transport: server)
  }

  @Test func theCommandRunsOnceForAllRequestsOfASync() throws {
    let runs = NSTemporaryDirectory() + "runs-" + UUID().uuidString
    let server = ScriptedServer()
    let remote = try remote(
      server, Credentials(user: "me", passwordCommand: "echo x >> '\(runs)'; echo secret"))
    _ = try remote.write([1], ifStill: nil, operation: "a")
    _ = try remote.read(unlessStill: nil)
    #expect(
      server.requests.map { $0.header("Authorization") } == [
        "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0",
      ])
    #expect(try String(contentsOfFile: runs, encoding: .utf8) == "x\n")
    try FileManager.default.removeItem(atPath: runs)
  }

  @Test(arguments: [
    ("http://cloud.example/dump.json", false, false),
    ("http://cloud.example/dump.json", true, true),
    ("http://127.0.0.1:8080/dump.json", false, true), ("http://[::1]/dump.json", false, true),
    ("http://localhost/dump.json", false, true),
    ("http://127.evil.example/dump.json", false, false),
    ("https://cloud.example/dump.json", false, true),
  ])
  func aPasswordGoesOverHTTPToThisMachineOnlyUnlessItMay(
    _ url: String, _ mayBeRead: Bool, _ isSent: Bool
  ) throws {
    let server = ScriptedServer()
    let remote = try remote(
      server, at: url,
      Credentials(
        sendsPlainly: mayBeRead,
        environment: [Credentials.userVariable: "me", Credentials.passwordVariable: "secret"]))
    do {
      #expect(try remote.read(unlessStill: nil) == .missing)
      #expect(
        isSent && server.requests.map { $0.header("Authorization") } == ["Basic bWU6c2VjcmV0"])
    } catch {
      #expect(!isSent && server.requests == [])
      #expect(error.sentence.contains("can read the password"))
      #expect(error.sentence.contains("plain_password = true under [sync]"))
    }
  }

  @Test func withoutAPasswordHTTPIsAsGoodAsAnything() throws {
    let server = ScriptedServer()
    let remote = try remote(server, at: "http://cloud.example/dump.json", Credentials())
    #expect(try remote.read(unlessStill: nil) == .missing)
  }

  @Test(arguments: [
    ("false", "it failed"), ("true", "it printed nothing"), ("yes", "far more than a password"),
  ])
  func aCommandWithoutAPasswordStopsWithASentence(_ text: String, _ words: String) throws {
    let server = ScriptedServer()
    let remote = try remote(
      server,
      Credentials(user: "me", passwordCommand: text, environment: ["PATH": "/usr/bin:/bin"]))
    do {
      _ = try remote.read(unlessStill: nil)
      Issue.record("it was read")
    } catch {
      #expect(error.kind == .other && error.sentence.contains("password_command"))
      #expect(error.sentence.contains(words) && server.requests == [])
    }
  }

  @Test func aPasswordWithoutAUserStopsWithASentence() throws {
    let remote = try remote(ScriptedServer(), Credentials(passwordCommand: "echo a"))
    do {
      _ = try remote.read(unlessStill: nil)
      Issue.record("it was read")
    } catch { #expect(error.sentence.contains("a password but no user")) }
  }

  @Test func aRedirectElsewhereThatNamesAUserGetsNoPassword() throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.script = [
        .success(
          HTTPResponse(
            status: 307, headers: ["location": "https://me@cloud.example.other/dump.json"]))
      ]
    }
    let remote = try remote(server, Credentials(user: "me", passwordCommand: "echo secret"))
    #expect(try remote.read(unlessStill: nil) == .missing)
    #expect(server.requests.map { $0.header("Authorization") != nil } == [true, false])
  }
}
