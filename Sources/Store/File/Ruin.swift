/// A file that is not a database, but lies where one of ours was.
enum Ruin {
  /// Why a file that is not a database cannot be opened: as a ruin if what lies beside it shows that it was a store.
  static func error(_ path: String) -> StoreError {
    isOurs(path)
      ? .ruined(
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
  static let otherwise =
    "There is no backup beside it. Move it away; then import an export with “tonnage import”, or merge a dump with “tonnage sync setup”"

  /// How the newest backup is put in a file's place, without a full stop; nil where there is none.
  static func restoring(_ path: String) -> String? {
    newestBackup(path).map {
      "Close the screens, then put the newest backup in its place with “tonnage restore \($0.id)”"
    }
  }

  /// The backup that was made last, a good one where there is one; nil where there is none.
  static func newestBackup(_ path: String) -> StoredBackup? {
    let all = BackupShelf(store: path).all()
    return all.first(where: \.isGood) ?? all.first
  }
}
