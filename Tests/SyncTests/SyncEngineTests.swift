import Rehearsal
import Sync
import Synchronization
import Testing
import Training
import Wire

@Suite struct SyncEngineTests {
  private let scene = Scene()
  private let key = DocumentKey(.workoutLogs, "w1")

  @Test func whatWouldHappenIsToldAndNothingIsTouched() throws {
    try scene.inStep(3)
    try scene.log("w9", on: scene.laptop)
    try scene.delete(key, on: scene.laptop)
    try scene.sync(scene.laptop)
    try scene.set(
      "101", at: Scene.firstWeight, of: DocumentKey(.workoutLogs, "w2"), on: scene.gym, at: 2000)
    let (store, text) = (scene.gym.contents, scene.text)
    let report = try scene.sync(scene.gym) { $0.dryRun = true }
    #expect(report.isDryRun)
    #expect(report.received.map { "\($0.what) \($0.key.id)" } == ["deleted w1", "added w9"])
    #expect(report.sent.map { "\($0.what) \($0.key.id)" } == ["changed w2"])
    #expect(scene.gym.contents == store && scene.text == text)
  }

  @Test func nothingNewCostsOneReadAndMovesNothing() throws {
    try scene.inStep(3)
    try scene.sync(scene.laptop)
    let before = scene.remote.state.withLock { ($0.reads, $0.writes, $0.moved) }
    let mark = scene.laptop.syncMark()
    #expect(try scene.sync(scene.laptop).isUnchanged)
    let after = scene.remote.state.withLock { ($0.reads, $0.writes, $0.moved) }
    #expect(after.0 == before.0 + 1 && after.1 == before.1 && after.2 == before.2)
    #expect(scene.laptop.syncMark() == mark)
  }

  @Test func whoIsAlwaysSecondGivesUpAfterEightTimes() throws {
    try scene.log("w1", on: scene.laptop)
    scene.remote.state.withLock { state in
      state.faults = Array(repeating: [.none, .refused(.lostRace)], count: 8).flatMap { $0 }
    }
    let error = try scene.refusal(scene.laptop)
    #expect(
      error?.sentence
        == "Writing to memory: another machine wrote first, 8 times. Everything is merged here; try again in a moment."
    )
    #expect(try scene.sync(scene.laptop).sent.count == 1)
  }

  @Test func anEditWhileItIsWrittenGoesWithTheNext() throws {
    try scene.inStep(1)
    try scene.set("101", at: Scene.firstWeight, of: key, on: scene.laptop, at: 2000)
    scene.remote.state.withLock { state in
      state.beforeWrite = { [scene, key] in
        _ = try? scene.set("102", at: Scene.firstWeight, of: key, on: scene.laptop, at: 3000)
      }
    }
    try scene.sync(scene.laptop)
    #expect(scene.text.contains("[101]"))
    try scene.sync(scene.laptop)
    #expect(scene.text.contains("[102]"))
  }

  @Test func aSyncWithoutARemoteSaysHowToNameOne() throws {
    scene.laptop.state.withLock { $0.link = nil }
    #expect(
      try scene.refusal(scene.laptop)?.sentence
        == "Syncing: no remote is set up. “tonnage sync setup PATH-OR-URL” names one.")
  }

  @Test func aDumpThatIsGoneIsBegunAnewAfterAYes() throws {
    try scene.inStep(2)
    scene.remote.state.withLock { $0.bytes = nil }
    try scene.set("101", at: Scene.firstWeight, of: key, on: scene.laptop, at: 2000)
    try scene.sync(scene.laptop) { $0.yes = true }
    #expect(scene.text.contains("\"id\":\"w1\"") && scene.text.contains("\"id\":\"w2\""))
  }

  @Test func twoBeginningsAreMergedWhenAdopted() throws {
    try scene.inStep(2)
    let other = Scene()
    try other.log("there", on: other.laptop)
    try other.sync(other.laptop)
    scene.text = other.text.replacing(#/"lineage":"[^"]*"/#, with: "\"lineage\":\"another\"")
    scene.text = String(decoding: BadInputTests.rehashed(Array(scene.text.utf8)), as: UTF8.self)
    try scene.sync(scene.laptop) { $0.adopt = true }
    #expect(scene.laptop.syncLink()?.lineage == "another")
    for id in ["w1", "w2", "there"] { #expect(scene.text.contains("\"id\":\"\(id)\"")) }
  }

  @Test func aFirstSyncTakesOverWhatStandsThere() throws {
    try scene.inStep(1)
    for number in 2...250 { try scene.log("w\(number)", on: scene.laptop) }
    try scene.sync(scene.laptop)
    let late = MemoryStore("late")
    let report = try scene.sync(late)
    #expect(report.received.count == 250 && report.sent.isEmpty)
    #expect(try scene.sync(late).isUnchanged)
    try scene.set("101", at: Scene.firstWeight, of: key, on: late, at: 1)
    try scene.sync(late)
    try scene.sync(scene.laptop)
    #expect(try scene.weight(key, on: scene.laptop) == "101")
  }

  @Test func aCancelStopsItAndTheNextGoesOn() throws {
    try scene.inStep(1)
    try scene.log("w2", on: scene.laptop)
    let calls = Mutex(0)
    for limit in 0..<6 {
      calls.withLock { $0 = 0 }
      let engine = SyncEngine(
        store: scene.laptop, remote: scene.remote,
        surroundings: SyncSurroundings(
          now: { Instant(milliseconds: 5000) }, random: { 7 }, pause: { _ in },
          isCancelled: {
            calls.withLock { count in
              count += 1
              return count > limit
            }
          }))
      do { _ = try engine.run() } catch SyncError.cancelled { continue }
      break
    }
    #expect(calls.withLock { $0 } > 1)
    #expect(scene.text.contains("\"id\":\"w2\""))
    #expect(try scene.sync(scene.laptop).isUnchanged)
  }

  // MARK: Dumps edited by hand

  /// Changes the dump as an editor does, and merges it on the laptop after a yes.
  private func edited(_ old: String, _ new: String) throws -> WorkoutLog {
    #expect(scene.text.contains(old))
    scene.text = scene.text.replacing(old, with: new, maxReplacements: 1)
    try scene.sync(scene.laptop) { $0.yes = true }
    try scene.sync(scene.gym)
    #expect(try scene.laptop.element(key)?.canonical == scene.gym.element(key)?.canonical)
    return try WorkoutLog(element: try #require(try scene.laptop.element(key)))
  }

  @Test func aValueChangedByHandIsAnEdit() throws {
    try scene.inStep(1, sets: 2)
    let log = try edited("\"weights\":[100,100]", "\"weights\":[100,110]")
    #expect(log.exercises[0].sets.map(\.weight) == [100, 110])
    #expect(log.exercises[0].sets[1].stamps.latest?.device == "0")
  }

  @Test func aFieldAddedOrClearedByHandIsAnEdit() throws {
    try scene.inStep(1)
    #expect(try edited("\"name\":\"Push\"", "\"notes\":\"by hand\"").notes == "by hand")
    #expect(try edited("\"notes\":\"by hand\",", "").notes.isEmpty)
  }

  @Test func aSetTakenOutByHandIsGone() throws {
    try scene.inStep(1, sets: 2)
    let text = scene.text
    for (old, new) in [
      ("\"sets\":2", "\"sets\":1"), ("[5,5]", "[5]"), ("[100,100]", "[100]"),
      ("[true,true]", "[true]"),
    ] { scene.text = scene.text.replacing(old, with: new) }
    let details = try #require(scene.text.firstMatch(of: #/,\{"id":"s2"[^}]*\}/#))
    let log = try edited(String(details.0), "")
    #expect(log.exercises[0].sets.map(\.id) == ["s1"])
    #expect(log.exercises[0].removedSets.keys.map { $0 } == ["s2"])
    #expect(text.contains("s2"))
  }

  @Test func manyEditsByHandAreToldInPart() throws {
    try scene.inStep(8)
    scene.text = scene.text.replacing("[100]", with: "[111]")
    let error = try scene.refusal(scene.laptop)
    #expect(
      error?.sentence
        == "memory was edited by hand since it was written (workout w1 differs; workout w2 differs; workout w3 differs; workout w4 differs; workout w5 differs; and 3 more). That can be merged. To go on: “tonnage sync --yes”."
    )
  }

  @Test func aMergeThatMisplacesADocumentIsStopped() throws {
    var flaws = Flaws()
    flaws.merge.keepsTombstones = false
    let scene = Scene(flaws)
    try scene.inStep(2)
    try scene.delete(key, on: scene.laptop)
    let (store, text) = (scene.laptop.contents, scene.text)
    let error = try scene.refusal(scene.laptop) { $0.yes = true }
    #expect(
      error?.sentence
        == "Merging with memory: 1 document would be missing, workout w1 first. This is a mistake in Tonnage: please report it. Nothing was changed, here or there."
    )
    #expect(scene.laptop.contents == store && scene.text == text)
  }

  // MARK: Dumps of version 1

  @Test func whatADumpOfVersion1HoldsCountsAsSeenAndItBecomesVersion2() throws {
    try scene.inStep(2)
    let deletion = Stamp(milliseconds: 3000, counter: 0, device: "gym").text
    scene.text = String(
      decoding: BadInputTests.change(
        "\"tombstones\":{}",
        "\"tombstones\":{\"workoutLogs\":{\"w9\":\"\(deletion)\"}},\n\"buried\":{\"workoutLogs\":{}}"
      )(
        scene.text.replacing("\"version\":2", with: "\"version\":1")
          .replacing(#/,"seen":\{[^}]*\}/#, with: "")), as: UTF8.self)
    try scene.sync(scene.gym)
    let snapshot = scene.gym.syncSnapshot()
    #expect(snapshot.tombstones[DocumentKey(.workoutLogs, "w9")]?.upTo?.text == deletion)
    #expect(snapshot.seen["laptop"] != nil)
    try scene.set("101", at: Scene.firstWeight, of: key, on: scene.gym, at: 4000)
    try scene.sync(scene.gym)
    #expect(scene.text.contains("\"version\":2") && !scene.text.contains("\"buried\""))
    #expect(scene.text.contains("{\"w9\":\"\(deletion)\"}"))
  }

  @Test func whatWasMadeAndRemovedElsewhereChangesNothingHere() throws {
    try scene.inStep(3)
    for number in 10..<30 {
      let key = try scene.log("w\(number)", on: scene.laptop)
      try scene.delete(key, on: scene.laptop)
    }
    try scene.sync(scene.laptop)
    let report = try scene.sync(scene.gym)
    #expect(report.backup == nil && report.received == [])
    let known = scene.gym.syncSnapshot().tombstones
    #expect(known.count == 20 && known == scene.laptop.syncSnapshot().tombstones)
    #expect(try scene.sync(scene.gym).isUnchanged)
  }
}
