import Sync
public import Training
import Wire

/// What becomes of a removal that a file tells of.
public enum JoinedRemoval: Hashable, Sendable {
  /// The document is here, and goes.
  case removed
  /// What the remover had not seen stands.
  case changed
  /// There is nothing here to remove; that it was removed is known from then on.
  case noted
  case unchanged
}

extension Reader {
  /// What ``Transaction/join(_:of:in:)`` would make of a removal.
  public func joined(_ removal: Removal, of id: String, in collection: Collection) throws
    -> JoinedRemoval
  {
    try joined(removal, of: id, collection.kind)
  }

  private func joined<Document: DocumentKind>(
    _ removal: Removal, of id: String, _ type: Document.Type
  ) throws -> JoinedRemoval {
    let present = try present(type, id)?.element
    let known = try tombstone(Document.collection, id)
    let mine = present.map { Side.present($0) } ?? known.map { .deleted($0) } ?? .absent
    let merged = try DocumentMerge().merge(
      DocumentKey(Document.collection, id), mine, .deleted(removal), base: nil)
    switch merged.side {
    case .present(let element):
      return present.map { element.hasSameState(as: $0) } ?? false ? .unchanged : .changed
    case .deleted(let removal):
      if present != nil { return .removed }
      return removal == known ? .unchanged : .noted
    case .absent: return .unchanged
    }
  }
}
