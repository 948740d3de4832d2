import Sync

/// An ETag as servers and what stands before them make it.
struct EntityTag: Hashable, Sendable {
  /// As it came.
  let text: String

  init(_ text: String) { self.text = text }

  var isWeak: Bool { text.hasPrefix("W/") }

  /// What may be sent in `If-Match`, the likeliest first.
  ///
  /// `If-Match` compares strongly, so that the mark of a weak tag is left off: Apache takes it off itself a second after a
  /// write. Servers that compress add `-gzip` to the tag and then do not know it (Apache, `DeflateAlterETag`).
  var forMatching: [String] {
    let strong = isWeak ? String(text.dropFirst(2)) : text
    let bare = Self.withoutCoding(strong)
    return bare == strong ? [strong] : [bare, strong]
  }

  /// What is sent in `If-None-Match`, which compares weakly: every form it may have.
  var forReading: String { ([text] + forMatching.filter { $0 != text }).joined(separator: ", ") }

  private static func withoutCoding(_ text: String) -> String {
    for suffix in ["-gzip\"", ";gzip\"", "--gzip\"", "-br\"", "-df\""] where text.hasSuffix(suffix)
    {
      return text.dropLast(suffix.count) + "\""
    }
    return text
  }
}

/// What an `HTTPRemote` keeps as the version: the hash of the content, and the ETag where there was one.
struct HTTPVersion: Hashable {
  var hash: String
  var tag: EntityTag?

  init(_ bytes: [UInt8], tag: EntityTag?) {
    hash = ContentHash(bytes).text
    self.tag = tag
  }

  init(_ version: RemoteVersion) {
    let parts = version.text.split(separator: " ", maxSplits: 1)
    hash = parts.first.map(String.init) ?? ""
    tag = parts.count > 1 ? EntityTag(String(parts[1])) : nil
  }

  var version: RemoteVersion {
    RemoteVersion(tag.map { "\(hash) \($0.text)" } ?? hash)
  }
}
