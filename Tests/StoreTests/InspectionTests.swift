import GRDB
import Sync
import Testing
import Training
import Wire

@testable import Store

/// What a look through the store finds, and what it does not.
struct InspectionTests {
  /// A store with every derived table filled.
  private func store() throws -> Store {
    let store = try Store.inMemory()
    for number in 0..<6 {
      try store.add(
        workout(
          "w\(number)", on: number * 9,
          [
            entry(sets: [(100 + Double(number) * 5, 5), (90, 8)]),
            entry("squat", squat, id: "e2", sets: [(140 - Double(number), 3)]),
          ]))
    }
    try store.add(BodyWeight(id: "b1", userId: "u", date: day(3), value: 80, unit: .kilograms))
    return store
  }

  private func look(_ store: Store, _ scope: Inspection.Scope = .everything) throws -> Inspection {
    try store.inspect(scope) { _ in }
  }

  private func spoil(_ store: Store, _ sql: String) throws {
    try store.maintain("Spoiling") { try $0.execute(sql: sql) }
  }

  @Test func aSoundStoreHasNoFindings() throws {
    let inspection = try look(store())
    #expect(inspection.findings == [])
    #expect(inspection.failures == [])
    #expect(inspection.documents == [.workoutLogs: 6, .bodyWeights: 1])
  }

  @Test func allTablesThatAreDerivedAreInTheList() throws {
    let kept: Set = [
      "meta", "document", "snapshot", "tombstone", "journal", "sync_base", "conflict", "lineage",
      "note",
    ]
    let tables = try store().rows("SELECT name FROM sqlite_master WHERE type = 'table'")
      .map { $0.dropFirst("[name:\"".count).prefix { $0 != "\"" } }.map(String.init)
    #expect(Set(tables).subtracting(kept) == Set(DerivedTable.all.map(\.name)))
  }

  /// A row of each derived table that is missing, has a wrong column, or has nothing behind it.
  @Test(arguments: [
    ("workout", "DELETE FROM workout WHERE id = 'w2'"),
    ("workout", "UPDATE workout SET sets = sets + 1 WHERE id = 'w2'"),
    ("workout", "UPDATE workout SET minutes = 5 WHERE id = 'w2'"),
    ("workout", "UPDATE workout SET records = 7 WHERE id = 'w2'"),
    (
      "workout",
      "INSERT INTO workout SELECT 'ghost', date, began, name, program, week, day, finished, exercises, sets, volume, minutes, records FROM workout WHERE id = 'w2'"
    ),
    ("session", "DELETE FROM session WHERE log = 'w2' AND exercise = 'bench'"),
    ("session", "UPDATE session SET volume = volume + 1 WHERE log = 'w2' AND exercise = 'bench'"),
    ("session", "UPDATE session SET intensity = 1 WHERE log = 'w2' AND exercise = 'bench'"),
    ("session", "UPDATE session SET records = 9 WHERE log = 'w2' AND exercise = 'bench'"),
    (
      "session", "UPDATE session SET exercise = 'ghost' WHERE log = 'w2' AND exercise = 'squat'"
    ),
    ("book", "DELETE FROM book WHERE log = 'w2'"),
    ("book", "UPDATE book SET text = '1' WHERE log = 'w2'"),
    (
      "book",
      "INSERT INTO book SELECT 'ghost', date, began, log, text FROM book WHERE log = 'w2' LIMIT 1"
    ),
    ("record", "DELETE FROM record WHERE log = 'w2'"),
    ("record", "UPDATE record SET previous = 1 WHERE log = 'w2'"),
    ("record", "UPDATE record SET log = 'ghost' WHERE log = 'w2'"),
    ("summary", "DELETE FROM summary WHERE exercise = 'squat'"),
    ("summary", "UPDATE summary SET sessions = 1 WHERE exercise = 'squat'"),
    ("summary", "UPDATE summary SET trend = 'rising' WHERE exercise = 'squat'"),
    ("summary", "UPDATE summary SET metadata = '{}' WHERE exercise = 'squat'"),
    ("day", "DELETE FROM day WHERE sets = 3 AND date = (SELECT min(date) FROM day)"),
    ("day", "UPDATE day SET volume = 1"),
    ("day", "INSERT INTO day VALUES (1, 1, 1, 1)"),
    ("day_group", "UPDATE day_group SET sets = 9"),
    ("day_group", "UPDATE day_group SET muscle = muscle || 'x'"),
    ("day_group", "INSERT INTO day_group VALUES (1, 'Back', 1)"),
    ("month", "UPDATE month SET volume = 1 WHERE exercise = 'squat'"),
    ("month", "DELETE FROM month WHERE exercise = 'squat'"),
    ("month", "INSERT INTO month VALUES ('ghost', 1, 1, 1, 1)"),
    ("weighing", "DELETE FROM weighing"),
    ("weighing", "UPDATE weighing SET date = date + 1"),
    ("weighing", "INSERT INTO weighing VALUES (1, 'ghost')"),
  ])
  func whatIsWrongInADerivedTableIsFoundThere(table: String, sql: String) throws {
    let store = try store()
    try spoil(store, sql)
    let inspection = try look(store)
    #expect(inspection.failures == [])
    #expect(
      inspection.findings.contains { $0.fault == .derived(table) },
      "\(inspection.findings.map(\.sentence))")
    try store.renewDerived(summariesOf: [], at: time())
    #expect(try look(store).findings == [])
  }

  @Test func aSampleFindsWhatIsWrongWithADocumentsOwnRows() throws {
    let store = try store()
    try spoil(store, "UPDATE workout SET sets = 9 WHERE id = 'w2'")
    try spoil(store, "UPDATE session SET reps = 9 WHERE log = 'w3' AND exercise = 'squat'")
    try spoil(store, "UPDATE day SET volume = 1")
    let sample = Inspection.Sample(100, of: [.workoutLogs])
    let found = try look(store, .samples([sample]))
    #expect(
      Set(found.findings.map(\.document)) == [
        DocumentKey(.workoutLogs, "w2"), DocumentKey(.workoutLogs, "w3"),
      ])
    #expect(found.documents == [.workoutLogs: 6])
  }

  @Test func aSampleHasAsManyDocumentsAsWereAskedForAndNoneTwice() throws {
    let store = try Store.inMemory()
    for number in 0..<200 { try store.add(single(100, 5, on: number)) }
    var seen: Set<String> = []
    let inspection = try store.inspect(
      .samples([Inspection.Sample(90, of: [.workoutLogs, .programs])])
    ) { seen.insert($0.id) }
    #expect(inspection.documents == [.workoutLogs: 90])
    #expect(seen.count == 90)
  }

  @Test func aDocumentThatIsNotWhatWasWrittenIsFoundAndTheOthersAreLookedAt() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<4 { try store.add(single(100, 5, on: number)) }
    try spoil(store, "UPDATE document SET json = replace(json, '100', '900') WHERE id = 'w1'")
    var seen: [String] = []
    let inspection = try store.inspect(.everything) { seen.append($0.id) }
    #expect(seen == ["w0", "w2", "w3"])
    #expect(
      inspection.findings.contains {
        $0.fault == .unreadable && $0.document == DocumentKey(.workoutLogs, "w1")
      })
    // As everywhere: nothing is written to a damaged file.
    #expect(store.readOnlyReason != nil)
    try store.close()
  }

  @Test func aSummaryThatIsNotWhatTheWorkoutComesToIsFoundAndMadeAgain() throws {
    let store = try store()
    try spoil(
      store,
      """
      UPDATE document SET json = json_set(json, '$.workoutSummary.totalVolume', 1) WHERE id = 'w1';
      UPDATE document SET checksum = checksum(collection, id, part, json) WHERE id = 'w1';
      """)
    let found = try look(store)
    let key = DocumentKey(.workoutLogs, "w1")
    #expect(found.findings.map(\.fault) == [.summary])
    #expect(found.findings.map(\.document) == [key])
    let before = try store.read { try $0.document(WorkoutLog.self, "w1")?.version }
    try store.renewDerived(summariesOf: [key], at: time())
    #expect(try look(store).findings == [])
    #expect(try store.read { try $0.document(WorkoutLog.self, "w1")?.version } == before)
  }

  @Test(arguments: [
    ("rows", "UPDATE document SET part = 3 WHERE id = 'w1'"),
    ("deletions", "INSERT INTO tombstone VALUES ('workoutLogs', 'w1', '{}')"),
    ("snapshots", "UPDATE snapshot SET json = '{}'"),
  ])
  func whatIsWrongBesideTheDocumentsIsFound(check: String, sql: String) throws {
    let store = try store()
    try store.change(WorkoutLog.self, "w2") { $0.notes = "Changed" }
    try spoil(store, sql)
    #expect(try look(store).findings.contains { $0.fault == .file(check) })
  }

  @Test func aCheckThatCannotBeMadeStopsNoOther() throws {
    let store = try store()
    try spoil(store, "DROP TABLE month; UPDATE day SET volume = 1")
    let inspection = try look(store)
    #expect(inspection.failures.map(\.check) == ["the months of exercises"])
    #expect(inspection.findings.contains { $0.fault == .derived("day") })
    #expect(!inspection.findings.contains { $0.fault == .derived("month") })
  }

  @Test func rowsThatCannotBeReadAreAFailureAndTheFileIsLookedAtAllTheSame() throws {
    let store = try store()
    try spoil(store, "UPDATE session SET bests = 'nonsense' WHERE log = 'w2'")
    try spoil(store, "INSERT INTO tombstone VALUES ('workoutLogs', 'w1', '{}')")
    let inspection = try look(store)
    #expect(inspection.failures.map(\.check) == ["derived tables"])
    #expect(inspection.findings.contains { $0.fault == .file("deletions") })
  }

  @Test func whatIsWrittenMeanwhileEndsALookAtEverything() throws {
    let store = try store()
    #expect(throws: InspectionInterrupted.self) {
      let inspection = Inspection(.everything)
      _ = try store.read { try inspection.proceed($0) { _ in } }
      try store.add(single(1, 1, on: 200))
      _ = try store.read { try inspection.proceed($0) { _ in } }
    }
    #expect(try store.inspect(.everything, inPortions: true) { _ in }.findings == [])
  }

  @Test(arguments: Rounds.seeds.prefix(6)) func whateverTheAthleteDoesNothingIsFound(seed: UInt64)
    throws
  {
    let store = try Store.inMemory()
    var history = RandomHistory(store, seed: seed)
    for _ in 1...Rounds.steps { try history.step() }
    let inspection = try look(store)
    #expect(inspection.findings.map(\.sentence) == [], "seed \(seed)")
    #expect(inspection.failures == [], "seed \(seed)")
  }
}
