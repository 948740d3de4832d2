public import Store
public import Training
public import Wire

/// What pages cost, measured before a migration and after it, on a copy of the store.
///
/// A page whose entries lack metadata is charged with looking each of them up, as one question a time: what screens that
/// did not embed would do. The screens of this program never do it.
public struct LoadBaseline: Hashable, Sendable {
  public enum Phase: String, Hashable, Sendable {
    case before, after
  }

  public var migration: String
  public var phase: Phase
  public var at: Instant
  /// Medians in milliseconds over the latest workouts, over *Progress*, and over the exercises listed first; what is
  /// looked up is included.
  public var logLoad = 0.0
  public var progressLoad = 0.0
  public var analyticsLoad = 0.0
  /// Places on those pages that need metadata, and those that had it embedded.
  public var needs = 0
  public var hits = 0
  /// Bytes that the program held.
  public var memoryBytes = 0
  /// Medians in milliseconds: the latest workout alone, *Progress*, a set that is logged, all that is derived.
  public var openLog = 0.0
  public var openProgress = 0.0
  public var logSet = 0.0
  public var rebuildAnalytics = 0.0
  /// Why it could not be measured.
  public var problem: String?

  static let kind = NoteKind("baseline", most: 40)

  public init(migration: String, phase: Phase, at: Instant) {
    (self.migration, self.phase, self.at) = (migration, phase, at)
  }

  /// Exercises that had to be looked up.
  public var reads: Int { needs - hits }
  /// Percent; where nothing is needed nothing is missed.
  public var hitRate: Double { needs == 0 ? 100 : Double(hits) / Double(needs) * 100 }

  /// The measurement of a migration; nil where there is none.
  public static func of(_ migration: String, _ phase: Phase, _ reader: Reader) throws
    -> LoadBaseline?
  {
    try reader.notes(kind).lazy.compactMap { LoadBaseline($0) }
      .first { $0.migration == migration && $0.phase == phase }
  }

  public func keep(in store: Store) throws { try store.note(Self.kind, value.json, at: at) }

  public var value: JSONValue {
    .object([
      ("migration", .text(migration)), ("phase", .text(phase.rawValue)),
      ("at", .integer(Int(at.milliseconds))),
      (
        "metrics",
        .object([
          ("logLoad", .number(logLoad)), ("progressLoad", .number(progressLoad)),
          ("analyticsLoad", .number(analyticsLoad)), ("hitRate", .number(hitRate)),
          ("needs", .integer(needs)), ("hits", .integer(hits)), ("reads", .integer(reads)),
          ("memoryBytes", .integer(memoryBytes)),
        ])
      ),
      (
        "scenarios",
        .object([
          ("openLog", .number(openLog)), ("openProgress", .number(openProgress)),
          ("logSet", .number(logSet)), ("rebuildAnalytics", .number(rebuildAnalytics)),
        ])
      ),
      ("problem", problem.map { .text($0) } ?? .null),
    ])
  }

  /// Nil where the note is none of these.
  init?(_ note: Note) {
    // What cannot be read is a note of another version, and is passed over.
    guard let object = try? JSONSlice(note.text),
      let migration = object.first("migration")?.string,
      let phase = object.first("phase")?.string.flatMap(Phase.init(rawValue:))
    else { return nil }
    self.init(migration: migration, phase: phase, at: note.at)
    let (metrics, scenarios) = (object.first("metrics"), object.first("scenarios"))
    logLoad = metrics?.first("logLoad")?.double ?? 0
    progressLoad = metrics?.first("progressLoad")?.double ?? 0
    analyticsLoad = metrics?.first("analyticsLoad")?.double ?? 0
    needs = max(0, metrics?.first("needs")?.int ?? 0)
    hits = min(needs, max(0, metrics?.first("hits")?.int ?? 0))
    memoryBytes = max(0, metrics?.first("memoryBytes")?.int ?? 0)
    openLog = scenarios?.first("openLog")?.double ?? 0
    openProgress = scenarios?.first("openProgress")?.double ?? 0
    logSet = scenarios?.first("logSet")?.double ?? 0
    rebuildAnalytics = scenarios?.first("rebuildAnalytics")?.double ?? 0
    problem = object.first("problem")?.string
  }
}
