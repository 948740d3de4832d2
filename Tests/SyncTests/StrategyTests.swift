import Rehearsal
import Sync
import Synchronization
import Testing
import Training
import Wire

@Suite struct StrategyTests {
  private let key = DocumentKey(.workoutLogs, "w1")
  private let weight = Scene.firstWeight
  private let reps = ["exercises", "e", "sets", "s1", "reps"]
  private let secondReps = ["exercises", "e", "sets", "s2", "reps"]

  /// The laptop has sent 101 × 5 and 8; the gym, later, has 102 × 7 and 5, and has not synced.
  private func scene(_ strategy: Strategy = .mergeChanges) throws -> Scene {
    let scene = Scene()
    for store in [scene.laptop, scene.gym] { store.state.withLock { $0.link?.strategy = strategy } }
    try scene.inStep(1, sets: 2)
    try scene.set("101", at: weight, of: key, on: scene.laptop, at: 2000)
    try scene.set("8", at: secondReps, of: key, on: scene.laptop, at: 2001)
    try scene.set("102", at: weight, of: key, on: scene.gym, at: 3000)
    try scene.set("7", at: reps, of: key, on: scene.gym, at: 3001)
    try scene.sync(scene.laptop)
    return scene
  }

  private func values(_ store: MemoryStore) throws -> [String?] {
    let element = try store.element(key)
    return [weight, reps, secondReps].map { element?.field(at: $0[...]) }
  }

  @Test func changesOfBothSidesMeet() throws {
    let scene = try scene()
    let report = try scene.sync(scene.gym)
    #expect(try values(scene.gym) == ["102", "7", "8"])
    #expect(report.losses.map(\.path) == [weight])
    #expect(report.losses.map(\.lost) == ["101"] && report.losses.map(\.wasMine) == [false])
  }

  @Test func theLastWriteTakesAllAndTheOtherIsKept() throws {
    let scene = try scene(.lastWriteWins)
    let report = try scene.sync(scene.gym)
    #expect(try values(scene.gym) == ["102", "7", "5"])
    #expect(report.losses.map(\.reason) == [.document])
    #expect(scene.text.contains("\"strategy\":\"last-write-wins\""))
  }

  @Test func anotherStrategyForOneRunIsAnEditThatHoldsEverywhere() throws {
    let scene = try scene()
    let report = try scene.sync(scene.gym, at: 10_000) { $0.strategyOnce = .lastWriteWins }
    #expect(report.strategy == .mergeChanges)
    #expect(scene.text.contains("\"strategy\":\"merge-changes\""))
    #expect(try values(scene.gym) == ["102", "7", "5"])
    #expect(report.losses.map(\.reason) == [.document])
    let stamp = try scene.gym.element(key)?.stamp(at: secondReps[...])
    #expect(stamp == Stamp(milliseconds: 10_000, counter: 0, device: "gym"))
    try scene.sync(scene.laptop)
    #expect(try values(scene.laptop) == ["102", "7", "5"])
    #expect(try scene.sync(scene.laptop).isUnchanged && scene.sync(scene.gym).isUnchanged)
    // Made with that before its eyes, an edit holds again.
    try scene.set("9", at: secondReps, of: key, on: scene.laptop, at: 1)
    try scene.sync(scene.laptop)
    try scene.sync(scene.gym)
    #expect(try values(scene.gym) == ["102", "7", "9"])
  }

  @Test func changesAreMergedForOneRunWhereTheLastWriteWinsElse() throws {
    let scene = try scene(.lastWriteWins)
    try scene.sync(scene.gym) { $0.strategyOnce = .mergeChanges }
    #expect(scene.text.contains("\"strategy\":\"last-write-wins\""))
    try scene.sync(scene.laptop)
    for store in [scene.laptop, scene.gym] { #expect(try values(store) == ["102", "7", "8"]) }
    #expect(try scene.sync(scene.laptop).isUnchanged && scene.sync(scene.gym).isUnchanged)
  }

  @Test func whatOneSideLeftAloneIsNothingToDecide() throws {
    let scene = Scene()
    try scene.inStep(1, sets: 2)
    try scene.set("101", at: weight, of: key, on: scene.laptop, at: 2000)
    try scene.sync(scene.laptop)
    let stamp = try scene.laptop.element(key)?.stamp(at: weight[...])
    try scene.sync(scene.gym) { $0.strategyOnce = .lastWriteWins }
    #expect(try scene.gym.element(key)?.stamp(at: weight[...]) == stamp)
  }

  @Test func aStrategyForGoodChangesTheDumps() throws {
    let scene = try scene()
    let change = try scene.sync(scene.laptop) { $0.strategy = .lastWriteWins }
    #expect(change.notices == ["The dump's strategy is last-write-wins from now on."])
    #expect(scene.text.contains("\"strategy\":\"last-write-wins\""))
    let report = try scene.sync(scene.gym)
    #expect(report.strategy == .lastWriteWins && report.losses.map(\.reason) == [.document])
    #expect(scene.gym.syncLink()?.strategy == .lastWriteWins)
  }

  @Test(arguments: [true, false]) func whatBothChangedIsPutToTheAthlete(once: Bool) throws {
    let scene = try scene(once ? .mergeChanges : .userPrompt)
    let report = try scene.sync(scene.gym) { $0.strategyOnce = once ? .userPrompt : nil }
    // Until it is answered the result of merging stands, and is sent.
    #expect(try values(scene.gym) == ["102", "7", "8"])
    #expect(report.losses.map(\.path) == [weight] && report.losses.map(\.reason) == [.field])
    #expect(report.losses.map(\.base) == ["100"])
    #expect(scene.gym.state.withLock { $0.asked } == [weight])
    #expect(scene.text.contains("[102,100]"))
    try scene.sync(scene.laptop)
    #expect(scene.laptop.state.withLock { $0.asked }.isEmpty)
  }
}
