import GRDB
import Sync
import System
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

  /// The id that is stamped with from now on. What was made with the former has been seen.
  func take(_ id: String) throws {
    let known = try SeenTable(database: database).seen()
    try Meta(database).set(.device, id)
    try SeenTable(database: database).raise(known)
  }

  /// A stamp later than any in the store.
  func nextStamp(at now: Instant) throws -> Stamp {
    var clock = HybridClock(device: try id(), latest: try latestStamp())
    return clock.next(at: now)
  }

  /// The latest stamp made here or seen; nil in a new store.
  func latestStamp() throws -> Stamp? {
    let last = try String.fetchOne(
      database.cachedStatement(sql: "SELECT stamp FROM journal ORDER BY row DESC LIMIT 1"))
    return [last, try Meta(database).text(.clock)]
      .compactMap { $0.flatMap { Stamp(text: $0) } }.max()
  }

  /// Takes note of a stamp from elsewhere: those made from now on are later.
  func pass(_ stamp: Stamp?) throws {
    guard let stamp else { return }
    let meta = Meta(database)
    if try meta.text(.clock).flatMap({ Stamp(text: $0) }).map({ $0 < stamp }) ?? true {
      try meta.set(.clock, stamp.text)
    }
  }

  /// 40 random bits.
  private static func makeID() -> String { SystemRandom.id(8) }
}
