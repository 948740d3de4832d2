import GRDB
import Testing
import Training

@testable import Store

struct ErrorSentenceTests {
  @Test(arguments: [
    (
      StoreError.notAStore(path: "/a/b"),
      "Opening /a/b: it is not a Tonnage store. Name another file with --store, or move this one away."
    ),
    (
      .foreignDatabase(path: "/a/b"),
      "Opening /a/b: it is a database of another program. Name another file with --store."
    ),
    (
      .newerSchema(path: "/a/b", found: 7, known: 3),
      "Opening /a/b: it was written by a newer Tonnage (format 7, this one knows 3). Update Tonnage; the file was left as it is."
    ),
    (
      .readOnly(path: "/a/b", reason: "the file is not writable"),
      "Writing to /a/b: the file is not writable. What you see can be read and exported, but nothing can be changed."
    ),
    (.cannotOpen(path: "/a/b", reason: "it is not a file"), "Opening /a/b: it is not a file."),
    (.ruined(path: "/a/b", reason: "it is damaged"), "Opening /a/b: it is damaged."),
    (
      .unusableBackup(id: "b", fault: .missing),
      "Looking for the backup b: there is none of that name, or more than one begins so. “tonnage backups” lists them."
    ),
    (
      .unusableBackup(id: "b", fault: .noManifest),
      "Reading the backup b: it has no manifest, so that nothing tells whether it is whole. Nothing was changed; “tonnage backups” lists the others."
    ),
    (
      .unusableBackup(id: "b", fault: .cutShort(bytes: 5, of: 7)),
      "Reading the backup b: it is damaged: it has 5 bytes, and was made with 7. Nothing was changed; “tonnage backups” lists the others."
    ),
    (
      .unusableBackup(id: "b", fault: .altered),
      "Reading the backup b: it is damaged: it is not what was written, its checksum differs. Nothing was changed; “tonnage backups” lists the others."
    ),
    (
      .unusableBackup(id: "b", fault: .unreadable(reason: "no")),
      "Reading the backup b: it is damaged: it cannot be read as a store (no). Nothing was changed; “tonnage backups” lists the others."
    ),
    (
      .unusableBackup(id: "b", fault: .newer(found: 9, known: 6)),
      "Reading the backup b: it was made by a newer Tonnage (format 9, this one knows 6). Update Tonnage; nothing was changed."
    ),
    (
      .unusableBackup(id: "b", fault: .otherLog),
      "Reading the backup b: it is of another athlete's log. Nothing was changed; “tonnage backups” lists the others."
    ),
    (
      .diskFull(path: "/a/b"),
      "Writing to /a/b: the disk is full. Nothing was changed; free some space and try again."
    ),
    (
      .locked(path: "/a/b"),
      "Writing to /a/b: another program has held it for too long. Nothing was changed; try again."
    ),
    (
      .stale(collection: .workoutLogs, id: "w"),
      "Changing workout w: it was changed elsewhere at the same time. Nothing was changed; look at it again and repeat."
    ),
    (
      .missing(collection: .programs, id: "p"),
      "Looking for program p: there is none with that id; it may have been deleted elsewhere."
    ),
    (
      .tooLarge(collection: .bodyWeights, id: "b", bytes: 2_000_000),
      "Saving body weight b: it would take 1953 KB, and 1024 KB is the limit. It was left as it was; split it in two."
    ),
    (
      .corrupt(path: "/a/b", attempt: "Reading the store", reason: "malformed"),
      "Reading the store: /a/b is damaged (malformed). Nothing is written to it any more; export what can be read, or go back to a backup with “tonnage restore”."
    ),
    (
      .damaged(collection: .exercises, id: "e", reason: "no JSON"),
      "Reading exercise e: the store is damaged there (no JSON). Go back to a backup with “tonnage restore”, or export what can be read."
    ),
    (
      .altered(collection: .workoutLogs, id: "w"),
      "Reading workout w: it is not what was written there: its checksum differs. Nothing is written to the store any more; export what can be read, or go back to a backup with “tonnage restore”."
    ),
    (
      .orphaned(path: "/a/b", isThere: true),
      "Using /a/b: the file was replaced by another while it was open. Nothing was changed; leave, and open it again."
    ),
    (
      .orphaned(path: "/a/b", isThere: false),
      "Using /a/b: the file was removed while it was open. Nothing was changed; leave, and open it again."
    ),
    (.noConflict(number: 7), "There is no conflict number 7. “tonnage conflicts” lists them."),
    (
      .nothingToTakeBack(.merge),
      "There is no sync to take back: the journal has none left from the last 90 days."
    ),
    (
      .halfSynced(attempt: "Noting in /a/b what was synced", reason: "the disk is full"),
      "Noting in /a/b what was synced: the disk is full. What was merged and sent until then stays; sync again once that is fixed."
    ),
    (.nothingToUndo, "There is nothing to undo."),
    (.nothingToRedo, "There is nothing to redo."),
    (
      .failed(attempt: "Folding", reason: "it broke"),
      "Folding: it broke. Nothing was changed."
    ),
  ]) func anErrorSaysWhatWasAttemptedWhatWentWrongAndWhatToDo(error: StoreError, sentence: String) {
    #expect(error.sentence == sentence)
  }

  @Test(arguments: [
    (ResultCode.SQLITE_FULL, StoreError.diskFull(path: "f")),
    (.SQLITE_READONLY, .readOnly(path: "f", reason: "the file is not writable")),
    (.SQLITE_NOTADB, .notAStore(path: "f")),
    (.SQLITE_CORRUPT, .corrupt(path: "f", attempt: "Trying", reason: "words")),
    (.SQLITE_BUSY, .locked(path: "f")), (.SQLITE_LOCKED, .locked(path: "f")),
    (.SQLITE_CANTOPEN, .cannotOpen(path: "f", reason: "words")),
    (.SQLITE_IOERR, .failed(attempt: "Trying", reason: "words")),
  ]) func whatSQLiteSaysIsTranslated(code: ResultCode, error: StoreError) {
    let said = DatabaseError(resultCode: code, message: "words")
    #expect(StoreFile.translated(said, attempt: "Trying", path: "f") as? StoreError == error)
  }

  private struct Other: Error {}

  @Test func errorsOfTheCallerPassThrough() {
    #expect(StoreFile.translated(Other(), attempt: "Trying", path: "f") is Other)
  }
}
