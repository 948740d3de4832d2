import Catalog
public import Interchange
import Store
import Sync
public import Training
public import Wire

/// What an import did, counted and listed.
public struct ImportReport: Hashable, Sendable {
  /// One collection's figures.
  public struct Figures: Hashable, Sendable {
    public var collection: Collection
    /// Documents of this athlete in the file.
    public var read: Int
    public var added = 0
    /// In the store already, and older there in part: taken over with the stamps they came with.
    public var updated = 0
    /// In the store already, and equal.
    public var unchanged = 0
    /// In the store already, and different there: left as they are in the store.
    public var kept = 0
  }

  /// A figure of the file that ours does not confirm.
  public struct Difference: Hashable, Sendable {
    public var exercise: String
    public var figure: String
    public var claimed: Double
    public var ours: Double
  }

  public var file: String
  public var userId: String?
  public var figures: [Figures] = []
  /// Documents of the file by collection, those of all athletes.
  public var counts: [String: Int]
  /// Every value that had to be interpreted.
  public var interpretations: [Interpretation]
  /// Documents that could not be read at all and were passed over; ``interpretations`` has them too.
  public var unreadable: [Interpretation]
  /// Unknown exercises, with how often they are used.
  public var unknownExercises: [String: Int]
  public var differences: [Difference] = []
  /// The kind of export; nil for documents.
  public var format: ForeignFormat?
  /// What became of an export's rows.
  public var rows = RowAccount()
  public var warnings: [FileNote] = []
  public var refusals: [FileNote] = []
  /// What an export's exercises stand for.
  public var names: [PlannedName] = []
  /// Workouts that the export has changed since they were imported.
  public var changed: [ChangedWorkout] = []
  /// Workouts that are there already, from elsewhere.
  public var twins: [TwinWorkout] = []
  /// What was deleted since, here or elsewhere; it stays so.
  public var deleted: [DeletedDocument] = []
  /// Documents that went here because the file tells of their deletion.
  public var removed = 0
  /// Where the cells of our own table differ from the documents in it: taken over as edits.
  public var edits: [EditedDocument] = []
  /// Whether this was only a look, with nothing written.
  public var isDryRun: Bool

  public var added: Int { figures.reduce(0) { $0 + $1.added } }
  public var updated: Int { figures.reduce(0) { $0 + $1.updated } }
  /// Documents that were, or would be, written or removed.
  public var writes: Int { added + updated + removed + changed.count { $0.wasTaken } }
  /// Whether every document here stays as it is.
  public var isNothing: Bool { writes == 0 }
}

extension Logbook {
  /// Makes the plan of an import: what the file holds of one athlete, with metadata embedded. Nothing is written.
  ///
  /// - Parameters:
  ///   - user: The athlete by id or name; nil where the file has one only.
  ///   - raw: Whether no metadata is embedded: workouts and programs go in as they came.
  public func importPlan(_ dump: LegacyDump, user: String?, raw: Bool = false) throws -> ImportPlan
  {
    let owner = try dump.user(user)
    return try store.read { reader in
      dump.plan(
        for: owner, known: try knownExercises(reader), catalogue: try masterList(),
        now: surroundings.now(), raw: raw)
    }
  }

  /// Everything that is known of exercises, by id: what workouts embed, over that the master list, over that the athlete's
  /// own.
  func knownExercises(_ reader: Reader) throws -> [String: ExerciseMetadata] {
    var known: [String: ExerciseMetadata] = [:]
    for choice in try reader.trainedExercises()
    where !choice.metadata.isUnknown {
      known[choice.exerciseId] = choice.metadata
    }
    for exercise in try masterList()?.all ?? [] { known[exercise.id] = exercise.metadata }
    for exercise in try reader.all(Exercise.self) { known[exercise.id] = exercise.metadata }
    return known
  }

  /// Brings a plan's documents in as one step; what the store has already is left as it is there.
  ///
  /// - Parameters:
  ///   - dryRun: Only count what would happen.
  ///   - progress: Told how far it is, from 0 to 1; throwing from it cancels, with nothing changed.
  public func bringIn(
    _ plan: ImportPlan, options: ImportOptions = ImportOptions(), dryRun: Bool = false,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> ImportReport {
    var report = ImportReport(
      file: plan.file, userId: plan.userId, counts: plan.counts,
      interpretations: plan.interpretations, unreadable: plan.unreadable,
      unknownExercises: plan.unknownExercises, isDryRun: dryRun)
    report.take(plan)
    if dryRun {
      try store.read {
        try self.bring(plan, options, $0, transaction: nil, progress: progress, report: &report)
      }
      report.deleted = try report.deleted.map(named)
      return report
    }
    let planned = ImportReport.label([(.workoutLogs, plan.logs.count)])
    report = try store.write(Step(planned, origin: .imported), at: surroundings.now()) {
      transaction in
      var report = report
      if let user = plan.userId, try transaction.reader.fact(.athlete) == nil {
        try transaction.setFact(.athlete, user)
      }
      try self.bring(
        plan, options, transaction.reader, transaction: transaction, progress: progress,
        report: &report)
      try transaction.rename(report.label)
      return report
    }
    report.deleted = try report.deleted.map(named)
    report.differences = try differences(of: plan)
    return report
  }

  private func bring(
    _ plan: ImportPlan, _ options: ImportOptions, _ reader: Reader, transaction: Transaction?,
    progress: (Double) throws -> Void, report: inout ImportReport
  ) throws {
    let hasCurrent = try currentProgram(reader) != nil
    // Oldest first: each workout then folds in at the end of its exercises' histories.
    let logs = plan.logs.sorted {
      ($0.date, $0.startedAt?.milliseconds ?? 0, $0.id)
        < ($1.date, $1.startedAt?.milliseconds ?? 0, $1.id)
    }
    let all =
      logs.count + plan.programs.count + plan.exercises.count + plan.bodyWeights.count
      + plan.removals.count
    var done = 0
    func step() throws {
      done += 1
      try progress(Double(done) / Double(all))
    }
    var bringing = DocumentIntake(options: options, reader: reader, transaction: transaction)
    let programs = try bringing.bring(plan.programs, step) {
      if hasCurrent { $0.isCurrent = false }
    }
    // What an export brings has no athlete of its own.
    let athlete = try plan.format == nil ? nil : transaction.map { try self.athlete($0) }
    var bodyWeights = try bringing.bring(plan.bodyWeights, step) {
      if $0.userId.isEmpty { $0.userId = athlete ?? "" }
    }
    let (exercises, workouts): (ImportReport.Figures, ImportReport.Figures)
    if plan.format == nil {
      exercises = try bringing.bring(plan.exercises, step)
      workouts = try bringing.bring(logs, step)
    } else {
      var foreign = WorkoutIntake(
        options: options, reader: reader, athlete: athlete, edited: plan.edited.logs)
      workouts = try foreign.bring(logs, transaction, step)
      // Exercises of the athlete's own come in with the workouts that use them.
      exercises = try bringing.bring(
        plan.exercises.filter { foreign.used.contains($0.id) || plan.logs.isEmpty }, step
      ) { if $0.userId == nil { $0.userId = athlete } }
      (report.changed, report.twins) = (foreign.changed, foreign.twins)
      report.edits += foreign.edits
      bringing.deleted += foreign.deleted
    }
    report.edits += try edit(plan, bringing, &bodyWeights)
    report.figures = [exercises, programs, bodyWeights, workouts]
    try bringing.remove(plan.removals, step, &report)
    report.deleted = bringing.deleted
  }

  /// Applies the edited cells of weighings, once the workouts that they are copied into are there.
  private func edit(
    _ plan: ImportPlan, _ bringing: DocumentIntake, _ figures: inout ImportReport.Figures
  ) throws -> [EditedDocument] {
    var edits: [EditedDocument] = []
    for copy in plan.bodyWeights {
      guard let edited = plan.edited.bodyWeights[copy.id],
        !bringing.deleted.contains(where: { $0.collection == .bodyWeights && $0.id == copy.id })
      else { continue }
      // On a dry run a new one is not there yet.
      let present = try bringing.reader.document(BodyWeight.self, copy.id)
      let result = (present?.document ?? copy).taking(edited, after: copy)
      guard result != present?.document else { continue }
      if let present, let transaction = bringing.transaction {
        try transaction.put(result, expecting: present.version)
        try self.copy(result, transaction)
      }
      edits.append(EditedDocument(.bodyWeights, result.title))
      if bringing.unchanged.contains(DocumentKey(.bodyWeights, copy.id)) { figures.edit() }
    }
    return edits
  }

  /// A deletion with its device as the athlete knows it.
  private func named(_ deleted: DeletedDocument) throws -> DeletedDocument {
    var deleted = deleted
    deleted.isOfHere = try store.deviceID() == deleted.device
    deleted.device = try store.syncLink()?.devices[deleted.device] ?? deleted.device
    return deleted
  }

  /// Compares what the file claims of each exercise with what its workouts come to.
  private func differences(of plan: ImportPlan) throws -> [ImportReport.Difference] {
    let unit = plan.logs.last?.weightUnit ?? preferences.unit
    return try plan.claims.flatMap { claim -> [ImportReport.Difference] in
      guard let page = try exercisePage(id: claim.exerciseId, range: .threeMonths, sessions: 1)
      else { return [] }
      let metrics = page.analytics.performanceMetrics
      func difference(_ figure: String, _ claimed: Double?, _ ours: Double?)
        -> ImportReport.Difference?
      {
        guard let claimed, let ours, abs(claimed - ours) > Self.claimTolerance * abs(ours) else {
          return nil
        }
        return ImportReport.Difference(
          exercise: page.metadata.name, figure: figure, claimed: claimed, ours: ours)
      }
      func inUnit(_ kilograms: Double?) -> Double? {
        kilograms.map { WeightUnit.kilograms.convert($0, to: unit) }
      }
      return [
        difference(
          "sessions", claim.totalSessions.map { Double($0) }, Double(metrics.totalSessions)),
        difference("heaviest weight", claim.maxWeight, inUnit(metrics.maxWeight)),
        difference("volume", claim.totalVolume, inUnit(metrics.totalVolume)),
      ].compactMap { $0 }
    }
  }

  /// How far a claimed figure may be off, as a share of ours: what rounding does.
  private static let claimTolerance = 0.000_1
}
