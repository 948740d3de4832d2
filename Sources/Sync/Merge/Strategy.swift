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
