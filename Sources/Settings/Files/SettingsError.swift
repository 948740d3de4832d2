/// Why settings could not be found, read or changed. Mistakes inside a file are ``Mistake``s: they
/// stop nothing.
public enum SettingsError: Error, Equatable, CustomStringConvertible {
  /// Neither `HOME` nor the XDG variables say where files are.
  case noHome
  case unreadable(path: String, code: Int32)
  /// It is a folder, a pipe or a device: reading it might never end.
  case notAFile(path: String)
  case tooLarge(path: String, most: Int)
  /// A line, counted from 1, is not UTF-8.
  case notText(path: String, line: Int)
  case unwritable(path: String, code: Int32)
  /// The line of a key could not be changed without changing something else.
  case notEditable(path: String, key: String)

  public var description: String {
    switch self {
    case .noHome:
      return "Your files can't be found: HOME is not set. "
        + "Set HOME, or XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_STATE_HOME."
    case .unreadable(let path, let code):
      return "\(path) could not be read: \(Self.reason(code)). Check its permissions."
    case .notAFile(let path):
      return "\(path) could not be read: it is not a file, but a folder, a pipe or a device. "
        + "Move it away, or put a text file in its place."
    case .tooLarge(let path, let most):
      return "\(path) could not be read: it is larger than \(most / 1024) KB, more than settings "
        + "or a theme need. Make it smaller, or move it away."
    case .notText(let path, let line):
      return "\(path), line \(line), is not text in UTF-8. Save it as UTF-8, or move it away."
    case .unwritable(let path, let code):
      return "\(path) could not be written: \(Self.reason(code)). "
        + "It is unchanged; check the folder's permissions and the space on the disk."
    case .notEditable(let path, let key):
      return "\(key) could not be changed in \(path), because of how it is written there. "
        + "The file is unchanged; change it in an editor."
    }
  }
}
