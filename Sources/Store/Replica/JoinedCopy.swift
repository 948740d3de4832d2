import Sync
public import Training
public import Wire

/// What became of a stamped copy of a document that came out of a file.
public enum Joined: Hashable, Sendable {
  case added
  /// Something in it was written later than what was here.
  case changed
  case unchanged
  /// It is deleted here, and whoever deleted it had seen all that is in the copy.
  case deleted(Removal)
}

/// A copy that came out of a file beside what is here: worked out, not yet written.
private struct Joining {
  var verdict: Joined
  var element: Element?
  var losses: [Loss] = []
}

extension Reader {
  /// What ``Transaction/join(_:bringsBack:)`` would make of a copy.
  public func joined<Document: DocumentKind>(_ document: Document, bringsBack: Bool = false)
    throws -> Joined
  {
    try joining(document, bringsBack).verdict
  }

  /// What is here of a document.
  fileprivate func side<Document: DocumentKind>(_ type: Document.Type, _ id: String) throws
    -> Side
  {
    if let present = try present(type, id) { return .present(present.element) }
    return try tombstone(Document.collection, id).map { .deleted($0) } ?? .absent
  }

  fileprivate func joining<Document: DocumentKind>(_ document: Document, _ bringsBack: Bool)
    throws -> Joining
  {
    let mine = try side(Document.self, document.id)
    let present = mine.element
    let copy = document.element
    let merged = try DocumentMerge().merge(
      DocumentKey(Document.collection, document.id), mine, .present(copy), base: nil)
    switch merged.side {
    case .present(let element):
      if let present, element.hasSameState(as: present) { return Joining(verdict: .unchanged) }
      // What was lost here goes to the archive unless the other side had seen it.
      return Joining(
        verdict: present == nil ? .added : .changed, element: element,
        losses: merged.losses.filter(\.wasMine))
    case .deleted(let removal) where bringsBack || removal.tookBack:
      return Joining(verdict: .added, element: copy.removed(with: removal))
    case .deleted(let removal): return Joining(verdict: .deleted(removal))
    case .absent: return Joining(verdict: .unchanged)
    }
  }
}

extension Transaction {
  /// Takes a stamped copy of a document over as a merge would: on either side what was written later holds, and what
  /// was deleted here stands only with what the deletion had not seen.
  ///
  /// - Parameter bringsBack: Whether what is deleted here comes back all the same.
  @discardableResult
  public func join<Document: DocumentKind>(_ document: Document, bringsBack: Bool = false) throws
    -> Joined
  {
    let joining = try reader.joining(document, bringsBack)
    guard var element = joining.element else { return joining.verdict }
    if element.standing(under: element.removal) == nil { element = element.broughtBack(at: stamp) }
    try merge(element, Document.self)
    try passClock(element.latestStamp)
    try ConflictTable(database: database).add(joining.losses, at: now, asks: false)
    return joining.verdict
  }

  /// Takes over a removal that a file tells of: what the remover had not seen stands.
  ///
  /// - Returns: Whether anything changed here.
  @discardableResult
  public func join(_ removal: Removal, of id: String, in collection: Collection) throws -> Bool {
    try join(removal, of: id, collection.kind)
  }

  private func join<Document: DocumentKind>(
    _ removal: Removal, of id: String, _ type: Document.Type
  ) throws -> Bool {
    let mine = try reader.side(type, id)
    let merged = try DocumentMerge().merge(
      DocumentKey(Document.collection, id), mine, .deleted(removal), base: nil)
    switch merged.side {
    case .present(let element):
      if let present = mine.element, element.hasSameState(as: present) { return false }
      try merge(element, type)
    case .deleted(let removal):
      if mine == .deleted(removal) { return false }
      try merge(deleting: id, removal, type)
    case .absent: return false
    }
    try passClock(removal.at)
    return true
  }

  /// Stamps made from now on are later than one that came in.
  private func passClock(_ stamp: Stamp?) throws {
    try Device(database: database).pass(stamp)
  }
}
