import GRDB

@testable import Store

extension Reader {
  /// What undo would take back; nil where there is nothing.
  func undoLabel() throws -> String? { try Journal(database: database).undoCandidate()?.label }

  /// What redo would do again; nil where there is nothing.
  func redoLabel() throws -> String? { try Journal(database: database).redoCandidate()?.label }
}

extension Store {
  /// Rebuilds everything that is derived from the documents.
  func rebuildDerived() throws {
    try maintain("Rebuilding the figures") { try Rebuild(database: $0).run() }
  }
}
