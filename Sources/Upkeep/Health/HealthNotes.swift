public import Store
import System
public import Training
import Wire

extension NoteKind {
  static let alert = NoteKind("alert", most: 100)
  // Only read here; the rooms that write them say how many are kept.
  static let newestBackups = NoteKind("backup", most: 64)
  static let newestCheck = NoteKind("check", most: 64)
}

/// What the newest check found, as far as health goes by it.
struct CheckReading {
  var at: Instant
  var isDeep: Bool
  var low, medium, high, missing, orphans, broken: Int
  /// Percent; nil where it was not told.
  var consistency: Double?
  var direction: String?
  /// Why the check could not be made.
  var error: String?

  /// Nil where the note is none of these.
  init?(_ note: Note) {
    guard let object = try? JSONSlice(note.text) else { return nil }
    func count(_ name: String, in object: JSONSlice?) -> Int {
      guard let value = object?.first(name) else { return 0 }
      return max(0, value.int ?? Array(value.elements).count)
    }
    at = object.first("at")?.int.map { Instant(milliseconds: Int64($0)) } ?? note.at
    isDeep = object.first("depth")?.string == "deep"
    let inconsistencies = object.first("inconsistencies")
    low = count("low", in: inconsistencies)
    medium = count("medium", in: inconsistencies)
    high = count("high", in: inconsistencies)
    missing = count("missing", in: object)
    orphans = count("orphans", in: object)
    broken = count("broken", in: object)
    consistency = object.first("consistency")?.double
    direction = object.first("direction")?.string
    error = object.first("error")?.string
  }
}

/// A backup, as far as health goes by it.
struct BackupReading {
  var id: String
  var at: Instant
  var isVerified: Bool
  var isThere: Bool

  init?(_ note: Note) {
    guard let object = try? JSONSlice(note.text), let state = object.first("state")?.string
    else { return nil }
    isThere = object.first("path")?.string.map(FileSystem.isThere) ?? true
    id = object.first("id")?.string ?? ""
    at = object.first("at")?.int.map { Instant(milliseconds: Int64($0)) } ?? note.at
    isVerified = state == "verified"
  }
}

/// Word that a value came near its threshold.
public struct AlertNote: Hashable, Sendable {
  public var at: Instant
  /// What was measured, in a few words.
  public var metric: String
  public var value: Double
  public var threshold: Double
  public var severity: HealthPage.Level
  public var recommendation: String

  public init(
    at: Instant, metric: String, value: Double, threshold: Double, severity: HealthPage.Level,
    recommendation: String
  ) {
    self.at = at
    self.metric = metric
    self.value = value
    self.threshold = threshold
    self.severity = severity
    self.recommendation = recommendation
  }

  public var text: String {
    JSONValue.object([
      ("at", .integer(Int(at.milliseconds))), ("metric", .text(metric)), ("value", .number(value)),
      ("threshold", .number(threshold)), ("severity", .text(severity.rawValue)),
      ("recommendation", .text(recommendation)),
    ]).json
  }

  /// Nil where the note is none of these.
  public init?(_ note: Note) {
    guard let object = try? JSONSlice(note.text), let metric = object.first("metric")?.string,
      let severity = object.first("severity")?.string.flatMap(HealthPage.Level.init)
    else { return nil }
    self.init(
      at: object.first("at")?.int.map { Instant(milliseconds: Int64($0)) } ?? note.at,
      metric: metric, value: object.first("value")?.double ?? 0,
      threshold: object.first("threshold")?.double ?? 0, severity: severity,
      recommendation: object.first("recommendation")?.string ?? "")
  }
}
