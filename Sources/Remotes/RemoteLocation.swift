public import Sync

/// Makes a remote of what an athlete names: a path, a `file:` URL.
public enum RemoteLocation {
  /// - Parameters:
  ///   - text: The path or URL.
  ///   - folder: The folder that a relative path is meant from.
  ///   - home: The folder that `~` stands for.
  public static func remote(at text: String, from folder: String, home: String)
    throws(RemoteError) -> any Remote
  {
    FileRemote(path: try path(text, from: folder, home: home))
  }

  /// The location as it is kept: a whole path.
  public static func path(_ text: String, from folder: String, home: String) throws(RemoteError)
    -> String
  {
    var path = text
    if let scheme = text.range(of: "://").map({ text[..<$0.lowerBound].lowercased() }) {
      guard scheme == "file" else { throw refused(text, "it takes paths and file: URLs so far") }
      path = String(text.dropFirst("file://".count))
      if !path.hasPrefix("/") {
        throw refused(text, "a file: URL names a whole path, as in file:///home/me/dump.json")
      }
    } else if text.hasPrefix("file:") {
      path = String(text.dropFirst("file:".count))
    }
    if path == "~" || path.hasPrefix("~/") { path = home + path.dropFirst() }
    if !path.hasPrefix("/") { path = "\(folder)/\(path)" }
    guard path.hasSuffix(".json") else { throw refused(text, "a dump's name ends in .json") }
    return path
  }

  private static func refused(_ text: String, _ problem: String) -> RemoteError {
    RemoteError(
      .other, attempt: "Taking \(text) for a remote", problem: problem,
      remedy: "Name a file such as ~/Sync/tonnage.json.")
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    ranges(of: text).first
  }
}
