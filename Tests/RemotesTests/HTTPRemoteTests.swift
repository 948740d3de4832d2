import Sync
import Synchronization
import Testing

@testable import Remotes

@Suite struct HTTPRemoteTests {
  private let url = "https://cloud.example/gym/dump.json"
  private let clock = StillClock()

  private func remote(
    _ server: ScriptedServer, _ credentials: Credentials = Credentials(), honours: Bool? = nil
  ) throws -> HTTPRemote {
    try HTTPRemote(
      url: url, credentials: credentials, honoursPreconditions: honours,
      surroundings: clock.surroundings, transport: server)
  }

  private func check(_ server: ScriptedServer, honours: Bool = true) throws {
    try RemoteContract(
      remote: try remote(server), other: try remote(server), honours: honours
    ).check()
  }

  @Test func aServerKeepsTheContract() throws { try check(ScriptedServer()) }

  @Test func aServerThatLosesItsAnswersKeepsTheContract() throws {
    try check(ScriptedServer(losesAnswers: true))
  }

  /// What servers and what stands before them make of a tag.
  enum Shown: CaseIterable {
    case weak, ofTheCompressed, none, ofACache

    func form(_ tag: String) -> String? {
      switch self {
      case .weak: "W/\(tag)"
      case .ofTheCompressed: tag.dropLast() + "-gzip\""
      case .none: nil
      case .ofACache: "\"of a cache\""
      }
    }
  }

  @Test(arguments: Shown.allCases)
  func aServerWhoseTagsAreNotTheTrueOnesLosesNoWrite(_ shown: Shown) throws {
    let server = ScriptedServer { shown.form($0) }
    let remote = try remote(server)
    _ = try remote.write([1], ifStill: nil, operation: "a")
    guard case .content(_, let first, _) = try remote.read(unlessStill: nil) else { return }
    _ = try remote.write([2], ifStill: first, operation: "b")
    #expect(refusal { try remote.write([3], ifStill: first, operation: "c") } == .lostRace)
    #expect(server.state.withLock { $0.files } == [url: [2]])
  }

  /// Whether a second write to a server that compresses has to go under a lease.
  private func takesLease(_ surroundings: HTTPSurroundings) throws -> Bool {
    let server = ScriptedServer { Shown.ofTheCompressed.form($0) }
    let remote = try HTTPRemote(
      url: url, credentials: Credentials(), honoursPreconditions: true,
      surroundings: surroundings, transport: server)
    _ = try remote.write([1], ifStill: nil, operation: "a")
    guard case .content(_, let first, _) = try remote.read(unlessStill: nil) else { return true }
    _ = try remote.write([2], ifStill: first, operation: "b")
    return server.requests.contains { $0.url == url + ".lease" }
  }

  @Test func trustingTheTagOfTheCompressedIsNoticed() throws {
    #expect(try !takesLease(clock.surroundings))
    var trusting = clock.surroundings
    trusting.matching = { [$0.text] }
    #expect(try takesLease(trusting))
  }

  @Test func aServerWithoutPreconditionsIsWrittenUnderALease() throws {
    let server = ScriptedServer(honours: false)
    try check(server, honours: false)
    #expect(server.state.withLock { $0.files.keys.sorted() } == [url])
    #expect(server.requests.contains { $0.method == "PUT" && $0.url == url + ".lease" })
  }

  @Test func aLeaseOfSomeoneElseIsWaitedForAndTakenAfterThirtySecondsOfSilence() throws {
    let server = ScriptedServer(honours: false)
    server.state.withLock { $0.put(url + ".lease", [7]) }
    _ = try remote(server).write([1], ifStill: nil, operation: "a")
    let waited = clock.waits.withLock { $0.reduce(0, +) }
    #expect(waited >= 30 && waited < 40)
  }

  @Test func aLeaseThatIsRenewedAllTheTimeIsNotTaken() throws {
    let server = ScriptedServer(honours: false)
    let lease = url + ".lease"
    server.state.withLock { state in
      for number in 0..<200 {
        state.before[number] = { $0.put(lease, [UInt8(number)]) }
      }
    }
    let remote = try remote(server, honours: false)
    #expect(refusal { try remote.write([1], ifStill: nil, operation: "a") } == .locked)
    #expect(server.state.withLock { $0.files[url] } == nil)
  }

  @Test func aWriteBetweenTheComparisonAndTheReadBackIsFoundOut() throws {
    let server = ScriptedServer(honours: false)
    let url = url
    // Lease: look, put, look; then compare, put, read back.
    server.state.withLock { $0.before[5] = { $0.put(url, [9]) } }
    let remote = try remote(server, honours: false)
    #expect(refusal { try remote.write([1], ifStill: nil, operation: "a") } == .lostRace)
  }

  @Test func anUnchangedDumpIsOneRequest() throws {
    let server = ScriptedServer()
    server.state.withLock { $0.put(url, [1]) }
    let remote = try remote(server)
    guard case .content(_, let version, _) = try remote.read(unlessStill: nil) else { return }
    #expect(try remote.read(unlessStill: version) == .unchanged)
    #expect(server.requests.count == 2)
    #expect(server.requests[1].header("If-None-Match") == "\"1\"")
    #expect(server.requests.allSatisfy { $0.header("Accept-Encoding") == "identity" })
  }

  @Test(arguments: [
    (401, RemoteError.Kind.unauthorised), (403, .forbidden), (409, .noFolder), (404, .noFolder),
    (405, .other), (413, .tooLarge), (423, .locked), (429, .throttled(seconds: 60)),
    (500, .server(status: 500)), (507, .full), (300, .other), (418, .server(status: 418)),
  ])
  func everyRefusalOfAWriteHasItsKindAndSentence(_ status: Int, _ kind: RemoteError.Kind) throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.script = Array(repeating: .success(HTTPResponse(status: status)), count: 4)
    }
    let remote = try remote(server, honours: true)
    do {
      _ = try remote.write([1], ifStill: nil, operation: "a")
      Issue.record("it was written")
    } catch {
      #expect(error.kind == kind)
      #expect(error.sentence.hasPrefix("Writing to \(url): "))
      #expect(error.sentence.hasSuffix("."))
    }
  }

  @Test(arguments: [
    (TransportError.noLibrary, RemoteError.Kind.other, "libcurl is not installed"),
    (.unreachable("nothing answers there"), .unreachable, "nothing answers there"),
    (.certificate("self-signed"), .other, "certificate cannot be trusted (self-signed)"),
    (.tooLarge, .tooLarge, "512 MiB"), (.cancelled, .cancelled, "it was cancelled"),
    (.other("odd"), .other, "odd"),
  ])
  func everyFailureOnTheWayHasItsKindAndSentence(
    _ failure: TransportError, _ kind: RemoteError.Kind, _ words: String
  ) throws {
    let server = ScriptedServer()
    server.state.withLock { $0.script = Array(repeating: .failure(failure), count: 4) }
    do {
      _ = try remote(server).read(unlessStill: nil)
      Issue.record("it was read")
    } catch let error as RemoteError {
      #expect(error.kind == kind)
      #expect(error.sentence.contains(words) && error.sentence.hasPrefix("Reading \(url): "))
    }
  }

  @Test func whatPassesByItselfIsTriedAgainAfterLongerAndLongerWaits() throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.put(url, [1])
      $0.script = [
        .success(HTTPResponse(status: 503)), .failure(.unreachable("the connection was cut")),
        .success(HTTPResponse(status: 429, headers: ["retry-after": "7"])),
      ]
    }
    #expect(try remote(server).read(unlessStill: nil) != .missing)
    #expect(clock.waits.withLock { $0 } == [0.5, 1, 7])
  }

  @Test func aServerThatAsksForMinutesIsNotWaitedFor() throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.script = [.success(HTTPResponse(status: 429, headers: ["retry-after": "3600"]))]
    }
    let remote = try remote(server)
    #expect(refusal { try remote.read(unlessStill: nil) } == .throttled(seconds: 3600))
    #expect(clock.waits.withLock { $0 } == [])
  }

  @Test(arguments: [
    ("Mon, 23 Nov 2026 20:00:07 GMT", 7.0), ("Mon, 23 Nov 2026 19:59:59 GMT", 0),
    ("Mon, 23 Nov 2026 21:00:00 GMT", 3600),
  ])
  func aDateToComeBackAtIsTakenByTheServersOwnClock(_ date: String, _ seconds: Double) throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.put(url, [1])
      $0.script = [
        .success(
          HTTPResponse(
            status: 429, headers: ["retry-after": date, "date": "Mon, 23 Nov 2026 20:00:00 GMT"]))
      ]
    }
    let remote = try remote(server)
    if seconds > HTTPClient.longestWait {
      #expect(refusal { try remote.read(unlessStill: nil) } == .throttled(seconds: seconds))
    } else {
      #expect(try remote.read(unlessStill: nil) != .missing)
      #expect(clock.waits.withLock { $0 } == [seconds])
    }
  }

  @Test(arguments: [
    "soon", "Mon, 23 Nov 2026 20:00:07", "Mon, 32 Nov 2026 20:00:07 GMT",
    "Mon, 23 Nov 2026 20:61:07 GMT", "Mon, 23 Nay 2026 20:00:07 GMT", "-5", "inf",
  ])
  func aTimeToComeBackThatIsNoneIsNotSaid(_ text: String) {
    let headers = ["retry-after": text, "date": "Mon, 23 Nov 2026 20:00:00 GMT"]
    #expect(HTTPResponse(status: 503, headers: headers).retryAfter == nil)
  }

  @Test func datesAreCountedInSecondsSince1970() {
    #expect(HTTPDate("Sun, 06 Nov 1994 08:49:37 GMT")?.seconds == 784_111_777)
    #expect(HTTPDate("Thu, 29 Feb 2024 00:00:00 GMT")?.seconds == 1_709_164_800)
    #expect(HTTPDate("Thu, 01 Jan 1970 00:00:00 GMT")?.seconds == 0)
  }

  /// Surroundings in which the sync is cancelled as soon as something was waited for.
  private func cancelledWhileWaiting() -> HTTPSurroundings {
    var surroundings = clock.surroundings
    let clock = clock
    surroundings.isCancelled = { !clock.waits.withLock { $0.isEmpty } }
    return surroundings
  }

  @Test func aSyncThatIsCancelledWhileItWaitsMakesNoFurtherRequest() throws {
    let server = ScriptedServer()
    server.state.withLock { $0.script = [.success(HTTPResponse(status: 503))] }
    let remote = try HTTPRemote(
      url: url, credentials: Credentials(), surroundings: cancelledWhileWaiting(),
      transport: server)
    #expect(refusal { try remote.read(unlessStill: nil) } == .cancelled)
    #expect(server.requests.count == 1)
  }

  @Test func aSyncThatIsCancelledUnderALeaseTakesTheLeaseAway() throws {
    let server = ScriptedServer(honours: false)
    let remote = try HTTPRemote(
      url: url, credentials: Credentials(), honoursPreconditions: false,
      surroundings: cancelledWhileWaiting(), transport: server)
    #expect(refusal { try remote.write([1], ifStill: nil, operation: "a") } == .cancelled)
    #expect(server.state.withLock { $0.files } == [:])
  }

  @Test func aSyncThatIsCancelledWhileItTriesTheServerOutLeavesNoTrace() throws {
    let server = ScriptedServer()
    let cancelled = Mutex(false)
    server.state.withLock { $0.before[1] = { _ in cancelled.withLock { $0 = true } } }
    var surroundings = clock.surroundings
    surroundings.isCancelled = { cancelled.withLock { $0 } }
    let remote = try HTTPRemote(
      url: url, credentials: Credentials(), surroundings: surroundings, transport: server)
    #expect(refusal { try remote.honoursPreconditions() } == .cancelled)
    #expect(server.state.withLock { $0.files } == [:])
    #expect(server.requests.map(\.method) == ["PUT", "PUT", "DELETE"])
  }

  @Test func aTransferThatIsCancelledEndsAsOne() throws {
    let server = ScriptedServer()
    server.state.withLock { $0.script = [.failure(.cancelled)] }
    let remote = try remote(server)
    #expect(refusal { try remote.read(unlessStill: nil) } == .cancelled)
    #expect(server.requests.count == 1)
  }

  @Test func aServerOfWhichItIsKnownIsNotTriedOutAgain() throws {
    let server = ScriptedServer()
    let remote = try remote(server, honours: true)
    _ = try remote.write([1], ifStill: nil, operation: "a")
    #expect(server.requests.map(\.method) == ["PUT"])
  }

  @Test func aCancelledSyncMakesNoRequest() throws {
    var surroundings = clock.surroundings
    surroundings.isCancelled = { true }
    let server = ScriptedServer()
    let remote = try HTTPRemote(
      url: url, credentials: Credentials(), surroundings: surroundings, transport: server)
    #expect(refusal { try remote.read(unlessStill: nil) } == .cancelled)
    #expect(server.requests == [])
  }

  @Test func aCompressedAnswerIsRefused() throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.script = [.success(HTTPResponse(status: 200, headers: ["content-encoding": "gzip"]))]
    }
    let remote = try remote(server)
    #expect(refusal { try remote.read(unlessStill: nil) } == .other)
  }

  @Test(arguments: [301, 302, 307, 308])
  func aRedirectedWriteStaysAWriteAndTakesNoPasswordElsewhere(_ status: Int) throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.script = [
        .success(HTTPResponse(status: status, headers: ["location": "/moved/dump.json"])),
        .success(
          HTTPResponse(status: status, headers: ["location": "https://other.example/dump.json"])),
      ]
    }
    let credentials = Credentials(
      environment: [Credentials.userVariable: "me", Credentials.passwordVariable: "secret"])
    let remote = try remote(server, credentials, honours: true)
    _ = try remote.write([1], ifStill: nil, operation: "a")
    let requests = server.requests
    #expect(requests.map(\.method) == ["PUT", "PUT", "PUT"])
    #expect(requests.allSatisfy { $0.body == [1] && $0.header("If-None-Match") == "*" })
    #expect(
      requests.map { $0.header("Authorization") } == [
        "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0", nil,
      ])
    #expect(requests[2].url == "https://other.example/dump.json")
  }

  @Test(arguments: ["http://cloud.example/dump.json", "ftp://cloud.example/dump.json", "dump.json"])
  func aRedirectToLessSafetyOrInCirclesIsRefused(_ target: String) throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.script = Array(
        repeating: .success(HTTPResponse(status: 302, headers: ["location": target])), count: 9)
    }
    let remote = try remote(server)
    #expect(refusal { try remote.read(unlessStill: nil) } == .other)
  }

  @Test func aWriteIsNotTurnedIntoAReadByARedirect() throws {
    let server = ScriptedServer()
    server.state.withLock {
      $0.script = [.success(HTTPResponse(status: 303, headers: ["location": "/done"]))]
    }
    let remote = try remote(server, honours: true)
    #expect(refusal { try remote.write([1], ifStill: nil, operation: "a") } == .other)
    #expect(server.requests.count == 1)
  }

  @Test func conflictCopiesAreNothingOfAServers() throws {
    let remote = try remote(ScriptedServer())
    try remote.setAside([])
    #expect(refusal { try remote.setAside([ConflictCopy(name: "a", bytes: [])]) } == .other)
  }

  @Test func aTagOfTheSecondOfTheWritingIsNotTrusted() throws {
    let server = ScriptedServer()
    func answer(_ body: [UInt8], at second: Int) -> Result<HTTPResponse, TransportError> {
      let headers = ["etag": "\"7-1\"", "last-modified": "12:00:07", "date": "12:00:0\(second)"]
      return .success(HTTPResponse(status: 200, headers: headers, body: body))
    }
    // Someone writes once more in that second: the tag is the same.
    server.state.withLock {
      $0.script = [answer([1], at: 7), answer([2], at: 8), answer([2], at: 7), answer([2], at: 7)]
    }
    let remote = try remote(server)
    guard case .content(let bytes, let version, _) = try remote.read(unlessStill: nil) else {
      Issue.record("nothing was read")
      return
    }
    #expect(bytes == [2] && HTTPVersion(version).tag == EntityTag("\"7-1\""))
    #expect(clock.waits.withLock { $0 } == [HTTPRemote.secondOfTags])
    guard case .content(_, let unsettled, _) = try remote.read(unlessStill: nil) else {
      Issue.record("nothing was read")
      return
    }
    #expect(HTTPVersion(unsettled).tag == nil)
  }

  @Test func aProbeThatIsRefusedSaysSo() throws {
    let server = ScriptedServer()
    server.state.withLock { $0.script = [.success(HTTPResponse(status: 403))] }
    let remote = try remote(server)
    #expect(refusal { try remote.honoursPreconditions() } == .forbidden)
  }
}
