import Rehearsal
import Sync
import Synchronization
import Testing
import Training
import Wire

/// What folder services leave beside a dump when two machines wrote at once.
@Suite struct ConflictCopyTests {
  private let scene = Scene()
  private let key = DocumentKey(.workoutLogs, "w1")

  /// The dump as the laptop left it, and beside it one that the gym wrote from the same beginning.
  private func diverge(_ edit: (Scene) throws -> Void) throws {
    try scene.inStep(3, sets: 2)
    let common = scene.text
    try edit(scene)
    try scene.sync(scene.gym)
    let copy = scene.text
    scene.text = common
    try scene.set("101", at: Scene.firstWeight, of: key, on: scene.laptop, at: 2000)
    try scene.sync(scene.laptop)
    put(copy)
  }

  private func put(_ text: String) {
    scene.remote.state.withLock { state in
      state.copies = [ConflictCopy(name: "tonnage (conflicted copy).json", bytes: Array(text.utf8))]
    }
  }

  private var left: Int { scene.remote.state.withLock { $0.copies.count } }

  private let secondReps = ["exercises", "e", "sets", "s2", "reps"]

  @Test func aCopyIsMergedWithTheDumpAndSetAside() throws {
    try diverge { try $0.set("9", at: secondReps, of: key, on: $0.gym, at: 3000) }
    let report = try scene.sync(scene.laptop)
    #expect(report.notices == ["tonnage (conflicted copy).json was merged."])
    #expect(left == 0)
    #expect(try scene.weight(key, on: scene.laptop) == "101")
    #expect(try scene.laptop.element(key)?.field(at: secondReps[...]) == "9")
    #expect(scene.text.contains("[101,100]") && scene.text.contains("[5,9]"))
    try scene.sync(scene.gym)
    #expect(try scene.gym.element(key)?.canonical == scene.laptop.element(key)?.canonical)
  }

  @Test func whatWasDeletedInACopyStaysDeleted() throws {
    try diverge { try $0.delete(DocumentKey(.workoutLogs, "w3"), on: $0.gym) }
    guard case .wantsDeletions? = try scene.refusal(scene.laptop) else {
      Issue.record("a third of the sets was taken out unasked")
      return
    }
    #expect(left == 1)
    try scene.sync(scene.laptop) { $0.yes = true }
    #expect(scene.laptop.syncSnapshot().documents.count == 2 && left == 0)
    #expect(scene.text.contains("\"tombstones\":{\"workoutLogs\":{\"w3\""))
  }

  @Test func whatBothChangedIsKeptWhicheverSideItWas() throws {
    try diverge { try $0.set("90", at: Scene.firstWeight, of: key, on: $0.gym, at: 1500) }
    let report = try scene.sync(scene.laptop)
    #expect(try scene.weight(key, on: scene.laptop) == "101")
    #expect(report.losses.map(\.lost) == ["90"] && report.losses.map(\.wasMine) == [false])
  }

  @Test func aCopyThatBringsNothingIsSetAsideToo() throws {
    try diverge { _ in }
    let writes = scene.remote.state.withLock { $0.writes }
    #expect(try scene.sync(scene.laptop).isUnchanged)
    #expect(left == 0 && scene.remote.state.withLock { $0.writes } == writes)
  }

  @Test func whatIsNoCopyOfTheDumpIsLeftWhereItIs() throws {
    try diverge { _ in }
    let copies = [
      (
        scene.text.replacing(#/"lineage":"[^"]*"/#, with: "\"lineage\":\"x\""),
        "it is another dump."
      ),
      (
        scene.text.replacing("[101,100]", with: "[666,100]"),
        "it was edited by hand. “tonnage sync --yes” merges that."
      ), (String(scene.text.dropLast(9)), "it ends in the middle"),
    ]
    for (text, reason) in copies {
      put(text)
      let (before, report) = (scene.text, try scene.sync(scene.laptop))
      #expect(report.notices.count == 1)
      #expect(
        report.notices[0].hasPrefix("tonnage (conflicted copy).json was left where it is: "))
      #expect(report.notices[0].contains(reason), "\(report.notices)")
      #expect(left == 1 && scene.text == before)
    }
  }
}
