import Sync
import Synchronization
import Testing
import Training
import Wire

/// What a removal means when machines meet: each of these was wrong in some draft.
@Suite struct RemovalTests {
  private let scene = Scene()
  private let key = DocumentKey(.workoutLogs, "w1")

  @Test(arguments: [true, false])
  func theSetsThatAnotherLoggedIntoAnUndoneDayStandAndBothAreTold(laptopFirst: Bool) throws {
    try scene.inStep(1)
    // The undo of the day's only set takes the workout out.
    try scene.delete(key, on: scene.laptop)
    for number in 2...5 { try scene.add("s\(number)", to: key, on: scene.gym, at: 3000) }
    var told: [String?] = []
    for store in laptopFirst ? [scene.laptop, scene.gym] : [scene.gym, scene.laptop, scene.gym] {
      let report = try scene.sync(store)
      told.append(report.departures.words(names: ["laptop": "my laptop"]))
    }
    try scene.settle([scene.laptop, scene.gym])
    for store in [scene.laptop, scene.gym] {
      #expect(try scene.sets(key, on: store) == ["s2", "s3", "s4", "s5"])
    }
    #expect(told.contains("1 set removed by my laptop"))
    #expect(scene.laptop.state.withLock { $0.archive } == [])
  }

  @Test func ofAnUndoneDayOnlyWhatAnotherLoggedStands() throws {
    try scene.inStep(1)
    try scene.delete(key, on: scene.laptop)
    try scene.sync(scene.laptop)
    let entry = LoggedExercise(
      id: "e2", exerciseId: "row",
      sets: [LoggedSet(id: "r1", weight: 60, reps: 8, completed: true, position: "V1")],
      position: "V2")
    try scene.set(
      entry.element.encoded(), at: ["exercises", "e2"], of: key, on: scene.gym, at: 3000)
    try scene.settle([scene.gym, scene.laptop])
    for store in [scene.laptop, scene.gym] {
      #expect(try scene.sets(key, on: store) == ["r1"])
      #expect(try store.element(key)?.children("exercises").map(\.id) == ["e2"])
    }
  }

  @Test func theSetThatWasTickedUnseenStandsTheRestIsGone() throws {
    try scene.inStep(1, sets: 3)
    try scene.delete(key, on: scene.laptop)
    try scene.set(
      "true", at: ["exercises", "e", "sets", "s2", "completed"], of: key, on: scene.gym, at: 3000)
    try scene.settle([scene.laptop, scene.gym])
    #expect(try scene.sets(key, on: scene.laptop) == ["s2"])
  }

  @Test func whatTwoDeletedAndOneBroughtBackStandsOnBoth() throws {
    try scene.inStep(1, sets: 2)
    let former = try #require(try scene.laptop.element(key))
    try scene.delete(key, on: scene.laptop, at: 2000)
    try scene.delete(key, on: scene.gym, at: 3000)
    try scene.settle([scene.laptop, scene.gym])
    _ = try scene.laptop.bringBack(key, former, at: 4000)
    try scene.settle([scene.gym, scene.laptop])
    for store in [scene.laptop, scene.gym] {
      #expect(try scene.sets(key, on: store) == ["s1", "s2"])
    }
  }

  @Test func aSetThatWasMovedGoesWithItsEntry() throws {
    try scene.inStep(1, sets: 2)
    try scene.set(nil, at: ["exercises", "e"], of: key, on: scene.laptop, at: 2000)
    try scene.set(
      "\"V0\"", at: ["exercises", "e", "sets", "s2", "position"], of: key, on: scene.gym, at: 3000)
    try scene.settle([scene.laptop, scene.gym])
    #expect(try scene.laptop.element(key)?.children("exercises") == [])
    #expect(try scene.gym.element(key)?.children("exercises") == [])
  }

  @Test func aRemovalThatArrivesTwiceChangesNothing() throws {
    try scene.inStep(2, sets: 2)
    try scene.delete(key, on: scene.laptop)
    try scene.sync(scene.laptop)
    let old = scene.text
    try scene.sync(scene.gym) { $0.yes = true }
    try scene.add("s9", to: DocumentKey(.workoutLogs, "w2"), on: scene.gym, at: 3000)
    try scene.sync(scene.gym)
    scene.text = old
    try scene.settle([scene.gym, scene.laptop])
    let before = (scene.gym.contents, scene.text)
    #expect(try scene.sync(scene.gym).isUnchanged)
    #expect(scene.text == before.1)
    #expect(try scene.laptop.element(key) == nil && scene.gym.element(key) == nil)
    #expect(
      try scene.sets(DocumentKey(.workoutLogs, "w2"), on: scene.laptop)?.contains("s9") == true)
  }

  @Test func aClockAheadTakesNothingThatItsMachineHadNotSeen() throws {
    try scene.inStep(1, sets: 2)
    let ahead: Int64 = 400 * 86_400_000
    try scene.set(
      nil, at: ["exercises", "e"], of: key, on: scene.laptop, at: ahead)
    try scene.add("s9", to: key, on: scene.gym, at: 3000)
    try scene.settle([scene.laptop, scene.gym])
    #expect(try scene.sets(key, on: scene.laptop) == ["s9"])
    try scene.delete(key, on: scene.laptop, at: ahead)
    try scene.add("s10", to: key, on: scene.gym, at: 4000)
    try scene.settle([scene.laptop, scene.gym])
    #expect(try scene.sets(key, on: scene.gym) == ["s10"])
  }

  @Test func aRemovalOfWhichOnlyTheStampIsKnownTakesEverythingUpToIt() throws {
    try scene.inStep(1, sets: 2)
    let stamp = Stamp(milliseconds: 2000, counter: 0, device: "laptop")
    scene.laptop.state.withLock { state in
      state.documents[key] = nil
      state.tombstones[key] = Removal(upTo: stamp)
      state.mark += 1
    }
    try scene.set("90", at: Scene.firstWeight, of: key, on: scene.gym, at: 1500)
    try scene.settle([scene.laptop, scene.gym])
    #expect(try scene.gym.element(key) == nil)
    // What it had not seen is kept in the archive, since such a removal cannot tell.
    #expect(scene.gym.state.withLock { $0.archive }.map(\.reason) == [.deleted])
    #expect(scene.text.contains("{\"w1\":\"\(stamp.text)\"}"))
  }

  @Test func aRemovalIsWrittenAndReadAsItIs() throws {
    var seen = Seen()
    seen.insert(Stamp(milliseconds: 1_700_000_000_000, counter: 2, device: "gym"))
    let removals = [
      Removal(upTo: Stamp(milliseconds: 7, counter: 0, device: "a")),
      Removal(at: Stamp(milliseconds: 8, counter: 1, device: "b"), seen: seen, why: .importUndo),
      Removal(
        at: Stamp(milliseconds: 8, counter: 1, device: "b"), seen: seen, why: .discard,
        upTo: Stamp(milliseconds: 3, counter: 0, device: "c")),
    ]
    for removal in removals {
      #expect(RemovalText.read(RemovalText.json(removal)) == removal)
      for other in removals {
        #expect(removal.joined(other) == other.joined(removal))
        for third in removals {
          #expect(removal.joined(other).joined(third) == removal.joined(other.joined(third)))
        }
      }
    }
    #expect(RemovalText.json(removals[0]) == "\"7.0.a\"")
    #expect(
      RemovalText.json(removals[1])
        == #"{"at":"8.1.b","seen":{"gym":"loyw3v28.2"},"why":"import undo"}"#)
  }
}
