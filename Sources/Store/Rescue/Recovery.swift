import GRDB
public import Sync
import Training
public import Wire

/// A document that the damaged file does not give, and where it comes from instead.
public struct RecoveredDocument: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// The journal's changes, played over what it keeps of the document's former state.
    case journal
    /// The journal's changes, played over the backup's copy.
    case journalOverBackup
    case backup
    /// The file's copy and the backup's, joined as in a merge: either has something that the other does not.
    case joined
    /// What the dump held of it when it was synced last.
    case dump
  }

  public var key: DocumentKey
  public var heading: DocumentHeading
  public var source: Source
  /// Whether it is known to be as it was last; else what came later may be missing.
  public var isLatest: Bool
}

/// What becomes of one document.
enum Verdict {
  /// As the file has it, or not there at all.
  case stays
  /// Played back from the file's own journal, which goes on from there.
  case replayed(Element)
  /// Put there by a step of its own.
  case put(Element, RecoveredDocument.Source, isLatest: Bool)
  case deleted(Removal)
  case lost
}

/// Decides document by document what stands after the rescue: the file's own where it can be read, else the journal's, else
/// the backup's.
struct Recovery {
  let database: Database
  let gaps: RescueGaps
  let backup: RescueBackup?
  /// Whether the file's journal goes on from the backup's state.
  private let isFollowed: Bool
  private let missingRows: [DocumentKey: [(row: Int64, step: Int64?)]]
  /// Whether rows of the journal are missing that might be of any document.
  private let mayMissRows: Bool
  private let deletions: [DocumentKey: Removal]

  init(_ database: Database, _ gaps: RescueGaps, _ backup: RescueBackup?) throws {
    self.database = database
    self.gaps = gaps
    self.backup = backup
    isFollowed = try backup?.isFollowed(by: database) ?? false
    var missing: [DocumentKey: [(row: Int64, step: Int64?)]] = [:]
    for gap in gaps.journal {
      if let key = gap.key { missing[key, default: []].append((gap.row, gap.step)) }
    }
    missingRows = missing
    mayMissRows = !gaps.knowsAll(of: "journal") || gaps.journal.contains { $0.key == nil }
    var deletions: [DocumentKey: Removal] = [:]
    for collection in Collection.allCases {
      let found = try TombstoneTable(database: database).readable(collection)
      for (id, removal) in found.removals { deletions[DocumentKey(collection, id)] = removal }
    }
    self.deletions = deletions
  }

  /// Every document that anything is known of.
  func keys() throws -> Set<DocumentKey> {
    let check = SoundCheck(database: database)
    var keys = gaps.documents.union(backup?.keys ?? [])
    for table in ["document", "snapshot", "journal", "sync_base"] {
      keys.formUnion(try check.keys(of: table))
    }
    return keys
  }

  func verdict(_ key: DocumentKey) throws -> Verdict { try verdict(key.collection.kind, key) }

  private func verdict<Document: DocumentKind>(_ type: Document.Type, _ key: DocumentKey) throws
    -> Verdict
  {
    let copy = try backup?.element(key)
    if let own = try DocumentTable(database: database, name: .document).read(type, key.id)?.element
    {
      guard let copy else { return .stays }
      let joined = try merged(key, .present(own), .present(copy))
      guard let element = joined.element, !element.hasSameState(as: own) else { return .stays }
      return .put(element, .joined, isLatest: true)
    }
    let wasThere = gaps.documents.contains(key)
    let rows = try Journal(database: database).rows(of: key.collection, key.id)
    // A document that is known to have been there was not deleted, whatever an old page says.
    let ends = wasThere ? nil : deletion(key, rows)
    if ends == nil, !wasThere, isGoneForSure { return .stays }
    let replayed = try replayed(type, key, rows)
    if ends == nil, let replayed, copy.map({ isAhead(replayed, of: $0, key) }) ?? true {
      return .replayed(replayed)
    }
    let carried = copy.map { carriedOn($0, key, rows) }
    let dump = carried == nil && replayed == nil ? try dumped(type, key) : nil
    var side = Side.absent
    for element in [replayed, carried?.element, dump].compactMap(\.self) {
      side = try merged(key, side, .present(element))
    }
    if let ends { side = try merged(key, side, .deleted(ends)) }
    switch side {
    case .deleted(let removal): return .deleted(removal)
    case .absent: return wasThere ? .lost : .stays
    case .present(let element):
      let source: RecoveredDocument.Source =
        replayed != nil ? .joined : dump != nil ? .dump : carried?.source ?? .backup
      return .put(element, source, isLatest: replayed != nil || carried?.isLatest ?? false)
    }
  }

  private func merged(_ key: DocumentKey, _ mine: Side, _ theirs: Side) throws -> Side {
    try DocumentMerge().merge(key, mine, theirs, base: nil).side
  }

  // MARK: The journal

  /// How a document was deleted; nil where nothing says that it was.
  private func deletion(_ key: DocumentKey, _ rows: [JournalRow]) -> Removal? {
    if let removal = deletions[key] { return removal }
    guard let last = rows.last(where: { $0.changes?.isEmpty != true }), last.kind == .delete else {
      return nil
    }
    return last.removal
  }

  /// Whether a document that is not in a whole table was deleted, though its deletion cannot be read.
  private var isGoneForSure: Bool {
    gaps.knowsAll(of: "document") && !gaps.isWhole("tombstone")
  }

  /// What the journal alone makes of a document; nil where rows or their beginning are missing.
  private func replayed<Document: DocumentKind>(
    _ type: Document.Type, _ key: DocumentKey, _ rows: [JournalRow]
  ) throws -> Element? {
    guard !rows.isEmpty, !mayMissRows else { return nil }
    let snapshot =
      gaps.snapshots.contains(key)
      ? nil : try DocumentTable(database: database, name: .snapshot).read(type, key.id)
    let missing = missingRows[key]?.map(\.row).max() ?? 0
    let merge = rows.lastIndex { $0.merged != nil }
    let played: (element: Element, exists: Bool)?
    do throws(WireError) {
      if let merge, rows[merge].row > missing, let element = rows[merge].merged {
        played = try Self.play(rows[merge...], over: element)
      } else if missing == 0, let snapshot {
        played = try Self.play(rows[...], over: snapshot.element)
      } else {
        return nil
      }
      guard let played, played.exists else { return nil }
      return try Document(element: played.element).element
    } catch {
      return nil
    }
  }

  private static func play(_ rows: ArraySlice<JournalRow>, over base: Element) throws(WireError)
    -> (element: Element, exists: Bool)?
  {
    do { return try Replay.play(Array(rows), over: base) } catch {
      throw (error as? WireError) ?? .notJournal(problem: "\(error)")
    }
  }

  /// Whether joining a copy to what the journal gives changes nothing.
  private func isAhead(_ element: Element, of copy: Element, _ key: DocumentKey) -> Bool {
    do {
      return try merged(key, .present(element), .present(copy)).element?.hasSameState(as: element)
        ?? false
    } catch {
      return false
    }
  }

  /// The backup's copy with what the journal has done to it since.
  private func carriedOn(_ copy: Element, _ key: DocumentKey, _ rows: [JournalRow]) -> (
    element: Element, source: RecoveredDocument.Source, isLatest: Bool
  ) {
    guard isFollowed, let last = backup?.lastStep else { return (copy, .backup, false) }
    let later = rows.filter { $0.step > last }
    let isComplete =
      !mayMissRows && missingRows[key]?.allSatisfy { $0.step.map { $0 <= last } ?? false } ?? true
    if later.isEmpty { return (copy, .backup, isComplete) }
    guard isComplete, let played = try? Self.play(later[...], over: copy), played.exists else {
      return (copy, .backup, false)
    }
    return (played.element, .journalOverBackup, true)
  }

  /// What the dump held of a document the last time.
  private func dumped<Document: DocumentKind>(_ type: Document.Type, _ key: DocumentKey) throws
    -> Element?
  {
    guard gaps.documents.contains(key) || !gaps.knowsAll(of: "document"),
      let json = try BaseTable(database: database).json(key)
    else { return nil }
    do { return try Document(json: json).element } catch { return nil }
  }
}
