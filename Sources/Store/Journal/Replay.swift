package import GRDB
import Training
package import Wire

/// The journal played over its snapshot.
package struct Replay {
  let database: Database

  package init(database: Database) { self.database = database }

  /// A document as the journal says it was before `row`, deleted or not; nil where it had not begun.
  ///
  /// Throws ``StoreError/damaged(collection:id:reason:)`` where a row does not fit.
  package func state<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, before row: Int64 = .max
  ) throws -> (element: Element, exists: Bool)? {
    guard let base = try base(type, id) else { return nil }
    let rows = try Journal(database: database).rows(of: Document.collection, id, before: row)
    do {
      var (element, exists) = try Self.play(rows, over: base.element)
      // Fields that were added stand at the end; the document puts them where it writes them.
      if !rows.isEmpty { element = try Document(element: element).element }
      return (element, exists)
    } catch let error as WireError {
      throw StoreError.damaged(
        collection: Document.collection, id: id, reason: error.description)
    }
  }

  /// What the journal's rows are played over: the snapshot, or the document where nothing has changed it.
  func base<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws -> Document? {
    let snapshot = try DocumentTable(database: database, name: .snapshot).read(type, id)
    return try snapshot ?? DocumentTable(database: database, name: .document).read(type, id)
  }

  /// Plays rows over a document; a row that creates without a patch is the base itself.
  static func play(_ rows: [JournalRow], over base: Element) throws -> (
    element: Element, exists: Bool
  ) {
    var element = base
    var exists = true
    // The removal of a document that is deleted; it goes into it where it comes back.
    var removal: Removal?
    for row in rows {
      switch row.kind {
      case .create:
        if let changes = row.changes {
          element = try element.applying(changes, stamp: row.stamp)
          element.stamps = Stamps(element: row.stamp)
        }
        exists = true
      case .again:
        element = try element.ground(removal).made(again: row.changes ?? [], at: row.stamp)
        exists = true
      case .back:
        element = element.removed(with: removal).broughtBack(at: row.stamp)
        exists = true
      case .change:
        element = try element.withoutRemovals(at: row.formerReturns)
          .applying(row.changes ?? [], stamp: row.stamp)
      case .delete:
        removal = row.removal
        exists = false
      case .merge:
        if let merged = row.merged { element = merged }
        exists = true
      }
    }
    return (element, exists)
  }
}

extension JournalRow {
  /// What came back by undo or redo in stores up to version 4, by path. Later ones note such a child as one that comes
  /// back, with its removal; in those it took the removal's place.
  fileprivate var formerReturns: [[String]] {
    guard origin == .undo || origin == .redo else { return [] }
    return (changes ?? []).filter { $0.concernsChild && $0.new != nil && !$0.isReturn }.map(\.path)
  }
}

extension Element {
  /// The element as if the children at these paths had never been removed.
  fileprivate func withoutRemovals(at paths: [[String]]) -> Element {
    var copy = self
    for path in paths { copy.dropRemoval(at: path[...]) }
    return copy
  }

  private mutating func dropRemoval(at path: ArraySlice<String>) {
    guard let name = path.first, let id = path.dropFirst().first,
      let list = children.firstIndex(where: { $0.name == name })
    else { return }
    if path.count == 2 {
      children[list].removed[id] = nil
    } else if let child = children[list].elements.firstIndex(where: { $0.id == id }) {
      children[list].elements[child].dropRemoval(at: path.dropFirst(2))
    }
  }

  /// What is left of a deleted document for one that is made again: its own fields, and that it was removed.
  func ground(_ removal: Removal?) -> Element {
    var ground = removed(with: removal)
    for list in ground.children.indices { ground.children[list].elements = [] }
    return ground
  }

  /// The document as one that stands again after `removal`.
  func removed(with removal: Removal?) -> Element {
    var copy = self
    copy.removal = removal
    return copy.withRemovalsSaidOnce(under: removal)
  }
}
