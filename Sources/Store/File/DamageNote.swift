import System

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
    // One that cannot be read is as good as none: the damage is met again.
    guard let file = try? RawFile(path(of: store)) else { return nil }
    let text = String(decoding: try file.bytes(4096, at: 0), as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard lines.count == 2 else { return DamageNote(state: "", reason: "the file is damaged") }
    return DamageNote(
      state: String(lines[0]), reason: String(lines[1].prefix { $0 != "\n" }))
  }

  /// Leaves the note. Where that cannot be, the damage is met again by whoever reads there.
  func leave(beside store: String) {
    let path = Self.path(of: store)
    do throws(SystemError) {
      let file = try OpenFile(path, for: .writing, [.made, .emptied])
      do throws(SystemError) {
        try file.write("\(state)\n\(reason)\n")
      } catch {
        FileSystem.discard(path)
      }
    } catch {
      return
    }
  }

  static func remove(_ store: String) { FileSystem.discard(path(of: store)) }
}
