/// The rules of merging, as a value: the tests break each of them and expect to notice. Nobody else can change them.
package struct MergeRules: Hashable, Sendable {
  /// What happens where two values have the same stamp.
  package enum Tie: Hashable, Sendable {
    /// The greater bytes win: the same on every device.
    case content
    /// One side wins: devices then disagree for ever.
    case mine, theirs
  }

  /// Whose field holds.
  package enum FieldRule: Hashable, Sendable {
    case laterStamp
    case mine, theirs
    case earlierStamp
  }

  /// Which of two copies of embedded metadata holds.
  package enum MetadataRule: Hashable, Sendable {
    /// The higher revision of the master entry, then the later refresh.
    case revision
    case mine
  }

  package var field = FieldRule.laterStamp
  package var tie = Tie.content
  package var metadata = MetadataRule.revision
  /// Whether a document comes back with what its remover had not seen.
  package var revives = true
  /// Whether a value that the remover had not seen holds before one that it had.
  package var unseenBeatsSeen = true
  /// Whether a document that stands again keeps the removal it had.
  package var keepsDocumentRemovals = true
  /// Whether everything up to the stamp of a removal counts as seen.
  package var seenIsOneStamp = false
  /// Whether moving an element brings it back.
  package var orderRevives = false
  /// Whether a removal inside brings back what holds it.
  package var removalInsideRevives = false
  /// Whether an element that only one side has is kept.
  package var keepsOneSided = true
  /// Whether the removals of what was taken out are kept.
  package var keepsRemovals = true
  /// Whether what loses unseen goes to the archive.
  package var archives = true
  /// Whether a ticked set stays ticked, whatever the stamps say.
  package var sticksTicks = false
  /// Whether the removals of deleted documents are kept.
  package var keepsTombstones = true
  /// Whether a document that the dump does not have, though it had it, counts as deleted.
  package var takesAbsenceForDeletion = false
  /// Whether an older dump that was put back is taken as it is, and not merged.
  package var takesOverOlder = false
  /// What orders the children of an element.
  package var order = Order.position

  package enum Order: Hashable, Sendable {
    case position
    /// When they were edited: nobody's order.
    case latestStamp
  }

  package init() {}

  /// As the design has them.
  package static let standard = MergeRules()
}
