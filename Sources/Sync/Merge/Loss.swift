public import Training

/// A value that lost a merge unseen by the winner's writer: kept in the archive, shown, restorable.
public struct Loss: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable {
    /// Both sides changed the field.
    case field
    /// One side changed what the other took out.
    case removed
    /// One side changed the document that the other deleted.
    case deleted
    /// The whole document lost to a later one.
    case document
  }

  public var key: DocumentKey
  /// As in ``Wire/Change``; empty for a whole document.
  public var path: [String]
  public var reason: Reason
  /// The JSON of the field, or the whole element as ``Wire/Element/encoded()`` writes it; nil where it was cleared.
  public var lost: String?
  public var lostStamp: Stamp?
  /// What stands in its place; nil where nothing does.
  public var kept: String?
  public var keptStamp: Stamp?
  /// What both had come from; nil where there was nothing.
  public var base: String?
  /// Whether it was this device's value that lost.
  public var wasMine: Bool

  public init(
    key: DocumentKey, path: [String], reason: Reason, lost: String?, lostStamp: Stamp?,
    kept: String?, keptStamp: Stamp?, base: String?, wasMine: Bool
  ) {
    self.key = key
    self.path = path
    self.reason = reason
    self.lost = lost
    self.lostStamp = lostStamp
    self.kept = kept
    self.keptStamp = keptStamp
    self.base = base
    self.wasMine = wasMine
  }
}

/// A document by collection and id.
public struct DocumentKey: Hashable, Sendable, Comparable {
  public var collection: Collection
  public var id: String

  public init(_ collection: Collection, _ id: String) {
    self.collection = collection
    self.id = id
  }

  public static func < (left: DocumentKey, right: DocumentKey) -> Bool {
    (left.collection.rawValue, left.id) < (right.collection.rawValue, right.id)
  }
}
