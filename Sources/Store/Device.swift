import GRDB
import Sync
import Training

/// This device's identity and clock, as the store keeps them.
struct Device {
  let database: Database

  /// The device's id: made once, with the store.
  func id() throws -> String {
    if let id = try Meta(database).text(.device) { return id }
    let id = Self.makeID()
    try Meta(database).set(.device, id)
    return id
  }

  /// Another id, where a copy of the store uses the present one.
  func renew() throws -> String {
    let id = Self.makeID()
    try take(id)
    return id
  }

  /// The id that is stamped with from now on.
  func take(_ id: String) throws { try Meta(database).set(.device, id) }

  /// A stamp later than any in the store.
  func nextStamp(at now: Instant) throws -> Stamp {
    let lastText = try String.fetchOne(
      database.cachedStatement(sql: "SELECT stamp FROM journal ORDER BY row DESC LIMIT 1"))
    var clock = HybridClock(device: try id())
    for text in [lastText, try Meta(database).text(.clock)] {
      if let stamp = text.flatMap({ Stamp(text: $0) }) { clock.observe(stamp) }
    }
    return clock.next(at: now)
  }

  /// Eight characters of 32 letters and digits: 40 random bits.
  private static func makeID() -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
    var generator = SystemRandomNumberGenerator()
    return String(
      (0..<8).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
  }
}
