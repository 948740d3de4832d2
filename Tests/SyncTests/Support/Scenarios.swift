import Chance
import Rehearsal
import Sync
import Synchronization
import Training
import Wire

/// What the engine promises, one situation each: the tests expect every promise to be kept by the right rules, and some
/// promise to be broken by each wrong one.
enum Promise: String, CaseIterable {
  case whatADumpLacksIsNotDeleted
  case aDumpThatIsGoneIsNoEmptyOne
  case deletingManyIsAskedFirst
  case anotherLineageIsAskedAbout
  case whatWasEditedByHandIsAskedAbout
  case anOlderDumpIsMerged
  case whatArrivedDamagedIsNoticed
  case aLostAnswerIsLookedUp
  case whatWasNotSentIsSentNext
  case aBigMergeIsBackedUp
  case aDeletionIsForGood
  case aLaterEditBringsBack
  case setsStandWhereTheyWerePut
  case whatIsEditedDuringASyncIsSentNext
  case aCopiedMachineGetsAnIdOfItsOwn
  case aStoreThatIsPutBackStampsUnderAnIdOfItsOwn
  case aFailedWriteIsNobodyElses
  case whatCannotBeReadIsKeptBeforeItIsReplaced
  case whatWhoeverRemovedHadNotSeenStands
  case whatWasSeenGoesThoughItWasOverwritten
  case unseenHoldsBeforeSeen
  case movingAndRemovingAreNoEdits
  case whatStandsAgainStaysWithoutTheRest
  case bringingBackWritesNothingElse
}

/// Two devices and a dump, for one situation.
struct Scene {
  let flaws: Flaws
  let remote = MemoryRemote()
  let laptop: MemoryStore
  let gym: MemoryStore

  init(_ flaws: Flaws = Flaws()) {
    self.flaws = flaws
    laptop = MemoryStore("laptop")
    gym = MemoryStore("gym")
    for store in [laptop, gym] {
      store.state.withLock {
        $0.passesClock = flaws.passesClock
        $0.rules = flaws.removals
      }
    }
    remote.state.withLock { $0.compares = flaws.compares }
  }

  @discardableResult
  func sync(
    _ store: MemoryStore, at now: Int64 = 1_000_000_000,
    _ choose: (inout SyncOptions) -> Void = { _ in }
  ) throws -> SyncReport {
    var options = SyncOptions()
    choose(&options)
    let generator = Mutex(Seeded(UInt64(remote.state.withLock { $0.reads }) &+ 7))
    return try SyncEngine(
      store: store, remote: remote, options: options,
      surroundings: SyncSurroundings(
        now: { Instant(milliseconds: now) }, random: { generator.withLock { $0.next() } },
        pause: { _ in }),
      rules: flaws.merge, engineRules: flaws.engine
    ).run()
  }

  /// The error a sync ends with; nil where it works.
  func refusal(_ store: MemoryStore, _ choose: (inout SyncOptions) -> Void = { _ in }) throws
    -> SyncError?
  {
    do {
      try sync(store, choose)
      return nil
    } catch let error as SyncError { return error }
  }

  /// A workout of one entry with sets of 100 kg, whose ids count from 1.
  @discardableResult
  func log(_ id: String, on store: MemoryStore, at now: Int64 = 1000, sets: Int = 1) throws
    -> DocumentKey
  {
    var log = WorkoutLog(id: id, userId: "me", name: "Push", date: LocalDate(dayNumber: 20_000))
    log.exercises = [
      LoggedExercise(
        id: "e", exerciseId: "bench",
        sets: (1...sets).map {
          LoggedSet(id: "s\($0)", weight: 100, reps: 5, completed: true, position: "V\($0)")
        },
        position: "V1")
    ]
    let key = DocumentKey(.workoutLogs, id)
    let element = log.element
    _ = try store.edit(key, at: now) { _, stamp in element.restamped(stamp) }
    return key
  }

  /// Both devices with as many workouts, in step.
  func inStep(_ count: Int, sets: Int = 1) throws {
    for number in 1...count { try log("w\(number)", on: laptop, sets: sets) }
    try sync(laptop)
    try sync(gym)
  }

  func set(
    _ json: String?, at path: [String], of key: DocumentKey, on store: MemoryStore, at now: Int64
  )
    throws
  {
    _ = try store.change(key, at: now, Change(path: path, old: nil, new: json))
  }

  func delete(_ key: DocumentKey, on store: MemoryStore, at now: Int64 = 2000) throws {
    _ = try store.edit(key, at: now) { _, _ in nil }
  }

  func weight(_ key: DocumentKey, on store: MemoryStore, set: String = "s1") throws -> String? {
    try store.element(key)?.field(at: ["exercises", "e", "sets", set, "weight"])
  }

  var text: String {
    get { String(decoding: remote.state.withLock { $0.bytes } ?? [], as: UTF8.self) }
    nonmutating set {
      remote.state.withLock { state in
        state.bytes = Array(newValue.utf8)
        state.generation += 1
      }
    }
  }

  static let firstWeight = ["exercises", "e", "sets", "s1", "weight"]
}

extension Promise {
  /// Whether the promise is kept under these rules.
  func isKept(_ flaws: Flaws) throws -> Bool {
    let scene = Scene(flaws)
    let key = DocumentKey(.workoutLogs, "w1")
    switch self {
    case .whatADumpLacksIsNotDeleted:
      try scene.inStep(3)
      let lines = scene.text.split(separator: "\n").filter { !$0.contains("\"id\":\"w1\"") }
      scene.text = lines.joined(separator: "\n")
      try scene.sync(scene.gym) { $0.yes = true }
      return try scene.gym.element(key) != nil
    case .aDumpThatIsGoneIsNoEmptyOne:
      try scene.inStep(2)
      scene.remote.state.withLock { $0.bytes = nil }
      try scene.set("101", at: Scene.firstWeight, of: key, on: scene.laptop, at: 2000)
      guard case .gone? = try scene.refusal(scene.laptop) else { return false }
      return scene.remote.state.withLock { $0.bytes } == nil
    case .deletingManyIsAskedFirst:
      try scene.inStep(20)
      for number in 1...2 {
        try scene.delete(DocumentKey(.workoutLogs, "w\(number)"), on: scene.laptop)
      }
      try scene.sync(scene.laptop)
      let before = scene.gym.contents
      guard case .wantsDeletions? = try scene.refusal(scene.gym) else { return false }
      return scene.gym.contents == before
    case .anotherLineageIsAskedAbout:
      try scene.inStep(2)
      let other = Scene(flaws)
      try other.inStep(1)
      scene.text = other.text.replacing(
        #/"lineage":"[^"]*"/#, with: "\"lineage\":\"another\"")
      guard case .begunApart? = try scene.refusal(scene.gym) else { return false }
      return true
    case .whatWasEditedByHandIsAskedAbout: return try asksAboutEdits(scene, key)
    case .anOlderDumpIsMerged:
      try scene.inStep(2)
      let old = scene.text
      try scene.set("105", at: Scene.firstWeight, of: key, on: scene.laptop, at: 2000)
      try scene.sync(scene.laptop)
      scene.text = old
      let report = try scene.sync(scene.laptop)
      return try scene.weight(key, on: scene.laptop) == "105" && report.notices.count == 1
        && scene.text.contains("105")
    default: return try isKept(scene, key)
    }
  }

  private func asksAboutEdits(_ scene: Scene, _ key: DocumentKey) throws -> Bool {
    try scene.inStep(2)
    scene.text = scene.text.replacing("[100]", with: "[111]", maxReplacements: 1)
    let before = scene.gym.contents
    guard case .edited(_, let changes)? = try scene.refusal(scene.gym) else { return false }
    guard scene.gym.contents == before, changes == ["workout w1 differs"] else { return false }
    try scene.sync(scene.gym) { $0.yes = true }
    return try scene.weight(key, on: scene.gym) == "111"
  }

  private func isKept(_ scene: Scene, _ key: DocumentKey) throws -> Bool {
    switch self {
    case .whatArrivedDamagedIsNoticed:
      try scene.log("w1", on: scene.laptop)
      scene.remote.state.withLock { $0.faults = [.none, .damaged] }
      guard case .notVerified? = try scene.refusal(scene.laptop) else { return false }
      return true
    case .aLostAnswerIsLookedUp:
      try scene.log("w1", on: scene.laptop)
      scene.remote.state.withLock { $0.faults = [.none, .answerLost] }
      let report = try scene.sync(scene.laptop)
      return report.sent.count == 1 && report.races == 0
    case .whatWasNotSentIsSentNext:
      try scene.inStep(2)
      try scene.set("105", at: Scene.firstWeight, of: key, on: scene.laptop, at: 2000)
      scene.remote.state.withLock { $0.faults = [.none, .refused(.full)] }
      guard case .remote? = try scene.refusal(scene.laptop) else { return false }
      try scene.sync(scene.laptop)
      return scene.text.contains("105")
    case .aBigMergeIsBackedUp:
      for number in 1...20 { try scene.log("w\(number)", on: scene.laptop) }
      try scene.sync(scene.laptop)
      try scene.log("other", on: scene.gym)
      return try scene.sync(scene.gym).backup != nil
    default: return try isKeptOfEdits(scene, key)
    }
  }

  private func isKeptOfEdits(_ scene: Scene, _ key: DocumentKey) throws -> Bool {
    switch self {
    case .aDeletionIsForGood:
      try scene.inStep(1)
      try scene.delete(key, on: scene.laptop)
      try scene.sync(scene.laptop) { $0.yes = true }
      try scene.sync(scene.gym) { $0.yes = true }
      try scene.sync(scene.laptop)
      return try scene.gym.element(key) == nil && scene.laptop.element(key) == nil
    case .aLaterEditBringsBack:
      try scene.inStep(1, sets: 2)
      let (second, set) = (try scene.log("w2", on: scene.laptop), ["exercises", "e", "sets", "s2"])
      try scene.sync(scene.laptop)
      try scene.sync(scene.gym)
      try scene.delete(key, on: scene.laptop)
      try scene.set("105", at: Scene.firstWeight, of: key, on: scene.gym, at: 3000)
      try scene.set(nil, at: ["exercises", "e"], of: second, on: scene.laptop, at: 2000)
      try scene.set("105", at: Scene.firstWeight, of: second, on: scene.gym, at: 3000)
      for store in [scene.laptop, scene.gym, scene.laptop] {
        try scene.sync(store) { $0.yes = true }
      }
      // What was deleted and not edited since stays deleted.
      return try scene.laptop.element(key)?.descendant(at: set[...]) == nil
        && scene.weight(key, on: scene.laptop) == "105"
        && scene.weight(second, on: scene.laptop) == "105"
    case .setsStandWhereTheyWerePut:
      try scene.inStep(1, sets: 3)
      let place = ["exercises", "e", "sets"]
      try scene.set("\"V0\"", at: place + ["s3", "position"], of: key, on: scene.laptop, at: 2000)
      try scene.set("1", at: place + ["s2", "reps"], of: key, on: scene.gym, at: 3000)
      try scene.sync(scene.laptop)
      try scene.sync(scene.gym)
      let sets = try scene.gym.element(key)?.children("exercises")[0].children("sets").map(\.id)
      return sets == ["s3", "s1", "s2"]
    case .whatIsEditedDuringASyncIsSentNext:
      try scene.inStep(1)
      try scene.set("105", at: Scene.firstWeight, of: key, on: scene.gym, at: 2000)
      try scene.sync(scene.gym)
      scene.laptop.state.withLock { state in
        state.afterMerge = { _ = try? scene.log("w2", on: scene.laptop, at: 3000) }
      }
      try scene.sync(scene.laptop)
      try scene.sync(scene.laptop)
      return scene.text.contains("\"id\":\"w2\"")
    case .aCopiedMachineGetsAnIdOfItsOwn, .aStoreThatIsPutBackStampsUnderAnIdOfItsOwn,
      .aFailedWriteIsNobodyElses, .whatCannotBeReadIsKeptBeforeItIsReplaced:
      return try isKeptOfCopies(scene, key)
    default: return try isKeptOfRemovals(scene, key)
    }
  }
}
