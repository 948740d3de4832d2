/// The rules of merging, as a value: the tests break each of them and expect to be told.
public struct MergeRules: Hashable, Sendable {
  /// What happens where two values have the same stamp.
  public enum Tie: Hashable, Sendable {
    /// The greater bytes win: the same on every device.
    case content
    /// One side wins: devices then disagree for ever.
    case mine, theirs
  }

  /// Whose field holds.
  public enum FieldRule: Hashable, Sendable {
    case laterStamp
    case mine, theirs
    case earlierStamp
  }

  /// Which of two copies of embedded metadata holds.
  public enum MetadataRule: Hashable, Sendable {
    /// The higher revision of the master entry, then the later refresh.
    case revision
    case mine
  }

  public var field = FieldRule.laterStamp
  public var tie = Tie.content
  public var metadata = MetadataRule.revision
  /// Whether an edit that is later than a deletion brings the element back.
  public var revives = true
  /// Whether an element that only one side has is kept.
  public var keepsOneSided = true
  /// Whether the stamps of what was taken out are kept.
  public var keepsRemovals = true
  /// Whether what loses unseen goes to the archive.
  public var archives = true
  /// Whether a ticked set stays ticked, whatever the stamps say.
  public var sticksTicks = false
  /// Whether what was known of an element that was taken out is kept, should a later edit elsewhere bring it back.
  public var buries = true
  /// Whether the stamps of deleted documents are kept.
  public var keepsTombstones = true
  /// Whether a document that the dump does not have, though it had it, counts as deleted.
  public var takesAbsenceForDeletion = false
  /// Whether an older dump that was put back is taken as it is, and not merged.
  public var takesOverOlder = false
  /// What orders the children of an element.
  public var order = Order.position

  public enum Order: Hashable, Sendable {
    case position
    /// When they were edited: nobody's order.
    case latestStamp
  }

  public init() {}

  /// As the design has them.
  public static let standard = MergeRules()
}
