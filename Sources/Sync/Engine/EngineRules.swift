/// The rules of the engine, as a value: the tests break each of them and expect to be told.
public struct EngineRules: Hashable, Sendable {
  /// Whether what is to be sent counts as sent before it is written and read back.
  public var countsAsSentBeforeWriting = false
  /// Whether what was written is read back.
  public var readsBack = true
  /// Whether it is looked up if a write arrived whose answer was lost; else it counts as a lost race.
  public var looksUpLostAnswers = true
  /// Whether a dump counts as ours though its checksum says that someone else has edited it.
  public var believesEdited = false
  /// Whether a dump that is gone counts as one that is empty.
  public var takesMissingForEmpty = false
  /// Whether the athlete is asked before a large share of the documents is deleted.
  public var asksBeforeDeleting = true
  /// Whether the athlete is asked before a dump of another beginning is merged.
  public var asksAboutLineage = true
  /// Whether a backup is made before a merge that touches much.
  public var backsUp = true
  /// Whether the merge is made anew where something was edited since; else that counts as sent.
  public var sendsOnlyWhatWasMerged = true
  /// Whether a device whose id another one uses, as a copied store does, gets a new one.
  public var renewsSharedDevices = true
  /// How long what is known of a deleted document is kept in the dump, in days.
  public var daysBuried: Int64 = 90

  public init() {}

  /// As the design has them.
  public static let standard = EngineRules()
}
