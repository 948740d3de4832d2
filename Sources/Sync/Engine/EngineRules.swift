/// The rules of the engine, as a value: the tests break each of them and expect to notice. Nobody else can change them.
package struct EngineRules: Hashable, Sendable {
  /// Whether what is to be sent counts as sent before it is written and read back.
  package var countsAsSentBeforeWriting = false
  /// Whether what was written is read back.
  package var readsBack = true
  /// Whether it is looked up if a write arrived whose answer was lost; else it counts as a lost race.
  package var looksUpLostAnswers = true
  /// Whether a dump counts as ours though its checksum says that someone else has edited it.
  package var believesEdited = false
  /// Whether a dump that is gone counts as one that is empty.
  package var takesMissingForEmpty = false
  /// Whether the athlete is asked before a large share of the documents is deleted.
  package var asksBeforeDeleting = true
  /// Whether the athlete is asked before a dump of another beginning is merged.
  package var asksAboutLineage = true
  /// Whether a backup is made before a merge that touches much.
  package var backsUp = true
  /// Whether the merge is made again where something was edited since; else that counts as sent.
  package var sendsOnlyWhatWasMerged = true
  /// Whether a device whose id another one uses, as a copied store does, gets a new one.
  package var renewsSharedDevices = true

  package init() {}

  /// As the design has them.
  package static let standard = EngineRules()
}
