import ReplayCheck
import Sync
import Testing
import Training
import Wire

@testable import Store

/// Every format that was released is opened as the programs of its time left it. A format without its file fails here.
@Suite struct OldFormatTests {
  private static let backup = "2026-11-28-000000.backup"

  @Test(arguments: OldStore.all)
  func itIsBackedUpAndMigrated(old: OldStore) throws {
    let folder = try Folder()
    try old.copy(to: folder)
    #expect(try folder.rows("PRAGMA user_version") == ["[user_version:\(old.format)]"])
    let store = try Store.open(at: folder.store, now: OldStore.afterwards)
    #expect(store.readOnlyReason == nil)
    #expect(try store.rows("PRAGMA user_version") == ["[user_version:\(Schema.latest)]"])
    #expect(try store.rows("PRAGMA integrity_check") == ["[integrity_check:\"ok\"]"])
    for table in ["document", "snapshot"] {
      #expect(
        try store.rows(
          "SELECT id FROM \(table) WHERE checksum <> checksum(collection, id, part, json)") == [])
    }
    try store.close()
    let backup = "store.db.format-\(old.format).\(Self.backup)"
    #expect(
      try folder.names() == ["store.db", backup, "\(backup).json", "store.db.lock"])
    // The backup is what there was: a program of its time could go on with it.
    let untouched = try Folder()
    try old.copy(to: untouched)
    for table in try untouched.tables() where table != "lineage" {
      #expect(
        try folder.rows("SELECT * FROM \(table)", in: backup)
          == untouched.rows("SELECT * FROM \(table)"), "\(table)")
    }
    #expect(
      try folder.rows("PRAGMA user_version", in: backup) == ["[user_version:\(old.format)]"])
  }

  @Test(arguments: OldStore.all)
  func aSecondOpeningWritesNothing(old: OldStore) throws {
    let folder = try Folder()
    try old.opened(in: folder).close()
    let bytes = try folder.bytes()
    let names = try folder.names()
    try Store.open(at: folder.store, now: OldStore.afterwards).close()
    #expect(try folder.bytes() == bytes)
    #expect(try folder.names() == names)
  }

  @Test(arguments: OldStore.all)
  func everyDocumentIsByteForByteWhatItsProgramExported(old: OldStore) throws {
    let folder = try Folder()
    let store = try old.opened(in: folder)
    for collection in Collection.allCases {
      let documents = try store.documents(collection)
      #expect(documents == (try old.exported(collection)), "\(collection)")
      #expect(!documents.isEmpty, "\(collection)")
    }
    try store.close()
  }

  /// In each of its lines something that no program knows.
  private static let unknown = [
    #""mood":{ "score": 7.50, "tags": [ ] }"#, #""grip":{"width" : 81.0}"#, #""bar":"old""#,
    #""tempo":["2-0-2",null,"3-1-1"]"#,
  ]

  @Test(arguments: OldStore.all)
  func whatNoProgramKnowsOutlivesAnEdit(old: OldStore) throws {
    let folder = try Folder()
    let store = try old.opened(in: folder)
    try store.change(WorkoutLog.self, "w-push", at: OldStore.afterwards) {
      $0.notes = "edited"
      $0.exercises[0].sets[1].reps = 6
    }
    let text = try store.documents(.workoutLogs)["w-push"].unwrapped("w-push")
    #expect(text.contains(#""notes":"edited""#) && text.contains(#""reps":[10,6,5]"#))
    for unknown in Self.unknown { #expect(text.contains(unknown), "\(unknown)") }
    try store.change(Program.self, "p-base", at: OldStore.afterwards) { $0.name = "Edited" }
    let program = try store.documents(.programs)["p-base"].unwrapped("p-base")
    #expect(program.contains(#""coach":{ "name":"Robin" }"#) && program.contains(#""cue":"hips""#))
    #expect(try store.replayMismatches() == [])
    try store.close()
  }

  @Test(arguments: OldStore.all)
  func whatWasDeletedStaysDeleted(old: OldStore) throws {
    let folder = try Folder()
    try old.copy(to: folder)
    let column = old.format < 5 ? "stamp" : "removal"
    let before = try folder.rows("SELECT collection, id, \(column) AS was FROM tombstone")
    let store = try Store.open(at: folder.store, now: OldStore.afterwards)
    let removals = try store.read { try TombstoneTable(database: $0.database).all(.workoutLogs) }
    let after = removals.sorted { $0.key < $1.key }.map { id, removal in
      let was = old.format < 5 ? removal.at.text : RemovalText.json(removal)
      return (id: id, was: was, why: removal.why)
    }
    #expect(
      after.map { #"[collection:"workoutLogs" id:"\#($0.id)" was:\#($0.was.debugDescription)]"# }
        == before)
    // One was deleted here; of what others deleted, an old format does not know why.
    #expect(after.count == min(old.format, 3))
    #expect(after.filter { $0.why == .delete }.count == (old.format < 5 ? 1 : 2))
    #expect(after.filter { $0.why == .undo }.count == (old.format < 3 ? 0 : 1))
    try store.close()
  }

  @Test(arguments: OldStore.all)
  func theJournalAndWhatIsKnownOfTheDumpAreAsTheyWere(old: OldStore) throws {
    let folder = try Folder()
    try old.copy(to: folder)
    var kept = [
      "SELECT row, step, at, stamp, origin, label, target, collection, id, kind FROM journal",
      // A deletion is told why since format 5.
      "SELECT row, patch FROM journal WHERE kind <> 'delete'",
      "SELECT collection, id, part, json FROM snapshot",
      "SELECT collection, id, part, version, json FROM document",
      "SELECT key, value FROM meta WHERE key <> 'seen'",
    ]
    if old.format >= 2 {
      kept.append("SELECT * FROM sync_base")
      kept.append(
        "SELECT number, at, collection, id, path, reason, lost, lost_stamp, kept, kept_stamp, "
          + "base, mine, state FROM conflict")
    }
    if old.format >= 3 { kept.append("SELECT number, settled_by, former FROM conflict") }
    let before = try kept.map { try folder.rows($0) }
    let store = try Store.open(at: folder.store, now: OldStore.afterwards)
    for (query, rows) in zip(kept, before) {
      #expect(!rows.isEmpty, "\(query)")
      #expect(try store.rows(query) == rows, "\(query)")
    }
    try store.close()
  }

  @Test(arguments: OldStore.all)
  func journalAndFiguresFitTheDocuments(old: OldStore) throws {
    let folder = try Folder()
    let store = try old.opened(in: folder)
    #expect(try store.replayMismatches() == [])
    let kept = try store.derivedRows()
    try store.rebuildDerived()
    let rebuilt = try store.derivedRows()
    #expect(kept.filter { !rebuilt.contains($0) } == [])
    #expect(rebuilt.filter { !kept.contains($0) } == [])
    try store.close()
  }

  @Test(arguments: OldStore.all)
  func theLastStepIsTakenBackAndDoneAgain(old: OldStore) throws {
    let folder = try Folder()
    let store = try old.opened(in: folder)
    let before = try store.documents(.workoutLogs)
    let label = "A set of Bench Press logged"
    #expect(try store.undo(at: OldStore.afterwards).label == label)
    let without = try store.documents(.workoutLogs)
    let gone = before.keys.filter { without[$0] == nil }
    #expect(gone.count == 1 && without.count == before.count - 1)
    #expect(before[gone[0]]?.contains(#""date":"2026-11-25""#) == true)
    #expect(try store.redo(at: OldStore.afterwards).label == label)
    #expect(Set(try store.documents(.workoutLogs).keys) == Set(before.keys))
    #expect(try store.replayMismatches() == [])
    try store.close()
  }

  @Test(arguments: OldStore.all)
  func everyStepIsTakenBackAndDoneAgain(old: OldStore) throws {
    let folder = try Folder()
    let store = try old.opened(in: folder)
    let before = try sets(store)
    var undone = 0
    while try store.read({ try $0.undoLabel() }) != nil {
      _ = try store.undo(at: OldStore.afterwards)
      undone += 1
    }
    #expect(undone > 15)
    #expect(try store.replayMismatches() == [])
    while try store.read({ try $0.redoLabel() }) != nil {
      _ = try store.redo(at: OldStore.afterwards)
    }
    #expect(try sets(store) == before)
    #expect(try store.replayMismatches() == [])
    let kept = try store.derivedRows()
    try store.rebuildDerived()
    #expect(try store.derivedRows() == kept)
    try store.close()
  }

  @Test(arguments: OldStore.all)
  func itsJournalIsCompactedIntoTheSameDocuments(old: OldStore) throws {
    let folder = try Folder()
    let store = try old.opened(in: folder)
    let later = OldStore.afterwards.advanced(bySeconds: 200 * 86_400)
    while try store.compact(at: later) > 0 {}
    #expect(try store.count("journal") == 0)
    for collection in Collection.allCases {
      #expect(try store.documents(collection) == (try old.exported(collection)), "\(collection)")
    }
    #expect(try store.replayMismatches() == [])
    try store.close()
  }

  /// What was lifted, a line a set.
  private func sets(_ store: Store) throws -> [String] {
    try store.read { reader in
      try reader.ids(of: .workoutLogs).flatMap { id in
        let log = try reader.document(WorkoutLog.self, id).unwrapped(id).document
        return log.exercises.flatMap { entry in
          entry.sets.map {
            "\(log.date) \(entry.exerciseId) \($0.id) \($0.kind) \($0.weight ?? 0) \($0.unit) "
              + "\($0.reps ?? 0) \($0.rpe ?? 0) \($0.seconds ?? 0) \($0.distance ?? 0) \($0.completed)"
          }
        }
      }
    }
  }
}

extension Folder {
  /// The tables of a file.
  fileprivate func tables() throws -> [String] {
    try rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").map {
      String($0.dropFirst(#"[name:""#.count).dropLast(#""]"#.count))
    }
  }
}
