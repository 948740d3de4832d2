import GRDB
public import Training

/// What upkeep has measured, found and done. Notes are no part of the documents: they are neither journaled nor synced.
public struct Note: Hashable, Sendable {
  /// Rises from note to note.
  public let number: Int64
  public let at: Instant
  /// JSON; what is in it is its kind's.
  public let text: String
}

/// A kind of notes, and how many of it are kept: the newest.
public struct NoteKind: Hashable, Sendable {
  public let name: String
  public let most: Int

  public init(_ name: String, most: Int) {
    self.name = name
    self.most = most
  }
}

struct NoteTable {
  let database: Database

  static let table = """
    CREATE TABLE note (
      number INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
    CREATE INDEX note_by_kind ON note (kind, number);
    """

  /// Adds a note and lets the oldest go, where there are more than are kept. Returns its number.
  @discardableResult
  func add(_ kind: NoteKind, _ text: String, at now: Instant) throws -> Int64 {
    try database.cachedStatement(sql: "INSERT INTO note (at, kind, text) VALUES (?, ?, ?)")
      .execute(arguments: [now.milliseconds, kind.name, text])
    let number = database.lastInsertedRowID
    try database.cachedStatement(
      sql: """
        DELETE FROM note WHERE kind = ?1 AND number <=
          (SELECT number FROM note WHERE kind = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
        """
    ).execute(arguments: [kind.name, kind.most])
    return number
  }

  /// Notes of a kind, the newest first.
  func newest(_ kind: NoteKind, limit: Int) throws -> [Note] {
    let statement = try database.cachedStatement(
      sql: "SELECT number, at, text FROM note WHERE kind = ? ORDER BY number DESC LIMIT ?")
    return try Row.fetchAll(statement, arguments: [kind.name, limit]).map {
      Note(
        number: try $0.at(0), at: Instant(milliseconds: try $0.at(1)), text: try $0.at(2))
    }
  }

  func remove(_ kind: NoteKind) throws {
    try database.cachedStatement(sql: "DELETE FROM note WHERE kind = ?")
      .execute(arguments: [kind.name])
  }
}

extension Reader {
  /// Notes of a kind, the newest first.
  public func notes(_ kind: NoteKind, limit: Int = .max) throws -> [Note] {
    try NoteTable(database: database).newest(kind, limit: limit)
  }
}

extension Transaction {
  /// Adds a note with what is done in this step: both are written, or neither.
  public func note(_ kind: NoteKind, _ text: String, at now: Instant) throws {
    try NoteTable(database: database).add(kind, text, at: now)
  }
}

extension Store {
  /// Adds a note by itself.
  ///
  /// - Parameter patience: How long to wait for another writer, in milliseconds; as long as any write where nil.
  public func note(
    _ kind: NoteKind, _ text: String, at now: Instant, within patience: Int? = nil
  ) throws {
    try maintain("Keeping a note of \(kind.name)", within: patience) {
      _ = try NoteTable(database: $0).add(kind, text, at: now)
    }
  }

  /// Removes all notes of a kind.
  public func forgetNotes(_ kind: NoteKind) throws {
    try maintain("Removing the notes of \(kind.name)") {
      try NoteTable(database: $0).remove(kind)
    }
  }
}

extension Transaction {
  /// Removes one note with what is done in this step.
  public func removeNote(_ number: Int64) throws {
    try database.cachedStatement(sql: "DELETE FROM note WHERE number = ?")
      .execute(arguments: [number])
  }
}
