import GRDB
import Training

/// The record books of one exercise: one row a session that changed the book, holding it as it stood after it.
///
/// The book before any session is one look-up away, however long the history is.
struct BookTable {
  let database: Database
  let exercise: String

  /// The book after the last session before `key`; empty where there is none.
  func book(before key: SessionKey) throws -> RecordBook {
    try Self.book(text(key, comparison: "<"))
  }

  /// The book after the last session up to and with `key`.
  func book(upTo key: SessionKey) throws -> RecordBook { try Self.book(text(upTo: key)) }

  func text(upTo key: SessionKey) throws -> String? { try text(key, comparison: "<=") }

  /// The book after the last session of all.
  func latest() throws -> RecordBook {
    try Self.book(
      String.fetchOne(
        database.cachedStatement(sql: ProgressQuery.book.sql), arguments: [exercise]))
  }

  func put(_ book: RecordBook, at key: SessionKey) throws {
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO book (exercise, date, began, log, text) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [exercise, key.date, key.began, key.log, book.text])
  }

  func delete(_ key: SessionKey) throws {
    try database.cachedStatement(sql: "DELETE FROM book WHERE \(SessionTable.key)")
      .execute(arguments: [exercise, key.date, key.began, key.log])
  }

  private func text(_ key: SessionKey, comparison: String) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT text FROM book WHERE exercise = ? AND (date, began, log) \(comparison) (?, ?, ?)
          ORDER BY date DESC, began DESC, log DESC LIMIT 1
          """),
      arguments: [exercise, key.date, key.began, key.log])
  }

  static func book(_ text: String?) throws -> RecordBook {
    guard let text else { return RecordBook() }
    guard let book = RecordBook(text: text) else {
      throw StoreError.failed(
        attempt: "Reading the records", reason: "“\(text.prefix(40))” is not a record book")
    }
    return book
  }
}
