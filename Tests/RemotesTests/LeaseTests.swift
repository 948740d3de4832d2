import Foundation
import Sync
import Synchronization
import Testing

@testable import Remotes

/// Whose lease it is, and when it is over.
@Suite struct LeaseTests {
  private let scratch: ScratchFolder
  private var folder: String { scratch.path }
  private var path: String { folder + "/dump.json" }
  private var lease: String { folder + "/.dump.json.lease" }
  private let url = "https://cloud.example/dav/dump.json"

  init() throws {
    scratch = try ScratchFolder("lease")
  }

  private static func words(_ process: String) -> [Substring] {
    process.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// A process of this machine that has ended.
  private static func ended() throws -> String {
    let ended = Process()
    ended.executableURL = URL(fileURLWithPath: "/bin/sh")
    ended.arguments = ["-c", "exit 0"]
    try ended.run()
    ended.waitUntilExit()
    var words = words(ThisProcess.name)
    words[2] = "\(ended.processIdentifier)"
    return words.joined(separator: "/")
  }

  /// This process, but for one of its words.
  private static func otherwise(_ place: Int, _ word: String) -> String {
    var words = words(ThisProcess.name)
    words[place] = Substring(word)
    return words.joined(separator: "/")
  }

  @Test func aProcessIsGoneOnlyWhereThatIsSure() throws {
    #expect(!ThisProcess.isGone(ThisProcess.name))
    #expect(try ThisProcess.isGone(Self.ended()))
    // The number was given to another process since, or the machine was started again.
    #expect(ThisProcess.isGone(Self.otherwise(3, "1")))
    #expect(ThisProcess.isGone(Self.otherwise(1, "before")))
    // Of another machine nothing is known, nor of what cannot be read.
    #expect(
      try !ThisProcess.isGone(
        "other/" + Self.words(Self.ended()).dropFirst().joined(separator: "/")))
    for text in ["", "elsewhere/1", "a/b/c/d", Self.otherwise(2, "0"), Self.otherwise(2, "-1")] {
      #expect(!ThisProcess.isGone(text), "\(text)")
    }
  }

  @Test func theSystemsOwnIdStandsNowhere() {
    guard let id = FileManager.default.contents(atPath: "/etc/machine-id") else { return }
    let text = String(decoding: id, as: UTF8.self).prefix { !$0.isWhitespace }
    #expect(!text.isEmpty && !ThisProcess.name.contains(text) && !Machine.id.contains(text))
  }

  @Test func aLeaseOfAProcessThatHasEndedIsTakenOverAtOnce() throws {
    try Data("n a 000000000 \(Self.ended()) laptop".utf8).write(to: URL(fileURLWithPath: lease))
    var surroundings = FileSurroundings.system()
    surroundings.pause = { _ in Issue.record("it waited") }
    _ = try FileRemote(path: path, surroundings: surroundings)
      .write([1], ifStill: nil, operation: "b")
    #expect(!FileManager.default.fileExists(atPath: lease))
  }

  @Test func whoWaitsIsToldForWhomAndHowLong() throws {
    try Data("n a 000000000 m/b/1/1 the gym".utf8).write(to: URL(fileURLWithPath: lease))
    let clock = Mutex(0.0)
    let told = Mutex<[LeaseWait]>([])
    var surroundings = FileSurroundings.system()
    surroundings.monotonic = { clock.withLock { $0 } }
    surroundings.pause = { seconds in clock.withLock { $0 += seconds } }
    surroundings.waits = { wait in told.withLock { $0.append(wait) } }
    _ = try FileRemote(path: path, surroundings: surroundings)
      .write([1], ifStill: nil, operation: "b")
    let waits = told.withLock { $0 }
    #expect(waits.allSatisfy { $0.holder == "the gym" && $0.limit == 30 })
    #expect(waits.first?.waited == 0 && (waits.last?.silence ?? 0) > 29)
  }

  @Test(arguments: [
    ("n a 000000001 m/b/1/1 the gym", "the gym"), ("n a host.example/12", "host.example"),
    ("theirs", "another machine"), ("", "another machine"),
    ("n a m/b/1/1 a\u{1B}[31mb\nc", "a[31mbc"),
  ])
  func aHolderIsCalledByItsName(_ text: String, _ name: String) {
    #expect(LeaseHolder(Array(text.utf8)).name == name)
  }

  @Test func theNameStandsInTheLease() throws {
    var surroundings = FileSurroundings.system(RemoteCourse(name: "my laptop"))
    let lease = lease
    let seen = Mutex(Data())
    surroundings.isCancelled = {
      if let bytes = FileManager.default.contents(atPath: lease) { seen.withLock { $0 = bytes } }
      return false
    }
    _ = try FileRemote(path: path, surroundings: surroundings)
      .write([1], ifStill: nil, operation: "op")
    let text = String(decoding: seen.withLock { $0 }, as: UTF8.self)
    #expect(text.hasSuffix(" op 000000000 \(ThisProcess.name) my laptop"))
    #expect(LeaseHolder(Array(text.utf8)).process == ThisProcess.name)
  }

  @Test(arguments: ["pipe", "folder", "link"])
  func whatIsNoFileInALeasesPlaceIsNamedAndWaitedForByNobody(_ kind: String) throws {
    switch kind {
    case "pipe": mkfifo(lease, 0o600)
    case "folder":
      try FileManager.default.createDirectory(atPath: lease, withIntermediateDirectories: true)
    default:
      try FileManager.default.createSymbolicLink(atPath: lease, withDestinationPath: "nowhere")
    }
    var surroundings = FileSurroundings.system()
    surroundings.pause = { _ in Issue.record("it waited") }
    do {
      _ = try FileRemote(path: path, surroundings: surroundings)
        .write([1], ifStill: nil, operation: "a")
      Issue.record("it wrote")
    } catch {
      #expect(error.sentence.contains(".dump.json.lease, by which machines take turns, is"))
      #expect(error.sentence.hasSuffix("Remove it and sync again."))
    }
  }

  // MARK: On a server

  private func write(_ server: ScriptedServer, _ change: (inout HTTPSurroundings) -> Void) throws {
    var surroundings = StillClock().surroundings
    change(&surroundings)
    let remote = try HTTPRemote(
      url: url, credentials: Credentials(), honoursPreconditions: false,
      surroundings: surroundings, transport: server)
    _ = try remote.write([1], ifStill: nil, operation: "a")
  }

  @Test func aLeaseOnAServerIsTakenOverAtOnceToo() throws {
    let server = ScriptedServer(honours: false)
    let text = "n a \(try Self.ended()) laptop"
    server.state.withLock { $0.put(url + ".lease", Array(text.utf8)) }
    try write(server) { surroundings in
      surroundings.isGone = { ThisProcess.isGone($0) }
      surroundings.waits = { _ in Issue.record("it waited") }
    }
    #expect(server.state.withLock { $0.files.keys.sorted() } == [url])
  }

  @Test func aLeaseOnAServerSaysForWhomOneWaits() throws {
    let server = ScriptedServer(honours: false)
    server.state.withLock { $0.put(url + ".lease", Array("n a m/b/1/1 gym".utf8)) }
    let told = Mutex<[LeaseWait]>([])
    try write(server) { surroundings in
      surroundings.holder = LeaseHolder(process: "m/b/2/2", name: "laptop")
      surroundings.waits = { wait in told.withLock { $0.append(wait) } }
    }
    #expect(
      told.withLock { $0.count } > 10 && told.withLock { $0.allSatisfy { $0.holder == "gym" } })
    let put = server.requests.first { $0.method == "PUT" && $0.url == url + ".lease" }
    let text = String(decoding: put?.body ?? [], as: UTF8.self)
    #expect(text.hasSuffix(" a m/b/2/2 laptop"))
  }

  @Test func whatCannotBeReadOnAServerIsKeptBesideIt() throws {
    let server = ScriptedServer()
    let remote = try HTTPRemote(
      url: url + "?token=secret", credentials: Credentials(),
      surroundings: StillClock().surroundings, transport: server)
    let name = try remote.keepAside([7])
    #expect(name.hasPrefix("dump.json.unreadable-") && !name.contains("secret"))
    #expect(
      server.state.withLock { $0.files } == [
        "https://cloud.example/dav/\(name)?token=secret": [7]
      ])
  }
}
