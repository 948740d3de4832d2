import GRDB
public import Sync
import Training
import Wire

/// What is wrong with a store.
public enum Ailment: Hashable, Sendable {
  /// There is no file, or nothing in it.
  case missing
  /// It does not open: why.
  case unopened(String)
  /// Its pages do not fit together: what SQLite says of it.
  case pages(String)
  /// Documents that are not what was written.
  case documents([DocumentKey])
  /// Documents for which the journal gives something else.
  case history([DocumentKey])
  /// Deletions that cannot be read.
  case deletions([DocumentKey])
  /// What is derived from the documents is not what it should be.
  case figures
  /// Another program met damage that is not to be found now.
  case noted(String)
}

/// Looks through all of a store; for a copy of it in memory, as it is changed by it.
struct SoundCheck {
  let database: Database

  /// What is wrong; empty in a sound store.
  func ailments() -> [Ailment] {
    if let words = brokenPages() { return [.pages(words)] }
    do {
      let documents = try alteredDocuments()
      // What is derived from a document that cannot be read cannot be compared.
      let hasRightFigures = try !documents.isEmpty || hasRightFigures()
      let found: [Ailment?] = [
        documents.isEmpty ? nil : .documents(documents), try brokenHistory(except: documents),
        try brokenDeletions(), hasRightFigures ? nil : .figures,
      ]
      return found.compactMap(\.self)
    } catch {
      return [.pages("\(error)")]
    }
  }

  /// What SQLite finds wrong; nil where nothing is.
  func brokenPages() -> String? {
    do {
      let found = try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
      if found == ["ok"] { return nil }
      // The first line may only say which database it is about.
      let lines = found.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("***") }
      return lines.first.map { String($0) } ?? "the pages cannot be followed"
    } catch {
      return (error as? DatabaseError)?.message ?? "\(error)"
    }
  }

  private func alteredDocuments() throws -> [DocumentKey] {
    let table = DocumentTable(database: database, name: .document)
    return try keys(of: "document").filter { key in
      do { return try table.element(key.collection, key.id) == nil } catch { return true }
    }
  }

  func brokenHistory() throws -> [DocumentKey] {
    let keys = try Set(["document", "journal", "snapshot"].flatMap { try self.keys(of: $0) })
    return keys.filter { !isReplayed($0.collection.kind, $0.id) }.sorted()
  }

  private func brokenHistory(except altered: [DocumentKey]) throws -> Ailment? {
    let broken = Set(try brokenHistory()).subtracting(altered)
    return broken.isEmpty ? nil : .history(broken.sorted())
  }

  private func isReplayed<Document: DocumentKind>(_ type: Document.Type, _ id: String) -> Bool {
    do {
      let stored = try DocumentTable(database: database, name: .document).read(type, id)?.element
      let replayed = try Replay(database: database).state(type, id)
      return stored == replayed.flatMap { $0.exists ? $0.element : nil }
    } catch {
      return false
    }
  }

  private func brokenDeletions() throws -> Ailment? {
    let table = TombstoneTable(database: database)
    let broken = try Collection.allCases.flatMap { collection in
      try table.readable(collection).unreadable.map { DocumentKey(collection, $0) }
    }
    return broken.isEmpty ? nil : .deletions(broken)
  }

  /// Whether the derived rows are those that a rebuild gives.
  private func hasRightFigures() throws -> Bool {
    let before = try figures()
    try Rebuild(database: database).run()
    let after = try figures()
    return after == before
  }

  private func figures() throws -> Int {
    var hasher = Hasher()
    for table in DerivedTable.names {
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \(table)")
      while let row = try rows.next() {
        for value in row.databaseValues { hasher.combine(value) }
      }
    }
    return hasher.finalize()
  }

  /// The documents that a table has rows of.
  func keys(of table: String) throws -> [DocumentKey] {
    try Row.fetchAll(database, sql: "SELECT DISTINCT collection, id FROM \(table) ORDER BY 1, 2")
      .compactMap { row in
        let (name, id): (String, String) = (try row.at(0), try row.at(1))
        return Collection(rawValue: name).map { DocumentKey($0, id) }
      }
  }
}
