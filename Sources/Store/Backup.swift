import GRDB
public import Training

/// Copies of the whole file, made before something that cannot be taken back.
public enum Backup {
  /// Copies what `queue` holds into a new file beside the store.
  ///
  /// - Returns: The path of the copy: `NAME.LABEL.YYYY-MM-DD-HHMMSS.backup`.
  @discardableResult
  static func copy(_ queue: DatabaseQueue, beside path: String, now: Instant, label: String) throws
    -> String
  {
    let stamp = now.iso8601.prefix(19).filter { $0 != ":" }.map { $0 == "T" ? "-" : String($0) }
    let target = "\(path).\(label).\(stamp.joined()).backup"
    try StoreFile.makeFile(at: target)
    let copy = try DatabaseQueue(path: target)
    try queue.backup(to: copy)
    try copy.close()
    return target
  }
}

extension Store {
  /// Makes a backup of the whole store beside it. Returns the copy's path.
  public func backUp(at now: Instant, label: String) throws -> String {
    do {
      return try Backup.copy(queue, beside: path, now: now, label: label)
    } catch {
      throw StoreFile.translated(error, attempt: "Making a backup of \(path)", path: path)
    }
  }
}
