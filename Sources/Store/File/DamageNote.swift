#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file beside a damaged store that says what was met, so that the next process does not write to it either.
///
/// It holds for the state that the store was in. A backup that is put in its place has another state, and the note goes.
struct DamageNote: Hashable {
  /// The state that was damaged; empty where it could not be read.
  var state: String
  var reason: String

  static func path(of store: String) -> String { store + ".damaged" }

  static func isThere(_ store: String) -> Bool { StoreFile.isThere(path(of: store)) }

  /// Nil where there is none.
  static func read(_ store: String) throws(StoreError) -> DamageNote? {
    guard let file = RawFile(path(of: store)) else { return nil }
    let text = String(decoding: try file.bytes(4096, at: 0), as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard lines.count == 2 else { return DamageNote(state: "", reason: "the file is damaged") }
    return DamageNote(
      state: String(lines[0]), reason: String(lines[1].prefix { $0 != "\n" }))
  }

  /// Leaves the note. Where that cannot be, the damage is met again by whoever reads there.
  func leave(beside store: String) {
    let descriptor = open(
      Self.path(of: store), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array("\(state)\n\(reason)\n".utf8)
    if bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) != bytes.count {
      unlink(Self.path(of: store))
    }
  }

  static func remove(_ store: String) { unlink(path(of: store)) }
}
