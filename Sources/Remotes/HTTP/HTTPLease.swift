import Sync

/// An advisory lease on a server that does not look at preconditions: a file beside the dump that names who writes.
struct HTTPLease {
  /// How long to wait before looking whether the lease stayed ours, in seconds: longer than two PUTs at once take.
  static let settleSeconds = 1.0
  static let lookSeconds = 2.0

  let address: HTTPAddress
  let client: HTTPClient
  let surroundings: HTTPSurroundings
  let attempt: String
  private let text: String

  init(
    address: HTTPAddress, client: HTTPClient, surroundings: HTTPSurroundings, operation: String,
    attempt: String
  ) {
    self.address = address
    self.client = client
    self.surroundings = surroundings
    self.attempt = attempt
    text = "\(surroundings.nonce()) \(operation) \(surroundings.holder.words)"
  }

  /// False where someone else renewed theirs all the time.
  func take() throws(RemoteError) -> Bool {
    let start = surroundings.monotonic()
    var seen: (text: [UInt8], since: Double)?
    while surroundings.monotonic() - start < 4 * Lease.expirySeconds {
      let now = surroundings.monotonic()
      let held = try held()
      let holder = held.map { LeaseHolder($0) }
      if seen?.text != held { seen = held.map { ($0, now) } }
      let silence = now - (seen?.since ?? now)
      guard let holder, silence < Lease.expirySeconds, !surroundings.isGone(holder.process) else {
        try put()
        surroundings.pause(Self.settleSeconds * (1 + surroundings.random()))
        if try self.held() == Array(text.utf8) { return true }
        continue
      }
      surroundings.waits(
        LeaseWait(
          holder: holder.name, silence: silence, waited: now - start, limit: Lease.expirySeconds))
      surroundings.pause(Self.lookSeconds)
    }
    return false
  }

  func release() throws(RemoteError) {
    guard try held(tidiesUp: true) == Array(text.utf8) else { return }
    let answer = try client.send(
      "DELETE", address, attempt: attempt, mayRepeat: true, tidiesUp: true)
    guard answer.isSuccess || answer.status == 404 else { throw words.error(answer) }
  }

  private func put() throws(RemoteError) {
    let answer = try client.send(
      "PUT", address, body: Array(text.utf8), attempt: attempt, mayRepeat: true)
    guard answer.isSuccess else { throw words.error(answer) }
  }

  private func held(tidiesUp: Bool = false) throws(RemoteError) -> [UInt8]? {
    let answer = try client.send(
      "GET", address, attempt: attempt, mayRepeat: true, tidiesUp: tidiesUp)
    if answer.status == 404 || answer.status == 410 { return nil }
    guard answer.status == 200 else { throw words.error(answer) }
    return Array(answer.body.prefix(LeaseHolder.byteLimit))
  }

  private var words: HTTPWords { HTTPWords(attempt: attempt, location: client.location) }
}
