import GRDB
import System
public import Training

extension BackupShelf {
  /// Reads a backup as a store. One of an older format is brought to the latest in a copy, which is gone afterwards.
  ///
  /// The backup itself is left as it is. It has to be ``verified(_:)``.
  public func reading<Result>(
    _ backup: StoredBackup, at now: Instant, _ body: (Store) throws -> Result
  ) throws -> Result {
    do {
      let queue = try DatabaseQueue(
        path: StoreFile.immutableURI(backup.path),
        configuration: StoreFile.configuration(readOnly: true))
      let format = try queue.inDatabase { try Opening(path: backup.path, now: now).format($0) }
      try BackupSteps.visit("opened")
      guard format < Schema.latest else { return try Self.asStore(queue, body) }
      return try migrated(queue, now, body)
    } catch let error as DatabaseError {
      throw StoreFile.translated(
        error, attempt: "Reading the backup \(backup.id)", path: backup.path)
    }
  }

  private static func asStore<Result>(_ queue: DatabaseQueue, _ body: (Store) throws -> Result)
    throws -> Result
  {
    var session = StoreSession(queue: queue)
    session.isInPlace = false
    session.readOnlyReason = "it is a backup"
    let store = Store(session, opening: nil)
    let result = Swift.Result { try body(store) }
    try store.close()
    return try result.get()
  }

  /// What names the copy that a backup of an older format is migrated in.
  static let copyEnding = ".restoring"

  private func migrated<Result>(
    _ queue: DatabaseQueue, _ now: Instant, _ body: (Store) throws -> Result
  ) throws -> Result {
    let draft = try Draft(beside: store + Self.copyEnding)
    defer { draft.remove() }
    let copy = try DatabaseQueue(
      path: StoreFile.databasePath(draft.path),
      configuration: StoreFile.configuration(readOnly: false))
    try Self.copy(queue, to: copy)
    try BackupSteps.visit("copy")
    try copy.write { try Migrator(database: $0).migrate() }
    try BackupSteps.visit("migrated")
    return try Self.asStore(copy, body)
  }

  private static func copy(_ source: DatabaseQueue, to copy: DatabaseQueue) throws {
    try copy.inDatabase { target in
      try source.inDatabase { try $0.backup(to: target) }
      try Lineage.beginAnew(target)
    }
  }

  // MARK: In the place of a store

  /// Puts a backup in the place of a store that cannot be opened, or not be written to, as the whole file that it is.
  ///
  /// The file that was there is kept under another name. It has to be ``verified(_:)``.
  ///
  /// - Returns: The path of what was there; nil where nothing was.
  /// - Throws: ``StoreError``; what was there stands in its place then.
  public func takePlace(with backup: StoredBackup, at now: Instant) throws -> String? {
    do {
      let draft = try Draft(beside: store)
      do {
        let queue = try DatabaseQueue(
          path: StoreFile.immutableURI(backup.path),
          configuration: StoreFile.configuration(readOnly: true))
        let copy = try DatabaseQueue(
          path: StoreFile.databasePath(draft.path),
          configuration: StoreFile.configuration(readOnly: false))
        try Self.copy(queue, to: copy)
        try queue.close()
        try draft.seal(copy)
        try BackupSteps.visit("copied")
        return try WriterLock(store: store).hold { try put(draft, at: now) }
      } catch {
        draft.remove()
        throw error
      }
    } catch {
      throw StoreFile.translated(
        error, attempt: "Putting a backup in the place of \(store)", path: store)
    }
  }

  private func put(_ draft: Draft, at now: Instant) throws -> String? {
    let aside = try keepAside(at: now)
    try BackupSteps.visit("aside")
    do throws(SystemError) {
      try FileSystem.move(draft.path, to: store)
    } catch {
      throw StoreFile.cannotMake(store, for: store, error)
    }
    try BackupSteps.visit("placed")
    // Nothing plays another file's log into this one: where this is cut off, opening sets it aside.
    if try StoreFile.hasLog(store) { _ = try StoreFile.setLogAside(store, at: now) }
    DamageNote.remove(store)
    try draft.settleNames()
    return aside
  }

  /// Gives the file that is there a second name, so that there is one at its path all the time.
  private func keepAside(at now: Instant) throws -> String? {
    guard StoreFile.isThere(store) else { return nil }
    let name = "\(store).ruined.\(StoreFile.moment(now))"
    var target = name
    var number = 2
    while StoreFile.isThere(target) {
      target = "\(name).\(number)"
      number += 1
    }
    do throws(SystemError) {
      do throws(SystemError) {
        try FileSystem.addName(target, to: store)
      } catch {
        // Not every file system has second names.
        try Self.copyBytes(of: store, to: target)
      }
    } catch {
      FileSystem.discard(target)
      throw StoreFile.cannotMake(target, for: store, error)
    }
    return target
  }

  private static func copyBytes(of path: String, to target: String) throws(SystemError) {
    let source = try OpenFile.regular(path)
    let copy = try OpenFile(target, for: .writing, .new)
    var place = 0
    while true {
      let bytes = try source.bytes(1 << 20, at: place)
      if bytes.isEmpty { break }
      try copy.write(bytes[...])
      place += bytes.count
    }
    try copy.sync()
    try copy.close()
  }
}
