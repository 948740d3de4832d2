import Chance
import Rehearsal
import Sync
import Testing
import Training
import Wire

/// Wrong rules, planted on purpose: the laws, the promises or the stories have to notice each of them.
@Suite struct NegativeControlTests {
  typealias Control = (name: String, plant: @Sendable (inout Flaws) -> Void)

  static let ofMerging: [Control] = [
    ("a field of this side always holds", { $0.merge.field = .mine }),
    ("a field of the remote always holds", { $0.merge.field = .theirs }),
    ("the earlier edit holds", { $0.merge.field = .earlierStamp }),
    ("a tie goes to this side", { $0.merge.tie = .mine }),
    ("a tie goes to the remote", { $0.merge.tie = .theirs }),
    ("metadata of this side always holds", { $0.merge.metadata = .mine }),
    ("a deletion holds whatever was edited later", { $0.merge.revives = false }),
    ("what was seen holds before what was not", { $0.merge.unseenBeatsSeen = false }),
    (
      "a document that stands again forgets its removal",
      { $0.merge.keepsDocumentRemovals = false }
    ), ("everything up to its stamp is seen by a removal", { $0.merge.seenIsOneStamp = true }),
    ("moving brings back", { $0.merge.orderRevives = true }),
    ("a removal inside brings back", { $0.merge.removalInsideRevives = true }),
    ("what one side alone has is dropped", { $0.merge.keepsOneSided = false }),
    ("removals are forgotten", { $0.merge.keepsRemovals = false }),
    ("what loses is not archived", { $0.merge.archives = false }),
    ("a tick can't be taken away", { $0.merge.sticksTicks = true }),
    ("deletions are forgotten", { $0.merge.keepsTombstones = false }),
    ("absence is deletion", { $0.merge.takesAbsenceForDeletion = true }),
    ("an older dump is taken over as it is", { $0.merge.takesOverOlder = true }),
    ("sets stand in the order of their edits", { $0.merge.order = .latestStamp }),
  ]

  static let ofStores: [Control] = [
    ("only what goes counts as seen", { $0.removals.knowsOnlyWhatGoes = true }),
    ("what came counts as not seen", { $0.removals.forgetsWhatCame = true }),
    ("what comes back is written again", { $0.removals.restampsWhatComesBack = true }),
  ]

  static let ofTheEngine: [Control] = [
    ("the base is saved before the write", { $0.engine.countsAsSentBeforeWriting = true }),
    ("what was written is not read back", { $0.engine.readsBack = false }),
    ("a lost answer counts as a lost race", { $0.engine.looksUpLostAnswers = false }),
    ("a wrong checksum is believed", { $0.engine.believesEdited = true }),
    ("a dump that is gone counts as empty", { $0.engine.takesMissingForEmpty = true }),
    ("nobody is asked before much is deleted", { $0.engine.asksBeforeDeleting = false }),
    ("another lineage is merged unasked", { $0.engine.asksAboutLineage = false }),
    ("no backup is made", { $0.engine.backsUp = false }),
    ("what is edited during a sync counts as sent", { $0.engine.sendsOnlyWhatWasMerged = false }),
    ("a copied machine keeps the id of the other", { $0.engine.renewsSharedDevices = false }),
    ("a store that is put back keeps its id", { $0.keepsCopiedIDs = true }),
    ("what was seen does not move the clock on", { $0.passesClock = false }),
    ("a write looks at nothing that it replaces", { $0.compares = false }),
  ]

  @Test(arguments: ofMerging.indices) func aWrongRuleOfMergingIsNoticed(_ number: Int) throws {
    try expectNoticed(Self.ofMerging[number])
  }

  @Test(arguments: ofStores.indices) func aWrongRuleOfAStoreIsNoticed(_ number: Int) throws {
    try expectNoticed(Self.ofStores[number])
  }

  @Test(arguments: ofTheEngine.indices) func aWrongRuleOfTheEngineIsNoticed(_ number: Int) throws {
    try expectNoticed(Self.ofTheEngine[number])
  }

  private func expectNoticed(_ control: Control) throws {
    var flaws = Flaws()
    control.plant(&flaws)
    #expect(try isNoticed(flaws), "nothing noticed that \(control.name)")
  }

  private func isNoticed(_ flaws: Flaws) throws -> Bool {
    for promise in Promise.allCases {
      // A sync that fails where it has to work is noticed as well.
      do { if try !promise.isKept(flaws) { return true } } catch is SyncError { return true }
    }
    for seed in UInt64(1)...400 where try breaksLaw(flaws.merge, seed) { return true }
    for seed in UInt64(1)...200 {
      do { try Simulation(Story(seed: seed), flaws: flaws).run() } catch is Simulation.Failure {
        return true
      }
    }
    return false
  }

  private func breaksLaw(_ rules: MergeRules, _ seed: UInt64) throws -> Bool {
    var random = Seeded(seed)
    let copies = try randomCopies(&random).map { Self.withTiesAndMetadata($0, &random) }
    func join(_ left: Element?, _ right: Element?) -> Element? {
      guard let left, let right else { return left ?? right }
      var merge = ElementMerge(DocumentKey(.workoutLogs, "log"), rules: rules)
      return merge.join(left, right, base: commonDocument())
    }
    let (a, b, c) = (copies[0], copies[1], copies[2])
    if join(a, b)?.canonical != join(b, a)?.canonical { return true }
    var merge = ElementMerge(DocumentKey(.workoutLogs, "log"), rules: rules)
    return !merge.joinInAnyOrder([a, b, c])
  }

  /// Two values of one stamp, as two devices of one id make them, and metadata refreshed here and there.
  private static func withTiesAndMetadata(_ copy: Element, _ random: inout Seeded) -> Element {
    var element = copy
    element.set("tie", to: "\(random.below(3))")
    element.stamps.fields["tie"] = Stamp(milliseconds: 5, counter: 5, device: "same")
    element.set("exerciseMetadata", to: "{\"name\":\"x\",\"revision\":\(random.below(3))}")
    return element
  }

  @Test func theRightRulesBreakNoLawEvenWithTies() throws {
    for seed in UInt64(1)...400 { #expect(try !breaksLaw(.standard, seed), "seed \(seed)") }
  }
}
