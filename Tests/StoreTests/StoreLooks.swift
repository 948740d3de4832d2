import GRDB

@testable import Store

extension Reader {
  /// What undo would take back; nil where there is nothing.
  func undoLabel() throws -> String? { try Journal(database: database).undoCandidate()?.label }

  /// What redo would do again; nil where there is nothing.
  func redoLabel() throws -> String? { try Journal(database: database).redoCandidate()?.label }
}

extension Store {
  /// Makes everything derived anew from the documents.
  func rebuildDerived() throws {
    try maintain("Making the figures anew") { try Rebuild(database: $0).run() }
  }
}
