import GRDB
public import Training
import Wire

/// Rebuilds everything that is derived from the documents.
struct Rebuild {
  let database: Database

  func run() throws {
    for table in DerivedTable.all.map(\.name) { try database.execute(sql: "DELETE FROM \(table)") }
    let documents = DocumentTable(database: database, name: .document)
    for id in try ids(.bodyWeights) {
      guard let weighing = try documents.read(BodyWeight.self, id) else { continue }
      var derivation = try Derivation(database: database)
      try derivation.replace(nil as BodyWeight?, with: weighing)
    }
    // Oldest first: each session then folds in at the end of its exercise's history.
    var keys: [SessionKey] = []
    for id in try ids(.workoutLogs) {
      if let log = try documents.read(WorkoutLog.self, id) { keys.append(SessionKey(log)) }
    }
    for key in keys.sorted() {
      guard let log = try documents.read(WorkoutLog.self, key.log) else { continue }
      var derivation = try Derivation(database: database)
      try derivation.replace(nil, with: log)
      try derivation.finish()
    }
  }

  private func ids(_ collection: Collection) throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT id FROM document WHERE collection = ? AND part = 0 ORDER BY id",
      arguments: [collection.rawValue])
  }
}

extension Store {
  /// Changes the formula and rebuilds everything derived from it, in one transaction.
  ///
  /// Takes time in proportion to the history. Does nothing where the formula is the same.
  ///
  /// - Parameter patience: How long to wait for another writer, in milliseconds; as long as any write where nil.
  public func setFormula(_ formula: OneRepMaxFormula, within patience: Int? = nil) throws {
    guard try read({ try $0.formula() }) != formula else { return }
    try maintain("Changing the formula", within: patience) { database in
      try Meta(database).set(.formula, formula.rawValue)
      try Rebuild(database: database).run()
    }
  }

  /// Sets or clears a fact that is kept beside the documents, without a journal row.
  public func setFact(_ fact: Fact, _ value: String?) throws {
    try maintain("Keeping a fact") { try Meta($0).set(fact, value) }
  }
}

extension Transaction {
  /// Sets or clears a fact together with the step's changes; undo does not take it back.
  public func setFact(_ fact: Fact, _ value: String?) throws {
    try Meta(database).set(fact, value)
  }
}
