/// A figure that upkeep goes by, and where it comes from.
public struct Threshold: Hashable, Sendable {
  public enum Unit: String, Sendable {
    case documents, batches, exercises, findings, attempts, checks, measurements
    case bytes, milliseconds, percent
    /// A share of a threshold, from 0 up.
    case share
    case days, backups
    case perMinute
  }

  /// What it bounds.
  public let name: String
  public let value: Double
  public let unit: Unit
  /// The words of the plan that give the figure, as they stand there; nil for a figure of our own.
  public let plan: String?
  /// What is different here, and why; empty where nothing is.
  public let note: String

  init(_ name: String, _ value: Double, _ unit: Unit, plan: String?, note: String = "") {
    self.name = name
    self.value = value
    self.unit = unit
    self.plan = plan
    self.note = note
  }

  public var count: Int { Int(value) }
}

/// All figures that upkeep goes by, in one table; the articles and a test read it.
public enum Thresholds {
  public static let all = sizes + backups + migration + consistency + health
}

// MARK: Sizes of documents

extension Thresholds {
  public static let largeDocument = Threshold(
    "A document is large", 800 * 1024, .bytes, plan: "this.sizeThreshold = 800 * 1024")
  public static let hugeDocument = Threshold(
    "A document is about to be refused", 900 * 1024, .bytes,
    plan: "this.alertThreshold = 900 * 1024")

  public static let sizes = [largeDocument, hugeDocument]
}
