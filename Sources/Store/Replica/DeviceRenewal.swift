import GRDB
import Sync
public import Training
import Wire

extension Store {
  /// Gives this device another id, and stamps with it what was stamped since everything was sent last.
  ///
  /// The moments stay as they were: only the device of each stamp changes.
  public func syncRenewDevice(at now: Instant) throws -> Int {
    let renewed = try write(
      Step("Stamped again under another id", origin: .upkeep), at: now
    ) { transaction in
      let database = transaction.database
      let former = try Device(database: database).id()
      let id = try renewDevice(database)
      let mark = try LinkTable(database: database).link()?.mark ?? -1
      guard let first = try Self.firstStamp(after: mark, database) else {
        return (id: id, documents: 0)
      }
      let keys = try Self.keys(database, changedAfter: mark)
      for key in keys {
        try transaction.restamp(key) { stamp in
          guard stamp.device == former, stamp >= first else { return stamp }
          return Stamp(milliseconds: stamp.milliseconds, counter: stamp.counter, device: id)
        }
      }
      return (id: id, documents: keys.count)
    }
    if machine != nil {
      // Where it cannot be written, the next program that opens the store gets another id; nothing worse happens.
      try? HereFile(device: renewed.id).write(
        beside: HereFile.realPath(path), mayBeLost: true)
    }
    return renewed.documents
  }

  /// The stamp of the first step after one that is still in the journal; nil where there is none.
  private static func firstStamp(after mark: Int64, _ database: Database) throws -> Stamp? {
    let text = try String.fetchOne(
      database, sql: "SELECT stamp FROM journal WHERE step > ? ORDER BY row LIMIT 1",
      arguments: [mark])
    return text.flatMap { Stamp(text: $0) }
  }
}

extension Transaction {
  /// Puts a document there with other stamps, or the stamp of its deletion.
  fileprivate func restamp(_ key: DocumentKey, _ other: (Stamp) -> Stamp) throws {
    try restamp(key.collection.kind, key.id, other)
  }

  private func restamp<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, _ other: (Stamp) -> Stamp
  ) throws {
    if let present = try reader.present(type, id) {
      try merge(present.element.mappingStamps(other), type)
      return
    }
    let tombstones = TombstoneTable(database: database)
    guard let removal = try tombstones.removal(Document.collection, id) else { return }
    let renamed = removal.mappingStamps(other)
    if renamed != removal { try merge(deleting: id, renamed, type) }
  }
}
