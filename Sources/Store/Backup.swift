import GRDB
public import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Copies of the whole file, made before something that cannot be taken back.
public enum Backup {
  /// Copies the whole database into a new file beside the store.
  ///
  /// - Returns: The path of the copy: `NAME.LABEL.YYYY-MM-DD-HHMMSS.backup`, with a number before the ending where
  ///   that is taken.
  @discardableResult
  static func copy(_ database: Database, beside path: String, now: Instant, label: String) throws
    -> String
  {
    let time = now.iso8601.prefix(19).filter { $0 != ":" }.map { $0 == "T" ? "-" : String($0) }
    let name = "\(path).\(label).\(time.joined())"
    var target = "\(name).backup"
    var number = 2
    while try !StoreFile.makeFile(at: target) {
      target = "\(name).\(number).backup"
      number += 1
    }
    do {
      let copy = try DatabaseQueue(path: StoreFile.databasePath(target))
      try copy.inDatabase { try database.backup(to: $0) }
      try copy.close()
    } catch {
      let obstacle = StoreFile.obstacle(toGrowing: target)
      // Half a copy would look like a backup.
      for ending in ["", "-wal", "-shm", "-journal"] { unlink(target + ending) }
      guard let obstacle, error is DatabaseError else { throw error }
      if obstacle.code == ENOSPC || obstacle.code == EDQUOT {
        throw StoreError.diskFull(path: target)
      }
      throw StoreError.failed(
        attempt: "Making the backup \(target)", reason: obstacle.words.lowercased())
    }
    return target
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
