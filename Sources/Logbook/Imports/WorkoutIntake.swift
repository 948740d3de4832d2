import Interchange
import Store
public import Training
import Wire

/// What the athlete has decided of an import.
public struct ImportOptions: Hashable, Sendable {
  /// Whether workouts that are there already, from another app's export or logged here, come in a second time.
  public var addsTwins = false
  /// Whether workouts that the export has changed are rewritten, unless they were edited here.
  public var takesChanges = false
  /// Whether what was deleted since comes in again.
  public var bringsBack = false

  public init(addsTwins: Bool = false, takesChanges: Bool = false, bringsBack: Bool = false) {
    self.addsTwins = addsTwins
    self.takesChanges = takesChanges
    self.bringsBack = bringsBack
  }
}

/// A workout that the export has changed since it was imported.
public struct ChangedWorkout: Hashable, Sendable {
  public var id: String
  public var date: LocalDate
  public var name: String
  /// Whether it was edited here since; then it is never written over.
  public var isEdited: Bool
  public var wasTaken: Bool
}

/// A workout of an export that is there already, from elsewhere.
public struct TwinWorkout: Hashable, Sendable {
  public var date: LocalDate
  public var name: String
  /// The app the other one came from; nil where it was logged here.
  public var from: String?
  public var wasAdded: Bool
}

/// A document of a file that was deleted since it was imported, here or on another machine.
public struct DeletedDocument: Hashable, Sendable {
  public var collection: Collection
  public var id: String
  /// What it is called: a workout by its day and name.
  public var name: String
  /// When it was deleted, and on which machine; by its id where it has no name.
  public var at: Instant
  public var device: String
  /// Whether that machine is this one.
  public var isOfHere = false

  /// `on 2026-11-19 by gym`.
  public var whenAndWhere: String {
    "on \(at.iso8601.prefix(10)) \(isOfHere ? "here" : "by \(device)")"
  }
}

/// A document of which the cells of our own table say something else than the document in it.
public struct EditedDocument: Hashable, Sendable {
  public var collection: Collection
  /// What it is called: a workout by its day and name.
  public var name: String

  init(_ collection: Collection, _ name: String) {
    self.collection = collection
    self.name = name
  }
}

extension ImportReport {
  mutating func take(_ plan: ImportPlan) {
    format = plan.format
    rows = plan.rows
    warnings = plan.warnings
    refusals = plan.refusals
    names = plan.names
  }
}

/// Brings an export's workouts in: what is new is added, what is there stays as it is there.
struct WorkoutIntake {
  let options: ImportOptions
  let reader: Reader
  /// Nil on a dry run.
  let athlete: String?
  private(set) var changed: [ChangedWorkout] = []
  private(set) var twins: [TwinWorkout] = []
  private(set) var deleted: [DeletedDocument] = []
  private(set) var edits: [EditedDocument] = []
  /// The edited cells of workouts that a file holds whole, by id.
  private let edited: [String: WorkoutLog]
  /// Exercises that the workouts that come in use.
  private(set) var used: Set<String> = []
  /// Workouts that were there before, by day, but for those that the export itself has; each has one twin at most.
  private var others: [LocalDate: [String]] = [:]
  /// All body weights by day, once one is needed: asked for one by one they would bring what is derived up to date
  /// for every workout.
  private var weighings: [BodyWeight]?

  init(
    options: ImportOptions, reader: Reader, athlete: String?,
    edited: [String: WorkoutLog] = [:]
  ) {
    self.edited = edited
    self.options = options
    self.reader = reader
    self.athlete = athlete
  }

  /// Workouts that start within so many seconds of one another may be the same: a clock that one app starts later.
  private static let sameStart = 600.0
  /// The share of sets that have to agree.
  private static let sameShare = 0.9

  mutating func bring(
    _ logs: [WorkoutLog], _ transaction: Transaction?, _ step: () throws -> Void
  ) throws -> ImportReport.Figures {
    var figures = ImportReport.Figures(collection: .workoutLogs, read: logs.count)
    try findOthers(logs)
    for copy in logs {
      try step()
      // Without stamps in the document, an edit of it cannot be recognised.
      let log = copy.isStamped ? copy : edited[copy.id] ?? copy
      if log.isStamped {
        try join(log, transaction, &figures)
      } else if let present = try reader.document(WorkoutLog.self, log.id) {
        try meet(present, log, transaction, figures: &figures)
      } else if try wasDeleted(log) || isTwin(log) {
        figures.kept += 1
      } else {
        figures.added += 1
        try add(log, transaction)
      }
    }
    return figures
  }

  /// Takes over a workout that an export of ours holds whole, with its stamps.
  private mutating func join(
    _ log: WorkoutLog, _ transaction: Transaction?, _ figures: inout ImportReport.Figures
  ) throws {
    used.formUnion(log.exercises.map(\.exerciseId))
    let joined =
      try transaction?.join(log, bringsBack: options.bringsBack)
      ?? reader.joined(log, bringsBack: options.bringsBack)
    figures.count(joined)
    if case .deleted(let removal) = joined { deleted.append(DeletedDocument(log, removal)) }
    guard let edited = edited[log.id], joined.stands else { return }
    guard try apply(edited, to: log, transaction) else { return }
    // The cells say something else than the document beside them: that is an edit.
    edits.append(EditedDocument(.workoutLogs, edited.title))
    if joined == .unchanged { figures.edit() }
  }

  /// - Returns: Whether what stands here says something else than the cells.
  private func apply(_ edited: WorkoutLog, to log: WorkoutLog, _ transaction: Transaction?) throws
    -> Bool
  {
    guard let present = try reader.document(WorkoutLog.self, log.id) else { return true }
    let result = present.document.taking(edited, after: log)
    guard result != present.document else { return false }
    try transaction?.put(result, expecting: present.version)
    return true
  }

  private mutating func add(_ log: WorkoutLog, _ transaction: Transaction?) throws {
    used.formUnion(log.exercises.map(\.exerciseId))
    guard let transaction else { return }
    var log = log
    if log.userId.isEmpty, let athlete { log.userId = athlete }
    try weigh(&log)
    try transaction.put(log, expecting: nil)
  }

  /// What the athlete weighed last, on that day or before.
  private mutating func weight(on date: LocalDate) throws -> BodyWeight? {
    let known =
      try weighings ?? reader.all(BodyWeight.self).sorted { ($0.date, $0.id) < ($1.date, $1.id) }
    weighings = known
    return known.last { $0.date <= date }
  }

  /// Entries that need it get what the athlete weighed then.
  private mutating func weigh(_ log: inout WorkoutLog) throws {
    guard log.importedFrom != nil,
      log.exercises.contains(where: {
        $0.bodyweight == nil && $0.metadata.exerciseType.usesBodyWeight
      }), let weight = try weight(on: log.date)
    else { return }
    for index in log.exercises.indices
    where log.exercises[index].metadata.exerciseType.usesBodyWeight {
      log.exercises[index].bodyweight = weight.value
      log.exercises[index].bodyweightUnit = weight.unit
    }
  }

  private mutating func meet(
    _ present: Versioned<WorkoutLog>, _ log: WorkoutLog, _ transaction: Transaction?,
    figures: inout ImportReport.Figures
  ) throws {
    let same =
      log.importHash == nil
      ? present.document.element.hasSameContent(as: log.element)
      : present.document.importHash == log.importHash
    if same {
      figures.unchanged += 1
      return
    }
    figures.kept += 1
    guard log.importHash != nil else { return }
    let isEdited = present.document.wasEditedSinceImport
    let takes = options.takesChanges && !isEdited
    changed.append(
      ChangedWorkout(
        id: log.id, date: log.date, name: log.name, isEdited: isEdited, wasTaken: takes))
    guard takes else { return }
    used.formUnion(log.exercises.map(\.exerciseId))
    guard let transaction else { return }
    var log = log
    log.userId = present.document.userId
    try weigh(&log)
    try transaction.put(log, expecting: present.version)
  }

  // MARK: The same workout from elsewhere

  /// Looks up what is there on the export's days, before anything is written: what is derived is then settled once.
  private mutating func findOthers(_ logs: [WorkoutLog]) throws {
    let ids = Set(logs.map(\.id))
    for date in Set(logs.map(\.date)) {
      let rows = try reader.workouts(from: date, limit: Logbook.mostWorkoutsADay)
      others[date] = rows.filter { $0.date == date && !ids.contains($0.id) }.map(\.id)
    }
  }

  /// Whether the athlete has deleted the workout since, here or elsewhere; noted where it is so.
  private mutating func wasDeleted(_ log: WorkoutLog) throws -> Bool {
    guard !options.bringsBack, let removal = try reader.deletion(.workoutLogs, log.id) else {
      return false
    }
    deleted.append(DeletedDocument(log, removal))
    return true
  }

  /// Whether a workout of the day is the same: from another app, logged here, or from this app and called otherwise
  /// by now. Noted where it is so.
  private mutating func isTwin(_ log: WorkoutLog) throws -> Bool {
    guard log.importedFrom != nil else { return false }
    for (place, id) in (others[log.date] ?? []).enumerated() {
      guard let other = try reader.document(WorkoutLog.self, id)?.document,
        Self.isSame(log, other)
      else { continue }
      others[log.date]?.remove(at: place)
      twins.append(
        TwinWorkout(
          date: log.date, name: log.name, from: other.importedFrom,
          wasAdded: options.addsTwins))
      return !options.addsTwins
    }
    return false
  }

  /// Whether two workouts of one day are the same: by their start, and by what was lifted how often.
  static func isSame(_ left: WorkoutLog, _ right: WorkoutLog) -> Bool {
    if let start = left.startedAt, let other = right.startedAt,
      abs(start.seconds(since: other)) > sameStart
    {
      return false
    }
    let (ours, theirs) = (left.lifts, right.lifts)
    let most = max(ours.values.reduce(0, +), theirs.values.reduce(0, +))
    guard most > 0 else { return false }
    let common = ours.reduce(0) { $0 + min($1.value, theirs[$1.key] ?? 0) }
    return Double(common) >= sameShare * Double(most)
  }
}

/// What was lifted, and how often: weights to the half kilogram, as apps convert them. Whole numbers all, but as
/// fractions: a file may say more than an integer holds.
private struct Lift: Hashable {
  var halfKilograms: Double
  var reps: Int
  var seconds: Double
}

extension WorkoutLog {
  fileprivate var lifts: [Lift: Int] {
    var lifts: [Lift: Int] = [:]
    for set in exercises.flatMap(\.sets) where set.completed {
      let kilograms = set.weight.map { set.unit.convert($0, to: .kilograms) } ?? 0
      let lift = Lift(
        halfKilograms: (kilograms * 2).rounded(), reps: set.reps ?? 0,
        seconds: (set.seconds ?? 0).rounded())
      lifts[lift, default: 0] += 1
    }
    return lifts
  }

  /// Whether anything but what its exercises stand for was changed since it was imported: then something has a later
  /// stamp than the fingerprint, which only an import writes.
  fileprivate var wasEditedSinceImport: Bool {
    guard let imported = stamps.stamp(of: "importHash") else { return true }
    return element.hasStamp(after: imported)
  }
}

extension Element {
  private static let mapped: Set<String> = ["exerciseId", "exerciseMetadata"]

  fileprivate func hasStamp(after stamp: Stamp) -> Bool {
    if let own = stamps.element, own > stamp { return true }
    if stamps.fields.contains(where: {
      $0.value > stamp && !Self.mapped.contains($0.key) && !Self.isBackMark($0.key)
    }) {
      return true
    }
    return children.contains { list in
      list.removed.values.contains { $0.at > stamp }
        || list.elements.contains { $0.hasStamp(after: stamp) }
    }
  }
}
