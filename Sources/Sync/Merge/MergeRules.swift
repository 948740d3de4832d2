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

  public init() {}

  /// As the design has them.
  public static let standard = MergeRules()
}

/// How the copies of two devices are merged. It belongs to the dump's lineage, since two devices with two strategies
/// would rewrite each other for ever.
public enum Strategy: String, Hashable, Sendable, CaseIterable {
  /// Of each document the copy with the later stamp.
  case lastWriteWins = "last-write-wins"
  /// Field by field, set by set.
  case mergeChanges = "merge-changes"
  /// As ``mergeChanges``, and what both changed is put to the athlete.
  case userPrompt = "user-prompt"

  /// The three names, for a sentence.
  public static var names: String {
    "\(lastWriteWins.rawValue), \(mergeChanges.rawValue) or \(userPrompt.rawValue)"
  }
}
