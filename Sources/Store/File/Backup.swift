import GRDB
import System
public import Training

/// Copies of the whole file, made before something that cannot be taken back.
///
/// A copy is made under another name and takes its own when it is whole: a file named as a backup is whole.
public enum Backup {
  /// Copies the whole database into a new file beside the store.
  ///
  /// - Returns: The path of the copy: `NAME.LABEL.YYYY-MM-DD-HHMMSS.backup`, with a number before the ending where
  ///   that is taken.
  @discardableResult
  static func copy(_ database: Database, beside path: String, now: Instant, label: String) throws
    -> String
  {
    let name = "\(path).\(label).\(StoreFile.moment(now))"
    let draft = try Draft(beside: path)
    do {
      let copy = try DatabaseQueue(
        path: StoreFile.databasePath(draft.path),
        configuration: StoreFile.configuration(readOnly: false))
      try copy.inDatabase { target in
        try database.backup(to: target)
        try Lineage.beginAnew(target)
      }
      try draft.seal(copy)
      return try draft.settle(as: name, ending: ".backup")
    } catch {
      let obstacle = StoreFile.obstacle(toGrowing: draft.path)
      draft.remove()
      guard let obstacle, error is DatabaseError else { throw error }
      if obstacle.isFull {
        throw StoreError.diskFull(path: name + ".backup")
      }
      throw StoreError.failed(
        attempt: "Making the backup \(name).backup", reason: obstacle.words.lowercased())
    }
  }

  /// A copy of the same state that an earlier attempt has left: a migration that fails each time makes one, not many.
  static func present(_ database: Database, beside path: String, label: String) throws -> String? {
    let state = try self.state(database)
    let beginning = "\(StoreFile.name(of: path)).\(label)."
    let folder = StoreFile.folder(of: path)
    for name in StoreFile.names(in: folder)
    where name.hasPrefix(beginning) && name.hasSuffix(".backup") {
      let candidate = "\(folder)/\(name)"
      do {
        let copy = try DatabaseQueue(
          path: StoreFile.immutableURI(candidate),
          configuration: StoreFile.configuration(readOnly: true))
        if try copy.inDatabase(self.state) == state { return candidate }
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
      try String.fetchOne(
        database,
        sql: "SELECT row || ' ' || step || ' ' || stamp FROM journal ORDER BY row DESC LIMIT 1"),
      try String.fetchOne(
        database,
        sql:
          "SELECT group_concat(key || '=' || value, x'0a') FROM (SELECT * FROM meta ORDER BY key)"
      ),
      try String.fetchOne(database, sql: "SELECT count(*) FROM document"),
    ]
  }
}

/// A database that is being made beside a store, under a name that says so.
///
/// Two that are made at once take turns; what a killed process has left is written over.
struct Draft {
  let path: String
  private let file: LockedFile

  init(beside store: String) throws {
    path = store + ".draft"
    file = try LockedFile(path, store: store)
    Self.removeLogs(path)
  }

  /// Closes the database, all of it in the one file: a name is given to that alone, and the log would stay behind.
  ///
  /// - Throws: ``StoreError/failed(attempt:reason:)`` where the log could not be folded in wholly.
  func seal(_ queue: DatabaseQueue) throws {
    let isFolded = try queue.inDatabase { database in
      let answer = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return try answer.map { try $0.at(0) as Int64 == 0 } ?? false
    }
    try queue.close()
    guard try isFolded && !StoreFile.hasLog(path) else {
      throw StoreError.failed(
        attempt: "Closing \(path)", reason: "its log could not be folded into it")
    }
  }

  /// Gives it its name, and a number where that is taken. Returns the path.
  func settle(as name: String, ending: String) throws -> String {
    var target = name + ending
    var number = 2
    while try !StoreFile.give(path, name: target) {
      target = "\(name).\(number)\(ending)"
      number += 1
    }
    return target
  }

  /// Takes the place of the store, which is not there yet or empty.
  func take(_ store: String) throws {
    if try StoreFile.give(path, name: store) { return }
    let overtaken = StoreError.cannotOpen(
      path: store, reason: "another program made it meanwhile")
    guard FileTrace(path: store)?.bytes == 0 else { throw overtaken }
    do throws(SystemError) { try FileSystem.move(path, to: store) } catch { throw overtaken }
  }

  func remove() {
    FileSystem.discard(path)
    Self.removeLogs(path)
  }

  private static func removeLogs(_ path: String) {
    for ending in ["-wal", "-shm", "-journal"] { FileSystem.discard(path + ending) }
  }

  /// The emptied file, which nobody else is making meanwhile.
  private final class LockedFile {
    private let file: OpenFile

    init(_ path: String, store: String) throws(StoreError) {
      file = try Self.locked(path, store: store)
    }

    /// How long there is between two tries, in milliseconds.
    private static let pause = 10

    private static func locked(_ path: String, store: String) throws(StoreError) -> OpenFile {
      var waited = 0
      while true {
        // Closed before anything is waited for, where it is not to be had yet.
        do {
          let file = try opened(path, store: store)
          if take(file, at: path) { return file }
        }
        guard waited < WriterLock.patience else { throw .locked(path: store) }
        SystemClock.sleep(milliseconds: pause)
        waited += pause
      }
    }

    private static func opened(_ path: String, store: String) throws(StoreError) -> OpenFile {
      do throws(SystemError) {
        return try OpenFile(path, for: .both, [.made, .noLink])
      } catch {
        throw StoreFile.cannotMake(path, for: store, error)
      }
    }

    /// Locks and empties it. Returns whether it is ours now.
    private static func take(_ file: borrowing OpenFile, at path: String) -> Bool {
      guard file.lock() == nil else { return false }
      do throws(SystemError) {
        let status = try file.status()
        // Whoever had it before may have given it its name meanwhile.
        guard FileTrace(path: path)?.identity == FileTrace(status).identity else { return false }
        try file.empty()
        return true
      } catch {
        return false
      }
    }
  }
}

extension Store {
  /// Makes a backup of the whole store beside it. Returns the copy's path.
  public func backUp(at now: Instant, label: String) throws -> String {
    do {
      return try open { try Backup.copy($0, beside: path, now: now, label: label) }
    } catch {
      throw translated(error, attempt: "Making a backup of \(path)")
    }
  }
}
