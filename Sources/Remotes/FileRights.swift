#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Who may read and write a file.
struct FileRights: Hashable {
  /// The permission bits, whatever the umask is.
  var mode: mode_t
  /// Nil for the group that a new file gets by itself.
  var group: gid_t?

  /// The athlete's own.
  static let own = FileRights(mode: 0o600)
  private static let ofGroup = FileRights(mode: 0o660)

  /// Those of the file that is replaced: writing takes nobody's right to read, and gives none.
  ///
  /// A dump that is new is its athlete's own, as the log is. Where the folder is one that a group shares (its group may
  /// write there, and new files get that group) the dump is the group's.
  static func replacing(_ path: String, in folder: String) -> FileRights {
    var status = stat()
    if stat(path, &status) == 0 {
      return FileRights(mode: status.st_mode & 0o777, group: status.st_gid)
    }
    guard stat(folder, &status) == 0 else { return own }
    return of(folderMode: status.st_mode)
  }

  static func of(folderMode mode: mode_t) -> FileRights {
    let shared = mode_t(S_ISGID) | mode_t(S_IWGRP)
    return mode & shared == shared ? ofGroup : own
  }

  /// The rights where the group cannot be had: those who are in another get what everyone gets.
  var withoutGroup: mode_t { mode & 0o707 | (mode & 0o007) << 3 }

  /// - Returns: False where the operating system refused, with `errno`.
  func apply(to file: Int32) -> Bool {
    var status = stat()
    guard fstat(file, &status) == 0 else { return false }
    guard let group, status.st_gid != group, fchown(file, uid_t.max, group) != 0 else {
      return fchmod(file, mode) == 0
    }
    return fchmod(file, withoutGroup) == 0
  }
}
