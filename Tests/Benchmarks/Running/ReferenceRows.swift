import GRDB

/// What SQLite alone takes to commit one row: the library in this process, a prepared statement, the store's pragmas.
///
/// The program `sqlite3` would not do as a reference: it answers each statement only where it is interactive, and then
/// reads its input letter by letter, which takes far longer than the commit.
final class ReferenceRows {
  private let queue: DatabaseQueue

  init(file: String) throws {
    try Histories.remove(file)
    queue = try DatabaseQueue(path: file)
    try queue.inDatabase {
      try $0.execute(
        sql: """
          PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
          CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
          """)
    }
  }

  /// Commits a row that holds `text`.
  func commit(_ text: String) throws -> Duration {
    try queue.inDatabase { database in
      let statement = try database.cachedStatement(sql: "INSERT INTO row (text) VALUES (?)")
      let start = ContinuousClock.now
      try statement.execute(arguments: [text])
      return ContinuousClock.now - start
    }
  }
}
