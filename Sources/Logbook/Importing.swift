import Catalog
public import Interchange
import Store
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
  /// Exercises of which nothing is known, with how often they are used.
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
  /// Workouts that the export says something else of than when it was imported.
  public var changed: [ChangedWorkout] = []
  /// Workouts that are there already, from elsewhere.
  public var twins: [TwinWorkout] = []
  /// What was deleted since, here or elsewhere; it stays so.
  public var deleted: [DeletedDocument] = []
  /// Documents that went here because the file tells of their deletion.
  public var removed = 0
  /// Whether this was only a look, with nothing written.
  public var isDryRun: Bool

  public var added: Int { figures.reduce(0) { $0 + $1.added } }
  public var updated: Int { figures.reduce(0) { $0 + $1.updated } }
  /// Whether anything was, or would be, written.
  public var isNothing: Bool {
    added + updated + removed == 0 && !changed.contains(where: \.wasTaken)
  }
}

extension Logbook {
  /// Makes the plan of an import: what the file holds of one athlete, with metadata embedded. Nothing is written.
  ///
  /// - Parameter user: The athlete by id or name; nil where the file has one only.
  public func importPlan(_ dump: LegacyDump, user: String?) throws -> ImportPlan {
    let owner = try dump.user(user)
    return try store.read { reader in
      let shelf = try masterList()
      var known: [String: ExerciseMetadata] = [:]
      for choice in try reader.trainedExercises() { known[choice.exerciseId] = choice.metadata }
      for exercise in shelf?.all ?? [] { known[exercise.id] = exercise.metadata }
      for exercise in try reader.all(Exercise.self) { known[exercise.id] = exercise.metadata }
      return dump.plan(for: owner, known: known, catalogue: shelf, now: surroundings.now())
    }
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
      try store.read { try self.bring(plan, options, $0, nil, progress, &report) }
      return report
    }
    let count = plan.logs.count
    let step = Step("Import of \(count) \(count == 1 ? "workout" : "workouts")", origin: .imported)
    report = try store.write(step, at: surroundings.now()) { transaction in
      var report = report
      if let user = plan.userId, try transaction.reader.fact(.athlete) == nil {
        try transaction.setFact(.athlete, user)
      }
      try self.bring(plan, options, transaction.reader, transaction, progress, &report)
      return report
    }
    report.differences = try differences(of: plan)
    return report
  }

  private func bring(
    _ plan: ImportPlan, _ options: ImportOptions, _ reader: Reader, _ transaction: Transaction?,
    _ progress: (Double) throws -> Void, _ report: inout ImportReport
  ) throws {
    let hasCurrent = try currentProgram(reader) != nil
    // Oldest first: each workout then folds in at the end of its exercises' histories.
    let logs = plan.logs.sorted {
      ($0.date, $0.startedAt?.milliseconds ?? 0, $0.id)
        < ($1.date, $1.startedAt?.milliseconds ?? 0, $1.id)
    }
    let programs = try bring(plan.programs, options, reader, transaction, &report) {
      if hasCurrent { $0.isCurrent = false }
    }
    // What an export brings has no athlete of its own.
    let athlete = try plan.format == nil ? nil : transaction.map { try self.athlete($0) }
    let bodyWeights = try bring(plan.bodyWeights, options, reader, transaction, &report) {
      if $0.userId.isEmpty { $0.userId = athlete ?? "" }
    }
    guard plan.format == nil else {
      var foreign = WorkoutBringing(
        options: options, reader: reader, athlete: athlete, edited: plan.edited)
      let workouts = try foreign.bring(logs, transaction, progress)
      // Exercises of the athlete's own come in with the workouts that use them.
      let exercises = try bring(
        plan.exercises.filter { foreign.used.contains($0.id) || plan.logs.isEmpty }, options,
        reader,
        transaction, &report
      ) { if $0.userId == nil { $0.userId = athlete } }
      report.figures = [exercises, programs, bodyWeights, workouts]
      (report.changed, report.twins) = (foreign.changed, foreign.twins)
      report.deleted += foreign.deleted
      return
    }
    var done = 0
    report.figures = [
      try bring(plan.exercises, options, reader, transaction, &report), programs, bodyWeights,
      try bring(logs, options, reader, transaction, &report) { _ in
        done += 1
        try progress(Double(done) / Double(logs.count))
      },
    ]
    for removal in plan.removals {
      if try transaction?.join(removal.removal, of: removal.id, in: removal.collection) ?? false {
        report.removed += 1
      }
    }
  }

  private func bring<Document: Importable>(
    _ documents: [Document], _ options: ImportOptions, _ reader: Reader,
    _ transaction: Transaction?, _ report: inout ImportReport,
    adding: (inout Document) throws -> Void = { _ in }
  ) throws -> ImportReport.Figures {
    var figures = ImportReport.Figures(collection: Document.collection, read: documents.count)
    for document in documents {
      if document.isStamped {
        let joined =
          try transaction?.join(document, bringsBack: options.bringsBack)
          ?? reader.joined(document, bringsBack: options.bringsBack)
        figures.count(joined)
        if case .deleted(let removal) = joined {
          report.deleted.append(DeletedDocument(Document.collection, document.title, removal))
        }
        if joined == .added { try settle(document, transaction, adding) }
        continue
      }
      if let present = try reader.document(Document.self, document.id)?.document {
        let same = present.element.hasSameContent(as: document.settled(like: present).element)
        if same { figures.unchanged += 1 } else { figures.kept += 1 }
        continue
      }
      if !options.bringsBack,
        let removal = try reader.deletion(Document.collection, document.id)
      {
        figures.kept += 1
        report.deleted.append(DeletedDocument(Document.collection, document.title, removal))
        continue
      }
      figures.added += 1
      guard let transaction else { continue }
      var document = document
      try adding(&document)
      try transaction.put(document, expecting: nil)
    }
    return figures
  }

  /// What an import decides of a document that came with its stamps is an edit of it.
  private func settle<Document: Importable>(
    _ document: Document, _ transaction: Transaction?, _ adding: (inout Document) throws -> Void
  ) throws {
    guard let transaction, let present = try transaction.read(Document.self, document.id) else {
      return
    }
    var settled = present.document
    try adding(&settled)
    if settled != present.document { try transaction.put(settled, expecting: present.version) }
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

/// A document that a file may bring a second time.
private protocol Importable: StoredDocument, Equatable {
  /// What it is called in a list.
  var title: String { get }
  /// The document with what an import itself decides taken from the one that is there.
  func settled(like present: Self) -> Self
}

extension Exercise: Importable {
  fileprivate var title: String { name }

  fileprivate func settled(like present: Exercise) -> Exercise {
    var copy = self
    copy.metadata.lastUpdated = present.metadata.lastUpdated
    return copy
  }
}

extension BodyWeight: Importable {
  fileprivate var title: String { date.description }

  fileprivate func settled(like present: BodyWeight) -> BodyWeight { self }
}

extension Program: Importable {
  fileprivate var title: String { name }

  fileprivate func settled(like present: Program) -> Program {
    var copy = self
    copy.isCurrent = present.isCurrent
    var embedded: [String: ExerciseMetadata] = [:]
    for day in present.days {
      for exercise in day.exercises {
        embedded["\(day.weekIndex) \(day.dayIndex) \(exercise.id)"] = exercise.exerciseMetadata
      }
    }
    for index in copy.days.indices {
      let day = copy.days[index]
      for place in day.exercises.indices {
        let key = "\(day.weekIndex) \(day.dayIndex) \(day.exercises[place].id)"
        copy.days[index].exercises[place].exerciseMetadata =
          embedded[key] ?? day.exercises[place].exerciseMetadata
      }
    }
    return copy
  }
}

extension WorkoutLog: Importable {
  fileprivate var title: String { "\(date) \(name)" }

  fileprivate func settled(like present: WorkoutLog) -> WorkoutLog {
    var copy = self
    copy.migratedAt = present.migratedAt
    var embedded: [String: ExerciseMetadata] = [:]
    for exercise in present.exercises { embedded[exercise.id] = exercise.exerciseMetadata }
    for place in copy.exercises.indices {
      copy.exercises[place].exerciseMetadata =
        embedded[copy.exercises[place].id] ?? copy.exercises[place].exerciseMetadata
    }
    return copy
  }
}
