import GRDB

/// The store's tables, as an ordered list of migrations, one transaction each.
///
/// `PRAGMA user_version` holds the number of the last one. `PRAGMA application_id` tells a store from other
/// databases. A migration that has been released is never changed.
enum Schema {
  /// "Tonn" in ASCII.
  static let applicationID: Int64 = 0x546F_6E6E

  struct Migration {
    let version: Int
    let sql: String
    /// Whether the derived tables have to be rebuilt afterwards.
    let rebuildsDerived: Bool
    /// What takes more than SQL.
    var fill: (@Sendable (Database) throws -> Void)?
  }

  static let migrations = [
    Migration(version: 1, sql: documents + derived, rebuildsDerived: false),
    Migration(version: 2, sql: syncing, rebuildsDerived: false),
    Migration(version: 3, sql: answers, rebuildsDerived: false),
    Migration(version: 4, sql: checksums, rebuildsDerived: false),
    Migration(
      version: 5, sql: removals, rebuildsDerived: false, fill: { try FirstRemovals.fill($0) }),
    Migration(version: 6, sql: NoteTable.table + LargeDocuments.index, rebuildsDerived: false),
  ]

  static var latest: Int { migrations[migrations.count - 1].version }

  /// What is kept: documents, what was deleted, the journal and its snapshot.
  private static let documents = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE document (
      collection TEXT NOT NULL, id TEXT NOT NULL, part INTEGER NOT NULL,
      version INTEGER NOT NULL, json TEXT NOT NULL);
    CREATE UNIQUE INDEX document_key ON document (collection, id, part);

    -- A document as it was before the oldest journal row that changes it; none where no row does.
    CREATE TABLE snapshot (
      collection TEXT NOT NULL, id TEXT NOT NULL, part INTEGER NOT NULL, json TEXT NOT NULL);
    CREATE UNIQUE INDEX snapshot_key ON snapshot (collection, id, part);

    CREATE TABLE tombstone (
      collection TEXT NOT NULL, id TEXT NOT NULL, stamp TEXT NOT NULL,
      PRIMARY KEY (collection, id)) WITHOUT ROWID;

    -- One row a document and step. patch: changes; NULL where the document begins or ends.
    CREATE TABLE journal (
      row INTEGER PRIMARY KEY, step INTEGER NOT NULL, at INTEGER NOT NULL, stamp TEXT NOT NULL,
      origin TEXT NOT NULL, label TEXT NOT NULL, target INTEGER,
      collection TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, patch TEXT);
    CREATE INDEX journal_by_document ON journal (collection, id, row);
    CREATE INDEX journal_by_step ON journal (step);
    """

  /// What is known of the dump: its documents as they were last, and what lost a merge unseen.
  private static let syncing = """
    -- json: the document's bytes in the dump. local: the hash of the store's own while both say the same.
    CREATE TABLE sync_base (
      collection TEXT NOT NULL, id TEXT NOT NULL, remote TEXT NOT NULL, local TEXT,
      json TEXT NOT NULL, PRIMARY KEY (collection, id)) WITHOUT ROWID;

    CREATE TABLE conflict (
      number INTEGER PRIMARY KEY, at INTEGER NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL,
      path TEXT NOT NULL, reason TEXT NOT NULL, lost TEXT, lost_stamp TEXT, kept TEXT,
      kept_stamp TEXT, base TEXT, mine INTEGER NOT NULL, state TEXT NOT NULL);
    CREATE UNIQUE INDEX conflict_once ON conflict (collection, id, path, lost_stamp, lost);
    CREATE INDEX conflict_waiting ON conflict (number) WHERE state = 'waiting';
    """

  /// Which step answered a conflict, and what its state was before: undoing that step opens it again.
  private static let answers = """
    ALTER TABLE conflict ADD COLUMN settled_by INTEGER;
    ALTER TABLE conflict ADD COLUMN former TEXT;
    CREATE INDEX conflict_answered ON conflict (settled_by) WHERE settled_by IS NOT NULL;
    """

  /// What tells that a document is what was written, and that a log is of this file. See ``Checksum`` and ``Lineage``.
  ///
  /// Text that is not JSON gets no checksum that fits: it is damaged already.
  private static let checksums = """
    ALTER TABLE document ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE snapshot ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
    UPDATE document SET checksum = checksum(collection, id, part, json) WHERE json_valid(json);
    UPDATE snapshot SET checksum = checksum(collection, id, part, json) WHERE json_valid(json);
    """ + Lineage.table

  /// A deletion says when, what was seen, and why; one that is only a stamp says just when.
  private static let removals = "ALTER TABLE tombstone RENAME COLUMN stamp TO removal;"

  /// What is derived from the documents, and can be rebuilt from them at any time.
  private static let derived = """

    CREATE TABLE workout (
      id TEXT PRIMARY KEY, date INTEGER NOT NULL, began INTEGER NOT NULL, name TEXT NOT NULL,
      program TEXT, week INTEGER, day INTEGER, finished INTEGER NOT NULL,
      exercises INTEGER NOT NULL, sets INTEGER NOT NULL, volume INTEGER NOT NULL, minutes REAL,
      records INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
    CREATE INDEX workout_by_date ON workout (date, began, id);
    CREATE INDEX workout_unfinished ON workout (date, began, id) WHERE finished = 0;
    CREATE INDEX workout_by_program ON workout (program, date, began) WHERE program IS NOT NULL;

    -- A session's own figures; and, from the sessions up to it, intensity and records.
    CREATE TABLE session (
      exercise TEXT NOT NULL, date INTEGER NOT NULL, began INTEGER NOT NULL, log TEXT NOT NULL,
      sets INTEGER NOT NULL, reps INTEGER NOT NULL, volume INTEGER NOT NULL, e1rm REAL,
      weight REAL, weight_sum REAL NOT NULL, weighted_sets INTEGER NOT NULL,
      top INTEGER, list TEXT NOT NULL, bests TEXT NOT NULL,
      intensity INTEGER NOT NULL, weighted INTEGER NOT NULL, records INTEGER NOT NULL,
      PRIMARY KEY (exercise, date, began, log)) WITHOUT ROWID;

    -- The record book after each session that changed it.
    CREATE TABLE book (
      exercise TEXT NOT NULL, date INTEGER NOT NULL, began INTEGER NOT NULL, log TEXT NOT NULL,
      text TEXT NOT NULL, PRIMARY KEY (exercise, date, began, log)) WITHOUT ROWID;

    -- metadata: as the last session has it.
    CREATE TABLE summary (
      exercise TEXT PRIMARY KEY, metadata TEXT NOT NULL, sessions INTEGER NOT NULL,
      volume INTEGER NOT NULL, e1rm REAL, weight REAL, intensity INTEGER NOT NULL,
      weighted INTEGER NOT NULL, last_date INTEGER NOT NULL, last_log TEXT NOT NULL, last_set TEXT,
      recent TEXT NOT NULL, trend TEXT NOT NULL, change REAL) WITHOUT ROWID;

    CREATE TABLE record (
      date INTEGER NOT NULL, began INTEGER NOT NULL, log TEXT NOT NULL, exercise TEXT NOT NULL,
      kind TEXT NOT NULL, value REAL NOT NULL, previous REAL NOT NULL,
      PRIMARY KEY (date, began, log, exercise, kind)) WITHOUT ROWID;

    CREATE TABLE day (
      date INTEGER PRIMARY KEY, workouts INTEGER NOT NULL, sets INTEGER NOT NULL,
      volume INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE day_group (
      date INTEGER NOT NULL, muscle TEXT NOT NULL, sets INTEGER NOT NULL,
      PRIMARY KEY (date, muscle)) WITHOUT ROWID;

    CREATE TABLE month (
      exercise TEXT NOT NULL, month INTEGER NOT NULL, e1rm REAL, weight REAL,
      volume INTEGER NOT NULL, PRIMARY KEY (exercise, month)) WITHOUT ROWID;

    CREATE TABLE weighing (
      date INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (date, id)) WITHOUT ROWID;
    """
}
