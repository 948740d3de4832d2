public import Store
public import Training
public import Wire

/// How far something is that the plan asks for.
public enum ReportStatus: String, Hashable, Sendable {
  case achieved = "ACHIEVED"
  case inProgress = "IN_PROGRESS"
  case needsAttention = "NEEDS_ATTENTION"

  public var words: String {
    switch self {
    case .achieved: "ACHIEVED"
    case .inProgress: "IN PROGRESS"
    case .needsAttention: "NEEDS ATTENTION"
    }
  }

  /// Of several: achieved where all are; what needs attention counts before what goes on.
  static func of(_ all: some Sequence<ReportStatus>) -> ReportStatus {
    var status = ReportStatus.achieved
    for one in all {
      switch one {
      case .achieved: continue
      case .inProgress: if status == .achieved { status = .inProgress }
      case .needsAttention: status = .needsAttention
      }
    }
    return status
  }
}

/// One figure against what it has to reach.
public struct ReportCheck: Hashable, Sendable {
  public enum Priority: String, Hashable, Sendable, Comparable, CaseIterable {
    case critical, high, medium

    public static func < (left: Priority, right: Priority) -> Bool {
      let order = allCases
      return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
  }

  /// Its member in JSON.
  public var name: String
  /// What it is called in a sentence.
  public var words: String
  /// Such as `100 % of 53`.
  public var value: String
  public var target: String
  public var status: ReportStatus
  /// What to do where it is not achieved.
  public var advice: String
  public var priority: Priority
}

/// Checks that belong together.
public struct ReportSuite: Hashable, Sendable {
  public enum Name: String, Hashable, Sendable, CaseIterable {
    case performance, dataQuality, userExperience
    /// The plan has it; costs and satisfaction scores have no meaning for one athlete's file.
    case businessImpact

    public var words: String {
      switch self {
      case .performance: "performance"
      case .dataQuality: "data quality"
      case .userExperience: "user experience"
      case .businessImpact: "business impact"
      }
    }

    /// - Throws: ``MigrationError/unknownSuite(_:)``.
    public init(named name: String) throws(MigrationError) {
      guard let suite = Self(rawValue: name) else { throw .unknownSuite(name) }
      self = suite
    }
  }

  public var name: Name
  public var checks: [ReportCheck]

  /// Nil for a suite that does not apply.
  public var status: ReportStatus? {
    checks.isEmpty ? nil : .of(checks.map(\.status))
  }
}

/// One of the plan's milestones with its criteria.
public struct ReportMilestone: Hashable, Sendable {
  public struct Criterion: Hashable, Sendable {
    public var words: String
    public var isMet: Bool
    /// What it is judged by.
    public var evidence: String
    /// What to do where it is not met.
    public var advice: String
  }

  public var number: Int
  public var title: String
  public var criteria: [Criterion]
  public var status: ReportStatus
}

/// What is to be done, the most urgent first.
public struct ReportRecommendation: Hashable, Sendable {
  public var category: ReportSuite.Name
  public var priority: ReportCheck.Priority
  public var action: String
}

/// A migration against the plan's milestones and suites.
public struct MigrationReport: Hashable, Sendable {
  public var at: Instant
  public var record: MigrationRecord
  public var before: LoadBaseline?
  public var after: LoadBaseline?
  public var failures: [MigrationFailure]
  public var suites: [ReportSuite]
  public var milestones: [ReportMilestone]

  public var status: ReportStatus {
    .of(suites.compactMap(\.status) + milestones.map(\.status))
  }

  public var recommendations: [ReportRecommendation] {
    suites.flatMap { suite in
      suite.checks.filter { $0.status != .achieved }.map {
        ReportRecommendation(category: suite.name, priority: $0.priority, action: $0.advice)
      }
    }.sorted { ($0.priority, $0.action) < ($1.priority, $1.action) }
  }

  static let kind = NoteKind("report", most: 40)

  /// Makes the report of the latest migration and keeps it.
  ///
  /// - Parameter survey: How the store stands now.
  /// - Throws: ``MigrationError/noMigration``.
  public init(of store: Store, survey: EmbeddingSurvey, at now: Instant) throws {
    let kept = try store.read { reader -> Kept? in
      guard let record = try MigrationRecord.latest(reader) else { return nil }
      return Kept(
        record: record, before: try LoadBaseline.of(record.id, .before, reader),
        after: try LoadBaseline.of(record.id, .after, reader),
        failures: try FailureLog.failures(of: record.id, reader))
    }
    guard let kept else { throw MigrationError.noMigration }
    self.init(kept, survey, at: now)
  }

  public func keep(in store: Store) throws { try store.note(Self.kind, value().json, at: at) }

  /// What is kept of a migration.
  struct Kept {
    var record: MigrationRecord
    var before: LoadBaseline?
    var after: LoadBaseline?
    var failures: [MigrationFailure]
  }

  init(_ kept: Kept, _ survey: EmbeddingSurvey, at now: Instant) {
    let figures = ReportFigures(kept, survey)
    at = now
    (record, before, after, failures) = (kept.record, kept.before, kept.after, kept.failures)
    suites = figures.suites
    milestones = figures.milestones
  }
}

extension MigrationReport {
  /// - Parameter suite: The one suite to tell of; all, and the milestones, where nil.
  public func value(of suite: ReportSuite.Name? = nil) -> JSONValue {
    let shown = suites.filter { suite == nil || $0.name == suite }
    var members: [(String, JSONValue)] = [
      ("timestamp", .text(at.iso8601)), ("migration", record.value),
      ("overallStatus", .text(status.rawValue)),
      ("results", .object(shown.map { ($0.name.rawValue, $0.value) })),
    ]
    if suite == nil {
      members += [
        ("milestones", .list(milestones.map(\.value))),
        ("baseline", before?.value ?? .null), ("current", after?.value ?? .null),
        ("errors", .list(failures.map { .raw($0.text) })),
      ]
    }
    let advice = recommendations.filter { suite == nil || $0.category == suite }
    members.append(
      (
        "recommendations",
        .list(
          advice.map {
            .object([
              ("category", .text($0.category.rawValue)), ("priority", .text($0.priority.rawValue)),
              ("action", .text($0.action)),
            ])
          })
      ))
    return .object(members)
  }
}

extension ReportSuite {
  fileprivate var value: JSONValue {
    .object(
      checks.map { check in
        (
          check.name,
          .object([
            ("value", .text(check.value)), ("target", .text(check.target)),
            ("status", .text(check.status.rawValue)),
          ])
        )
      } + [("status", status.map { .text($0.rawValue) } ?? .text("NOT_APPLICABLE"))])
  }
}

extension ReportMilestone {
  fileprivate var value: JSONValue {
    .object([
      ("milestone", .integer(number)), ("title", .text(title)), ("status", .text(status.rawValue)),
      (
        "criteria",
        .list(
          criteria.map {
            .object([
              ("criterion", .text($0.words)), ("met", .flag($0.isMet)),
              ("evidence", .text($0.evidence)),
            ])
          })
      ),
    ])
  }
}
