import Catalog
import Store
import Training
public import Upkeep

/// What a migration is at.
public enum MigrationStage: Hashable, Sendable {
  /// Looking through the documents; from 0 to 1.
  case looking(Double)
  case measuring
  case backingUp
  case migrating(MigrationProgress)
  case takingBack(MigrationProgress)
}

/// What a migration has come to.
public enum MigrationOutcome: Sendable {
  /// Nothing lacked metadata that could be given any.
  case nothing(EmbeddingSurvey)
  case migrated(MigrationReport, resumed: Bool)
}

/// What was taken back.
public struct MigrationTakenBack: Hashable, Sendable {
  public var documents: Int
  public var entries: Int
  /// Entries that were written since, and stay.
  public var kept: Int
}

extension Logbook {
  /// What migrations take from this logbook.
  public var migrationTools: MigrationTools {
    MigrationTools(
      now: surroundings.now, pause: surroundings.pause,
      masters: { reader in MasterList(try self.knownExercises(reader)) })
  }

  /// How the store stands with embedded metadata, and what a migration would do. Nothing is written.
  public func migrationPreview(_ tell: (MigrationStage) throws -> Void = { _ in }) throws
    -> EmbeddingSurvey
  {
    let tools = migrationTools
    return try EmbeddingSurvey(of: store, masters: store.read { try tools.masters($0) }) {
      try tell(.looking($0))
    }
  }

  /// Gives metadata to all documents that lack them, or goes on with that.
  ///
  /// - Parameter tell: Told what it is at; throwing from it ends it, to be gone on with.
  /// - Throws: ``Upkeep/MigrationError``, ``Store/StoreError``.
  public func migrate(
    tools: MigrationTools? = nil, _ tell: (MigrationStage) throws -> Void = { _ in }
  ) throws -> MigrationOutcome {
    let tools = tools ?? migrationTools
    return try MigrationLock.hold(store) {
      guard let run = try MigrationRun(store, tools, looking: { try tell(.looking($0)) }) else {
        return .nothing(try migrationPreview())
      }
      do {
        return try migrate(run, tools, tell)
      } catch let error as StoreError {
        throw run.explained(error)
      }
    }
  }

  private func migrate(
    _ run: MigrationRun, _ tools: MigrationTools, _ tell: (MigrationStage) throws -> Void
  ) throws -> MigrationOutcome {
    try run.begin()
    let resumed = run.isResumed
    try tell(.measuring)
    try measureBefore(run, tools)
    try tell(.backingUp)
    try backUp(before: run)
    try run.run { try tell(.migrating($0)) }
    try tell(.measuring)
    try measureAfter(run, tools)
    try run.end()
    let report = try report(tell)
    try report.keep(in: store)
    return .migrated(report, resumed: resumed)
  }

  private func measureBefore(_ run: MigrationRun, _ tools: MigrationTools) throws {
    let id = run.record.id
    // What was migrated in part says nothing of how it was before.
    guard run.record.batches == 0, try store.read({ try LoadBaseline.of(id, .before, $0) }) == nil
    else { return }
    try measure(id, .before).keep(in: store)
    try tools.reached(.measured)
  }

  private func backUp(before run: MigrationRun) throws {
    guard run.record.backup == nil else { return }
    if let made = try backUpBefore(.migration) { try run.note(backup: made.path) }
  }

  private func measureAfter(_ run: MigrationRun, _ tools: MigrationTools) throws {
    try measure(run.record.id, .after) { copy in
      guard run.record.batches > 0 else { return }
      run.note(triedRollback: try MigrationRollback.isRight(in: copy, tools))
    }.keep(in: store)
    try tools.reached(.measuredAfter)
  }

  /// - Parameter trial: Tried on the copy before anything is measured on it.
  private func measure(
    _ migration: String, _ phase: LoadBaseline.Phase, trial: (Store) throws -> Void = { _ in }
  ) throws -> LoadBaseline {
    var baseline = LoadBaseline(migration: migration, phase: phase, at: surroundings.now())
    do {
      let copy = try store.scratchCopy(at: surroundings.now())
      defer { copy.discard() }
      try LoadMeasure(copy.store, of: self).fill(&baseline)
      try trial(copy.store)
    } catch let error as StoreError {
      // A migration needs no figures; the report says why there are none.
      baseline.problem = error.sentence
    } catch let error as LogbookError {
      baseline.problem = error.sentence
    }
    return baseline
  }

  /// Takes back what the last migration has added, as far as it stands there still.
  ///
  /// - Throws: ``Upkeep/MigrationError``, ``Store/StoreError``.
  public func rollBackMigration(
    tools: MigrationTools? = nil, _ tell: (MigrationStage) throws -> Void = { _ in }
  ) throws -> MigrationTakenBack {
    try MigrationLock.hold(store) {
      let back = try MigrationRollback(store, tools ?? migrationTools)
      try back.run { try tell(.takingBack($0)) }
      return MigrationTakenBack(
        documents: back.documents, entries: back.entries, kept: back.kept)
    }
  }

  /// The latest migration against the plan's milestones and suites, as the store stands now; it is kept.
  public func migrationReport(_ tell: (MigrationStage) throws -> Void = { _ in }) throws
    -> MigrationReport
  {
    guard try store.read({ try MigrationRecord.latest($0) }) != nil else {
      throw MigrationError.noMigration
    }
    let report = try report(tell)
    // A store that can only be read has a report too.
    if store.readOnlyReason == nil { try report.keep(in: store) }
    return report
  }

  private func report(_ tell: (MigrationStage) throws -> Void) throws -> MigrationReport {
    try MigrationReport(of: store, survey: migrationPreview(tell), at: surroundings.now())
  }
}
