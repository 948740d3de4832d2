import GRDB
import ReplayCheck
import Sync
import Synchronization
import Testing
import Training
import Wire

@testable import Store

/// A dump in memory, which keeps what was written.
private final class Pile: Remote {
  let location = "pile"
  private let held = Mutex<[UInt8]?>(nil)

  var text: String {
    get { held.withLock { String(decoding: $0 ?? [], as: UTF8.self) } }
    set { held.withLock { $0 = Array(newValue.utf8) } }
  }

  func read(unlessStill version: RemoteVersion?) throws(RemoteError) -> RemoteContent {
    held.withLock { bytes in
      guard let bytes else { return .missing }
      let found = RemoteVersion(ContentHash(bytes).text)
      return found == version ? .unchanged : .content(bytes, found, beside: [])
    }
  }

  func write(_ bytes: [UInt8], ifStill expected: RemoteVersion?, operation: String)
    throws(RemoteError) -> RemoteVersion
  {
    held.withLock { $0 = bytes }
    return RemoteVersion(ContentHash(bytes).text)
  }

  func honoursPreconditions() throws(RemoteError) -> Bool { true }
  func setAside(_ copies: [ConflictCopy]) throws(RemoteError) {}
  func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String { "aside" }
}

/// A first sync of so many documents that they are taken over as they stand.
@Suite struct ArrivalTests {
  private let pile = Pile()
  private let laptop: Store
  private let gym: Store

  init() throws {
    laptop = try Store.inMemory()
    gym = try Store.inMemory()
    for store in [laptop, gym] { try store.setSyncLink(SyncLink(location: "pile", mark: -1)) }
  }

  @discardableResult
  private func sync(_ store: Store) throws -> SyncReport {
    try SyncEngine(
      store: store, remote: pile,
      surroundings: SyncSurroundings(now: { time() }, random: { 7 }, pause: { _ in })
    ).run()
  }

  private func fill(_ count: Int = 250) throws {
    for number in 0..<count { try laptop.add(single(Double(60 + number), 5, on: number)) }
    try laptop.add(Program(id: "p", userId: "u", name: "Base"))
    try laptop.add(BodyWeight(id: "b", userId: "u", date: day(0), value: 80, unit: .kilograms))
    try laptop.add(Exercise(id: "x", metadata: bench))
  }

  private func base(_ store: Store, _ id: String) throws -> String? {
    try store.read {
      try String.fetchOne(
        $0.database, sql: "SELECT json FROM sync_base WHERE id = ?", arguments: [id])
    }
  }

  @Test func manyNewDocumentsComeAsTheyAre() throws {
    try fill()
    #expect(try sync(laptop).sent.count == 253)
    let report = try sync(gym)
    #expect(report.received.count == 253 && report.received.allSatisfy { $0.what == .added })
    let (left, right) = (try laptop.syncSnapshot(), try gym.syncSnapshot())
    #expect(left.documents.mapValues(\.hash) == right.documents.mapValues(\.hash))
    #expect(try gym.replayMismatches().isEmpty)
    let label = try gym.read { try $0.journal(limit: 1) }.first?.label
    #expect(label?.hasPrefix("Sync: 250 workouts, 1 program") == true)
  }

  @Test func whatIsDerivedIsAsIfEachHadBeenLogged() throws {
    try fill()
    try sync(laptop)
    try sync(gym)
    let query = "SELECT * FROM session ORDER BY exercise, date, began, log"
    func rows(_ store: Store, _ sql: String) throws -> [Row] {
      try store.read { try Row.fetchAll($0.database, sql: sql) }
    }
    #expect(try rows(laptop, query) == rows(gym, query))
    for table in ["workout", "record", "month", "day", "summary", "weighing"] {
      #expect(
        try Set(rows(laptop, "SELECT * FROM \(table)"))
          == Set(rows(gym, "SELECT * FROM \(table)")), "\(table)")
    }
  }

  @Test func afterThemNothingIsLeftToSyncAndTheClockHasPassedThem() throws {
    try fill()
    try sync(laptop)
    try sync(gym)
    let text = pile.text
    #expect(try sync(gym).isUnchanged && sync(laptop).isUnchanged && pile.text == text)
    try gym.change(WorkoutLog.self, "w7", at: time(-100_000)) { $0.notes = "later" }
    try sync(gym)
    try sync(laptop)
    #expect(try laptop.log("w7")?.notes == "later")
  }

  @Test func oneThatCannotBeReadStopsThemAllWithItsName() throws {
    try fill()
    try sync(laptop)
    let whole = pile.text
    let flaw = whole.replacing("\"date\":\"", with: "\"date\":7,\"was\":\"", maxReplacements: 1)
    pile.text = flaw
    // Edited, it would be read with care: only a dump that says it is intact is taken as it stands.
    let start = try #require(flaw.ranges(of: "\"checksum\":\"").first?.upperBound)
    let end = flaw.index(start, offsetBy: 16)
    let covered = flaw[flaw.index(after: end)...]
    pile.text = flaw.replacing(flaw[start..<end], with: ContentHash(covered.utf8).text)
    do {
      try sync(gym)
      Issue.record("it was taken")
    } catch SyncError.wantsNewBeginning(_, let error) {
      #expect(error.sentence.contains("in workoutLogs, document “w"))
    }
    #expect(try gym.syncSnapshot().documents.isEmpty)
  }

  @Test func aSummaryThatIsOutOfDateIsMadeAnew() throws {
    try fill()
    try sync(laptop)
    let text = pile.text
    let flaw = text.replacing("\"totalVolume\":300", with: "\"totalVolume\":1", maxReplacements: 1)
    #expect(flaw != text)
    let start = try #require(flaw.ranges(of: "\"checksum\":\"").first?.upperBound)
    let end = flaw.index(start, offsetBy: 16)
    let checksum = ContentHash(flaw[flaw.index(after: end)...].utf8).text
    pile.text = flaw.replacing(flaw[start..<end], with: checksum)
    try sync(gym)
    #expect(try gym.log("w0")?.workoutSummary?.totalVolume == 300)
    #expect(try sync(gym).isUnchanged)
  }

  // MARK: What is kept of the dump

  @Test func theDumpsJSONIsKeptASecondTimeOnlyOnceTheDocumentChanges() throws {
    try fill(3)
    try sync(laptop)
    #expect(try base(laptop, "w1") == "")
    let before = try laptop.syncSnapshot().documents[DocumentKey(.workoutLogs, "w1")]?.json
    #expect(try laptop.syncBase(DocumentKey(.workoutLogs, "w1")) == before)
    try laptop.change(WorkoutLog.self, "w1", at: time(10)) { $0.notes = "changed" }
    #expect(try laptop.syncBase(DocumentKey(.workoutLogs, "w1")) == before)
    try laptop.remove(.workoutLogs, "w2", at: time(20))
    #expect(try laptop.syncBase(DocumentKey(.workoutLogs, "w2")) != nil)
    #expect(try base(laptop, "w0") == "")
    try sync(laptop)
    #expect(try base(laptop, "w1") == "")
  }

  @Test func aWorkoutOfSeveralRowsKeepsItsOwnCopy() throws {
    var log = single(100, 5, on: 5)
    log.exercises = (0..<30).map { number in
      var entry = log.exercises[0]
      entry.id = "e\(number)"
      return entry
    }
    try laptop.add(log)
    try fill(1)
    try sync(laptop)
    #expect(try base(laptop, log.id)?.isEmpty == false)
    #expect(try sync(gym).received.count > 0 && sync(gym).isUnchanged)
  }
}
