public import Sync
public import Training
import Wire

/// What is known of a backup: written beside it when it was verified, and kept as a note of the store.
public struct BackupManifest: Hashable, Sendable {
  /// Why a backup was made.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case daily, migration, merge, repair, mapping, restore
    /// The athlete asked for it. Such a backup stays until the athlete removes it.
    case manual
  }

  public enum State: String, Hashable, Sendable {
    /// Every document in it was read again, and is what the store had.
    case verified
    /// It was verified once, and is not what it was.
    case broken
  }

  /// How many documents there are of a kind, and a checksum of them all.
  public struct Figures: Hashable, Sendable {
    public var documents: Int
    public var checksum: ContentHash
  }

  /// What it is called in a command: reason and moment, as they stand in its name.
  public var id: String
  public var path: String
  public var at: Instant
  /// The format of the store that it is a copy of.
  public var schema: Int
  /// Its size.
  public var bytes: Int
  public var reason: Reason
  /// The id of the store; nil where it had none yet.
  public var store: String?
  /// The id of the athlete; nil where there was none yet.
  public var athlete: String?
  /// Where the store's journal ended, as `ROW STEP STAMP`; nil where it was empty.
  public var end: String?
  /// By the names of the collections.
  public var collections: [String: Figures]
  /// Of the whole file; see ``BackupProof``.
  public var checksum: ContentHash
  public var state: State

  public var documents: Int { collections.values.reduce(0) { $0 + $1.documents } }

  /// How many workouts are in it.
  public var workouts: Int { collections[Collection.workoutLogs.rawValue]?.documents ?? 0 }
}

extension BackupManifest {
  /// As it is kept: JSON on one line.
  public var text: String {
    let names = collections.keys.sorted()
    return JSONValue.object([
      ("id", .text(id)), ("path", .text(path)), ("at", .integer(Int(at.milliseconds))),
      ("schema", .integer(schema)), ("bytes", .integer(bytes)), ("reason", .text(reason.rawValue)),
      ("store", store.map { .text($0) } ?? .null), ("athlete", athlete.map { .text($0) } ?? .null),
      ("end", end.map { .text($0) } ?? .null),
      ("documents", .object(names.map { ($0, .integer(collections[$0]?.documents ?? 0)) })),
      (
        "checksums",
        .object(names.map { ($0, .text(collections[$0]?.checksum.text ?? "")) })
      ),
      ("checksum", .text(checksum.text)), ("state", .text(state.rawValue)),
    ]).json
  }

  /// What ``text`` gave; nil where it is something else.
  public init?(text: String) {
    guard let json = try? JSONSlice(text), let id = json.first("id")?.string,
      let path = json.first("path")?.string, let at = json.first("at")?.int,
      let schema = json.first("schema")?.int, let bytes = json.first("bytes")?.int,
      let reason = json.first("reason")?.string.flatMap({ Reason(rawValue: $0) }),
      let checksum = json.first("checksum")?.string.flatMap({ ContentHash(text: $0) }),
      let state = json.first("state")?.string.flatMap({ State(rawValue: $0) }),
      let counts = try? json.first("documents")?.members(),
      let checksums = try? json.first("checksums")?.members()
    else { return nil }
    let sums = Dictionary(checksums.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    var collections: [String: Figures] = [:]
    for member in counts {
      guard let documents = member.value.int,
        let sum = sums[member.name]?.string.flatMap({ ContentHash(text: $0) })
      else { return nil }
      collections[member.name] = Figures(documents: documents, checksum: sum)
    }
    self.init(
      id: id, path: path, at: Instant(milliseconds: Int64(at)), schema: schema, bytes: bytes,
      reason: reason, store: json.first("store")?.string, athlete: json.first("athlete")?.string,
      end: json.first("end")?.string, collections: collections, checksum: checksum, state: state)
  }

  /// What a note of a backup says; nil where it cannot be read.
  public init?(_ note: Note) { self.init(text: note.text) }
}

extension NoteKind {
  /// The backups that were made, as ``BackupManifest/text``.
  public static let backup = NoteKind("backup", most: 50)
}
