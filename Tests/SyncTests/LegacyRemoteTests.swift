import Rehearsal
import Sync
import Synchronization
import Testing
import Training
import Wire

/// A dump of another program as the remote: arrays or objects by id, no stamps, no metadata, perhaps several athletes.
@Suite struct LegacyRemoteTests {
  private static let anna =
    #"{"id":"a1","userId":"anna","date":"2026-01-02","exercises":[{"exerciseId":"squat","sets":1,"reps":["5"],"weights":[100],"completed":[true]}]}"#
  private static let bob = #"{ "id" : "b1", "userId":"bob", "date":"2026-01-03",  "mood":7.10 }"#
  private static let bobsProgram = #"{"id":"p1","userId":"bob","name":"Bob's","weeklyConfigs":{}}"#

  private func scene(_ text: String, athlete: String = "anna") -> Scene {
    let scene = Scene()
    for store in [scene.laptop, scene.gym] { store.state.withLock { $0.userId = athlete } }
    scene.text = text
    return scene
  }

  private var shared: String {
    "{\"workoutLogs\":{\"a1\":\(Self.anna),\"b1\":\(Self.bob)},\"programs\":[\(Self.bobsProgram)],\"meals\":[ 1, 2 ],\"users\":{\"bob\":{}}}"
  }

  @Test func itIsWrittenAnewOnlyAfterAYesAndABackup() throws {
    let scene = scene(shared)
    let (store, text) = (scene.laptop.contents, scene.text)
    let error = try scene.refusal(scene.laptop)
    #expect(error?.sentence.contains("is the dump of another program (3 documents)") ?? false)
    #expect(scene.laptop.contents == store && scene.text == text)
    let report = try scene.sync(scene.laptop) { $0.yes = true }
    #expect(report.backup == "backup 1")
    #expect(report.received.map(\.key) == [DocumentKey(.workoutLogs, "a1")])
    #expect(scene.text.hasPrefix("{\"format\":\"tonnage-dump\",\"version\":2"))
  }

  @Test func whatIsTheOthersStaysByteForByte() throws {
    let scene = scene(shared)
    try scene.sync(scene.laptop) { $0.yes = true }
    for round in 0..<2 {
      #expect(scene.text.contains(Self.bob) && scene.text.contains(Self.bobsProgram))
      #expect(
        scene.text.contains("\"meals\":[ 1, 2 ]") && scene.text.contains("\"users\":{\"bob\":{}}"))
      #expect(scene.text.contains("\"otherAthletes\":[\"bob\"]"))
      #expect(scene.gym.syncSnapshot().documents.count == round)
      try scene.sync(scene.gym)
      try scene.log("w\(round)", on: scene.gym, at: 5000)
      try scene.sync(scene.gym)
      if round == 0 { try scene.delete(DocumentKey(.workoutLogs, "w0"), on: scene.gym, at: 6000) }
    }
    let keys = Set(scene.gym.syncSnapshot().documents.keys)
    #expect(keys == [DocumentKey(.workoutLogs, "a1"), DocumentKey(.workoutLogs, "w1")])
    #expect(scene.gym.syncSnapshot().tombstones.keys.contains(DocumentKey(.workoutLogs, "w0")))
  }

  @Test func aSecondSyncFindsNothingToDo() throws {
    let scene = scene(shared)
    try scene.sync(scene.laptop) { $0.yes = true }
    let text = scene.text
    #expect(try scene.sync(scene.laptop).isUnchanged)
    try scene.sync(scene.gym)
    #expect(try scene.sync(scene.gym).isUnchanged && scene.text == text)
    #expect(
      try scene.gym.element(DocumentKey(.workoutLogs, "a1"))?.canonical
        == scene.laptop.element(DocumentKey(.workoutLogs, "a1"))?.canonical)
  }

  @Test func aStoreWithoutAnAthleteTakesTheOnlyOne() throws {
    let scene = scene("{\"workoutLogs\":[\(Self.anna)]}", athlete: "")
    try scene.sync(scene.laptop) { $0.yes = true }
    #expect(scene.laptop.state.withLock { $0.userId } == "anna")
    #expect(scene.text.contains("\"userId\":\"anna\""))
  }

  @Test func whoseItIsHasToBeKnown() throws {
    let sentences = [
      (shared, "", "it holds several athletes (anna, bob). Import one of them"),
      (shared, "carol", "none of its documents is this athlete's; they belong to anna, bob"),
      ("{\"workoutLogs\":[\(Self.anna)]}", "carol", "it is the log of another athlete (anna)"),
    ]
    for (text, athlete, sentence) in sentences {
      let scene = scene(text, athlete: athlete)
      let error = try scene.refusal(scene.laptop) { $0.yes = true }
      #expect(error?.sentence.contains(sentence) ?? false, "\(error?.sentence ?? "read")")
      #expect(scene.text == text && scene.laptop.syncSnapshot().documents.isEmpty)
    }
    let scene = scene("{\"workoutLogs\":[\(Self.anna)]}", athlete: "carol")
    try scene.sync(scene.laptop) {
      $0.yes = true
      $0.adopt = true
    }
    #expect(scene.laptop.state.withLock { $0.userId } == "anna")
  }

  @Test func aLogInSeveralPartsIsMergedWhole() throws {
    let parts = (0..<2).map {
      "{\"id\":\"x\($0)\",\"parentLogId\":\"a1\",\"shardIndex\":\($0),\"exercises\":[{\"exerciseId\":\"e\($0)\",\"sets\":1,\"reps\":[5],\"weights\":[50]}]}"
    }
    let scene = scene(
      "{\"workoutLogs\":[{\"id\":\"a1\",\"userId\":\"anna\",\"date\":\"2026-01-02\",\"isSharded\":true,\"shardCount\":2}],\"workoutLogShards\":[\(parts.joined(separator: ","))]}"
    )
    try scene.sync(scene.laptop) { $0.yes = true }
    let log = try #require(try scene.laptop.element(DocumentKey(.workoutLogs, "a1")))
    #expect(log.children("exercises").count == 2)
    #expect(scene.text.contains("\"workoutLogShards\":[\(parts[0])"))
  }

  @Test func whatWasReadOfItIsNoBaseUntilItIsSent() throws {
    let scene = scene(shared)
    scene.remote.state.withLock { $0.faults = [.none, .refused(.full)] }
    guard case .remote? = try scene.refusal(scene.laptop, { $0.yes = true }) else {
      Issue.record("the full disk was not told")
      return
    }
    #expect(scene.laptop.syncBase(DocumentKey(.workoutLogs, "a1")) == nil)
    try scene.sync(scene.laptop) { $0.yes = true }
    #expect(scene.text.contains("tonnage-dump"))
  }

  @Test func anEditByAProgramWithoutStampsIsMerged() throws {
    let scene = scene(shared)
    try scene.sync(scene.laptop) { $0.yes = true }
    try scene.sync(scene.gym)
    scene.text = shared.replacing("\"weights\":[100]", with: "\"weights\":[105]")
    let report = try scene.sync(scene.gym) { $0.yes = true }
    #expect(report.received.map(\.what) == [.changed])
    try scene.sync(scene.laptop)
    let log = try #require(try scene.laptop.element(DocumentKey(.workoutLogs, "a1")))
    #expect(try WorkoutLog(element: log).exercises[0].sets[0].weight == 105)
  }

  @Test func aCopyOfItIsLeftWhereItIs() throws {
    let scene = scene(shared)
    scene.remote.state.withLock { state in
      state.copies = [ConflictCopy(name: "copy.json", bytes: Array(shared.utf8))]
    }
    let report = try scene.sync(scene.laptop) { $0.yes = true }
    #expect(report.notices == ["copy.json was left where it is: it is another dump."])
    #expect(scene.remote.state.withLock { $0.copies.count } == 1)
  }
}
