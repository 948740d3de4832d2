public import Sync
import Synchronization

/// A dump on a WebDAV server, or on any HTTP store that takes GET and PUT.
///
/// Writing names the version it replaces (`If-Match`). Where a server does not look at that, a lease beside the dump and a
/// comparison stand in for it: two writes at once are then unlikely, and told of by the next read.
public final class HTTPRemote: Remote {
  public let location: String
  let address: HTTPAddress
  let client: HTTPClient
  private let surroundings: HTTPSurroundings
  /// Whether the server honours preconditions, once that is known.
  private let honours: Mutex<Bool?>

  /// - Parameters:
  ///   - url: An `http(s):` URL; a user in it is not shown.
  ///   - honoursPreconditions: What ``honoursPreconditions()`` said before, where that was kept.
  /// - Throws: ``RemoteError`` where it is not such a URL.
  public convenience init(
    url: String, credentials: Credentials, honoursPreconditions: Bool? = nil,
    surroundings: HTTPSurroundings = .system()
  ) throws(RemoteError) {
    try self.init(
      url: url, credentials: credentials, honoursPreconditions: honoursPreconditions,
      surroundings: surroundings,
      transport: CurlTransport(isCancelled: surroundings.isCancelled))
  }

  init(
    url: String, credentials: Credentials, honoursPreconditions: Bool? = nil,
    surroundings: HTTPSurroundings, transport: any Transport
  ) throws(RemoteError) {
    address = try RemoteLocation.address(url)
    location = RemoteAddress.shown(address.text)
    self.surroundings = surroundings
    honours = Mutex(honoursPreconditions)
    client = HTTPClient(
      location: location, transport: transport, login: Login(credentials, surroundings),
      surroundings: surroundings)
  }

  // MARK: Reading

  public func read(unlessStill version: RemoteVersion?) throws(RemoteError) -> RemoteContent {
    let known = version.map(HTTPVersion.init)
    switch try get(address, unless: known?.tag, attempt: reading) {
    case nil: return .unchanged
    case .some(nil): return .missing
    case .some(.some(let first)):
      guard let found = try settled(first) else { return .missing }
      let now = HTTPVersion(found.body, tag: found.settledTag)
      if let known, known.hash == now.hash { return .unchanged }
      return .content(found.body, now.version, beside: [])
    }
  }

  /// The same, read again once the second is over in which it was written, where its tag may be one of whole seconds.
  private func settled(_ found: HTTPResponse) throws(RemoteError) -> HTTPResponse? {
    guard found.tag != nil, found.settledTag == nil else { return found }
    surroundings.pause(Self.secondOfTags)
    return try content(attempt: reading)
  }

  /// A little above the second that dates of HTTP are counted in.
  static let secondOfTags = 1.05

  /// What is at an address: nil where it is unchanged, nil inside where nothing is there.
  private func get(_ address: HTTPAddress, unless tag: EntityTag?, attempt: String)
    throws(RemoteError) -> HTTPResponse??
  {
    let headers = tag.map { [(name: "If-None-Match", value: $0.forReading)] } ?? []
    let answer = try client.send("GET", address, headers, attempt: attempt, mayRepeat: true)
    switch answer.status {
    case 304 where tag != nil: return nil
    case 404, 410: return .some(nil)
    case 200:
      if let coding = answer.headers["content-encoding"], coding.lowercased() != "identity" {
        throw words(attempt).make(
          .other, "the server sends it compressed, though it was asked not to",
          "Switch compression off for .json files on the server.")
      }
      return answer
    default: throw words(attempt).error(answer)
    }
  }

  private func content(attempt: String) throws(RemoteError) -> HTTPResponse? {
    try get(address, unless: nil, attempt: attempt) ?? nil
  }

  public func setAside(_ copies: [ConflictCopy]) throws(RemoteError) {
    guard copies.isEmpty else {
      throw words("Putting copies away").make(
        .other, "a server keeps none beside \(location)", "Sync again.")
    }
  }

  public func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String {
    let beside = address.beside(Self.asideEnd(bytes))
    let attempt = "Keeping what is in \(location)"
    let answer = try client.send("PUT", beside, body: bytes, attempt: attempt, mayRepeat: true)
    guard answer.isSuccess else { throw words(attempt).error(answer) }
    return beside.path.split(separator: "/").last.map(String.init) ?? beside.shown
  }

  // MARK: Writing

  public func write(_ bytes: [UInt8], ifStill expected: RemoteVersion?, operation: String)
    throws(RemoteError) -> RemoteVersion
  {
    let known = expected.map(HTTPVersion.init)
    if try honoursPreconditions() {
      let conditions = known.map { known in
        known.tag.map(surroundings.matching)?.map { (name: "If-Match", value: $0) } ?? []
      }
      for condition in conditions ?? [(name: "If-None-Match", value: "*")] {
        if let version = try put(bytes, condition, known) { return version }
      }
      // The server does not know its own tags: what was read is still there.
    }
    return try writeUnderLease(bytes, known, operation)
  }

  /// Writes under a condition; nil where it failed though nothing has changed.
  private func put(
    _ bytes: [UInt8], _ condition: (name: String, value: String), _ known: HTTPVersion?
  ) throws(RemoteError) -> RemoteVersion? {
    let answer = try client.send(
      "PUT", address, [condition], body: bytes, attempt: writing, mayRepeat: true)
    if answer.isSuccess { return HTTPVersion(bytes, tag: answer.tag).version }
    guard answer.status == 412 else { throw words(writing).error(answer) }
    let found = try content(attempt: writing)
    let hash = found.map { ContentHash($0.body).text }
    // An answer was lost on its way, and the write was made again.
    if let found, hash == ContentHash(bytes).text {
      return HTTPVersion(bytes, tag: found.settledTag).version
    }
    guard hash == known?.hash else { throw words(writing).error(.lostRace) }
    return nil
  }

  private func writeUnderLease(_ bytes: [UInt8], _ known: HTTPVersion?, _ operation: String)
    throws(RemoteError) -> RemoteVersion
  {
    let lease = HTTPLease(
      address: address.beside(".lease"), client: client, surroundings: surroundings,
      operation: operation, attempt: writing)
    do throws(RemoteError) {
      guard try lease.take() else { throw words(writing).error(.locked) }
      let version = try replace(bytes, known)
      try lease.release()
      return version
    } catch {
      // The first error is the one to report: a lease that stays expires by itself.
      if error.kind != .unreachable { try? lease.release() }
      throw error
    }
  }

  private func replace(_ bytes: [UInt8], _ known: HTTPVersion?) throws(RemoteError)
    -> RemoteVersion
  {
    let before = try content(attempt: writing).map { ContentHash($0.body).text }
    guard before == known?.hash else { throw words(writing).error(.lostRace) }
    let answer = try client.send(
      "PUT", address, body: bytes, attempt: writing, mayRepeat: false)
    guard answer.isSuccess else { throw words(writing).error(answer) }
    let found = try content(attempt: writing)
    guard let found, found.body == bytes else { throw words(writing).error(.lostRace) }
    return HTTPVersion(bytes, tag: found.settledTag).version
  }

  /// Tries it on a file of its own beside the dump, which is removed again.
  public func honoursPreconditions() throws(RemoteError) -> Bool {
    if let known = honours.withLock({ $0 }) { return known }
    let probe = address.beside(".probe-\(surroundings.nonce())")
    let attempt = "Trying out \(location)"
    let answer: Bool
    do throws(RemoteError) {
      answer = try failsWhereItShould(probe, attempt)
    } catch {
      // The first error is the one to report.
      try? remove(probe, attempt)
      throw error
    }
    try remove(probe, attempt)
    honours.withLock { $0 = answer }
    return answer
  }

  private func failsWhereItShould(_ probe: HTTPAddress, _ attempt: String) throws(RemoteError)
    -> Bool
  {
    let made = try client.send(
      "PUT", probe, body: Array("{}".utf8), attempt: attempt, mayRepeat: true)
    guard made.isSuccess else { throw words(attempt).error(made) }
    let wrong = try client.send(
      "PUT", probe, [(name: "If-Match", value: "\"tonnage-probe\"")], body: Array("{ }".utf8),
      attempt: attempt, mayRepeat: true)
    let second = try client.send(
      "PUT", probe, [(name: "If-None-Match", value: "*")], body: Array("{ }".utf8),
      attempt: attempt, mayRepeat: true)
    return wrong.status == 412 && second.status == 412
  }

  private func remove(_ probe: HTTPAddress, _ attempt: String) throws(RemoteError) {
    let removed = try client.send(
      "DELETE", probe, attempt: attempt, mayRepeat: true, tidiesUp: true)
    guard removed.isSuccess || removed.status == 404 else { throw words(attempt).error(removed) }
  }

  // MARK: Words

  private var reading: String { "Reading \(location)" }
  private var writing: String { "Writing to \(location)" }
  private func words(_ attempt: String) -> HTTPWords {
    HTTPWords(attempt: attempt, location: location)
  }
}
