import System

/// Who may read and write a file.
struct FileRights: Hashable {
  /// The permission bits, whatever the umask is.
  var mode: UInt32
  /// The group's number; nil for the group that a new file gets by itself.
  var group: UInt32?

  /// The athlete's own.
  static let own = FileRights(mode: 0o600)
  private static let ofGroup = FileRights(mode: 0o660)

  /// Those of the file that is replaced: writing takes nobody's right to read, and gives none.
  ///
  /// A dump that is new is its athlete's own, as the log is. Where the folder is one that a group shares (its group may
  /// write there, and new files get that group) the dump is the group's.
  static func replacing(_ path: String, in folder: String) -> FileRights {
    if let file = FileStatus(at: path) {
      return FileRights(mode: file.permissions & 0o777, group: file.group)
    }
    guard let folder = FileStatus(at: folder) else { return own }
    return of(folderMode: folder.permissions)
  }

  /// The bits of a folder that a group shares: new files get its group, and the group may write there.
  private static let shared: UInt32 = 0o2020

  static func of(folderMode mode: UInt32) -> FileRights {
    mode & shared == shared ? ofGroup : own
  }

  /// The rights where the group cannot be had: those who are in another get what everyone gets.
  var withoutGroup: UInt32 { mode & 0o707 | (mode & 0o007) << 3 }

  func apply(to file: borrowing OpenFile) throws(SystemError) {
    try file.setPermissions(try hasGroup(file) ? mode : withoutGroup)
  }

  /// Whether a file has the group, given to it here where it had another.
  private func hasGroup(_ file: borrowing OpenFile) throws(SystemError) -> Bool {
    let former = try file.status().group
    guard let group, former != group else { return true }
    do throws(SystemError) {
      try file.setGroup(group)
      return true
    } catch {
      return false
    }
  }
}
