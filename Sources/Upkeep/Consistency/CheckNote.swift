public import Store
public import Training
import Wire

/// What is kept of a check.
public struct CheckNote: Hashable, Sendable {
  public static let kind = NoteKind("check", most: 100)

  public var at: Instant
  /// `quick` or `deep`.
  public var depth: CheckDepth
  public var documents: Int
  /// Places that refer to an exercise.
  public var references: Int
  public var inconsistencies: [Severity: Int]
  /// Copies that are missing though their exercise is known.
  public var missing: Int
  public var orphans: Int
  /// What is wrong with documents, with what is derived from them, and with the file.
  public var broken: Int
  /// The share of copies that say what their exercises say, in per cent.
  public var consistency: Double
  /// Where the differences are going; nil before there are two checks.
  public var direction: ConsistencyTrend.Direction?
  /// Why checks could not be made; nil where all were.
  public var error: String?
  /// Copies that were repaired in the same go.
  public var repaired: Int
  /// The repair's id; nil without one.
  public var operation: String?

  public init(_ report: CheckReport, direction: ConsistencyTrend.Direction?) {
    at = report.at
    depth = report.depth.noted
    documents = report.documents
    references = report.survey.references
    inconsistencies = [:]
    for severity in Severity.allCases {
      inconsistencies[severity] = report.survey.inconsistent(severity)
    }
    missing = report.survey.missing
    orphans = report.survey.orphans
    broken = report.integrityCount
    consistency = report.survey.consistency
    self.direction = direction
    error =
      report.failures.isEmpty
      ? nil : report.failures.map { "\($0.check): \($0.reason)" }.joined(separator: " ")
    repaired = 0
  }

  /// Differing copies of all severities.
  public var inconsistent: Int { inconsistencies.values.reduce(0, +) }
  /// The share of copies that differ, in per cent.
  public var rate: Double { 100 - consistency }

  public var text: String {
    JSONValue.object([
      ("at", .integer(Int(at.milliseconds))), ("depth", .text(depth.rawValue)),
      ("documents", .integer(documents)), ("references", .integer(references)),
      (
        "inconsistencies",
        .object(
          Severity.allCases.map { ($0.rawValue, .integer(inconsistencies[$0] ?? 0)) })
      ),
      ("missing", .integer(missing)), ("orphans", .integer(orphans)), ("broken", .integer(broken)),
      ("consistency", .number(consistency)),
      ("direction", direction.map { .text($0.rawValue) } ?? .null),
      ("error", error.map { .text($0) } ?? .null), ("repaired", .integer(repaired)),
      ("operation", operation.map { .text($0) } ?? .null),
    ]).json
  }

  /// Nil where the note is none that ``text`` wrote.
  public init?(_ note: Note) {
    guard let json = try? JSONSlice(note.text),
      let depth = json.first("depth")?.string.flatMap(CheckDepth.init(rawValue:)),
      let consistency = json.first("consistency")?.double, consistency.isFinite
    else { return nil }
    func count(_ name: String) -> Int { json.first(name)?.int ?? 0 }
    at = json.first("at")?.int.map { Instant(milliseconds: Int64($0)) } ?? note.at
    self.depth = depth
    self.consistency = consistency
    documents = count("documents")
    references = count("references")
    missing = count("missing")
    orphans = count("orphans")
    broken = count("broken")
    repaired = count("repaired")
    inconsistencies = [:]
    let counts = json.first("inconsistencies")
    for severity in Severity.allCases {
      inconsistencies[severity] = counts?.first(severity.rawValue)?.int ?? 0
    }
    direction = json.first("direction")?.string.flatMap(ConsistencyTrend.Direction.init(rawValue:))
    error = json.first("error")?.string
    operation = json.first("operation")?.string
  }
}
