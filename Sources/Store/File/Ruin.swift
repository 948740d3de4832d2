/// A file that is not a database, but lies where one of ours was.
enum Ruin {
  /// Why a file that is not a database cannot be opened: as a ruin if what lies beside it shows that it was a store.
  static func error(_ path: String) -> StoreError {
    isOurs(path)
      ? .cannotOpen(
        path: path,
        reason:
          "it is damaged: it does not begin as a store does. \(restoring(path) ?? otherwise)"
      )
      : .notAStore(path: path)
  }

  /// Whether the file was a store: its lock, its id or a backup lies beside it.
  private static func isOurs(_ path: String) -> Bool {
    StoreFile.isThere(path + ".lock") || StoreFile.isThere(path + ".here")
      || newestBackup(path) != nil
  }

  /// What is left where there is no backup.
  private static let otherwise =
    "There is no backup beside it. Move it away; then import an export with “tonnage import”, or merge a dump with “tonnage sync setup”"

  /// How the newest backup is put in a file's place, without a full stop; nil where there is none.
  static func restoring(_ path: String) -> String? {
    newestBackup(path).map {
      "Close the screens, then put the newest backup in its place: cp \(quoted($0)) \(quoted(path))"
    }
  }

  /// The path of the backup that was made last; nil where there is none.
  static func newestBackup(_ path: String) -> String? {
    let (folder, beginning) = (StoreFile.folder(of: path), StoreFile.name(of: path) + ".")
    let backups = StoreFile.names(in: folder).filter {
      $0.hasPrefix(beginning) && $0.hasSuffix(".backup")
    }
    // `NAME.LABEL.YYYY-MM-DD-HHMMSS.backup`: the moment tells, whatever the label.
    let newest = backups.max { moment($0, beginning) < moment($1, beginning) }
    return newest.map { "\(folder)/\($0)" }
  }

  private static func moment(_ name: String, _ beginning: String) -> String {
    let rest = name.dropFirst(beginning.count)
    return String(rest.drop { $0 != "." })
  }

  private static func quoted(_ path: String) -> String {
    "'\(path.replacing("'", with: "'\\''"))'"
  }
}
