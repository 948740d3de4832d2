import Rehearsal
import Sync
import Synchronization
import Testing
import Training
import Wire

/// The way out of a dump that cannot be read.
@Suite struct BeginningAgainTests {
  private let scene = Scene()
  private let key = DocumentKey(.workoutLogs, "w1")

  private var asides: [[UInt8]] { scene.remote.state.withLock { $0.asides } }

  /// Ways in which a dump that was synced with cannot be read.
  private static let damage: [(name: String, make: @Sendable (String) -> String)] = [
    ("empty", { _ in "" }), ("of nothing but space", { _ in " \n" }),
    ("torn", { String($0.dropLast(50)) }), ("torn in its head", { String($0.prefix(20)) }),
    ("another file", { _ in "{\"name\":\"x\"}" }), ("nothing", { _ in "null" }),
    ("text", { _ in "<html>503</html>" }),
    ("with a document that is none", { $0.replacing("\"date\":\"", with: "\"date\":\"x") }),
    ("with zeros in it", { $0.replacing("\"w2\"", with: "\"w2\0\"") }),
  ]

  @Test(arguments: damage.indices) func whatCannotBeReadIsBegunAgain(_ number: Int) throws {
    try scene.inStep(3)
    try scene.log("w9", on: scene.gym, at: 2000)
    let lineage = scene.laptop.syncLink()?.lineage
    let generation = try #require(scene.laptop.syncLink()?.generation)
    let damaged = Self.damage[number].make(scene.text)
    scene.text = damaged
    let store = scene.laptop.contents
    for choose: (inout SyncOptions) -> Void in [
      { _ in }, { $0.yes = true }, { $0.adopt = true },
      {
        $0.beginsAgain = true
        $0.dryRun = true
      },
    ] {
      // What only decoding finds may come with the other question first.
      let refusal = try scene.refusal(scene.laptop) { options in
        choose(&options)
        if number == 7 { options.yes = true }
      }
      guard case .wantsNewBeginning? = refusal else {
        Issue.record("\(Self.damage[number].name): \(refusal?.sentence ?? "it went on")")
        return
      }
    }
    #expect(scene.text == damaged && asides.isEmpty && scene.laptop.contents == store)
    let report = try scene.sync(scene.laptop) {
      $0.beginsAgain = true
      $0.yes = true
    }
    #expect(asides == [Array(damaged.utf8)])
    #expect(report.notices.contains { $0.contains("kept beside it as memory.unreadable-0") })
    #expect(scene.laptop.syncLink()?.lineage == lineage)
    #expect(try #require(scene.laptop.syncLink()?.generation) > generation)
    // The others merge as ever, and bring what only they had.
    try scene.sync(scene.gym)
    try scene.sync(scene.laptop)
    #expect(try scene.laptop.element(DocumentKey(.workoutLogs, "w9")) != nil)
    #expect(scene.laptop.syncSnapshot().documents.count == 4)
    #expect(try scene.sync(scene.laptop).isUnchanged && scene.sync(scene.gym).isUnchanged)
  }

  @Test func aMachineThatIsNewKeepsTheLineageThatTheHeadNames() throws {
    try scene.inStep(2)
    let lineage = scene.laptop.syncLink()?.lineage
    let generation = try #require(scene.laptop.syncLink()?.generation)
    scene.text = String(scene.text.dropLast(50))
    let new = MemoryStore("new")
    try scene.log("n", on: new)
    try scene.sync(new) { $0.beginsAgain = true }
    #expect(new.syncLink()?.lineage == lineage)
    #expect(new.syncLink()?.generation == generation + 1)
    try scene.sync(scene.laptop)
    #expect(scene.laptop.syncSnapshot().documents.count == 3)
  }

  @Test func aFileThatMayBeAnythingIsNotOffered() throws {
    scene.text = "{\"name\":\"package\"}"
    guard case .unreadable? = try scene.refusal(scene.laptop, { $0.beginsAgain = true }) else {
      Issue.record("it was replaced")
      return
    }
    #expect(asides.isEmpty && scene.text == "{\"name\":\"package\"}")
  }

  @Test func anEmptyFileIsBegunByWhoeverIsAsked() throws {
    scene.text = ""
    try scene.log("w1", on: scene.laptop)
    guard case .wantsNewBeginning? = try scene.refusal(scene.laptop) else { return }
    try scene.sync(scene.laptop) { $0.beginsAgain = true }
    #expect(scene.text.contains("\"id\":\"w1\""))
  }

  @Test func ofANewerProgramNothingIsReplaced() throws {
    try scene.inStep(1)
    scene.text = scene.text.replacing(#/"version":\d+/#, with: "\"version\":99")
    guard
      case .unreadable(_, .newerVersion)? = try scene.refusal(
        scene.laptop, { $0.beginsAgain = true })
    else {
      Issue.record("it was replaced")
      return
    }
    #expect(asides.isEmpty)
  }

  @Test func whoeverIsSecondToBeginAgainMerges() throws {
    try scene.inStep(1)
    try scene.log("w2", on: scene.laptop, at: 2000)
    try scene.log("w3", on: scene.gym, at: 2000)
    scene.text = "torn"
    scene.remote.state.withLock { state in
      state.beforeWrite = { [scene] in
        // What goes wrong with it is seen by what does not come of it.
        _ = try? scene.sync(scene.gym) { $0.beginsAgain = true }
      }
    }
    try scene.sync(scene.laptop) { $0.beginsAgain = true }
    #expect(asides.count == 1)
    for id in ["w1", "w2", "w3"] { #expect(scene.text.contains("\"id\":\"\(id)\"")) }
  }

  @Test func aCopyThatCannotBeReadIsNamedAndStopsNothing() throws {
    try scene.inStep(1)
    scene.remote.state.withLock {
      $0.copies = [ConflictCopy(name: "pipe (conflicted copy).json", flaw: "it is no file")]
    }
    let report = try scene.sync(scene.laptop)
    #expect(report.notices == ["pipe (conflicted copy).json was left where it is: it is no file."])
  }

  // MARK: What a beginning says

  @Test(
    arguments: [
      ("{\"format\":\"tonnage-dump\",\"lineage\":\"a\",\"generation\":12,", "a", 12),
      ("{ \"format\" : \"tonnage-dump\" ,\n\t\"generation\":3,\"lineage\" : \"b\" }", "b", 3),
      ("{\"format\":\"tonnage-dump\",\"lineage\":\"a\",\"generation\":12", "a", nil),
      ("{\"format\":\"tonnage-dump\",\"lineage\":\"a", nil, nil),
      ("{\"format\":\"tonnage-dump\",\"lineage\":\"\"", nil, nil),
      ("{\"format\":\"other\",\"lineage\":\"a\"", nil, nil), ("", nil, nil),
      ("{\"format\":\"tonnage-dump\"", nil, nil), ("\"format\"", nil, nil),
      ("{\"format\":\"tonnage-dump\",\"lineage\":7}", nil, nil),
    ] as [(String, String?, Int?)])
  func aBeginningNamesItsLineage(_ text: String, _ lineage: String?, _ generation: Int?) {
    let peek = DumpPeek(Array(text.utf8))
    #expect(peek?.lineage == lineage && peek?.generation == generation)
  }
}
