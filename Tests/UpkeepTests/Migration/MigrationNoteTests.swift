import Store
import Sync
import Testing
import Training
import Wire

@testable import Upkeep

/// What a migration keeps of itself.
@Suite struct MigrationNoteTests {
  private let moment = Instant(milliseconds: 1_736_157_600_000)

  /// A note can only be had from a store.
  private func kept(_ kind: NoteKind, _ text: String) throws -> Note {
    let store = try Store.inMemory()
    try store.note(kind, text, at: moment)
    return try #require(try store.read { try $0.notes(kind).first })
  }

  @Test func recordsComeBackAsTheyWere() throws {
    var record = MigrationRecord(began: moment, planned: 60)
    (record.plannedWorkouts, record.plannedPrograms, record.documents) = (58, 2, 50)
    (record.entries, record.batches, record.failed, record.throttled) = (200, 1, 3, 4)
    (record.state, record.backup, record.reason) = (.paused, "/b", "why")
    record.before.hash = .max
    record.before.sets = 7
    record.after = record.before
    (record.consistency, record.seconds, record.yielded) = (99.5, 1.25, 0.5)
    (record.pagesBefore, record.pagesDuring, record.triedRollback) = (1.5, 2, false)
    #expect(MigrationRecord(try kept(MigrationRecord.kind, record.text)) == record)
    let plain = MigrationRecord(began: moment, planned: 0)
    #expect(MigrationRecord(try kept(MigrationRecord.kind, plain.text)) == plain)
  }

  @Test func batchesAndFailuresComeBackAsTheyWere() throws {
    var batch = MigrationBatch(migration: "m", number: 3)
    batch.documents = [
      .init(key: DocumentKey(.workoutLogs, "w"), version: 2, hash: .max, places: ["a", "b"]),
      .init(key: DocumentKey(.programs, "p"), version: 5, hash: 1, places: ["0.1/a"]),
    ]
    batch.after = ContentCensus()
    (batch.after.documents, batch.after.sets, batch.after.unknownFields) = (2, 9, 4)
    batch.after.hash = UInt64.max &+ 1
    batch.before = batch.after
    batch.consistent = 2
    #expect(MigrationBatch(try kept(MigrationBatch.kind, batch.text)) == batch)
    let failure = MigrationFailure(
      migration: "m", at: moment, category: .rateLimit, document: "programs/p", documents: 50,
      retries: 2, sentence: "It is full.")
    #expect(MigrationFailure(try kept(MigrationFailure.kind, failure.text)) == failure)
    var baseline = LoadBaseline(migration: "m", phase: .after, at: moment)
    (baseline.logLoad, baseline.needs, baseline.hits) = (1.5, 10, 9)
    (baseline.openLog, baseline.rebuildAnalytics, baseline.problem) = (1, 2, "full")
    let text = baseline.value.json
    #expect(LoadBaseline(try kept(LoadBaseline.kind, text)) == baseline)
    #expect(baseline.hitRate == 90 && baseline.reads == 1)
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"began":"x"}"#, #"{"began":1,"state":"odd"}"#, #"{"migration":1}"#,
    #"{"migration":"m","number":1,"documents":7}"#,
    #"{"migration":"m","number":1,"documents":[1,["a"],["x","y",1,"zz",[]]]}"#,
    #"{"migration":"m","phase":"odd"}"#, #"{"migration":"m","category":"odd","sentence":""}"#,
    #"{"migration":"m","phase":"after","metrics":{"needs":-1,"hits":5}}"#,
  ])
  func whatCannotBeReadInANoteIsPassedOver(text: String) throws {
    let note = try kept(NoteKind("any", most: 9), text)
    #expect(MigrationRecord(note) == nil)
    #expect(MigrationFailure(note) == nil)
    #expect(MigrationBatch(note)?.documents.isEmpty ?? true)
    #expect((LoadBaseline(note)?.hitRate ?? 100) == 100)
  }

  @Test func theCategoriesAreThePlans() {
    #expect(
      FailureCategory.allCases.map(\.rawValue) == [
        "timeout", "service_unavailable", "rate_limit", "permission", "not_found", "unknown",
      ])
    #expect(
      FailureCategory.allCases.filter(\.isRetryable) == [.timeout, .serviceUnavailable, .rateLimit])
    #expect(Set(FailureCategory.allCases.map(\.words)).count == 6)
    func category(_ error: StoreError) -> FailureCategory { FailureCategory(of: error) }
    #expect(category(.locked(path: "")) == .timeout)
    #expect(category(.stale(collection: .programs, id: "")) == .serviceUnavailable)
    #expect(category(.diskFull(path: "")) == .rateLimit)
    #expect(category(.readOnly(path: "", reason: "")) == .permission)
    #expect(category(.missing(collection: .programs, id: "")) == .notFound)
    #expect(category(.nothingToUndo) == .unknown)
    #expect(FailureCategory(of: MigrationError.noMigration) == .unknown)
  }

  @Test func everyErrorSaysWhatToDoAndThatNothingIsLost() {
    let errors: [MigrationError] = [
      .isRunning(path: "/log"), .loss(document: "workout w", what: "2 of its sets"),
      .lossFound(documents: ["workout w"], backup: "/b"),
      .lossFound(documents: ["a", "b", "c", "d", "e"], backup: nil), .inconsistent(percent: 98.07),
      .nothingToTakeBack, .unknownSuite("x"), .noMigration,
      .stoppedTakingBack(documents: 50, cause: "the disk is full"),
      .stopped(documents: 50, planned: 121, cause: "the disk is full"),
    ]
    #expect(Set(errors.map(\.sentence)).count == errors.count)
    #expect(errors[1].sentence.contains("Your log is as it was"))
    #expect(errors[2].sentence.contains("workout w is not what was there before"))
    #expect(errors[3].sentence.contains("a, b, c and 2 others are not"))
    #expect(errors[4].sentence.contains("only 98 %") && errors[4].sentence.contains("99.9 %"))
  }
}
