import GRDB
public import Sync
public import Training
import Wire

/// A store's documents on their way out of it: whole, or with what could not be read named.
public final class CopyOut {
  private let reader: Reader
  private let image: () throws -> FileImage?
  private var salvage: Salvage?
  /// Documents that were there and could not be read.
  public private(set) var missing: Set<DocumentKey> = []
  /// Deleted documents; nothing more can be read of their deletion.
  private(set) var unreadable: Set<DocumentKey> = []
  /// The first damage that was met.
  private(set) var damage: (any Error)?

  init(_ reader: Reader, image: @escaping () throws -> FileImage?) {
    self.reader = reader
    self.image = image
  }

  /// Notes a document that was handed over and proved to be none.
  public func miss(_ collection: Collection, _ id: String) {
    missing.insert(DocumentKey(collection, id))
  }

  /// The athlete's id; nil where none is kept, or it cannot be read.
  public func athlete() -> String? {
    do { return try reader.fact(.athlete) } catch {
      damage = damage ?? error
      return nil
    }
  }

  /// What was deleted of a collection, by id; what of it cannot be read is damage like any other.
  public func removals(of collection: Collection) -> [String: Removal] {
    do {
      let found = try TombstoneTable(database: reader.database).readable(collection)
      for id in found.unreadable {
        damage = damage ?? TombstoneTable.damage(collection, id)
        unreadable.insert(DocumentKey(collection, id))
      }
      return found.removals
    } catch {
      damage = damage ?? error
      return [:]
    }
  }

  /// Checks the rest of the file once the documents are out: the journal and what is derived are the athlete's too,
  /// and whoever exports from a damaged file has to know that it is.
  fileprivate func lookThrough() {
    guard damage == nil else { return }
    do {
      let found = try String.fetchAll(reader.database, sql: "PRAGMA quick_check(1)")
      guard found != ["ok"] else { return }
      damage = DatabaseError(resultCode: .SQLITE_CORRUPT, message: found.first)
    } catch {
      damage = error
    }
  }

  /// Hands over a collection's documents in the order of their ids.
  ///
  /// - Parameter body: Receives the id and the JSON.
  public func forEach(of collection: Collection, _ body: (String, String) throws -> Void) throws {
    var written: Set<String> = []
    var broken: Set<String> = []
    var isTorn = false
    for id in ids(of: collection, &isTorn) where !written.contains(id) {
      guard let json = json(collection, id) else {
        broken.insert(id)
        continue
      }
      try body(id, json)
      written.insert(id)
    }
    guard isTorn || !broken.isEmpty else { return }
    let salvaged = try salvaged()
    let found = salvaged?.documents.filter { $0.key.collection == collection } ?? [:]
    for (key, parts) in found.sorted(by: { $0.key < $1.key }) where !written.contains(key.id) {
      guard let json = whole(collection, key.id, parts) else { continue }
      try body(key.id, json)
      written.insert(key.id)
    }
    let known = salvaged?.missing.filter { $0.collection == collection } ?? []
    // An id that the damaged index made up: the row is there under its own id.
    if salvaged == nil { missing.formUnion(broken.map { DocumentKey(collection, $0) }) }
    missing.formUnion(known)
    for id in listed(collection) where !written.contains(id) {
      missing.insert(DocumentKey(collection, id))
    }
  }

  /// The ids that the index has; whether they differ in number from the table's, or one stands there twice.
  private func ids(of collection: Collection, _ isTorn: inout Bool) -> [String] {
    do {
      let ids = try reader.ids(of: collection)
      let rows = try Int.fetchOne(
        reader.database,
        sql: "SELECT count(*) FROM document NOT INDEXED WHERE collection = ? AND part = 0",
        arguments: [collection.rawValue])
      isTorn = rows != ids.count || Set(ids).count != ids.count
      if isTorn { damage = damage ?? Self.torn }
      return ids
    } catch {
      isTorn = true
      damage = damage ?? error
      return []
    }
  }

  private static let torn = DatabaseError(
    resultCode: .SQLITE_CORRUPT, message: "the index of the documents does not match their table")

  private func json(_ collection: Collection, _ id: String) -> String? {
    do {
      return try whole(collection, id, reader.parts(of: collection, id))
    } catch {
      damage = damage ?? error
      return nil
    }
  }

  /// One text of a document's rows; nil where a row is missing.
  private func whole(_ collection: Collection, _ id: String, _ parts: [[UInt8]]) -> String? {
    if parts.count == 1 { return String(decoding: parts[0], as: UTF8.self) }
    do {
      return try DocumentTable.json(collection.kind, of: parts)
    } catch {
      damage = damage ?? error
      return nil
    }
  }

  private func salvaged() throws -> Salvage? {
    if let salvage { return salvage }
    salvage = try image().map { try Salvage($0, reader.database) }
    return salvage
  }

  /// The ids that the list of workouts has, which was derived from them.
  private func listed(_ collection: Collection) -> [String] {
    guard collection == .workoutLogs else { return [] }
    do {
      return try String.fetchAll(reader.database, sql: "SELECT id FROM workout")
    } catch {
      damage = damage ?? error
      return []
    }
  }
}

extension Store {
  /// Copies the documents out, around whatever is damaged.
  ///
  /// Damage that is met makes the store read-only, as everywhere.
  public func copyOut(_ body: (CopyOut) throws -> Void) throws -> Losses {
    let copying = try read { reader in
      let copying = CopyOut(reader) { [session, path] in
        try session.file.map { file in
          let log = try WriteAheadLog(beside: path)
          return try FileImage(file, log.flatMap { try Lineage.belongs($0, to: file) ? $0 : nil })
        }
      }
      try body(copying)
      copying.lookThrough()
      return copying
    }
    if let damage = copying.damage { _ = translated(damage, attempt: "Copying the documents out") }
    return Losses(
      isDamaged: copying.damage != nil || !copying.missing.isEmpty,
      documents: copying.missing.sorted(), deletions: copying.unreadable.sorted())
  }
}

/// What copying a damaged store's documents could not bring.
public struct Losses: Hashable, Sendable {
  /// Whether damage was met, even if every document could be read around it.
  public var isDamaged: Bool
  /// Documents that were there and could not be read.
  public var documents: [DocumentKey]
  /// Deleted documents; nothing more can be read of their deletion.
  public var deletions: [DocumentKey] = []

  /// How many ids a sentence names of each kind.
  private static let mostNamed = 10

  /// What is missing, for the athlete; nil in a sound store.
  public var sentence: String? {
    guard isDamaged else { return nil }
    let unsaid =
      deletions.isEmpty
      ? "" : " The deletions of these cannot be read, and are left out: \(Self.named(deletions))."
    if documents.isEmpty {
      return "The store is damaged. Every known document could be read, and is in this export; "
        + "go back to a backup with “tonnage restore”, or import this export into a new store."
        + unsaid
    }
    return
      "The store is damaged. Missing, as they cannot be read: \(Self.named(documents)). "
      + "Everything else is there. A backup may still have them." + unsaid
  }

  /// Documents by kind, the first of each by their ids.
  private static func named(_ documents: [DocumentKey]) -> String {
    Collection.allCases.compactMap { collection -> String? in
      let ids = documents.filter { $0.collection == collection }.map(\.id)
      guard !ids.isEmpty else { return nil }
      let more = ids.count > mostNamed ? ", …" : ""
      let named = ids.prefix(mostNamed).joined(separator: ", ")
      return "\(ids.count) \(collection.noun)\(ids.count == 1 ? "" : "s") (\(named)\(more))"
    }.joined(separator: "; ")
  }
}
