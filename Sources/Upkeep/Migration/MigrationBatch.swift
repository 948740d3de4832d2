import Store
import Sync
import Training
import Wire

/// What one batch has added, as it is kept: written with it, and removed with what takes it back.
struct MigrationBatch: Hashable, Sendable {
  struct Document: Hashable, Sendable {
    var key: DocumentKey
    /// The version that the batch has written.
    var version: Int
    /// Of what it holds beside what was added; see ``ContentCensus``.
    var hash: UInt64
    /// The entries that were given metadata.
    var places: [String]
  }

  var migration: String
  /// From 1.
  var number: Int
  var documents: [Document]
  var before = ContentCensus()
  var after = ContentCensus()
  /// Documents whose new copies agree with the exercise list.
  var consistent = 0

  /// A hundred thousand batches would be a lifetime of everybody in a gym.
  static let kind = NoteKind("migration batch", most: 100_000)

  var entries: Int { documents.reduce(0) { $0 + $1.places.count } }

  /// The batches of a migration that stand, the first one first, each with the number of its note.
  static func all(of migration: String, _ reader: Reader) throws -> [(
    note: Int64, batch: MigrationBatch
  )] {
    try reader.notes(kind).reversed().compactMap { note in
      MigrationBatch(note).map { (note.number, $0) }
    }.filter { $0.batch.migration == migration }
  }

  var text: String {
    let documents = documents.map { document in
      JSONValue.list([
        .text(document.key.collection.rawValue), .text(document.key.id),
        .integer(document.version), .text(ContentCensus.text(document.hash)),
        .list(document.places.map { .text($0) }),
      ])
    }
    return JSONValue.object([
      ("migration", .text(migration)), ("number", .integer(number)),
      ("sets", .integer(after.sets)), ("unknownFields", .integer(after.unknownFields)),
      ("consistent", .integer(consistent)), ("documents", .list(documents)),
    ]).json
  }

  init(migration: String, number: Int, documents: [Document] = []) {
    (self.migration, self.number, self.documents) = (migration, number, documents)
  }

  /// Nil where the note is none of these. What it says of a document that cannot be read is passed over.
  init?(_ note: Note) {
    guard let object = try? JSONSlice(note.text),
      let migration = object.first("migration")?.string, let number = object.first("number")?.int,
      let list = object.first("documents")
    else { return nil }
    self.init(migration: migration, number: number)
    for item in list.elements {
      let parts = Array(item.elements)
      guard parts.count == 5, let name = parts[0].string, let id = parts[1].string,
        let collection = Collection(rawValue: name), let version = parts[2].int,
        let hash = parts[3].string.flatMap({ UInt64($0, radix: 16) })
      else { continue }
      documents.append(
        Document(
          key: DocumentKey(collection, id), version: version, hash: hash,
          places: parts[4].elements.compactMap(\.string)))
    }
    consistent = max(0, object.first("consistent")?.int ?? 0)
    // A batch that was written has lost nothing: it held the same before.
    after.documents = documents.count
    after.sets = max(0, object.first("sets")?.int ?? 0)
    after.unknownFields = max(0, object.first("unknownFields")?.int ?? 0)
    after.hash = documents.reduce(0) { $0 &+ $1.hash }
    before = after
  }
}
