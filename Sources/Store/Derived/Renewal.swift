import GRDB
public import Sync
public import Training
import Wire

extension Store {
  /// Works out again everything that is derived from the documents, the summaries in some of them included.
  ///
  /// Nothing that anybody wrote changes, so that it is no step and there is nothing to take back. Takes time in proportion
  /// to the history.
  ///
  /// - Parameters:
  ///   - documents: Those of which the summary is made again.
  ///   - patience: How long to wait for another writer, in milliseconds; as long as any write where nil.
  public func renewDerived(
    summariesOf documents: [DocumentKey], at now: Instant, within patience: Int? = nil
  ) throws {
    try maintain("Working out the figures again", within: patience) { database in
      for key in documents {
        try Self.renewSummary(key.collection.kind, key.id, database, now: now)
      }
      try Rebuild(database: database).run()
    }
  }

  private static func renewSummary<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, _ database: Database, now: Instant
  ) throws {
    let table = DocumentTable(database: database, name: .document)
    guard let document = try table.read(type, id),
      let version = try table.version(Document.collection, id)
    else { return }
    try table.write(document.derived(from: document, at: now), version: version)
  }
}
