import GRDB
import System
import Training

/// Copies of the whole file, made before something that cannot be taken back, once a day, and where the athlete asks.
///
/// A copy is made under another name, read again whole, and takes its own name when it is known to be what the store
/// has; its manifest is there before. So a file that is named as a backup is whole.
struct Backup {
  /// Nobody writes through it meanwhile.
  let database: Database
  /// The store's.
  let path: String
  let now: Instant
  let reason: BackupManifest.Reason
  /// What stands for the reason in the file's name.
  var label: String

  init(
    _ database: Database, beside path: String, now: Instant, for reason: BackupManifest.Reason,
    label: String? = nil
  ) {
    self.database = database
    self.path = path
    self.now = now
    self.reason = reason
    self.label = label ?? reason.label
  }

  /// Makes the copy and its manifest.
  ///
  /// - Throws: ``StoreError``, and what SQLite says; nothing is left behind then.
  func make() throws -> BackupManifest {
    let draft = try Draft(beside: path)
    do {
      try BackupSteps.visit("begin")
      let counts = try copy(to: draft)
      try BackupSteps.visit("copied")
      let manifest = try proven(draft.path, counts)
      try BackupSteps.visit("verified")
      let settled = try settle(manifest, draft)
      try BackupSteps.visit("settled")
      return settled
    } catch {
      let obstacle = StoreFile.obstacle(toGrowing: draft.path)
      draft.remove()
      throw Self.told(error, obstacle, of: "\(path).\(label).\(StoreFile.moment(now)).backup")
    }
  }

  /// The error with what the system says, where SQLite says only that it did not work.
  private static func told(_ error: any Error, _ obstacle: SystemError?, of name: String)
    -> any Error
  {
    guard let obstacle, error is DatabaseError else { return error }
    if obstacle.isFull { return StoreError.diskFull(path: name) }
    return StoreError.failed(
      attempt: "Making the backup \(name)", reason: obstacle.words.lowercased())
  }

  /// Copies the database and closes the copy, all of it in one file.
  ///
  /// - Returns: How many documents there are in the original, by collection.
  private func copy(to draft: Draft) throws -> [String: Int] {
    let copy = try DatabaseQueue(
      path: StoreFile.databasePath(draft.path),
      configuration: StoreFile.configuration(readOnly: false))
    var counts: [String: Int] = [:]
    try copy.inDatabase { target in
      // What is made here counts only once it is whole, and is put on the disk at its end.
      try target.execute(sql: "PRAGMA synchronous = OFF")
      // One state of the original for the copy and the count.
      try database.inTransaction(.deferred) {
        counts = try BackupProof.counts(database)
        try database.backup(to: target)
        return .rollback
      }
      try target.execute(sql: "PRAGMA synchronous = FULL")
      try Lineage.beginAnew(target)
    }
    try draft.seal(copy)
    return counts
  }

  /// Reads all documents of the copy. Returns its manifest, without its name.
  private func proven(_ copy: String, _ counts: [String: Int]) throws -> BackupManifest {
    var manifest: BackupManifest
    do {
      manifest = try BackupShelf.manifest(ofFile: copy, at: now, for: reason, latest: .max)
    } catch StoreError.altered(let collection, let id) {
      // Either the store is damaged there, which this says, or the copy is.
      _ = try DocumentTable(database: database, name: .document).parts(collection, id)
      throw Self.differs
    }
    guard manifest.collections.mapValues(\.documents).filter({ $0.value > 0 }) == counts else {
      throw Self.differs
    }
    manifest.state = .verified
    return manifest
  }

  private static let differs = StoreError.failed(
    attempt: "Making a backup",
    reason: "the copy, read again, is not what was copied; the disk may be failing")

  /// Gives the copy and its manifest their names, the manifest first.
  private func settle(_ manifest: BackupManifest, _ draft: Draft) throws -> BackupManifest {
    var number = 1
    while true {
      var named = manifest
      named.id = "\(label).\(StoreFile.moment(now))\(number == 1 ? "" : ".\(number)")"
      named.path = "\(path).\(named.id)\(BackupName.ending)"
      number += 1
      if StoreFile.isThere(named.path) { continue }
      // The manifest of a backup that is gone says nothing any more, and is replaced.
      try named.write()
      try BackupSteps.visit("manifest")
      if try StoreFile.give(draft.path, name: named.path) {
        try draft.settleNames()
        return named
      }
      BackupManifest.remove(ofBackup: named.path)
    }
  }

  /// A copy of the same state that an earlier attempt has left: a migration that fails each time makes one, not many.
  static func present(_ database: Database, beside path: String, label: String) throws -> String? {
    let state = try self.state(database)
    for backup in BackupShelf(store: path).all() where backup.label == label {
      do {
        let copy = try DatabaseQueue(
          path: StoreFile.immutableURI(backup.path),
          configuration: StoreFile.configuration(readOnly: true))
        if try copy.inDatabase(self.state) == state { return backup.path }
      } catch is DatabaseError {
        // No backup, whatever it is called: another is made.
        continue
      }
    }
    return nil
  }

  /// What every change of a store alters: the journal's end and the small facts.
  private static func state(_ database: Database) throws -> [String?] {
    [
      try Journal(database: database).end(),
      try String.fetchOne(
        database,
        sql:
          "SELECT group_concat(key || '=' || value, x'0a') FROM (SELECT * FROM meta ORDER BY key)"
      ),
      try String.fetchOne(database, sql: "SELECT count(*) FROM document"),
    ]
  }
}

extension Journal {
  /// The last row, as `ROW STEP STAMP`; nil where there is none.
  func end() throws -> String? {
    try String.fetchOne(
      database,
      sql: "SELECT row || ' ' || step || ' ' || stamp FROM journal ORDER BY row DESC LIMIT 1")
  }
}

extension BackupManifest {
  static func path(ofBackup path: String) -> String { path + BackupName.manifestEnding }

  static func remove(ofBackup path: String) { FileSystem.discard(self.path(ofBackup: path)) }

  /// Puts it beside its backup, whole.
  func write() throws(StoreError) {
    let target = Self.path(ofBackup: path)
    let draft = target + ".new"
    do throws(SystemError) {
      do throws(SystemError) {
        let file = try OpenFile(draft, for: .writing, [.made, .emptied, .noLink])
        try file.write(text + "\n")
        try file.sync()
        try file.close()
        try FileSystem.move(draft, to: target)
      } catch {
        FileSystem.discard(draft)
        throw error
      }
    } catch {
      throw error.isFull
        ? .diskFull(path: path)
        : .failed(attempt: "Writing \(target)", reason: error.words)
    }
  }
}
