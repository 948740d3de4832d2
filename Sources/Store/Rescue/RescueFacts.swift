import GRDB
import Sync
import Training
import Wire

/// What became of the link to the dump.
public enum RescuedLink: Hashable, Sendable {
  /// There was none.
  case none
  case kept
  /// The backup's, as the file's own cannot be read.
  case fromBackup
  /// There was one, and it cannot be read anywhere.
  case lost
}

/// Puts the small facts of a rescued store in order: who and where it is, what it was synced with, how far it counts.
struct RescueFacts {
  let database: Database
  let gaps: RescueGaps
  let backup: RescueBackup?
  /// What stands beside the store; nil where nothing does.
  let here: HereFile?

  /// What the backup's facts are no good for: they say where that copy was, and how far.
  private static let own: Set<String> = [
    Meta.Key.device.rawValue, Meta.Key.clock.rawValue, Meta.Key.lastStep.rawValue,
    Meta.Key.foldedThrough.rawValue, Fact.homes.rawValue, Fact.rest.rawValue,
    Fact.syncVersion.rawValue,
  ]

  private var meta: Meta { Meta(database) }

  /// - Returns: What became of the link.
  func settle() throws -> RescuedLink {
    let link = try complete()
    try mendSeen()
    try passClock()
    // A stamp that was given may be lost: none is given twice under another id.
    if try !gaps.isWhole("journal") || !gaps.isWhole("meta") || meta.text(.device) == nil {
      _ = try Device(database: database).renew()
      try meta.set(.homes, nil)
    }
    try countOn()
    return link
  }

  /// Takes what is missing from the backup.
  private func complete() throws -> RescuedLink {
    let had = try LinkTable(database: database).link() != nil
    if !gaps.isWhole("meta"), let facts = try backup?.facts() {
      for (key, value) in facts.sorted(by: { $0.key < $1.key }) where !Self.own.contains(key) {
        try database.execute(
          sql: "INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)", arguments: [key, value])
      }
    }
    if try meta.text(.athlete) == nil { try meta.set(.athlete, athlete()) }
    let hasLink = try LinkTable(database: database).link() != nil
    // Whatever lies there is read once more, whole.
    if hasLink { try meta.set(.syncVersion, nil) }
    if had { return .kept }
    if hasLink { return .fromBackup }
    let bases = try Int.fetchOne(database, sql: "SELECT count(*) FROM sync_base") ?? 0
    return !gaps.isWhole("meta") && (bases > 0 || here?.latest != nil) ? .lost : .none
  }

  /// The athlete whose documents these are.
  private func athlete() throws -> String? {
    try String.fetchOne(
      database,
      sql: """
        SELECT json_extract(json, '$.userId') FROM document
        WHERE part = 0 AND json_extract(json, '$.userId') <> '' LIMIT 1
        """)
  }

  private func mendSeen() throws {
    guard let text = try meta.text(.seen), RemovalText.readSeen(text) == nil else { return }
    try database.execute(sql: "DELETE FROM meta WHERE key = 'seen'")
  }

  /// Stamps made from now on are later than any that was made.
  private func passClock() throws {
    let device = Device(database: database)
    var latest = [try device.latestStamp(), backup?.latestStamp].compactMap(\.self)
    for text in try String.fetchAll(database, sql: "SELECT stamp FROM journal") {
      if let stamp = Stamp(text: text) { latest.append(stamp) }
    }
    for key in try SoundCheck(database: database).keys(of: "document") {
      let element = try DocumentTable(database: database, name: .document).element(
        key.collection, key.id)
      if let stamp = element?.latestStamp { latest.append(stamp) }
    }
    for collection in Collection.allCases {
      let removals = try TombstoneTable(database: database).readable(collection).removals
      latest += removals.values.map(\.at)
    }
    try device.pass(latest.max())
  }

  /// Steps are counted on from the last that anything knows of, so that what was sent and what was not stays apart.
  private func countOn() throws {
    let steps = [
      try Journal(database: database).nextStep() - 1,
      try Int64.fetchOne(database, sql: "SELECT max(step) FROM journal"),
      try meta.integer(.syncMark), backup?.lastStep, gaps.journal.compactMap(\.step).max(),
    ]
    try meta.set(.lastStep, String((steps.compactMap(\.self).max() ?? 0) + 1))
  }

  /// Takes out what the store no longer knows the dump to have held.
  func checkBases() throws {
    let rows = try Row.fetchAll(database, sql: "SELECT collection, id, remote, json FROM sync_base")
    for row in rows {
      let (name, id): (String, String) = (try row.at(0), try row.at(1))
      let remote = ContentHash(text: try row.at(2))
      let json: String = try row.at(3)
      var held: [UInt8]? = Array(json.utf8)
      if json.isEmpty {
        held = try Collection(rawValue: name).flatMap {
          try DocumentTable(database: database, name: .document).parts($0, id).first
        }
      }
      guard let held, ContentHash(held) == remote else {
        try database.execute(
          sql: "DELETE FROM sync_base WHERE collection = ? AND id = ?", arguments: [name, id])
        continue
      }
    }
  }
}
