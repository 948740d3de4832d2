import Foundation
import GRDB
import Testing

@testable import Store

/// A database that is made under another name, and what of it gets its own.
struct DraftTests {
  private func filled(_ draft: Draft) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: draft.path)
    try queue.inDatabase { database in
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      try database.execute(
        sql: "CREATE TABLE mood (id TEXT PRIMARY KEY); INSERT INTO mood VALUES ('good')")
    }
    return queue
  }

  @Test func whatGetsItsNameIsWholeInOneFile() throws {
    let folder = try Folder()
    let draft = try Draft(beside: folder.store)
    try draft.seal(try filled(draft))
    try draft.take(folder.store)
    #expect(try folder.names() == ["store.db"])
    let made = try DatabaseQueue(path: folder.store)
    #expect(try made.read { try String.fetchOne($0, sql: "SELECT id FROM mood") } == "good")
    try made.close()
  }

  @Test func whatIsPartlyInItsLogGetsNoName() throws {
    let folder = try Folder()
    let draft = try Draft(beside: folder.store)
    let queue = try filled(draft)
    // Whoever still reads an older state keeps the log from being folded in.
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: draft.path, configuration: configuration)
    try reader.inDatabase { database in
      try database.beginTransaction(.deferred)
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM mood") == 1)
    }
    try queue.write { try $0.execute(sql: "INSERT INTO mood VALUES ('bad')") }
    let refused = #expect(throws: StoreError.self) { try draft.seal(queue) }
    #expect(refused?.sentence.contains("its log could not be folded into it") == true)
    try reader.inDatabase { try $0.rollback() }
    try reader.close()
    draft.remove()
    #expect(try folder.names() == [])
  }
}
